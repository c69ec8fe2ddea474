"""The pages in the contents of Word files, against those that another word processor sets."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pikepdf
import pytest
from lxml import etree

from briefgen.check.parity.read_docx import read_page_fields, read_style_id
from briefgen.load import load_brief, load_project
from briefgen.model.diagnostic import Sink
from briefgen.pipeline import compose_document, load_inputs
from briefgen.render import render_docx
from tests.examples import SIXTY, Examples
from tests.pdf import Pdf
from tests.programs import run_program
from tests.test_word_files import ROOT, Made, letters, read_made, spoken
from tests.unit.documents import a_document, element, note
from tests.unit.word import WORD, word_file

pytestmark = pytest.mark.slow

EXPORTED = 'pdf:writer_pdf_Export:{"ExportBookmarksToPDFDestination":{"type":"boolean","value":"true"}}'

WITH_CONTENTS = ("china-report", SIXTY)
"""Briefs whose Word file prints contents."""

TRANSLATIONS = ("ar", "es", "fr", "ko", "ru", "zh")
"""Languages in which the example's report is compared with LibreOffice besides English."""

MOVED_WITH_NOTES: Mapping[str, tuple[str, ...]] = {SIXTY: ("4Recommendations", "4.1A procedure")}
"""Headings over a line whose notes find no room on its page.

We move the line to the page of its notes, with these headings; LibreOffice leaves the line, and prints its notes overleaf.
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("contents")


@pytest.fixture(scope="module")
def every(examples: Examples, folder: Path) -> Mapping[str, Made]:
    return {name: read_made(examples, name, folder) for name in WITH_CONTENTS}


@pytest.fixture(scope="module")
def set_in_embedded_fonts(every: Mapping[str, Made], folder: Path) -> Path:
    """Where LibreOffice has put a PDF, with a destination for each bookmark, of each file with contents.

    The fonts of the style sheets are not installed: it takes them from the files.
    """
    into = folder / "ours"
    into.mkdir()
    profile = f"-env:UserInstallation={(into / 'profile').as_uri()}"
    files = [*(str(every[name].path) for name in WITH_CONTENTS), str(arabic(into))]
    arguments = ("--headless", profile, "--convert-to", EXPORTED, "--outdir", str(into), *files)
    run_program("soffice", *arguments)
    return into


def arabic(folder: Path) -> Path:
    """A report in Arabic, written from the right, with notes."""
    titles = ("حقوق الإنسان", "القانون الدولي للاجئين", "التوصيات")
    told = [element("p", "يجب على الدول احترام حقوق الإنسان. " * 12, note("ملاحظة طويلة. " * 8)) for _ in range(8)]
    entries = (element("li", element("a", title, href=f"#s{at}")) for at, title in enumerate(titles))
    nav = element("nav", element("ol", *entries), role="doc-toc", aria_label="المحتويات")
    sections = (element("section", element("h2", title), *told, id=f"s{at}") for at, title in enumerate(titles))
    path = folder / "arabic.docx"
    path.write_bytes(word_file(a_document(nav, *sections, language="ar", direction="rtl")).content)
    return path


def test_contents_from_right_to_left_give_the_pages_that_libreoffice_sets(set_in_embedded_fonts: Path) -> None:
    with zipfile.ZipFile(set_in_embedded_fonts / "arabic.docx") as archive:
        entries = contents_of(archive.read("word/document.xml"))
    pages = destinations(set_in_embedded_fonts / "arabic.pdf")
    assert [entry.page for entry in entries] == [pages[entry.bookmark] for entry in entries]
    assert entries[-1].page > 2


@pytest.fixture(scope="module")
def translated(folder: Path) -> Path:
    """Where LibreOffice has put a PDF of the example's report in each other language.

    Chinese and Korean faces are not in the files: it finds briefgen's own, which are as high as those that the file is measured with.
    """
    into = folder / "translated"
    into.mkdir()
    for language in TRANSLATIONS:
        sink = Sink()
        project = load_project(ROOT, sink)
        brief = load_brief(project, "china-report", sink).in_language(language)
        document = compose_document(load_inputs(project, brief, sink), sink)
        (into / f"{language}.docx").write_bytes(render_docx(document, sink).content)
    fonts = "".join(f"<dir>{ROOT / 'styles' / 'fonts' / script}</dir>" for script in ("chinese", "korean"))
    settings = into / "fonts.conf"
    settings.write_text(f"<fontconfig><include>/etc/fonts/fonts.conf</include>{fonts}</fontconfig>", "utf-8")
    profile = f"-env:UserInstallation={(into / 'profile').as_uri()}"
    files = (str(into / f"{language}.docx") for language in TRANSLATIONS)
    arguments = ("--headless", profile, "--convert-to", EXPORTED, "--outdir", str(into), *files)
    run_program("soffice", *arguments, environment={"FONTCONFIG_FILE": str(settings)})
    return into


@pytest.mark.parametrize("language", TRANSLATIONS)
def test_contents_of_a_translated_report_give_the_pages_that_libreoffice_sets(language: str, translated: Path) -> None:
    with zipfile.ZipFile(translated / f"{language}.docx") as archive:
        entries = contents_of(archive.read("word/document.xml"))
    pages = destinations(translated / f"{language}.pdf")
    assert len(entries) > 20
    assert [(entry.words, entry.page) for entry in entries] == [
        (entry.words, pages[entry.bookmark]) for entry in entries
    ]


@dataclass(frozen=True)
class Entry:
    """A line of the contents."""

    level: int
    bookmark: str
    words: str
    page: int


def destinations(path: Path) -> Mapping[str, int]:
    """The page of each bookmark in a PDF of LibreOffice's, which writes `_` as `5F`."""
    return {name.replace("5F", "_"): page for name, page in Pdf(path.read_bytes()).destinations.items()}


