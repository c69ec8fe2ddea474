"""Sets key figures below one another in a Word file: each beside its words, so that LibreOffice leaves them on the page of what they are for, or above them."""

from __future__ import annotations

from briefgen.render.word.look import WordLook
from briefgen.render.word.note_calls import FIGURE_STYLES
from briefgen.render.word.word_style import build_border, to_twips
from briefgen.render.word.xml import (
    Xml,
    copy_element,
    ensure_first_child,
    find,
    find_all,
    read_style_id,
    set_spacing,
    tag,
    w,
)

FIGURE_SOURCE_STYLE = "Figure Source"
"""The style of the line that names where a key figure is from."""

DESCENT = 0.25
"""About how much of the size of type is below its line."""


def format_figure_lines(table: Xml, look: WordLook) -> None:
    """Let figure and words end on one line where they are beside each other, and put each figure with its words into a table of its own.

    LibreOffice 7.4 mostly finds room for the notes of one row before it sets the next if these are two tables; it never looks for it in one table.
    """
    rows = find_all(table, "w:tr")
    deeper = (look.sizes.key_figure - look.sizes.key_figure_label) * DESCENT
    beside = [row for row in rows if _has_words_beside_figure(row)]
    for cell in (cell for row in beside for cell in find_all(row, "w:tc")):
        find(cell, "w:tcPr").append(w("vAlign", val="bottom"))
    for row in beside:
        words = find_all(row, "w:tc[last()]/w:p")[-1]
        set_spacing(ensure_first_child(words, "pPr"), after=to_twips(deeper))
    if not rows or len(beside) < len(rows):
        return
    last = table
    for row in rows[1:]:
        divided = _divide_table(table, row)
        last.addnext(build_low_paragraph())  # Word joins two tables that touch
        last.getnext().addnext(divided)
        last = divided


def set_lines_between_figures(body: Xml, look: WordLook) -> None:
    """Set the line of the page, and its space, between a key figure and the words of the one above it in the same column."""
    line, spaces = look.cover.between_figures, look.spaces.figures
    if line is None or spaces is None:
        return
    for paragraph in body.iter(tag("w:p")):
        before = paragraph.getprevious()
        if before is None or read_style_id(before) != "KeyFigureLabel" or read_style_id(paragraph) not in FIGURE_STYLES:
            continue
        layout = ensure_first_child(paragraph, "pPr")
        set_spacing(layout, before=to_twips(spaces[0]))
        border = w("pBdr", build_border("top", line.colour, line.width, spaces[1]))
        find(layout, "w:spacing").addprevious(border)


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
