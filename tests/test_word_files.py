"""The Word files of the example briefs: read back, held against the schemas, and opened by another word processor."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import unicodedata
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml
from lxml import etree
from openxml_audit.errors import FileFormat
from openxml_audit.validator import OpenXmlValidator

from briefgen.check.parity.expected_text import HEADING_TAGS, ExpectedText, expected_text_from_document
from briefgen.check.parity.read_docx import read_docx
from briefgen.check.parity.read_html import read_html
from briefgen.load import list_names, load_project
from briefgen.model.artifact import Format
from briefgen.model.audience import NotePlacement
from briefgen.model.diagnostic import Sink
from briefgen.model.document import Document
from briefgen.model.printed_text import OPAQUE_ID, read_printed_version
from briefgen.model.tree import Element, Note, extract_text, find_elements, walk
from briefgen.model.words import split_printed_words
from briefgen.pandoc import run_pandoc
from tests.examples import EXAMPLES, SIXTY, Examples
from tests.pdf import Pdf
from tests.programs import run_program
from tests.running import PATIENCE
from tests.unit.word import VALUE, WORD, instructions, style
from tests.word_looks import Looks

ROOT = Path(__file__).parent.parent
BRIEFS = (*EXAMPLES, SIXTY)
"""A brief of each audience, and a report with the sixty notes of a real one."""

MOST_PAGES = {
    "allegation-letter": 2,
    "call-for-input": 3,
    "cat-report": 6,
    "china-report": 25,
    "commons-evidence": 5,
    "embassy-note": 2,
    "hrc-oral": 2,
    "hrc-written": 2,
    "letter-minister": 1,
    "policy-china": 2,
    "press-china": 1,
    "upr-china": 7,
    "upr-china-joint": 10,
    "upr-china-sheet": 1,
    SIXTY: 20,
}
"""Pages that LibreOffice may make of each, no more than the PDF has: a layout that broke would make more."""

REMOVES_NUMBER = "Numbering definition '0' referenced but not found"
"""What the validator says of `numId` 0, which takes a number away (ECMA-376, part 1, 17.9.18)."""

pytestmark = pytest.mark.slow


@dataclass(frozen=True)
class Made:
    """One brief as a Word file and as HTML."""

    document: Document
    path: Path
    pages: int | None
    docx: ExpectedText
    html: ExpectedText
    parts: Mapping[str, bytes]

    def instructions(self, part: str) -> list[str]:
        """What the fields of a part say."""
        return instructions(etree.fromstring(self.parts[part]))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("word")


@pytest.fixture(scope="module")
def every(examples: Examples, folder: Path) -> Mapping[str, Made]:
    return {name: read_made(examples, name, folder) for name in BRIEFS}


def read_made(examples: Examples, name: str, folder: Path) -> Made:
    """A brief as a Word file in a folder, and as HTML, both read back."""
    html, docx = (examples.render(name, form)[0] for form in (Format.HTML, Format.DOCX))
    path = folder / f"{name}.docx"
    path.write_bytes(docx.content)
    with zipfile.ZipFile(path) as archive:
        parts = {part: archive.read(part) for part in archive.namelist()}
    return Made(examples.compose(name)[0], path, docx.pages, read_docx(docx.content), read_html(html.content), parts)


@pytest.fixture(params=BRIEFS)
def made(request: pytest.FixtureRequest, every: Mapping[str, Made]) -> Made:
    return every[str(request.param)]


@pytest.fixture(scope="module")
def converted(every: Mapping[str, Made], folder: Path) -> Path:
    """Where LibreOffice has put a PDF of each file."""
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    files = [str(brief.path) for brief in every.values()]
    run_program("soffice", "--headless", profile, "--convert-to", "pdf", "--outdir", str(folder), *files)
    return folder


def test_every_audience_has_a_brief_here(every: Mapping[str, Made]) -> None:
    """But the one whose documents are made of what was sent: tests/test_corrections.py."""
    sink = Sink()
    project = load_project(ROOT, sink, exact=True)
    audiences = {name for name in list_names(project, "audiences") if not load_raw(name).get("abstract")}
    assert audiences - {"correction-notice"} == {brief.document.audience.id for name, brief in every.items()}


def load_raw(audience: str) -> dict[str, object]:
    return dict(yaml.safe_load((ROOT / "templates" / audience / "audience.yaml").read_text("utf-8")))


def test_notes_numbers_headings_and_counts_are_those_of_the_html(made: Made) -> None:
    assert [line.words for line in made.docx.lines] == [line.words for line in made.html.lines]
    assert {key: line.words for key, line in made.docx.notes.items()} == {
        key: line.words for key, line in made.html.notes.items()
    }
    for what in ("notes", "headings", "numbered paragraphs", "tables", "images"):
        assert made.docx.counts.get(what, 0) == made.html.counts.get(what, 0), what


def test_each_note_of_the_text_is_one_of_words_own(made: Made) -> None:
    notes = [node for node in walk((made.document.body,)) if isinstance(node, Note)]
    if made.document.notes is NotePlacement.NONE:
        assert notes == []
        return
    kind = (made.document.audience.word_settings.notes or made.document.notes).value.removesuffix("s")
    part = etree.fromstring(made.parts[f"word/{kind}s.xml"])
    own = [element for element in part if element.get(f"{WORD}type") is None]
    assert [own_note.get(f"{WORD}id") for own_note in own] == [str(note.number) for note in notes]
    for note, own_note in zip(notes, own, strict=True):
        said = "".join(text.text or "" for text in own_note.iter(f"{WORD}t"))
        assert split_printed_words(said) == split_printed_words(extract_text(note.children))


def test_the_sixty_notes_of_a_report_are_sixty_footnotes(every: Mapping[str, Made]) -> None:
    sixty = every[SIXTY]
    assert sixty.document.notes is NotePlacement.FOOTNOTES
    assert list(sixty.docx.notes) == list(range(1, 61))
    assert {key: line.words for key, line in sixty.docx.notes.items()} == {
        key: line.words for key, line in expected_text_from_document(sixty.document).notes.items()
    }


def test_another_reader_finds_the_same_notes_and_headings(made: Made) -> None:
    """Pandoc reads the finished file, which it did not write: numbers, notes and properties are ours."""
    read = run_pandoc(["--from=docx", "--to=json", str(made.path)], "")
    assert (read.exit_code, read.messages) == (0, "")
    nodes = list(inside(json.loads(read.output)["blocks"]))
    notes = [said_in(node["c"]) for node in nodes if node.get("t") == "Note"]
    assert [letters(note) for note in notes] == [
        letters(" ".join(made.html.notes[number].words)) for number in sorted(made.html.notes)
    ]
    headings = [letters(said_in(node["c"][2])) for node in nodes if node.get("t") == "Header"]
    wanted = [
        letters(extract_text(unnumbered(heading).children))
        for heading in find_elements((made.document.body,), *HEADING_TAGS)
    ]
    assert [heading for heading in headings if heading in wanted] == [
        heading for heading in wanted if heading in headings
    ]
    assert len(headings) >= made.html.counts.get("headings", 0)


def inside(node: Any) -> Iterator[dict[str, Any]]:
    """Every element of pandoc's document, in order."""
    if isinstance(node, dict):
        yield node
        yield from inside(node.get("c"))
    elif isinstance(node, list):
        for child in node:
            yield from inside(child)


