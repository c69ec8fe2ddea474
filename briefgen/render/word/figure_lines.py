"""Sets key figures below one another in a Word file, each beside its words, so that LibreOffice leaves them on the page of what they are for."""

from __future__ import annotations

from briefgen.render.word.xml import Xml, copy_element, find, find_all, read_style_id, w


def format_figure_lines(table: Xml) -> None:
    """Let figure and words end on one line where they are beside each other, and put each figure with its words into a table of its own.

    LibreOffice 7.4 mostly finds room for the notes of one row before it sets the next if these are two tables; it never looks for it in one table.
    """
    rows = find_all(table, "w:tr")
    beside = [row for row in rows if _has_words_beside_figure(row)]
    for cell in (cell for row in beside for cell in find_all(row, "w:tc")):
        find(cell, "w:tcPr").append(w("vAlign", val="bottom"))
    if not rows or len(beside) < len(rows):
        return
    last = table
    for row in rows[1:]:
        divided = _divide_table(table, row)
        last.addnext(build_low_paragraph())  # Word joins two tables that touch
        last.getnext().addnext(divided)
        last = divided


def build_low_paragraph(before: int = 0) -> Xml:
    """An empty paragraph that takes no room, below a space in twentieths of a point."""
    return w("p", w("pPr", w("spacing", before=before, after=0, line=20, lineRule="exact")))


def _has_words_beside_figure(row: Xml) -> bool:
    return [read_style_id(find(cell, "w:p")) for cell in find_all(row, "w:tc")][1:] == ["KeyFigureLabel"]


def _divide_table(table: Xml, row: Xml) -> Xml:
    """A table like another with one of its rows; the line above it is the one below the table before."""
    properties = copy_element(find(table, "w:tblPr"))
    find(properties, "w:tblLayout").addprevious(w("tblBorders", w("top", val="nil")))
    return w("tbl", properties, copy_element(find(table, "w:tblGrid")), row)
