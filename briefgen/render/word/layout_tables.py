"""Sets side by side in Word what a style sheet sets side by side, and tinted panels: tables without lines, for looks alone.

A reader of the file counts no such table; its cells are read in the order of the text.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from briefgen.model.direction import RIGHT_TO_LEFT
from briefgen.model.tree import Element
from briefgen.render.word.inlines import Json
from briefgen.render.word.tables import NO_ATTRIBUTES

LAYOUT_STYLE = "Layout"
PARTICULARS_STYLE = "Particulars"
PANEL_STYLE = "Panel"
BAND_STYLE = "Band"
FIGURES_STYLE = "Figures"
"""The styles of these tables: particulars are as wide as the letterhead, a panel has a tint, a band and figures have lines above and below."""

CELL_GAPS: Mapping[str, tuple[float, float]] = {
    LAYOUT_STYLE: (0, 10),
    PARTICULARS_STYLE: (0, 10),
    PANEL_STYLE: (10, 10),
    BAND_STYLE: (0, 10),
    FIGURES_STYLE: (0, 10),
}
"""The space at the left and at the right of a cell, in points; the last cell of a row has none at the right, except in a panel."""


def find_cell_gaps(style: str, direction: str) -> tuple[float, float]:
    """The space at both sides of a cell, in points.

    In a table from the right it is the same at both: word processors do not agree which side is the left one.
    """
    left, right = CELL_GAPS.get(style, (0, 0))
    return ((left + right) / 2,) * 2 if direction == RIGHT_TO_LEFT else (left, right)


PARTICULARS_SHARE = 0.34
"""The share of the terms in the width of a list of particulars, where the style sheet states no width."""
SHEET_SHARES = (0.72, 0.28)
"""The shares of the width of a line: a text and the column beside it."""
FIGURE_SHARES = (0.36, 0.64)
"""The same of a key figure and the words beside it."""
FIGURES_IN_A_ROW = 4

WriteBlocks = Callable[[Iterable[Element]], list[Json]]


def build_layout_table(
    rows: Sequence[Sequence[list[Json]]], shares: Sequence[float], style: str = LAYOUT_STYLE
) -> Json:
    """A table of cells, each a list of blocks; `shares` are the widths of its columns."""
    return _build_table([[_build_cell(cell) for cell in row] for row in rows], shares, style)


def _build_table(rows: Sequence[list[list[Any]]], shares: Sequence[float], style: str) -> Json:
    """A table of built cells."""
    columns = [[{"t": "AlignDefault"}, {"t": "ColWidth", "c": share}] for share in shares]
    attributes = ["", [], [["custom-style", style]]]
    bodies = [[NO_ATTRIBUTES, 0, [], [[NO_ATTRIBUTES, row] for row in rows]]]
    empty = [NO_ATTRIBUTES, []]
    return {"t": "Table", "c": [attributes, [None, []], columns, empty, bodies, empty]}


def _build_cell(blocks: list[Json], rows: int = 1) -> list[Any]:
    """A cell, which is never empty, over one row or several."""
    return [NO_ATTRIBUTES, {"t": "AlignDefault"}, rows, 1, blocks or [{"t": "Para", "c": []}]]


def arrange_beside_heading(title: list[Json], parts: Sequence[list[Json]]) -> list[list[list[Json]]]:
    """A row for each part of a section, its heading beside the first: a word processor keeps a row whole, but no paragraph of it."""
    first, *others = parts
    return [[title, first], *([[], part] for part in others)]


def arrange_particulars(terms: Element, write: WriteBlocks, share: float) -> list[Json]:
    """A row for each term, its values in the second column; values without a term before them follow the others."""
    rows: list[tuple[list[Json], list[Json]]] = []
    for child in (child for child in terms.children if isinstance(child, Element)):
        if child.tag == "dt" or not rows:
            rows.append(([], []))
        rows[-1][child.tag != "dt"].extend(write([child]))
    return [build_layout_table(rows, (share, 1 - share), PARTICULARS_STYLE)] if rows else []


def arrange_band(band: Element, write: WriteBlocks) -> list[Json]:
    """Who writes, to whom and when, beside one another."""
    cells = [cell for child in band.children if isinstance(child, Element) and (cell := write([child]))]
    return [build_layout_table([cells], [1 / len(cells)] * len(cells), BAND_STYLE)] if cells else []


def arrange_figures(figures: Element, write: WriteBlocks, style: str) -> list[Json]:
    """Key figures beside one another, four in a row."""
    cells = [cell for child in figures.children if isinstance(child, Element) and (cell := write([child]))]
    if not cells:
        return []
    width = min(len(cells), FIGURES_IN_A_ROW)
    filled = cells + [[] for _ in range(-len(cells) % width)]
    rows = [filled[start : start + width] for start in range(0, len(filled), width)]
    return [build_layout_table(rows, [1 / width] * width, style)]


def arrange_figure_lines(figures: Element, write: WriteBlocks, style: str) -> list[Json]:
    """Key figures below one another, each beside its words: a row for each.

    LibreOffice 7.4 moves a row with the calls of two notes to the next page, however much room there is.
    """
    rows = []
    for child in (child for child in figures.children if isinstance(child, Element)):
        parts = [part for part in child.children if isinstance(part, Element)] if child.tag == "div" else [child]
        rows.append([write(parts[:1]), write(parts[1:])])
    return [build_layout_table(rows, FIGURE_SHARES, style)] if rows else []


def arrange_columns(
    sheet: Element, write: WriteBlocks, shares: Sequence[float], style: str = LAYOUT_STYLE
) -> list[Json]:
    """A text and what is beside it; one alone where the other is empty.

    A third part follows the first below it, beside the same column, but is read after that column.
    """
    columns = [write([child]) for child in sheet.children if isinstance(child, Element)]
    if len(columns) == len(shares) + 1:
        first, side, below = columns
        if first and side and below:
            rows = [[_build_cell(first), _build_cell(side, rows=2)], [_build_cell(below)]]
            return [_build_table(rows, shares, style)]
        # Without a first part, what is beside it is read before what is below: it stays above, in the width of the page.
        columns = [[*first, *below], side] if first else [[*side, *below]]
    filled = [column for column in columns if column]
    if len(filled) != len(shares):
        return [block for column in filled for block in column]
    return [build_layout_table([filled], shares, style)]
