"""PDF/UA-1 and PDF/A-3a, as veraPDF sees them: every example brief, and one with everything that is hard."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Mapping
from io import BytesIO
from itertools import pairwise
from pathlib import Path

import pytest
from lxml import html

from briefgen.load import load_brief, load_project
from briefgen.model.artifact import Format
from briefgen.model.diagnostic import Severity, Sink
from briefgen.pipeline import compose_document, load_inputs, render_document
from briefgen.render import render
from tests.examples import EXAMPLES, Examples, compose_example
from tests.pdf import Pdf
from tests.programs import run_program
from tests.running import PROJECTS
from tests.structure_text import structure_text
from tests.verapdf import broken_rules

ROOT = Path(__file__).parent.parent
TORTURE = ROOT / "tests" / "projects" / "torture"
EXPECTED = ROOT / "tests" / "data" / "structure.txt"
BRIEFS = (*EXAMPLES, "torture", "small")

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def made(examples: Examples) -> Mapping[str, bytes]:
    """The PDF of each brief."""
    return {brief_id: examples.render(brief_id, Format.PDF)[0].content for brief_id in BRIEFS}


@pytest.mark.parametrize("profile", ["ua1", "3a"])
@pytest.mark.parametrize("brief_id", BRIEFS)
def test_a_brief_conforms(made: Mapping[str, bytes], brief_id: str, profile: str, tmp_path: Path) -> None:
    assert broken_rules(made[brief_id], profile, tmp_path) == []


@pytest.mark.parametrize("profile", ["ua1", "3a"])
@pytest.mark.parametrize("brief_id", ["china-report", "torture"])
def test_a_file_for_the_press_conforms_too(examples: Examples, brief_id: str, profile: str, tmp_path: Path) -> None:
    assert broken_rules(examples.render(brief_id, Format.PRESS)[0].content, profile, tmp_path) == []


@pytest.mark.parametrize(
    ("taken", "profile", "rule"),
    [
        ("/StructTreeRoot", "ua1", "7.1-11"),
        ("/StructTreeRoot", "3a", "6.7.3.3-1"),
        ("/Lang", "ua1", "7.2-34"),
        ("/OutputIntents", "3a", "6.2.4.3-2"),
    ],
)
def test_a_damaged_brief_does_not(
    made: Mapping[str, bytes], taken: str, profile: str, rule: str, tmp_path: Path
) -> None:
    pdf, damaged = Pdf(made["small"]), BytesIO()
    del pdf.root[taken]
    pdf.file.save(damaged)
    assert rule in [problem.partition(" ")[0] for problem in broken_rules(damaged.getvalue(), profile, tmp_path)]


def test_the_structure_is_the_expected_one(made: Mapping[str, bytes], *, accept: bool) -> None:
    found = structure_text(made["small"])
    if accept:
        EXPECTED.write_text(found, "utf-8")
    assert found == EXPECTED.read_text("utf-8")


def test_the_outline_has_every_heading_in_its_order(made: Mapping[str, bytes]) -> None:
    lines = [line.strip() for line in structure_text(made["small"]).splitlines()]
    headings = [words.strip('"') for line, words in pairwise(lines) if re.match(r"H[1-6]\b", line)]
    outline = Pdf(made["small"]).outline
    assert outline == [re.sub(r"^[\d.]+ ", "", heading) for heading in headings]
    assert len(outline) == 11


def test_a_divided_note_is_read_in_one_piece_at_its_call(made: Mapping[str, bytes]) -> None:
    lines = [line.strip() for line in structure_text(made["torture"]).splitlines()]
    call = lines.index('"A note longer than a page."')
    number = lines[call + 2].strip('"')
    assert lines[call + 1 : call + 7] == [
        "Reference", f'"{number}"', f'Note id="note-{number}"', "Lbl", f'"{number}"', "P",
    ]  # fmt: skip
    said = re.findall(r"Sentence (\d+) of a note that is longer than a page, with emphasis in it\.", lines[call + 7])
    assert [int(number) for number in said] == list(range(150))


def test_the_torture_brief_is_as_hard_as_it_says(made: Mapping[str, bytes]) -> None:
    structure = structure_text(made["torture"]).splitlines()
    assert sum(line.strip().startswith("Note id=") for line in structure) > 200
    assert sum(line.strip() == "THead" for line in structure) == 2, "a head that is printed again is no second head"
    pages = Pdf(made["torture"]).pages
    assert sum("What happened, in a head with a note" in page.text for page in pages) >= 3


@pytest.mark.parametrize("brief_id", BRIEFS)
def test_other_programs_read_it_without_complaint(made: Mapping[str, bytes], brief_id: str, tmp_path: Path) -> None:
    path = tmp_path / "brief.pdf"
    path.write_bytes(made[brief_id])
    assert "No syntax or stream encoding errors found" in run_program("qpdf", "--check", str(path))
    fonts = run_program("pdffonts", str(path)).splitlines()[2:]
    assert fonts
    assert {tuple(line.split()[-5:-2]) for line in fonts} == {("yes", "yes", "yes")}, "embedded, cut down, with Unicode"


@pytest.mark.parametrize("brief_id", ["small", "torture"])
def test_the_same_brief_gives_the_same_bytes(made: Mapping[str, bytes], brief_id: str) -> None:
    document, sink = compose_example(brief_id)
    assert render(document, Format.PDF, sink).content == made[brief_id]


OTHER_SCRIPTS = {"ar": "upr", "zh": "note", "ko": "upr"}
"""A document of the project in seven languages for each language with a script of its own. `benchmarks.languages` builds the reports."""


@pytest.fixture(scope="module")
def in_scripts() -> Mapping[str, Mapping[Format, bytes]]:
    """By language, a document in each format; an error in one of them is an error here."""
    found = {}
    for language, name in OTHER_SCRIPTS.items():
        sink = Sink()
        loaded = load_project(PROJECTS / "seven-languages", sink, exact=True)
        brief = load_brief(loaded, name, sink).in_language(language)
        document = compose_document(load_inputs(loaded, brief, sink), sink)
        renderings = render_document(document, (Format.PDF, Format.DOCX, Format.HTML), sink)
        assert [problem for problem in sink.diagnostics if problem.severity is Severity.ERROR] == []
        found[language] = {rendering.format: rendering.content for rendering in renderings}
    return found


@pytest.mark.parametrize("profile", ["ua1", "3a"])
@pytest.mark.parametrize("language", OTHER_SCRIPTS)
def test_a_document_in_another_script_conforms(
    in_scripts: Mapping[str, Mapping[Format, bytes]], language: str, profile: str, tmp_path: Path
) -> None:
    assert broken_rules(in_scripts[language][Format.PDF], profile, tmp_path) == []


def test_fields_of_a_source_are_isolated_in_word(in_scripts: Mapping[str, Mapping[Format, bytes]]) -> None:
    """Two English fields side by side in an Arabic note are two texts, with marks between them."""
    with zipfile.ZipFile(BytesIO(in_scripts["ar"][Format.DOCX])) as packed:
        text = packed.read("word/endnotes.xml").decode()
    words = re.sub("<[^>]*>", "", text)
    start, end = (
        "\N{RIGHT-TO-LEFT MARK}\N{LEFT-TO-RIGHT EMBEDDING}",
        "\N{POP DIRECTIONAL FORMATTING}\N{RIGHT-TO-LEFT MARK}",
    )
    assert f"{start}Human Rights Watch{end}" in words
    assert f"«{start}China: No Letup in Forced Returns to North Korea{end}»" in words


@pytest.mark.parametrize("language", OTHER_SCRIPTS)
def test_the_page_has_its_language_and_direction(
    in_scripts: Mapping[str, Mapping[Format, bytes]], language: str
) -> None:
    page = html.document_fromstring(in_scripts[language][Format.HTML])
    assert (page.get("lang"), page.get("dir")) == (language, "rtl" if language == "ar" else "ltr")
