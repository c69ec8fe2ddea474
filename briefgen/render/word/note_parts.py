"""Numbers the notes of a Word file, and makes endnotes of them where the document has these: pandoc writes footnotes only."""

from __future__ import annotations

from collections.abc import Iterable

from briefgen.model.direction import RIGHT_TO_LEFT, find_note_direction
from briefgen.render.word.word_style import to_style_id
from briefgen.render.word.xml import Xml, find_all, qualify_attribute, tag, w

VALUE = qualify_attribute("val")
NOTE_ID = qualify_attribute("id")

SEPARATOR_SIZE = (100, 7)
"""Least height of the line over footnotes, in twentieths of a point, and the size of its type, in half points.

LibreOffice uses five points there. Word would use the height of a line of text, and so set other pages.
"""


def number_notes(body: Xml, notes: Xml) -> None:
    """Give the notes ids from 1: pandoc counts them together with links and images.

    The two separators, which pandoc numbers first, get the ids that Word's own files have.
    """
    ids: dict[str, str] = {}
    for note in find_all(notes, "w:footnote"):
        if note.get(qualify_attribute("type")) is None:
            ids[note.get(NOTE_ID)] = str(len(ids) + 1)
            note.set(NOTE_ID, ids[note.get(NOTE_ID)])
    for call in body.iter(tag("w:footnoteReference")):
        call.set(NOTE_ID, ids[call.get(NOTE_ID)])
    for separator, number in zip(find_all(notes, "w:footnote")[:2], ("0", "-1"), strict=True):
        separator.set(NOTE_ID, number)


def format_separators(notes: Xml) -> None:
    """Make the lines over footnotes low, also over those that continue on the next page."""
    least, size = SEPARATOR_SIZE
    for line in find_all(notes, "w:footnote[@w:type]/w:p"):
        line.insert(0, w("pPr", w("spacing", before=0, after=0, line=least, lineRule="atLeast")))
        for run in line.iter(tag("w:r")):
            run.insert(0, w("rPr", w("sz", val=size), w("szCs", val=size)))


def set_note_directions(notes: Xml, direction: str) -> None:
    """Set the paragraphs of each note in the direction of the document, or in its own.

    pandoc keeps no direction of a paragraph beside the number of a note.
    """
    for note in notes:
        own = find_note_direction("".join(text.text or "" for text in note.iter(tag("w:t"))), direction)
        if own != direction:
            for layout in note.iter(tag("w:pPr")):
                for stated in find_all(layout, "w:bidi"):
                    layout.remove(stated)
                layout.append(w("bidi", val=int(own == RIGHT_TO_LEFT)))


def convert_to_endnotes(roots: Iterable[Xml]) -> None:
    """Turn footnotes into endnotes: pandoc writes footnotes only."""
    for root in roots:
        for element in root.iter():
            if isinstance(element.tag, str) and "footnote" in element.tag:
                element.tag = element.tag.replace("footnote", "endnote")
            if element.tag in {tag("w:pStyle"), tag("w:rStyle")}:
                element.set(VALUE, element.get(VALUE).replace("Footnote", "Endnote"))


def set_endnotes_heading(notes: Xml, words: str) -> None:
    """Put the heading of endnotes in place of the line that Word draws over them: so it is on the page of the first."""
    separator = next(note for note in notes if note.get(qualify_attribute("type")) == "separator")
    if words:
        heading = w("p", w("pPr", w("pStyle", val=to_style_id("Notes Heading"))), w("r", w("t", words)))
        separator[:] = [heading]
