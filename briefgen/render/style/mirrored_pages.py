"""Writes style rules by which left pages mirror right ones, for documents that are printed on both sides and bound."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import tinycss2

from briefgen.render.style.print_style import collect_print_rules

OPPOSITE: Mapping[str, str] = {"left": "right", "right": "left"}
SIDES = frozenset(OPPOSITE)


def build_mirrored_pages(sheets: Iterable[str]) -> str:
    """A style sheet that gives left pages the margins and margin boxes of these sheets with the sides changed.

    The sheets must say what a right page has. Rules of theirs for left or right pages stay as they are.
    """
    pages: dict[str, dict[str, str]] = {}
    for sheet in sheets:
        for rule in collect_print_rules(tinycss2.parse_stylesheet(sheet, skip_comments=True, skip_whitespace=True)):
            if rule.type == "at-rule":
                for selector in tinycss2.serialize(rule.prelude).split(","):
                    if not SIDES & set(selector.strip().lower().split(":")):
                        pages.setdefault(selector.strip(), {}).update(_read_sides(rule.content))
    return "\n".join(
        f"@page {selector}:left {{ {' '.join(_convert_sides(sides))} }}" for selector, sides in pages.items() if sides
    )


def _read_sides(content: Any) -> Iterator[tuple[str, str]]:
    """The margins at the sides, and the content of each margin box that is at one."""
    for item in tinycss2.parse_blocks_contents(content or (), skip_comments=True, skip_whitespace=True):
        if item.type == "at-rule" and SIDES & set(item.lower_at_keyword.split("-")):
            yield f"@{item.lower_at_keyword}", tinycss2.serialize(item.content)
        elif item.type == "declaration":
            weight = " !important" if item.important else ""
            for name, length in _read_side_margins(item):
                yield name, f"{length}{weight}"


def _read_side_margins(declaration: Any) -> Iterator[tuple[str, str]]:
    lengths = [token.serialize() for token in declaration.value if token.type not in {"whitespace", "comment"}]
    if declaration.lower_name == "margin" and lengths:
        right = lengths[min(1, len(lengths) - 1)]
        yield from (("margin-right", right), ("margin-left", lengths[3] if len(lengths) > 3 else right))
    elif lengths and declaration.lower_name in {"margin-left", "margin-right"}:
        yield declaration.lower_name, " ".join(lengths)


def _convert_sides(sides: Mapping[str, str]) -> Iterator[str]:
    for name, value in sides.items():
        other = re.sub("left|right", lambda side: OPPOSITE[side[0]], name)
        if not name.startswith("@"):
            yield f"{other}: {value};"
            continue
        yield f"{other} {{{value}}}"
        if other not in sides:
            yield f"{name} {{ content: none }}"
