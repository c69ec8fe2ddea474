"""The pages of Word files as another word processor sets them: what is beside what, and what stays together."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest

from briefgen.load import load_brief, load_project
from briefgen.model.artifact import Format
from briefgen.model.diagnostic import Sink
from briefgen.model.tree import Element, Node, Note, extract_text, find_elements, rebuild
from briefgen.pipeline import compose_document, load_inputs
from briefgen.render import render_docx
from tests.examples import Examples
from tests.pdf import Pdf
from tests.programs import run_program
from tests.running import ROOT

RIGHT_MARGIN_OF_SPEECH = 90
"""Of `styles/statement.css`, in points."""

pytestmark = pytest.mark.slow

Convert = Callable[[str], Pdf]


@pytest.fixture(scope="module")
def convert(examples: Examples, tmp_path_factory: pytest.TempPathFactory) -> Convert:
    """The Word file of a brief as LibreOffice prints it."""
    folder = tmp_path_factory.mktemp("pages")

    @cache
    def print_file(name: str) -> Pdf:
        path: Path = folder / f"{name}.docx"
        path.write_bytes(examples.render(name, Format.DOCX)[0].content)
        profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
        run_program("soffice", "--headless", profile, "--convert-to", "pdf", "--outdir", str(folder), str(path))
        return Pdf(path.with_suffix(".pdf").read_bytes())

    return print_file


def test_the_times_of_a_speech_are_beside_the_lines_of_their_words(examples: Examples, convert: Convert) -> None:
    speech = examples.compose("hrc-oral")[0].body
    pages = convert("hrc-oral").pages
    runs = [(number, run) for number, page in enumerate(pages) for run in page.runs]
    edge = float(pages[0].object.mediabox[2]) - RIGHT_MARGIN_OF_SPEECH
    marks = [node for node in find_elements((speech,), "span") if node.get("data-time")]
    assert len(marks) == 3
    for mark in marks:
        ((page, time),) = [(number, run) for number, run in runs if run.text.strip() == mark.get("data-time")]
        line = " ".join(run.text for number, run in runs if number == page and abs(run.bottom - time.bottom) < 6)
        assert time.left > edge
        assert extract_text((mark,)).split()[-1] in line


def test_key_figures_of_a_report_are_on_the_page_of_its_summary(examples: Examples, convert: Convert) -> None:
    body = examples.compose("china-report")[0].body
    words = [squeeze(extract_text(label.children)) for label in find_elements((body,), "dd")]
    panel = next(title for title in find_elements((body,), "p") if "aside-title" in title.classes)
    pages = [squeeze(page.text) for page in convert("china-report").pages]
    (summary,) = [page for page in pages if squeeze(extract_text(panel.children)) in page]
    assert words
    assert [word for word in words if word not in summary] == []


@pytest.mark.parametrize("language", ["ar", "ru"])
def test_key_figures_are_on_the_page_of_the_summary_in_other_languages(language: str, tmp_path: Path) -> None:
    """Each is in a table of its own: in one table, LibreOffice moves the second overleaf."""
    sink, path = Sink(), tmp_path / "report.docx"
    project = load_project(ROOT, sink)
    brief = load_brief(project, "china-report", sink).in_language(language)
    path.write_bytes(render_docx(compose_document(load_inputs(project, brief, sink), sink), sink).content)
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    run_program("soffice", "--headless", profile, "--convert-to", "pdf", "--outdir", str(tmp_path), str(path))
    pages = [re.sub(r"\D", "", page.text) for page in Pdf(path.with_suffix(".pdf").read_bytes()).pages]
    assert pages[2].count("1076") == 2  # in the summary, and below it


@pytest.mark.parametrize("name", ["allegation-letter", "cat-report", "commons-evidence", "hrc-written", "upr-china"])
def test_an_action_is_on_the_page_of_the_first_words_of_its_reason(
    name: str, examples: Examples, convert: Convert
) -> None:
    body = examples.compose(name)[0].body
    pages = [squeeze(page.text) for page in convert(name).pages]
    pairs = [
        (squeeze(extract_text(without_notes(action))), squeeze(extract_text(without_notes(reason))))
        for section in find_elements((body,), "div", "section")
        for action, reason in pairwise(child for child in section.children if isinstance(child, Element))
        if action.tag == reason.tag == "p" and "action" in action.classes and "action" not in reason.classes
    ]
    assert pairs
    for action, reason in pairs:
        assert any(action[-30:] in page and reason[:30] in page for page in pages), (action, reason)


def without_notes(paragraph: Element) -> tuple[Node, ...]:
    """The content of a paragraph without its notes and the number before it."""
    return rebuild(
        paragraph.children,
        lambda node: (
            () if isinstance(node, Note) or (isinstance(node, Element) and node.classes & NUMBERS) else (node,)
        ),
    )


NUMBERS = {"paragraph-number", "action-number"}


def squeeze(text: str) -> str:
    """The letters of a text, whatever divides its lines."""
    return "".join(character for character in text if character.isalpha())
