"""Numbers of earlier notes are references that follow the note, and nothing else that looks like one is."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pytest

from briefgen.cite import citation_style
from briefgen.cite.citeproc import format_citations
from briefgen.cite.note_references import NUMBER_END, NUMBER_START, REFERENCE_END, REFERENCE_START
from briefgen.model.diagnostic import Sink
from briefgen.model.tree import Element, Node, Note, Text, extract_text, find_elements
from tests.cases import cases
from tests.cite.test_cases import cited
from tests.unit.citing import STYLES, a_note, a_source, inline, printed, works

MARKS = {NUMBER_START, NUMBER_END, REFERENCE_START, REFERENCE_END}
OSCOLA = STYLES / "oscola-4.csl"

STYLE = """\
<style xmlns="http://purl.org/net/xbiblio/csl" class="note" version="1.0" default-locale="en-GB">
  <info><title>House</title><id>https://example.org/styles/house</id><updated>2026-01-01T00:00:00Z</updated></info>
  <citation><layout suffix=".">
    <choose><if position="subsequent">PRINTED</if><else><text variable="title"/></else></choose>
    <text variable="locator" prefix=", "/>
  </layout></citation>
  <bibliography><layout><text variable="title"/></layout></bibliography>
</style>
"""


def worded(*lines: str, style: Path = OSCOLA) -> tuple[tuple[Node, ...], ...]:
    notes = [a_note(line, number) for number, line in enumerate(lines, start=1)]
    return format_citations(notes, works(), style, "en", Sink()).notes


def references(nodes: Iterable[Node]) -> list[tuple[str, str]]:
    """Each cross-reference: where it leads, and what it says."""
    return [
        (link.get("href"), extract_text(link.children))
        for link in find_elements(nodes, "a")
        if "cross-reference" in link.classes
    ]


@pytest.mark.parametrize("style", ["oscola-4", "oscola-5"])
def test_the_number_of_an_earlier_note_leads_to_it(style: str) -> None:
    notes = worded("[@young]", "Words alone.", "[@raz]", "[@young, 560]", style=STYLES / f"{style}.csl")
    assert printed(notes[3]) == "Young (n 1) 560."
    assert [references(note) for note in notes] == [[], [], [], [("#note-1", "1")]]


def test_each_work_of_a_note_has_its_own() -> None:
    note = worded("[@young]", "[@raz]", "Words alone.", "See [@raz, 7; @young, 8]; but see [@young, 560]")[3]
    assert printed(note) == "See Raz (n 2) 7; Young (n 1) 8; but see Young (n 1) 560."
    assert references(note) == [("#note-2", "2"), ("#note-1", "1"), ("#note-1", "1")]


@pytest.mark.parametrize("style", ["oscola-5"])  # the fourth edition has ibid
def test_a_note_does_not_refer_to_itself(style: str) -> None:
    first, later = worded("[@raz, 7]; [@young, 8]; [@raz, 9]", "[@raz, 9]", style=STYLES / f"{style}.csl")
    assert printed(first).endswith("; Raz 9.")
    assert references(first) == []
    assert printed(later) == "Raz (n 1) 9."


def test_what_only_looks_like_one_is_text() -> None:
    source = a_source(id="x", type="book", title="Later (n 1) and (n 2)", author=[{"family": "Kim"}])
    notes = [a_note("[@x, n 1]", 1), a_note("As I said (n 1)", 2), a_note("[@x, n 2]", 3)]
    found = format_citations(notes, {"x": source}, OSCOLA, "en", Sink()).notes
    assert [references(note) for note in found] == [[], [], [("#note-1", "1")]]
    assert printed(found[2]) == "Kim (n 1) n 2."


def test_numbers_are_those_of_the_notes_themselves() -> None:
    notes = [a_note("[@young]", 7), a_note("[@raz]", 12), a_note("[@young, 560]", 30)]
    assert references(format_citations(notes, works(), OSCOLA, "en", Sink()).notes[2]) == [("#note-7", "7")]


def test_a_citation_in_a_link_brings_no_link_into_it() -> None:
    link = Element("a", tuple(inline("as [@young, 5] says")), {"href": "https://example.org/"})
    notes = [a_note("[@young]", 1), a_note("[@raz]", 2), Note((link, Text(" and "), *inline("[@raz]")), number=3)]
    note = format_citations(notes, works(), OSCOLA, "en", Sink()).notes[2]
    assert printed(note) == "as Young (n 1) 5 says and Raz (n 2)."
    assert [link.get("href") for link in find_elements(note, "a")] == ["https://example.org/", "#note-2"]


@pytest.mark.parametrize("path", cases("cite"), ids=lambda path: path.stem)
def test_the_marks_change_no_word(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Asked without marks, the engine says the same to the letter."""
    given = path.read_text("utf-8").partition("--- expected")[0].rstrip("\n")
    marked = cited(given)
    monkeypatch.setattr(citation_style, "mark_numbers", lambda _root: None)
    assert marked == cited(given)
    assert not MARKS & set(marked)


VARIABLE = 'variable="first-reference-note-number"'
PRINTED = {
    "as a number": (f'<number {VARIABLE} prefix="see note "/>', "see note 1, 5.", "1"),
    "bare": (f"<text {VARIABLE}/>", "1, 5.", "1"),
    "in italics": (f'<text {VARIABLE} prefix="n " font-style="italic"/>', "n *1*, 5.", "1"),
    "in italics with its words": (
        f'<group font-style="italic" prefix="["><text {VARIABLE} prefix="n " suffix="]"/></group>',
        "[*n 1]*, 5.",
        "1",
    ),
    "between quotation marks": (f'<text {VARIABLE} quotes="true"/>', "‘1’, 5.", "1"),
    "raised": (f'<text {VARIABLE} vertical-align="sup"/>', "1, 5.", "1"),
    "twice": (f'<text {VARIABLE} suffix=" "/><text {VARIABLE} prefix="(" suffix=")"/>', "1 (1), 5.", "1 1"),
    "in another form": (f'<number {VARIABLE} form="roman" prefix="n "/>', "n i, 5.", ""),
}


@pytest.mark.parametrize("name", PRINTED)
def test_a_style_of_the_users_may_print_it_as_it_will(name: str, tmp_path: Path) -> None:
    markup, expected, linked = PRINTED[name]
    style = tmp_path / "house.csl"
    style.write_text(STYLE.replace("PRINTED", markup), "utf-8")
    note = worded("[@young]", "[@raz]", "[@young, 5]", style=style)[2]
    assert printed(note) == expected
    assert references(note) == [("#note-1", text) for text in linked.split()]
    assert not MARKS & set(printed(note))


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        (
            f'<text variable="title" form="short"/><text {VARIABLE} prefix=" [note " suffix="]"/>',
            "In Defence of Due Deference, 5.",
        ),
        (f'<text {VARIABLE} prefix="see note "/>', "see note 1, 5."),
    ],
)
def test_only_a_reference_in_brackets_can_be_left_out(markup: str, expected: str, tmp_path: Path) -> None:
    style = tmp_path / "house.csl"
    style.write_text(STYLE.replace("PRINTED", markup), "utf-8")
    assert printed(worded("[@young, 4]; [@young, 5]", style=style)[0]) == f"In Defence of Due Deference, 4; {expected}"
