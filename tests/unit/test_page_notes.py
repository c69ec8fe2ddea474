"""Pages with more notes than text: the words of a laid-out page are counted, and short documents are told of them."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefgen.check.lint import lint_pages
from briefgen.model.artifact import Format, PageWords, Rendering
from briefgen.model.audience import NotePlacement
from briefgen.model.brief import Ruling
from briefgen.model.diagnostic import Severity, Sink
from briefgen.render.pdf.writer import render_pdf
from tests.unit.documents import a_document, element, note
from tests.unit.printing import styled


def find_remarks(*pages: PageWords, rulings: dict[str, Ruling] | None = None) -> list[str]:
    sink = Sink()
    document = a_document(element("p", "Text."))
    lint_pages(document, Rendering(Format.PDF, b"", len(pages), pages), rulings or {}, sink)
    return [f"{problem.severity.value}: {problem.message}" for problem in sink.diagnostics]


TEXT = PageWords(300, 0, 0)


@pytest.mark.parametrize(
    ("pages", "marked"),
    [
        ((PageWords(120, 130, 0),), [1]),
        ((PageWords(130, 130, 0),), []),
        ((PageWords(20, 90, 0),), []),
        ((TEXT, PageWords(80, 0, 200)), [2]),
        ((TEXT, TEXT, PageWords(0, 0, 400)), [3]),
        ((TEXT, TEXT, TEXT, PageWords(100, 60, 60), PageWords(0, 0, 400)), [4, 5]),
        ((TEXT, TEXT, TEXT, TEXT, PageWords(80, 0, 200), PageWords(0, 0, 400)), []),
        ((TEXT, PageWords(80, 200, 0), TEXT, TEXT, TEXT, TEXT), [2]),
        ((PageWords(0, 0, 0), TEXT), []),
        ((), []),
    ],
)
def test_a_page_with_more_notes_than_text_is_told_by_its_number(
    pages: tuple[PageWords, ...], marked: list[int]
) -> None:
    remarks = find_remarks(*pages)
    assert [int(remark.split()[2]) for remark in remarks] == marked


def test_the_message_gives_both_numbers_and_a_project_may_rule_on_it() -> None:
    page = PageWords(80, 200, 0)
    assert find_remarks(page) == ["warning: page 1 has 200 words of notes and 80 of text"]
    error = Ruling(Severity.ERROR, "house style")
    assert find_remarks(page, rulings={"lint-page-notes": error})[0].startswith("error: page 1")
    assert find_remarks(page, rulings={"lint-page-notes": Ruling(None, "we print them so")}) == []


@pytest.mark.parametrize(
    ("placement", "expected"),
    [(NotePlacement.FOOTNOTES, PageWords(4, 6, 0)), (NotePlacement.ENDNOTES, PageWords(4, 0, 6))],
)
def test_the_words_of_a_page_are_counted_apart_from_its_notes_and_running_head(
    placement: NotePlacement, expected: PageWords, tmp_path: Path
) -> None:
    text = element("p", "The wells are dry.", note("See the report of the board."))
    document = styled(
        tmp_path,
        element("main", text),
        element("section", role="doc-endnotes"),
        css="@page { @top-left { content: 'Running head' } }",
        notes=placement,
    )
    (page,) = render_pdf(document, Sink()).page_words
    assert abs(page.text - expected.text) <= 1
    assert (page.footnotes > 0, page.endnotes > 0) == (expected.footnotes > 0, expected.endnotes > 0)
