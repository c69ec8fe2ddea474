"""Writes a table of the tree as pandoc's table: header rows that repeat, spans, alignment and widths of columns."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from briefgen.model.tree import Element, extract_text, read_span
from briefgen.render.word.inlines import Json

NO_ATTRIBUTES: list[Any] = ["", [], []]
ALIGNMENTS = {"align-right": "AlignRight", "align-center": "AlignCenter"}

CELL_PADDING = 2
"""The space at both sides of a cell, in characters."""

BREAK_OPPORTUNITY = re.compile(r"(?<=[-\u2010\u2013/])")
"""Where a line may end inside a word."""

CYRILLIC_LETTER = re.compile("[\u0400-\u04ff]")
CYRILLIC_SURPLUS = 0.2
"""How much wider a letter is than a Latin one, in characters: `Колеблющийся` lost its last letter to a second line."""

WriteCell = Callable[[Element, str], list[Json]]


def build_table(element: Element, write: WriteCell, room: float) -> Json:
    """The table without its caption; `write` returns the blocks of a cell in a style, `room` is the width of the page in characters.

    It is rectangular: the check stage refuses others.
    """
    rows = {part: list(_collect_rows(element, part)) for part in ("thead", "tbody", "tfoot")}
    first = next((row for part in rows.values() for row in part), None)
    width = sum(read_span(cell, "colspan") for cell in _collect_cells(first)) if first else 1
    shares = compute_column_shares(element, width, room)
    columns = [[{"t": "AlignDefault"}, {"t": "ColWidth", "c": share}] for share in shares]
    head, body, foot = (_write_rows(rows[part], write, head=part == "thead") for part in rows)
    bodies = [[NO_ATTRIBUTES, _count_header_columns(rows["tbody"]), [], body]] if body else []
    content = [NO_ATTRIBUTES, [None, []], columns, [NO_ATTRIBUTES, head], bodies, [NO_ATTRIBUTES, foot]]
    return {"t": "Table", "c": content}


def compute_column_shares(element: Element, columns: int, room: float) -> list[float]:
    """The share of the width of each column: at least its longest word, the rest by the length of its text.

    A browser does the same, and Word would do so, too; other word processors use the widths in the file.
    """
    longest, whole = [1.0] * columns, [1.0] * columns
    for column, across, cell in _locate_cells(element):
        words = [part for word in extract_text(cell.children).split() for part in BREAK_OPPORTUNITY.split(word)]
        for covered in range(column, min(column + across, columns)):
            longest[covered] = max(
                longest[covered], *((_measure(word) + CELL_PADDING) / across for word in ("", *words))
            )
            whole[covered] = max(whole[covered], (sum(map(_measure, words)) + len(words) + CELL_PADDING) / across)
    least = sum(longest)
    spare = sum(whole) - least
    if sum(whole) > room > least:
        widths = [word + (text - word) * (room - least) / spare for word, text in zip(longest, whole, strict=True)]
    else:
        widths = longest if least >= room else whole
    return [round(width / sum(widths), 4) for width in widths]


def _measure(word: str) -> float:
    """The width of a word in characters; Cyrillic letters are wider than Latin ones."""
    return len(word) + CYRILLIC_SURPLUS * len(CYRILLIC_LETTER.findall(word))


def _locate_cells(element: Element) -> Iterator[tuple[int, int, Element]]:
    """The cells, each with its first column and how many it spans; those that reach down from rows above are counted."""
    below: dict[int, int] = {}
    for row in (row for part in ("thead", "tbody", "tfoot") for row in _collect_rows(element, part)):
        taken, below = below, {column: rows - 1 for column, rows in below.items() if rows > 1}
        column = 0
        for cell in _collect_cells(row):
            while column in taken:
                column += 1
            across, down = read_span(cell, "colspan"), read_span(cell, "rowspan")
            yield column, across, cell
            if down > 1:
                below |= dict.fromkeys(range(column, column + across), down - 1)
            column += across


def _collect_rows(element: Element, part: str) -> Iterator[Element]:
    """The rows of a part, not those of a table inside a cell; rows that are in no part are in the body."""
    for child in element.children:
        if isinstance(child, Element) and child.tag == part:
            yield from (row for row in child.children if isinstance(row, Element) and row.tag == "tr")
        elif isinstance(child, Element) and child.tag == "tr" and part == "tbody":
            yield child


def _write_rows(rows: Iterable[Element], write: WriteCell, *, head: bool) -> list[Any]:
    return [[NO_ATTRIBUTES, [_write_cell(cell, write, head=head) for cell in _collect_cells(row)]] for row in rows]


def _write_cell(cell: Element, write: WriteCell, *, head: bool) -> list[Any]:
    alignment = next((ALIGNMENTS[name] for name in sorted(cell.classes) if name in ALIGNMENTS), "AlignDefault")
    blocks = write(cell, "Table Head" if head else "Table Text")
    return [NO_ATTRIBUTES, {"t": alignment}, read_span(cell, "rowspan"), read_span(cell, "colspan"), blocks]


def _collect_cells(row: Element) -> list[Element]:
    return [child for child in row.children if isinstance(child, Element) and child.tag in {"td", "th"}]


def _count_header_columns(rows: Iterable[Element]) -> int:
    """1 where every row of the body starts with a header cell."""
    firsts = [next(iter(_collect_cells(row)), None) for row in rows]
    return int(bool(firsts) and all(cell is not None and cell.tag == "th" for cell in firsts))
