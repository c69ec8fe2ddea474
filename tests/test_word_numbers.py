"""Numbers of headings, paragraphs and items in a Word file from the right: inside the margin, however a program reads their alignment."""

from __future__ import annotations

from pathlib import Path

import pypdfium2
import pytest

from briefgen.model.audience import HeadingNumbers
from briefgen.model.document import Document
from briefgen.model.tree import Element
from tests.programs import run_program
from tests.unit.documents import a_document, element
from tests.unit.word import VALUE, WORD, Made, for_readers, word_file

LINE = "يجب على الدول احترام حقوق الإنسان. " * 12
FLUSH = 2.5
"""How far the widths that are assumed may be off, in points."""


def a_text(language: str, direction: str, numbers: HeadingNumbers = HeadingNumbers.DECIMAL) -> Document:
    """Two chapters with numbered headings, paragraphs and items."""
    items = element("ol", *(element("li", LINE) for _ in range(3)))
    marks = element("ul", *(element("li", LINE) for _ in range(2)))

    def number(printed: str) -> Element:
        return element("span", printed, class_="heading-number")

    def numbered(count: int) -> Element:
        return element("p", element("span", f"{count}.", class_="paragraph-number"), " ", LINE, data_number=str(count))

    parts = (
        element(
            "section",
            element("h2", number(str(at)), " القانون", data_number=str(at)),
            numbered(at),
            element("section", element("h3", number(f"{at}.1"), " من هو اللاجئ", data_number=f"{at}.1"), items, marks),
        )
        for at in (1, 2)
    )
    return for_readers(a_document(*parts, language=language, direction=direction), numbers, paragraphs=True)


def alignments(file: Made) -> set[str]:
    return {mark.get(VALUE) for mark in file.xml("word/numbering.xml").iter(f"{WORD}lvlJc")}


def hanging(file: Made, style: str) -> int:
    """How far the number of a level that is linked to a style is before its text."""
    level = next(
        level
        for level in file.xml("word/numbering.xml").iter(f"{WORD}lvl")
        if (linked := level.find(f"{WORD}pStyle")) is not None and linked.get(VALUE) == style
    )
    return int(level.find(f"{WORD}pPr/{WORD}ind").get(f"{WORD}hanging"))


def test_numbers_from_the_right_are_centred_where_their_middle_is_to_be() -> None:
    file = word_file(a_text("ar", "rtl"))
    used = {hanging(file, "Heading1"), hanging(file, "Heading2")}
    assert "center" in alignments(file)
    assert max(used) < 720
    assert min(used) > 720 - 2 * 20 * 20  # less than a size of type


def test_numbers_from_the_left_stay_at_the_margin() -> None:
    file = word_file(a_text("en", "ltr"))
    assert alignments(file) == {"left"}
    assert {hanging(file, "Heading1"), hanging(file, "Heading2")} == {720}


def test_a_style_with_an_indent_of_its_own_has_its_number_further_in() -> None:
    def read_hanging(language: str, direction: str) -> int:
        styles = word_file(a_text(language, direction)).xml("word/styles.xml").iter(f"{WORD}style")
        style = next(style for style in styles if style.get(f"{WORD}styleId") == "NumberedParagraph")
        return int(style.find(f"{WORD}pPr/{WORD}ind").get(f"{WORD}hanging"))

    assert read_hanging("en", "ltr") == 720
    assert 600 < read_hanging("ar", "rtl") < 700


@pytest.mark.slow
@pytest.mark.parametrize("numbers", [HeadingNumbers.DECIMAL, HeadingNumbers.UN], ids=["decimal", "named"])
def test_no_number_hangs_outside_the_margin_in_libreoffice(tmp_path: Path, numbers: HeadingNumbers) -> None:
    path, file = tmp_path / "numbers.docx", word_file(a_text("ar", "rtl", numbers))
    path.write_bytes(file.content)
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    run_program("soffice", "--headless", profile, "--convert-to", "pdf", "--outdir", str(tmp_path), str(path))
    page = next(file.xml().iter(f"{WORD}sectPr"))
    margin, width = page.find(f"{WORD}pgMar").get(f"{WORD}right"), page.find(f"{WORD}pgSz").get(f"{WORD}w")
    edge = (int(width) - int(margin)) / 20
    document = pypdfium2.PdfDocument(path.with_suffix(".pdf").read_bytes())
    words = document[0].get_textpage()
    starts = [words.get_rect(index)[2] for index in range(words.count_rects())]
    words.close()
    document.close()
    assert max(starts) <= edge + FLUSH
    assert len([start for start in starts if start > edge - FLUSH]) >= 3
