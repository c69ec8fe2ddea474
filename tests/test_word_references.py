"""References of a Word file to its paragraphs, sections and notes, as another word processor follows or keeps them."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

import pytest
from lxml import etree

from briefgen.model.audience import HeadingNumbers, NotePlacement
from briefgen.model.document import Document
from briefgen.model.tree import Element, Node
from tests.examples import SIXTY, Examples
from tests.pdf import Pdf
from tests.programs import run_program
from tests.test_word_files import read_made, spoken
from tests.unit.documents import PLACES_OF_NOTES, a_document, element, note
from tests.unit.word import for_readers, instructions, word_file

pytestmark = pytest.mark.slow

RESULT = re.compile(rb'(fldCharType="separate"/></w:r><w:r><w:t xml:space="preserve">)\d+(</w:t>)')
"""What a field said when the file was written."""


def referring() -> Document:
    """Three numbered paragraphs under two headings that point to one another, forwards and back."""

    def paragraph(number: int, *children: Node | str) -> Element:
        mark = element("span", f"{number}.", class_="paragraph-number")
        return element("p", mark, " ", *children, id=f"para-{number}", data_number=str(number))

    def section(number: int, name: str, *children: Node) -> Element:
        mark = element("span", str(number), class_="heading-number")
        heading = element("h2", mark, f" {name}", data_number=str(number))
        return element("section", heading, *children, id=name.lower(), data_section=name.lower())

    def to(target: str, number: int) -> Element:
        return element("a", str(number), class_="cross-reference", href=f"#{target}")

    forwards = ("See paragraph ", to("para-3", 3), " and section ", to("facts", 2), ".")
    body = (
        section(1, "Law", paragraph(1, "First."), paragraph(2, *forwards)),
        section(2, "Facts", paragraph(3, "As in paragraph ", to("para-1", 1), ".")),
    )
    return for_readers(a_document(*body), HeadingNumbers.DECIMAL, paragraphs=True)


def test_a_word_processor_finds_the_numbers_whatever_the_file_said(tmp_path: Path) -> None:
    """Written as 99, they are shown as what they lead to: so they follow when a paragraph is added."""
    path = tmp_path / "referring.docx"
    made = word_file(referring())
    text, changed = RESULT.subn(rb"\g<1>99\g<2>", made.parts["word/document.xml"])
    assert changed == 3
    with zipfile.ZipFile(path, "w") as into:
        for name, content in (made.parts | {"word/document.xml": text}).items():
            into.writestr(name, content)
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    run_program("soffice", "--headless", profile, "--convert-to", "pdf", "--outdir", str(tmp_path), str(path))
    shown = " ".join(Pdf((tmp_path / "referring.pdf").read_bytes()).text.split())
    assert "See paragraph 3 and section 2." in shown
    assert "As in paragraph 1." in shown


@pytest.mark.parametrize("placement", PLACES_OF_NOTES)
def test_a_word_processor_that_cannot_count_them_shows_what_references_to_notes_say(
    placement: NotePlacement, tmp_path: Path
) -> None:
    """LibreOffice 7.4 knows no NOTEREF: it leaves the number as it is, in notes and in the text, and the field behind it."""

    def to(number: int) -> Element:
        return element("a", str(number), class_="cross-reference", href=f"#note-{number}")

    later = note("Young (n ", to(1), ") 5; see also (n ", to(3), ").")
    text = element("p", "One", note("Young."), ", two", later, ", as in note ", to(2), ", three", note("Raz."), ".")
    path = tmp_path / "given" / "noted.docx"
    path.parent.mkdir()
    path.write_bytes(word_file(a_document(text, notes=placement)).content)
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    for form in ("docx", "pdf"):
        run_program("soffice", "--headless", profile, "--convert-to", form, "--outdir", str(tmp_path), str(path))
    shown = " ".join(Pdf((tmp_path / "noted.pdf").read_bytes()).text.split())
    assert "as in note 2, three" in shown
    assert "Young (n 1) 5; see also (n 3)." in shown
    with zipfile.ZipFile(tmp_path / "noted.docx") as archive:
        saved = [etree.fromstring(archive.read(f"word/{part}.xml")) for part in ("document", placement.value)]
    asked = [f"NOTEREF ref_note_{number} \\h" for number in (2, 1, 3)]
    assert [instruction for part in saved for instruction in instructions(part)] == asked


@pytest.mark.parametrize(("name", "count"), [("china-report", 46), (SIXTY, 12)])
def test_no_number_of_an_earlier_note_is_typed(name: str, count: int, examples: Examples, tmp_path: Path) -> None:
    """Each `(n 3)` is a field that leads to note 3, and so follows when a note is added."""
    made = read_made(examples, name, tmp_path)
    said = " ".join(word for line in made.docx.notes.values() for word in line.words)
    written = re.findall(r"\(n (\d+)\)", said)
    assert len(written) == count
    assert sorted(made.docx.references) == sorted((number, number) for number in written)
    notes = etree.fromstring(made.parts["word/footnotes.xml"])
    for field in notes.xpath("//*[local-name() = 'fldChar'][@*[. = 'separate']]/.."):
        field.getparent().remove(field.getnext())
    assert not re.search(r"\(n \d", spoken(notes))