def contents_of(part: bytes) -> list[Entry]:
    lines = (
        paragraph for paragraph in etree.fromstring(part).iter(f"{WORD}p") if read_style_id(paragraph).startswith("Toc")
    )
    return [
        Entry(
            int(read_style_id(line)[3:]),
            next(line.iter(f"{WORD}hyperlink")).get(f"{WORD}anchor"),
            spoken(line),
            int(*read_page_fields(line)),
        )
        for line in lines
    ]


def test_every_audience_with_contents_is_compared_with_libreoffice(every: Mapping[str, Made]) -> None:
    pages = {
        path.parent.name for path in (ROOT / "templates").glob("*/page.html") if "doc-toc" in path.read_text("utf-8")
    }
    assert pages == {brief.document.audience.id for brief in every.values()}


@pytest.mark.parametrize("name", WITH_CONTENTS)
def test_the_contents_give_the_pages_that_libreoffice_sets(
    name: str, every: Mapping[str, Made], set_in_embedded_fonts: Path
) -> None:
    laid = destinations(set_in_embedded_fonts / f"{name}.pdf")
    entries = contents_of(every[name].parts["word/document.xml"])
    assert len(entries) > 15
    moved = MOVED_WITH_NOTES.get(name, ())
    assert [(entry.words, entry.page) for entry in entries] == [
        (entry.words, laid[entry.bookmark] + entry.words.startswith(moved)) for entry in entries
    ]


def test_libreoffice_prints_notes_overleaf_where_headings_would_move_with_their_line(
    set_in_embedded_fonts: Path,
) -> None:
    pages = Pdf((set_in_embedded_fonts / f"{SIXTY}.pdf").read_bytes()).pages
    (called,) = (number for number, page in enumerate(pages) if "There is a precedent" in page.text)
    (noted,) = (number for number, page in enumerate(pages) if "Wang, ‘A Review" in page.text)
    assert noted == called + 1


def test_libreoffice_sets_the_text_in_the_fonts_that_the_file_brings(set_in_embedded_fonts: Path) -> None:
    with pikepdf.open(set_in_embedded_fonts / "china-report.pdf") as pdf:
        fonts = [item for item in pdf.objects if isinstance(item, pikepdf.Dictionary) and item.get("/BaseFont")]
        names = {str(font.BaseFont).partition("+")[2] for font in fonts}
    assert {"SourceSerif4-Regular", "SourceSerif4-Italic", "SourceSans3-Regular", "SourceSans3-SemiBold"} <= names


@pytest.mark.parametrize("name", WITH_CONTENTS)
def test_libreoffice_shows_the_pages_and_prints_the_same_numbers_at_their_feet(
    name: str, every: Mapping[str, Made], set_in_embedded_fonts: Path
) -> None:
    pdf = Pdf((set_in_embedded_fonts / f"{name}.pdf").read_bytes())
    table = letters(pdf.pages[1].text)
    for entry in contents_of(every[name].parts["word/document.xml"]):
        assert letters(entry.words) in table  # the words end with the page
        assert pdf.pages[entry.page - 1].text.split()[-1] == str(entry.page)
