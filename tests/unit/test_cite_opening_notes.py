"""The first footnote of a section does not send its reader to the section before."""

from __future__ import annotations

from briefgen.cite.citeproc import format_citations
from briefgen.cite.opening_notes import find_opening_notes
from briefgen.model.diagnostic import Sink
from briefgen.model.tree import Element, Note, Text
from tests.unit.citing import STYLES, a_note, printed, works


def test_the_first_note_behind_each_heading_opens_its_section() -> None:
    def paragraph(*numbers: int) -> Element:
        return Element("p", tuple(Note((Text("See there."),), number=number) for number in numbers))

    heading = Element("h2", (Text("Law"),))
    panel = Element("section", (Element("h4", (Text("Facts"),)), paragraph(4)))
    body = Element("body", (paragraph(1), heading, paragraph(2, 3), panel, heading, paragraph(), paragraph(5)))
    assert list(find_opening_notes(body)) == [2, 4, 5]


def test_it_has_the_short_form_where_others_have_ibid() -> None:
    notes = [a_note(f"[@stevens, {page}]", number) for number, page in enumerate((1, 2, 3, 4), start=1)]
    found = format_citations(notes, works(), STYLES / "oscola-4.csl", "en", Sink(), openings=frozenset({1, 3}))
    assert [printed(note) for note in found.notes[1:]] == ["ibid 2.", "Stevens (n 1) 3.", "ibid 4."]