def said_in(node: Any) -> str:
    spoken = (
        element["c"] if element.get("t") in {"Str", "Code"} else " "
        for element in inside(node)
        if element.get("t") != "Note"
    )
    return "".join(piece if isinstance(piece, str) else piece[1] for piece in spoken)


def unnumbered(heading: Element) -> Element:
    numbers = {"heading-number", "callout-number"}
    return heading.with_children(
        element
        for element in heading.children
        if not (isinstance(element, Element) and element.classes & numbers) and not isinstance(element, Note)
    )


def test_headings_and_paragraphs_are_numbered_by_word(made: Made) -> None:
    root = etree.fromstring(made.parts["word/document.xml"])
    wanted = [
        paragraph.get("data-number")
        for paragraph in find_elements((made.document.body,), "p")
        if paragraph.get("data-number")
    ]
    styles = [named.get(VALUE) for named in root.iter(f"{WORD}pStyle")]
    assert styles.count("NumberedParagraph") + styles.count("ActionParagraph") == len(wanted)
    assert sum(name.startswith("Heading") for name in styles) == made.html.counts.get("headings", 0)


def faults(path: Path) -> list[str]:
    """Where a file breaks the schemas of Office 2019 and the rules of the package."""
    result = OpenXmlValidator(file_format=FileFormat.OFFICE_2019, max_errors=100).validate(path)
    return [error.description for error in result.errors if error.description != REMOVES_NUMBER]


