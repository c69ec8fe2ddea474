"""The three example briefs, from files to pages: what a reader would notice if it went wrong."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest

from briefgen.load import load_brief, load_project
from briefgen.model.artifact import Format, Rendering
from briefgen.model.brief import BlockRequests, Recipient
from briefgen.model.diagnostic import Diagnostic, Origin, Sink
from briefgen.model.document import Document
from briefgen.model.tree import Citation, CrossReference, Note, extract_text, find_elements, walk
from briefgen.pipeline import compose_document, load_inputs, render_document
from tests.examples import Examples, compose_example
from tests.pdf import Pdf

ROOT = Path(__file__).parent.parent
BRIEFS = ("china-report", "upr-china", "embassy-note")
EMBASSY = Recipient(
    "canada", {"id": "canada", "country": "Canada", "mission": "Embassy of Canada", "city": "Beijing"}, Origin("x")
)

pytestmark = pytest.mark.slow


@dataclass(frozen=True)
class Made:
    """One example brief, made in both formats."""

    document: Document
    html: str
    pdf: Pdf
    content: bytes
    found: tuple[Diagnostic, ...]

    @property
    def pages(self) -> list[str]:
        """The text of each page, white space folded."""
        return [" ".join(page.text.split()) for page in self.pdf.pages]


def assembled(brief_id: str) -> tuple[Document, Sink]:
    if brief_id != "embassy-note":
        return compose_example(brief_id)
    sink = Sink()
    project = load_project(ROOT, sink)
    brief = load_brief(project, brief_id, sink).for_recipient(EMBASSY)
    return compose_document(load_inputs(project, brief, sink), sink), sink


def rendered(brief_id: str) -> tuple[Document, Rendering, Rendering, Sink]:
    """A brief made anew, in both formats."""
    document, sink = assembled(brief_id)
    html, pdf = render_document(document, (Format.HTML, Format.PDF), sink)
    return document, html, pdf, sink


@pytest.fixture(scope="module")
def made(examples: Examples) -> Mapping[str, Made]:
    result = {}
    for brief_id in BRIEFS:
        if brief_id == "embassy-note":
            document, html, pdf, sink = rendered(brief_id)
        else:
            document, (html, _) = examples.compose(brief_id)[0], examples.render(brief_id, Format.HTML)
            pdf, sink = examples.render(brief_id, Format.PDF)
        found = sink.collect_sorted()
        result[brief_id] = Made(document, html.content.decode(), Pdf(pdf.content), pdf.content, found)
    return result


@pytest.mark.parametrize("brief_id", BRIEFS)
def test_an_example_brief_is_made_without_errors(made: Mapping[str, Made], brief_id: str) -> None:
    assert [problem for problem in made[brief_id].found if problem.severity == "error"] == []


@pytest.mark.parametrize("brief_id", BRIEFS)
def test_nothing_is_left_to_cite_and_notes_run_from_one(made: Mapping[str, Made], brief_id: str) -> None:
    nodes = list(walk((made[brief_id].document.body,)))
    assert not [node for node in nodes if isinstance(node, Citation | CrossReference)]
    numbers = [node.number for node in nodes if isinstance(node, Note)]
    assert numbers == list(range(1, len(numbers) + 1))
    assert len(numbers) >= 8


@pytest.mark.parametrize("brief_id", BRIEFS)
def test_every_note_stands_once_in_html_and_pdf_with_the_same_words(made: Mapping[str, Made], brief_id: str) -> None:
    brief = made[brief_id]
    printed = re.sub(r"[\s­-]+", "", brief.pdf.text)
    for note in (node for node in walk((brief.document.body,)) if isinstance(node, Note)):
        assert brief.html.count(f'id="note-{note.number}"') == 1
        words = re.sub(r"[\s­-]+", "", extract_text(note.children))
        assert words[:60] in printed, f"note {note.number} is not on the pages"


@pytest.mark.parametrize("brief_id", BRIEFS)
def test_all_fonts_are_embedded(made: Mapping[str, Made], brief_id: str) -> None:
    fonts: dict[str, Any] = {}
    for page in made[brief_id].pdf.pages:
        fonts |= dict(page.object.Resources.Font.items())
    assert fonts
    for font in fonts.values():
        (inner,) = font.DescendantFonts
        assert {"/FontFile", "/FontFile2", "/FontFile3"} & set(inner.FontDescriptor.keys())
        assert re.search(r"Source-?(Serif|Sans)", str(font.BaseFont))


def test_the_report_has_cover_contents_with_page_numbers_and_an_outline(made: Mapping[str, Made]) -> None:
    report = made["china-report"]
    assert 12 <= len(report.pages) <= 28
    assert "No Safe Side of the River" in report.pages[0]
    contents = report.pages[1]
    for title in ("Background", "Legal framework", "Recommendations", "References"):
        entry = re.search(rf"{title}[ .]+(\d+)", contents)
        assert entry, f"{title} is not in the contents"
        assert title in report.pages[int(entry[1]) - 1]
    titles = [heading.get("data-short") for heading in find_elements((report.document.body,), "h2", "h3", "h4")]
    titles.remove("Notes")  # the list of notes is for the screen: on paper they stand at the foot of each page
    assert [title for title in titles if title not in report.pdf.outline] == []


def test_the_note_for_an_embassy_has_two_pages_asks_first_and_its_addressee(made: Mapping[str, Made]) -> None:
    note = made["embassy-note"]
    assert len(note.pages) == 2
    first = note.pages[0]
    assert "Embassy of Canada" in first
    assert first.index("What we ask") < first.index("Who is at risk")


def test_the_submission_numbers_its_paragraphs_and_ends_with_recommendations(made: Mapping[str, Made]) -> None:
    submission = made["upr-china"]
    numbers = [
        paragraph.get("data-number")
        for paragraph in find_elements((submission.document.body,), "p")
        if paragraph.get("data-number")
    ]
    assert numbers == [str(number) for number in range(1, len(numbers) + 1)]
    sections = [
        section.get("data-section")
        for section in find_elements((submission.document.body,), "section")
        if section.get("data-section")
    ]
    assert sections[-1] == "recommendation"
    assert {"scope", "national-framework", "promotion-and-protection"} <= set(sections)


@pytest.mark.parametrize("brief_id", BRIEFS)
def test_the_same_files_give_the_same_bytes(made: Mapping[str, Made], brief_id: str) -> None:
    _, html, pdf, _ = rendered(brief_id)
    assert html.content.decode() == made[brief_id].html
    assert pdf.content == made[brief_id].content


@pytest.mark.parametrize("brief_id", BRIEFS)
def test_the_metadata_say_title_language_organisation_and_no_more(made: Mapping[str, Made], brief_id: str) -> None:
    pdf = made[brief_id].pdf
    information = pdf.information
    assert information["/Title"] == made[brief_id].document.metadata.title
    assert information["/Author"] == "Example Rights Organization (placeholder)"
    assert set(information) <= {"/Title", "/Author", "/Keywords", "/CreationDate", "/ModDate", "/Producer", "/Lang"}
    assert pdf.root.Lang == "en"


def test_the_order_of_blocks_follows_the_library_not_the_brief_of_the_day() -> None:
    sink = Sink()
    project = load_project(ROOT, sink)
    brief = load_brief(project, "china-report", sink)
    moved = replace(brief, blocks=BlockRequests({"background": ("background/songbun", "background/famine")}))
    document = compose_document(load_inputs(project, moved, sink), sink)
    blocks = [
        element.get("data-block")
        for element in find_elements((document.body,))
        if element.get("data-block").startswith("background/")
    ]
    assert blocks == ["background/songbun", "background/famine"]
