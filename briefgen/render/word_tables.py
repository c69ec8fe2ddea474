"""A table of the tree as pandoc's table: heads repeated, spans kept, sides aligned."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from briefgen.render.word_inlines import Json
from briefgen.values.tree import Element, elements

NONE: list[Any] = ["", [], []]
ALIGNMENTS = {"align-right": "AlignRight", "align-center": "AlignCenter"}

WriteCell = Callable[[Element, str], list[Json]]


def table(element: Element, write: WriteCell) -> Json:
    """The table without its caption; `write` makes the blocks of a cell in a style.

    It is rectangular: the check stage has refused the others.
    """
    head = _rows(element, "thead", write)
    body = _rows(element, "tbody", write) or ([] if head else _all_rows(element, write))
    foot = _rows(element, "tfoot", write)
    first = next(elements(element.children, "tr"), None)
    width = sum(_span(cell, "colspan") for cell in _cells(first)) if first else 1
    columns = [[{"t": "AlignDefault"}, {"t": "ColWidthDefault"}]] * width
    bodies = [[NONE, _named_columns(element), [], body]] if body else []
    return {"t": "Table", "c": [NONE, [None, []], columns, [NONE, head], bodies, [NONE, foot]]}


def _rows(element: Element, part: str, write: WriteCell) -> list[Any]:
    return [
        [NONE, [_cell(cell, write, head=part == "thead") for cell in _cells(row)]]
        for group in elements(element.children, part)
        for row in elements(group.children, "tr")
    ]


def _all_rows(element: Element, write: WriteCell) -> list[Any]:
    return [
        [NONE, [_cell(cell, write, head=False) for cell in _cells(row)]] for row in elements(element.children, "tr")
    ]


def _cell(cell: Element, write: WriteCell, *, head: bool) -> list[Any]:
    alignment = next((ALIGNMENTS[one] for one in sorted(cell.classes) if one in ALIGNMENTS), "AlignDefault")
    blocks = write(cell, "Table Head" if head else "Table Text")
    return [NONE, {"t": alignment}, _span(cell, "rowspan"), _span(cell, "colspan"), blocks]


def _cells(row: Element) -> list[Element]:
    return [one for one in row.children if isinstance(one, Element) and one.tag in {"td", "th"}]


def _span(cell: Element, name: str) -> int:
    value = cell.get(name, "1")
    return int(value) if value.isascii() and value.isdigit() and 1 <= int(value) <= 100 else 1


def _named_columns(element: Element) -> int:
    """1 where every row of the body begins with a heading cell."""
    rows = [row for group in elements(element.children, "tbody") for row in elements(group.children, "tr")]
    firsts = [next(iter(_cells(row)), None) for row in rows]
    return int(bool(firsts) and all(cell is not None and cell.tag == "th" for cell in firsts))
