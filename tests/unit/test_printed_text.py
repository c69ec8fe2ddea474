"""A paragraph as Word prints it: its words, and what in them nobody typed as prose, with the place where it is written."""

from __future__ import annotations

import pytest

from briefgen.model.diagnostic import DataOrigin, Origin
from briefgen.model.printed_text import NOTE, PICTURE, REFERENCE, PrintedText, SpanKind, read_running_text
from briefgen.model.tree import Element, Node, Note, Text
from tests.unit.documents import BLOCK, tree_of

PROSE, LATER = Origin("content/x/wells.md", 5), Origin("content/x/wells.md", 8)


def prose(text: str, origin: Origin = PROSE) -> Text:
    """Words of a block."""
    return Text(text, origin)


def list_spans(printed: PrintedText) -> list[tuple[str, str, str, str]]:
    """The words of each stretch, its kind, its name and its place."""
    return [(printed.text[span.start : span.end], span.kind, span.name, span.place) for span in printed.spans]


@pytest.mark.parametrize(
    ("nodes", "text", "spans"),
    [
        ([prose("Dry  \n wells ")], "Dry wells", []),
        ([prose("Dry "), Text("wells")], "Dry wells", [("wells", "generated", "", "")]),
        (
            [prose("Dry"), Element("img", origin=LATER), prose("wells")],
            f"Dry{PICTURE}wells",
            [(PICTURE, "picture", "", "content/x/wells.md:8")],
        ),
        ([prose("Dry"), Element("img")], f"Dry{PICTURE}", [(PICTURE, "picture", "", "")]),
        ([prose("Dry"), Element("br"), prose("wells")], "Dry wells", []),
        ([prose("Dry"), Element("span", (prose("wells"),), {"class": "credit"})], "Dry wells", []),
        ([prose("Dry"), Element("span", (prose("wells"),), {"class": "name"})], "Drywells", []),
        ([Element("span", (prose("1."),), {"class": "paragraph-number"}), prose("Dry")], "Dry", []),
        (
            [prose("see "), Element("a", (prose("12"),), {"href": "#wells"}, LATER)],
            f"see {REFERENCE}",
            [(REFERENCE, "reference number", "12", "content/x/wells.md:8")],
        ),
        (
            [prose("see "), Element("a", (prose("12"),), {"href": "#wells"})],
            f"see {REFERENCE}",
            [(REFERENCE, "reference number", "12", "")],
        ),
        ([prose("see "), Element("a", (prose("here"),), {"href": "#wells"})], "see here", []),
        ([prose("see "), Element("a", (prose("12"),), {"href": "https://example.org"})], "see 12", []),
        ([Element("q", (prose("dry"),))], "“dry”", [("“", "generated", "", ""), ("”", "generated", "", "")]),
        ([Element("em", (prose("dry"),))], "dry", []),
        (
            [prose("of "), Text("60", DataOrigin("content/x/facts.yaml", 3, "wells")), prose(" wells")],
            "of 60 wells",
            [("60", "fact", "wells", "content/x/facts.yaml:3")],
        ),
        (
            [prose("to "), Text("France", DataOrigin("campaigns/a.csv", 2))],
            "to France",
            [("France", "variable", "", "campaigns/a.csv:2")],
        ),
        (
            [prose("of "), Text("Ann", Origin("templates/x/audience.yaml", 7))],
            "of Ann",
            [("Ann", "fixed passage", "", "templates/x/audience.yaml:7")],
        ),
    ],
)
def test_what_nobody_typed_as_prose_is_marked_with_its_place(
    nodes: list[Node], text: str, spans: list[tuple[str, str, str, str]]
) -> None:
    printed, notes = read_running_text(nodes, BLOCK)
    assert (printed.text, list_spans(printed), notes) == (text, spans, ())


def test_prose_has_the_lines_that_it_comes_from() -> None:
    printed, _ = read_running_text(
        [prose("Dry ", Origin(PROSE.path, 1)), prose("wells "), prose("fail.", LATER)], BLOCK
    )
    assert (printed.path, printed.line, printed.last_line) == ("content/x/wells.md", 5, 8)
    (picture,) = read_running_text([Element("img", origin=LATER)], BLOCK)[0].spans
    assert picture.kind is SpanKind.PICTURE
    generated, _ = read_running_text([Text("Contents")], LATER)
    assert (generated.path, generated.line, generated.last_line) == ("content/x/wells.md", 8, 8)


@pytest.mark.parametrize(
    ("note", "kind", "words", "place"),
    [
        (Note((prose("Dry."),), "own", origin=LATER), ("note", "own"), "Dry.", ("content/x/wells.md", 5)),
        (
            Note((Text("Dry."),), meaning="[@cat]", origin=LATER),
            ("citation", "[@cat]"),
            "Dry.",
            ("content/x/wells.md", 8),
        ),
        (
            Note((Text("Dry."),), origin=DataOrigin("content/x/facts.yaml", 3)),
            ("fact", ""),
            "Dry.",
            ("content/x/facts.yaml", 3),
        ),
        (Note((Text("Dry."),)), ("citation", ""), "Dry.", ("", 0)),
        (
            Note(tree_of("<p>Dry.</p><p>Wet.</p>"), "own", origin=LATER),
            ("note", "own"),
            "Dry. Wet.",
            ("content/x/wells.md", 8),
        ),
        (
            Note(tree_of("<em>Dry.</em><em>Wet.</em>"), "own", origin=LATER),
            ("note", "own"),
            "Dry.Wet.",
            ("content/x/wells.md", 8),
        ),
    ],
)
def test_a_note_is_a_call_and_its_words_apart(
    note: Note, kind: tuple[str, str], words: str, place: tuple[str, int]
) -> None:
    printed, notes = read_running_text([prose("Wells"), note], BLOCK)
    assert printed.text == f"Wells{NOTE}"
    assert [(span.kind, span.name, span.place) for span in printed.spans] == [(*kind, str(note.origin or ""))]
    assert [(found.text, found.path, found.line) for found in notes] == [(words, *place)]