def test_the_file_is_valid_by_the_schemas(made: Made) -> None:
    assert faults(made.path) == []


def test_the_validator_finds_a_planted_fault(every: Mapping[str, Made], tmp_path: Path) -> None:
    made = every["upr-china"]
    broken = tmp_path / "broken.docx"
    with zipfile.ZipFile(broken, "w") as archive:
        for name, content in made.parts.items():
            archive.writestr(name, content.replace(b"<w:body>", b"<w:body><w:sz/>") if "document" in name else content)
    assert faults(broken) != []


def test_the_file_says_who_publishes_and_names_nobody(made: Made) -> None:
    core = {part.tag.rpartition("}")[2]: part.text for part in etree.fromstring(made.parts["docProps/core.xml"])}
    meta = made.document.metadata
    assert (core["title"], core["creator"], core["language"]) == (meta.title, meta.organisation, meta.language)
    assert "lastModifiedBy" not in core
    assert not {"docProps/app.xml", "docProps/thumbnail.jpeg"} & made.parts.keys()


def test_it_says_which_version_it_is_and_has_a_bookmark_round_each_paragraph(made: Made) -> None:
    version = read_printed_version(made.document)
    (own,) = etree.fromstring(made.parts["docProps/custom.xml"])
    assert (own.get("name"), "".join(own.itertext())) == ("DocumentVersion", version.id)
    assert OPAQUE_ID.fullmatch(version.id)
    body = etree.fromstring(made.parts["word/document.xml"])
    names = [bookmark.get(f"{WORD}name") for bookmark in body.iter(f"{WORD}bookmarkStart")]
    anchors = [paragraph.anchor for paragraph in version.paragraphs if paragraph.anchor]
    assert [name for name in names if name.startswith("_")] == anchors
    assert all(re.fullmatch("_bg[a-z]{12}", anchor) for anchor in anchors)
    assert len(set(anchors)) == len(anchors) >= 0.9 * len(version.paragraphs)


def test_nothing_of_a_template_or_of_a_machine_is_left(made: Made) -> None:
    for name, content in made.parts.items():
        if name.endswith((".xml", ".rels")):
            for residue in (b"rsid", b"pandoc", b"Normal.dot", b"attachedTemplate", b"lastModifiedBy", b"thumbnail"):
                assert residue not in content, (name, residue)
    for relations in (name for name in made.parts if name.endswith(".rels")):
        for part in etree.fromstring(made.parts[relations]):
            if part.get("TargetMode") == "External":
                assert part.get("Type").endswith("/hyperlink")
                assert part.get("Target").startswith(("https://", "http://", "mailto:"))
            else:
                folder = relations.partition("_rels/")[0]
                assert f"{folder}{part.get('Target')}" in made.parts
    with zipfile.ZipFile(made.path) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_pages_are_numbered(made: Made) -> None:
    assert "PAGE" in made.instructions("word/footer1.xml")


def test_each_line_of_the_contents_leads_to_its_heading(every: Mapping[str, Made]) -> None:
    report = every["china-report"]
    root = etree.fromstring(report.parts["word/document.xml"])
    homes = {
        mark.get(f"{WORD}name"): next(mark.iterancestors(f"{WORD}p")) for mark in root.iter(f"{WORD}bookmarkStart")
    }
    assert len(homes) == sum(1 for _ in root.iter(f"{WORD}bookmarkStart"))
    styled = (paragraph for paragraph in root.iter(f"{WORD}p") if paragraph.find(f"{WORD}pPr/{WORD}pStyle") is not None)
    lines = [paragraph for paragraph in styled if style(paragraph).startswith("Toc")]
    assert len(lines) > 20
    for line in lines:
        (link,) = line.iter(f"{WORD}hyperlink")
        assert instructions(link) == [f"PAGEREF {link.get(f'{WORD}anchor')} \\h"]
        heading = homes[link.get(f"{WORD}anchor")]
        assert style(heading).startswith("Heading")
        assert letters(spoken(line)).rstrip("0123456789").endswith(letters(spoken(heading)))


def spoken(paragraph: Any) -> str:
    return "".join(text.text or "" for text in paragraph.iter(f"{WORD}t"))


