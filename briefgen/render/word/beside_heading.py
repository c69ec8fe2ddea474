"""Sets a text beside its heading in a Word file: on the line of the heading, and in parts that are whole."""

from __future__ import annotations

from briefgen.render.word.look import WordLook
from briefgen.render.word.word_style import to_twips
from briefgen.render.word.xml import Xml, ensure_first_child, find, find_all, read_style_id, set_spacing, tag, w

HEADING_BESIDE_TEXT = "Heading1"
ASCENT = 0.75
"""About how much of the size of type is above its line."""
WHOLE_PART = 3
"""A part of a section beside its heading with so many paragraphs is on one page."""


def format_beside_heading(table: Xml, look: WordLook) -> None:
    """Set the first line of a text on that of the heading beside it, whose type is larger, and keep its short parts whole."""
    rows = find_all(table, "w:tr")
    cells = find_all(rows[0], "w:tc")
    if len(cells) < 2 or read_style_id(find(cells[0], "w:p")) != HEADING_BESIDE_TEXT:
        return
    first = find(cells[1], "w:p")
    if first is not None:
        lower = (look.sizes.headings[0] - look.sizes.text) * ASCENT
        set_spacing(ensure_first_child(first, "pPr"), before=to_twips(lower))
    if len(rows) == 1:  # a heading of more lines than its text ends the row
        heading = find_all(cells[0], "w:p")[-1]
        set_spacing(ensure_first_child(heading, "pPr"), after=to_twips(look.spaces.before_headings[0]))
    for row in rows:
        if len(find_all(row, "w:tc[last()]/w:p")) <= WHOLE_PART and find(row, "w:tc/w:tbl") is None:
            ensure_first_child(row, "trPr").insert(0, w("cantSplit"))


def is_part_below(cell: Xml) -> bool:
    """Whether a cell is below another beside the same heading: it keeps the space above its first paragraph."""
    row = cell.getparent()
    beside = cell.getprevious()
    above = row.getprevious()
    is_below = above is not None and above.tag == tag("w:tr")
    return is_below and beside is not None and not "".join(beside.itertext()).strip()
