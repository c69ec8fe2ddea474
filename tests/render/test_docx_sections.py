"""Which pages of a Word file have running heads, and where its endnotes stand."""

from __future__ import annotations

import pytest

from briefgen.model.audience import NotePlacement
from tests.unit.documents import a_document, element, note, tree_of
from tests.unit.word import VALUE, WORD, Made, style, word_file


def over_notes(made: Made) -> list[tuple[str, str]]:
    """Style and words of what stands between the text and its endnotes."""
    separator = made.xml("word/endnotes.xml").find(f"{WORD}endnote[@{WORD}type='separator']")
    return [(style(paragraph), "".join(paragraph.itertext())) for paragraph in separator.iter(f"{WORD}p")]


def test_the_heading_of_endnotes_goes_with_them_and_is_no_part_of_the_text() -> None:
    made = word_file(a_document(*tree_of(NOTED), notes=NotePlacement.ENDNOTES))
    assert over_notes(made) == [("NotesHeading", "Sources")]
    assert made.words == "Text⟦1⟧"
    unplaced = word_file(a_document(element("p", "x", note("y")), notes=NotePlacement.ENDNOTES))
    assert over_notes(unplaced) == [("NotesHeading", "Notes")]


def test_a_heading_of_endnotes_that_the_contents_lead_to_stands_in_the_text() -> None:
    linked = NOTED.replace("Text", '<a href="#notes">Text</a>').replace('"doc-endnotes"', '"doc-endnotes" id="notes"')
    made = word_file(a_document(*tree_of(linked), notes=NotePlacement.ENDNOTES))
    assert style(made.paragraph("Sources")) == "NotesHeading"
    assert made.targets == ["ref_notes"]


def test_a_cover_stands_on_pages_without_running_heads() -> None:
    made = word_file(
        a_document(
            *tree_of(
                '<header class="cover" data-part="cover"><h1>Title</h1><p class="date">1 May</p></header><main><p>Text</p></main>'
                '<footer class="back" data-part="cover"><h2>Us</h2></footer>'
            )
        )
    )
    heads = [section.find(f"{WORD}headerReference") for section in made.xml().iter(f"{WORD}sectPr")]
    relation = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
    assert [head.get(relation) for head in heads] == ["own7", "own5", "own7"]
    assert style(made.paragraph("1 May")) == "Date"
    assert made.words == "Title | 1 May | Text | Us"


def test_the_back_of_a_report_is_below_its_last_words_and_whole() -> None:
    back = (
        '<footer class="back" data-part="cover"><h2>Us</h2><p>Who we are</p><address><p>us@x.org</p></address></footer>'
    )
    made = word_file(a_document(*tree_of(f"<main><p>Text</p></main>{back}")))
    assert starts(made) == ["text nextPage", "plain continuous"]
    assert [style(made.paragraph(words)) for words in ("Us", "Who we are", "us@x.org")] == [
        "BackHeading", "BackText", "BackText",
    ]  # fmt: skip
    styles = made.xml("word/styles.xml")
    for name in ("BackHeading", "BackText"):
        assert styles.find(f"{WORD}style[@{WORD}styleId='{name}']/{WORD}pPr/{WORD}keepNext") is not None


def starts(made: Made) -> list[str]:
    """How each section of pages begins, and whether it has running heads."""
    relation = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
    heads = {"own5": "text", "own7": "plain"}
    return [
        f"{heads[section.find(f'{WORD}headerReference').get(relation)]} {section.find(f'{WORD}type').get(VALUE)}"
        for section in made.xml().iter(f"{WORD}sectPr")
    ]


NOTED = '<main><p>Text<note>n</note></p></main><section role="doc-endnotes"><h2>Sources</h2></section>'


@pytest.mark.parametrize(
    ("below", "wanted"),
    [
        ("", ["text nextPage"]),
        ('<footer class="contact" data-part="cover"><p>Us</p></footer>', ["text nextPage", "text continuous"]),
        ('<footer class="back" data-part="cover"><p>Us</p></footer>', ["text nextPage", "plain continuous"]),
    ],
)
def test_what_stands_below_endnotes_stays_below_them(below: str, wanted: list[str]) -> None:
    made = word_file(a_document(*tree_of(NOTED + below), notes=NotePlacement.ENDNOTES))
    assert starts(made) == wanted
    assert not list(made.xml().iter(f"{WORD}noEndnote"))
    assert made.xml("word/settings.xml").find(f"{WORD}endnotePr/{WORD}pos").get(VALUE) == "sectEnd"


def test_notes_on_a_cover_stand_with_the_others() -> None:
    cover = '<header class="cover" data-part="cover"><h1>Title<note>c</note></h1></header>'
    made = word_file(a_document(*tree_of(cover + NOTED), notes=NotePlacement.ENDNOTES))
    assert starts(made) == ["plain nextPage", "text nextPage"]
    first, last = made.xml().iter(f"{WORD}sectPr")
    assert (first.find(f"{WORD}noEndnote") is not None, last.find(f"{WORD}noEndnote") is not None) == (True, False)