@pytest.mark.parametrize(
    ("name", "size", "note_size", "over_notes"),
    [("upr-china", 24, 20, 27), ("upr-china-joint", 24, 20, 27), ("hrc-written", 20, 20, 20)],
)
def test_what_a_body_prescribes_is_in_every_run(
    name: str, size: int, note_size: int, over_notes: int, every: Mapping[str, Made]
) -> None:
    made = every[name]
    look = Looks(etree.fromstring(made.parts["word/styles.xml"]))
    notes = "word/footnotes.xml" if name == "hrc-written" else "word/endnotes.xml"
    parts = [part for part in made.parts if part.startswith(("word/document", notes, "word/header", "word/footer"))]
    assert notes in parts
    for part in parts:
        for run in etree.fromstring(made.parts[part]).iter(f"{WORD}r"):
            looks = look.of(run)
            words = "".join(run.itertext())
            assert {looks[script] for script in ("ascii", "hAnsi", "cs", "eastAsia")} == {"Times New Roman"}, words
            if part == "word/document.xml":
                assert int(looks["sz"]) == size or style(next(run.iterancestors(f"{WORD}p"))) in LARGER, words
            elif part == notes and words:
                over = style(next(run.iterancestors(f"{WORD}p"))) == "NotesHeading"
                assert int(looks["sz"]) == (over_notes if over else note_size), words
            if name == "hrc-written" and (words or part != notes):  # the line over footnotes has no words
                assert int(looks["sz"]) == size, words
                assert not {"b", "bCs", "i", "iCs", "u"} & {
                    kind for kind, said in looks.items() if said not in {"0", "none"}
                }, words


LARGER = {"Title", "Heading1", "Heading2", "Heading3", "Subtitle"}
"""Styles that may be larger than the text, as the guidelines speak of text."""


def test_every_style_that_is_used_is_there(made: Made) -> None:
    styles = {
        definition.get(f"{WORD}styleId")
        for definition in etree.fromstring(made.parts["word/styles.xml"]).iter(f"{WORD}style")
    }
    for part in (name for name in made.parts if name.startswith("word/") and name.endswith(".xml")):
        root = etree.fromstring(made.parts[part])
        used = {
            reference.get(VALUE)
            for kind in ("pStyle", "rStyle", "tblStyle")
            for reference in root.iter(f"{WORD}{kind}")
        }
        assert used <= styles, part


@pytest.mark.parametrize("name", ["china-report", "upr-china"])
def test_the_same_bytes_on_every_run(name: str, every: Mapping[str, Made], tmp_path: Path) -> None:
    """In other processes, with other seeds of hashes, in another time zone and another language."""
    for number, (seed, zone, language) in enumerate((("1", "Asia/Tokyo", "C.UTF-8"), ("97", "America/Lima", "POSIX"))):
        into = tmp_path / str(number)
        environment = os.environ | {"PYTHONHASHSEED": seed, "TZ": zone, "LC_ALL": language, "PYTHONUTF8": "1"}
        command = [
            sys.executable,
            "-m",
            "briefgen",
            "-C",
            str(ROOT),
            "build",
            name,
            "-t",
            "docx",
            "-o",
            str(into),
            "-q",
        ]
        subprocess.run(command, check=True, env=environment, capture_output=True, timeout=PATIENCE)
        assert (into / f"{name}.docx").read_bytes() == every[name].path.read_bytes()


def test_libreoffice_opens_it_and_sets_every_word(made: Made, converted: Path) -> None:
    pdf = Pdf((converted / f"{made.path.stem}.pdf").read_bytes())
    assert len(pdf.pages) <= MOST_PAGES[made.path.stem]
    assert made.pages in {None, len(pdf.pages)}, "the pages that the build counts"
    text = letters(pdf.text)
    for line in made.docx.lines:
        if len(line.words) < 40:  # a longer one may go on overleaf
            for word in PICTURE.sub("", " ".join(line.words)).split():
                assert letters(word.partition("⟦")[0]) in text, line.words
    for number in made.docx.notes:
        assert letters(made.docx.notes[number].words[0]) in text


PICTURE = re.compile(r"⟦image[^⟧]*⟧")
"""The words for a picture, which are not printed."""


def letters(text: str) -> str:
    return "".join(character for character in unicodedata.normalize("NFKC", text) if character.isalnum())
