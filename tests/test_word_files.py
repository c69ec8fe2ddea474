"""The Word files of the example briefs: read back, held against the schemas, and opened by another word processor."""

from __future__ import annotations

import os
import shutil
import subprocess
import unicodedata
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest
from lxml import etree
from openxml_audit.errors import FileFormat
from openxml_audit.validator import OpenXmlValidator
from pypdf import PdfReader

from briefgen.check.read_docx import read_docx
from briefgen.check.read_html import read_html
from briefgen.check.said import Said, said_by, words_of
from briefgen.load import load_brief, load_project
from briefgen.pipeline import assemble, load_inputs, print_document
from briefgen.values.artifact import Format
from briefgen.values.audience import NotePlacement
from briefgen.values.diagnostic import Severity, Sink
from briefgen.values.document import Document
from briefgen.values.tree import Note, elements, text_of, walk
from tests.running import PROJECTS
from tests.unit.word import VALUE, WORD, instructions

ROOT = Path(__file__).parent.parent
BRIEFS = {
    "china-report": ROOT,
    "upr-china": ROOT,
    "embassy-note": ROOT,
    "report": PROJECTS / "sixty-notes",
}
"""A brief of each audience, and a report with the sixty notes of a real one."""

MOST_PAGES = {"china-report": 24, "upr-china": 9, "embassy-note": 3, "report": 20}
"""Pages that LibreOffice may make of each: a layout that broke would make more."""

REMOVES_NUMBER = "Numbering definition '0' referenced but not found"
"""What the validator says of `numId` 0, which takes a number away (ECMA-376, part 1, 17.9.18)."""

OFFICE = shutil.which("soffice")

pytestmark = pytest.mark.slow


@dataclass(frozen=True)
class Made:
    """One brief as a Word file and as HTML."""

    document: Document
    path: Path
    docx: Said
    html: Said
    parts: Mapping[str, bytes]

    def instructions(self, part: str) -> list[str]:
        """What the fields of a part say."""
        return instructions(etree.fromstring(self.parts[part]))


@pytest.fixture(scope="module", params=BRIEFS)
def made(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Made:
    name = str(request.param)
    sink = Sink()
    project = load_project(BRIEFS[name], sink, exact=True)
    document = assemble(load_inputs(project, load_brief(project, name, sink), sink), sink)
    html, docx = print_document(document, (Format.HTML, Format.DOCX), sink)
    assert [one for one in sink.found if one.severity is Severity.ERROR] == []
    path = tmp_path_factory.mktemp("word") / f"{name}.docx"
    path.write_bytes(docx.content)
    with zipfile.ZipFile(path) as archive:
        parts = {one: archive.read(one) for one in archive.namelist()}
    return Made(document, path, read_docx(docx.content), read_html(html.content), parts)


def test_notes_numbers_headings_and_counts_are_those_of_the_html(made: Made) -> None:
    assert [line.words for line in made.docx.lines] == [line.words for line in made.html.lines]
    assert {key: line.words for key, line in made.docx.notes.items()} == {
        key: line.words for key, line in made.html.notes.items()
    }
    for what in ("notes", "headings", "numbered paragraphs", "tables", "images"):
        assert made.docx.counts.get(what, 0) == made.html.counts.get(what, 0), what


def test_each_note_of_the_text_is_one_of_words_own(made: Made) -> None:
    notes = [node for node in walk((made.document.body,)) if isinstance(node, Note)]
    kind = made.document.notes.value.removesuffix("s")
    part = etree.fromstring(made.parts[f"word/{kind}s.xml"])
    own = [one for one in part if one.get(f"{WORD}type") is None]
    assert [one.get(f"{WORD}id") for one in own] == [str(note.number) for note in notes]
    for note, one in zip(notes, own, strict=True):
        said = "".join(text.text or "" for text in one.iter(f"{WORD}t"))
        assert words_of(said) == words_of(text_of(note.children))


def test_the_sixty_notes_of_a_report_are_sixty_footnotes() -> None:
    sink = Sink()
    project = load_project(BRIEFS["report"], sink, exact=True)
    document = assemble(load_inputs(project, load_brief(project, "report", sink), sink), sink)
    assert document.notes is NotePlacement.FOOTNOTES
    (docx,) = print_document(document, (Format.DOCX,), sink)
    said = read_docx(docx.content)
    assert list(said.notes) == list(range(1, 61))
    assert {key: line.words for key, line in said.notes.items()} == {
        key: line.words for key, line in said_by(document).notes.items()
    }


def test_headings_and_paragraphs_are_numbered_by_word(made: Made) -> None:
    root = etree.fromstring(made.parts["word/document.xml"])
    wanted = [one.get("data-number") for one in elements((made.document.body,), "p") if one.get("data-number")]
    styles = [one.get(VALUE) for one in root.iter(f"{WORD}pStyle")]
    assert styles.count("NumberedParagraph") == len(wanted)
    assert ("Heading1" in styles) or not wanted


def faults(path: Path) -> list[str]:
    """Where a file breaks the schemas of Office 2019 and the rules of the package."""
    result = OpenXmlValidator(file_format=FileFormat.OFFICE_2019, max_errors=100).validate(path)
    return [one.description for one in result.errors if one.description != REMOVES_NUMBER]


def test_the_file_is_valid_by_the_schemas(made: Made) -> None:
    assert faults(made.path) == []


def test_the_validator_finds_a_planted_fault(made: Made, tmp_path: Path) -> None:
    broken = tmp_path / "broken.docx"
    with zipfile.ZipFile(broken, "w") as archive:
        for name, content in made.parts.items():
            archive.writestr(name, content.replace(b"<w:body>", b"<w:body><w:sz/>") if "document" in name else content)
    assert faults(broken) != []


def test_the_file_says_who_publishes_and_names_nobody(made: Made) -> None:
    core = {one.tag.rpartition("}")[2]: one.text for one in etree.fromstring(made.parts["docProps/core.xml"])}
    meta = made.document.metadata
    assert (core["title"], core["creator"], core["language"]) == (meta.title, meta.organisation, meta.language)
    assert "lastModifiedBy" not in core
    assert not {"docProps/app.xml", "docProps/custom.xml", "docProps/thumbnail.jpeg"} & made.parts.keys()


def test_pages_are_numbered(made: Made) -> None:
    assert "PAGE" in made.instructions("word/footer1.xml")


@pytest.mark.skipif(OFFICE is None and not os.environ.get("CI"), reason="LibreOffice is not installed")
def test_libreoffice_opens_it_and_sets_every_word(made: Made, tmp_path: Path) -> None:
    assert OFFICE is not None, "CI must have LibreOffice: .ci/run installs it"
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [OFFICE, "--headless", profile, "--convert-to", "pdf", "--outdir", str(tmp_path), str(made.path)]
    subprocess.run(command, check=True, capture_output=True, timeout=240)
    pdf = PdfReader(tmp_path / f"{made.path.stem}.pdf")
    assert len(pdf.pages) <= MOST_PAGES[made.path.stem]
    text = _letters("".join(page.extract_text() for page in pdf.pages))
    for line in made.docx.lines:
        if (
            len(line.words) < 40 and line.words[0] != "⟦image⟧"
        ):  # a longer one may go on overleaf; the words for a picture are not printed
            for word in line.words:
                assert _letters(word.partition("⟦")[0]) in text, line.words
    for number in made.docx.notes:
        assert _letters(made.docx.notes[number].words[0]) in text


def _letters(text: str) -> str:
    return "".join(one for one in unicodedata.normalize("NFKC", text) if one.isalnum())
