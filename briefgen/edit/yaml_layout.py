"""How the author of a YAML file writes: indents, quotation marks, lists in brackets or below each other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeVar

from briefgen.edit.text_edit import find_line_start, find_newline
from briefgen.edit.yaml_nodes import YamlNode

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Layout:
    """The habits of a file; where it shows none, those of this project."""

    newline: str = "\n"
    step: int = 2
    """Spaces by which the keys of an inner mapping are indented."""
    offset: int = 2
    """Spaces by which the `-` of a list are indented below their key."""
    gap: int = 1
    """Spaces behind a `-`."""
    quote: str = '"'
    brackets: bool = True
    """Whether short lists are in brackets."""
    braces: bool = True
    """Whether short mappings of words, as `{en: water, fr: eau}`, are in braces."""


def detect_layout(text: str, root: YamlNode | None) -> Layout:
    """The habits of a file."""
    steps: list[int] = []
    offsets: list[int] = []
    gaps: list[int] = []
    quotes: list[str] = []
    brackets: list[bool] = []
    braces: list[bool] = []
    for node, column in _walk(text, root, None):
        if node.kind == "scalar" and node.style in {"'", '"'}:
            quotes.append(node.style)
        if node.kind not in {"list", "mapping"} or not node.entries:
            continue
        if all(entry.node.kind == "scalar" for entry in node.entries) and (node.kind == "list" or column):
            (brackets if node.kind == "list" else braces).append(node.is_flow)
        if node.is_flow:
            continue
        own = _find_column(text, node.value_start)
        if column is not None:
            (steps if node.kind == "mapping" else offsets).append(own - column)
        if node.kind == "list":
            gaps += [
                entry.node.value_start - entry.mark
                for entry in node.entries
                if text[entry.mark : entry.node.value_start].strip(" ") == "" and entry.node.end > entry.mark
            ]
    return Layout(
        find_newline(text),
        max(1, _choose(steps, usual=2)),
        max(0, _choose(offsets, 2)),
        max(1, _choose(gaps, 1)),
        _choose(quotes, '"'),
        _choose(brackets, usual=True),
        _choose(braces, usual=True),
    )


def _walk(text: str, node: YamlNode | None, column: int | None) -> Iterator[tuple[YamlNode, int | None]]:
    """Each value, with the column of its key where it has one."""
    if node is None:
        return
    yield node, column
    for entry in node.entries:
        inner = None if node.is_flow or entry.key is None else _find_column(text, entry.start)
        yield from _walk(text, entry.node, inner)


def _find_column(text: str, position: int) -> int:
    return position - find_line_start(text, position)


def _choose(found: list[T], usual: T) -> T:
    return Counter(found).most_common(1)[0][0] if found else usual
