"""Writes style sheets without left and right, so that a text from the right is laid out from the right.

`margin-left` becomes `margin-inline-start`, `text-align: left` becomes `start`. What has no relative name, such as the margin boxes of
a page, changes places. A rule behind the comment `/* physical */` stays as it is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Any

import tinycss2
from tinycss2 import serialize

from briefgen.model.direction import RIGHT_TO_LEFT
from briefgen.model.tree import Element, find_elements

OPPOSITE: Mapping[str, str] = {"left": "right", "right": "left"}
RELATIVE: Mapping[str, str] = {"left": "inline-start", "right": "inline-end"}
ALIGNMENTS: Mapping[str, str] = {"left": "start", "right": "end"}
KEPT_COMMENT = "physical"
KEPT_SELECTORS = (".align-right", ".align-left")
"""Columns of numbers: in texts from the right, too, the last digits are below one another."""

FOUR_SIDES = frozenset({"margin", "padding", "inset", "border-width", "border-style", "border-color"})
SIDED = frozenset({"margin", "padding", "border", "scroll"})
CORNERS: Mapping[str, str] = {
    "border-top-left-radius": "border-start-start-radius",
    "border-top-right-radius": "border-start-end-radius",
    "border-bottom-left-radius": "border-end-start-radius",
    "border-bottom-right-radius": "border-end-end-radius",
}
GROUPING_RULES = frozenset({"media", "supports", "layer", "container"})
VERBATIM_RULES = frozenset({"font-face", "color-profile", "counter-style", "keyframes", "namespace"})
Declarations = Iterator[tuple[str, str]]


def adapt_sheets(sheets: Iterable[tuple[str, str]], body: Element, direction: str) -> Iterator[tuple[str, str]]:
    """The style sheets of a document, in relative terms where any of it is written from the right."""
    adapted = direction == RIGHT_TO_LEFT or any(
        element.get("dir") == RIGHT_TO_LEFT for element in find_elements((body,))
    )
    return ((name, convert_to_logical(text, direction) if adapted else text) for name, text in sheets)


@lru_cache(maxsize=32)
def convert_to_logical(sheet: str, direction: str) -> str:
    """The style sheet in relative terms; with `rtl`, what has no relative name changes sides."""
    return _write_rules(tinycss2.parse_stylesheet(sheet), is_rtl=direction == RIGHT_TO_LEFT)


def _write_rules(nodes: Iterable[Any], *, is_rtl: bool) -> str:
    written: list[str] = []
    is_kept = False
    for node in nodes:
        if node.type == "comment":
            is_kept = node.value.strip().startswith(KEPT_COMMENT)
            continue
        if node.type == "qualified-rule":
            selector = serialize(node.prelude)
            is_kept = is_kept or any(name in selector for name in KEPT_SELECTORS)
            content = serialize(node.content) if is_kept else _write_block(node.content, is_rtl=is_rtl)
            written.append(f"{selector}{{{content}}}")
        elif node.type == "at-rule" and node.content is not None and not is_kept:
            written.append(_write_at_rule(node, is_rtl=is_rtl))
        else:
            written.append(node.serialize())
        is_kept = is_kept and node.type == "whitespace"
    return "".join(written)


def _write_at_rule(node: Any, *, is_rtl: bool) -> str:
    name, prelude = node.lower_at_keyword, serialize(node.prelude)
    if name in VERBATIM_RULES:
        return str(node.serialize())
    if is_rtl and name.startswith(("top-", "bottom-", "left-", "right-")):
        name = "-".join(OPPOSITE.get(part, part) for part in name.split("-"))
    if is_rtl and name == "page":
        prelude = ":".join(OPPOSITE.get(part.strip(), part) for part in prelude.split(":"))
    if name in GROUPING_RULES:
        inner = _write_rules(tinycss2.parse_rule_list(node.content), is_rtl=is_rtl)
    else:
        inner = _write_block(node.content, is_rtl=is_rtl)
    return f"@{name}{prelude if prelude.startswith((' ', ':')) or not prelude else f' {prelude}'}{{{inner}}}"


def _write_block(content: Any, *, is_rtl: bool) -> str:
    written: list[str] = []
    for node in tinycss2.parse_blocks_contents(content):
        if node.type == "declaration":
            important = " !important" if node.important else ""
            for name, value in _convert_declaration(node, is_rtl=is_rtl):
                written.append(f"{name}: {value}{important};")
        elif node.type == "at-rule" and node.content is not None:
            written.append(_write_at_rule(node, is_rtl=is_rtl))
        elif node.type == "qualified-rule":
            written.append(f"{serialize(node.prelude)}{{{_write_block(node.content, is_rtl=is_rtl)}}}")
        else:
            written.append(node.serialize())
    return "".join(written)


def _convert_declaration(node: Any, *, is_rtl: bool) -> Declarations:
    name = node.name if node.name.startswith("--") else node.lower_name
    value = serialize(node.value).strip()
    parts = _split_values(node.value)
    for matches, convert in _CONVERSIONS:
        if matches(name, parts):
            yield from convert(name, value, parts)
            return
    if is_rtl and name in {"background-position", "transform-origin", "object-position"}:
        value = " ".join(OPPOSITE.get(part, part) for part in parts)
    yield name, value


def _convert_four_sides(name: str, _value: str, parts: list[str]) -> Declarations:
    top, right, bottom, left = parts
    if right == left:
        yield name, f"{top} {right} {bottom}"
        return
    base, _, kind = name.partition("-") if name.startswith("border") else (name, "", "")
    ending = f"-{kind}" if kind else ""
    yield f"{base}-block{ending}", f"{top} {bottom}"
    yield f"{base}-inline{ending}", f"{left} {right}"


def _convert_side(name: str, value: str, _parts: list[str]) -> Declarations:
    yield "-".join(RELATIVE.get(part, part) for part in name.split("-")), value


_CONVERSIONS: tuple[tuple[Callable[[str, list[str]], bool], Callable[[str, str, list[str]], Declarations]], ...] = (
    (lambda name, parts: name in FOUR_SIDES and len(parts) == 4, _convert_four_sides),
    (lambda name, _: name in {"float", "clear"}, lambda name, value, _: iter([(name, RELATIVE.get(value, value))])),
    (
        lambda name, _: name.startswith("text-align"),
        lambda name, value, _: iter([(name, ALIGNMENTS.get(value, value))]),
    ),
    (lambda name, _: name in RELATIVE, lambda name, value, _: iter([(f"inset-{RELATIVE[name]}", value)])),
    (lambda name, _: name in CORNERS, lambda name, value, _: iter([(CORNERS[name], value)])),
    (lambda name, _: name.split("-")[0] in SIDED and bool(set(name.split("-")) & set(RELATIVE)), _convert_side),
)


def _split_values(tokens: Iterable[Any]) -> list[str]:
    """The values of a shorthand; a function such as `var()` or `calc()` is one."""
    values = [""]
    for token in tokens:
        if token.type == "whitespace":
            values.append("")
        elif token.type != "comment":
            values[-1] += token.serialize()
    return [value for value in values if value]
