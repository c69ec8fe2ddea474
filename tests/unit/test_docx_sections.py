"""Which pages of a Word file have running heads, and where its endnotes stand."""

from __future__ import annotations

import pytest

from briefgen.values.audience import NotePlacement
from tests.unit.documents import a_document, element, note, tree_of
from tests.unit.word import VALUE, WORD, Made, style, word_file


def test_endnotes_without_a_place_on_the_page_stand_at_the_end() -> None:
    made = word_file(a_document(element("p", "x", note("y")), notes=NotePlacement.ENDNOTES))
    assert style(made.paragraph("Notes")) == "NotesHeading"


def test_a_cover_stands_on_pages_without_running_heads() -> None:
    made = word_file(
        a_document(
            *tree_of(
                '<header class="cover" data-part="cover"><h1>Title</h1><p class="date">1 May</p></header><main><p>Text</p></main>'
                '<footer class="back" data-part="cover"><h2>Us</h2></footer>'
            )
        )
    )
    heads = [one.find(f"{WORD}headerReference") for one in made.xml().iter(f"{WORD}sectPr")]
    relation = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
    assert [one.get(relation) for one in heads] == ["own7", "own5", "own7"]
    assert style(made.paragraph("1 May")) == "Date"
    assert made.words == "Title | 1 May | Text | Us"


def starts(made: Made) -> list[str]:
    """How each section of pages begins, and whether it has running heads."""
    relation = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
    heads = {"own5": "text", "own7": "plain"}
    return [
        f"{heads[one.find(f'{WORD}headerReference').get(relation)]} {one.find(f'{WORD}type').get(VALUE)}"
        for one in made.xml().iter(f"{WORD}sectPr")
    ]


NOTED = '<main><p>Text<note>n</note></p></main><section role="doc-endnotes"><h2>Sources</h2></section>'


@pytest.mark.parametrize(
    ("below", "wanted"),
    [
        ("", ["text nextPage"]),
        ('<footer class="contact" data-part="cover"><p>Us</p></footer>', ["text nextPage", "text continuous"]),
        ('<footer class="back" data-part="cover"><p>Us</p></footer>', ["text nextPage", "plain nextPage"]),
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
