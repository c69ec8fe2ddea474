"""The pages that the contents of a Word file give before any word processor has set them."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import replace
from math import ceil
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from PIL import Image

from briefgen.check.parity import check_parity
from briefgen.check.parity.read_docx import read_page_fields
from briefgen.model.artifact import Format, Rendering
from briefgen.model.audience import HeadingNumbers, NotePlacement, WordSettings
from briefgen.model.diagnostic import Sink
from briefgen.model.document import Document
from briefgen.model.tree import Element, Node
from briefgen.render import render_docx, render_pdf
from briefgen.render.engine.layout import lay_out
from briefgen.render.word.pages import page_numbers
from briefgen.render.word.pages.measures import (
    WIDE_CHARACTER,
    WORD_FACE_METRICS,
    MeasuringFaces,
    collect_measuring_faces,
)
from tests.running import PATIENCE
from tests.unit.documents import FONT, PLACES_OF_NOTES, a_document, element, note, tree_of
from tests.unit.word import WORD, Made, for_readers, instructions, word_file

CHAPTERS_ALONE = "main > .section:has(.heading-number) { break-before: page }"

SMALL = "@page { size: 300pt 264pt; margin: 30pt } :root { --text-size: 10pt; --text-leading: 17pt }"
"""Paper with room for about twelve lines of text."""


CHAPTERS = ("law", "facts", "end", *"abcdefghi")


def contents(*names: str) -> Element:
    entries = (element("li", element("a", name.title(), href=f"#{name}")) for name in names)
    return element("nav", element("ol", *entries), role="doc-toc", data_depth="2")


def section(name: str, *children: Node | str) -> Element:
    number = str(CHAPTERS.index(name) + 1)
    heading = element("h2", element("span", number, class_="heading-number"), f" {name.title()}", data_number=number)
    return element("section", heading, *children, id=name, class_="section", data_section=name)


def lines(count: int) -> list[Element]:
    """Paragraphs of one line."""
    return [element("p", f"Line {number}") for number in range(count)]


def pages(made: Made) -> list[str]:
    """What the contents say, line by line."""
    return [page for paragraph in made.xml().iter(f"{WORD}p") for page in read_page_fields(paragraph)]


def sheet(folder: Path, text: str) -> Path:
    path = folder / "small.css"
    path.write_text(text, "utf-8")
    return path


def report(folder: Path, *children: Node, style: str = CHAPTERS_ALONE, **how: Any) -> Document:
    named = contents(*(child.get("id") for child in children if isinstance(child, Element) and child.get("id")))
    document = a_document(
        named,
        element("main", *children),
        styles=(sheet(folder, f'@font-face {{ font-family: "Text"; src: url(fonts/text.ttf) }} {style}'),),
        fonts={"fonts/text.ttf": FONT},
        **how,
    )
    return for_readers(document, HeadingNumbers.DECIMAL)


def test_each_line_of_the_contents_says_a_page(tmp_path: Path) -> None:
    made = word_file(report(tmp_path, section("law", *lines(3)), section("facts"), section("end", *lines(90))))
    assert instructions(made.xml())[1:] == ["PAGEREF ref_law \\h", "PAGEREF ref_facts \\h", "PAGEREF ref_end \\h"]
    assert pages(made) == ["2", "3", "4"]
    assert made.words.startswith("Law | Facts | End | 1 Law | Line 0")
    assert made.sink.diagnostics == []


def test_pages_count_on_through_long_chapters(tmp_path: Path) -> None:
    made = word_file(report(tmp_path, section("law", *lines(90)), section("facts"), section("end")))
    law, facts, end = map(int, pages(made))
    assert law == 2
    assert facts >= 4
    assert end == facts + 1


def test_where_the_style_sheet_does_not_say_so_chapters_follow_on(tmp_path: Path) -> None:
    made = word_file(report(tmp_path, section("law", *lines(3)), section("facts"), style=""))
    assert pages(made) == ["1", "1"]
    assert not list(made.xml().iter(f"{WORD}pageBreakBefore"))


def test_chapters_without_a_number_follow_on(tmp_path: Path) -> None:
    plain = element("section", element("h2", "Summary"), id="summary", class_="section", data_section="summary")
    made = word_file(report(tmp_path, plain, section("law")))
    assert pages(made) == ["1", "2"]


def test_a_cover_counts(tmp_path: Path) -> None:
    """The number at the foot of a page is that of the file's own page: no section counts anew."""
    cover = element("header", element("h1", "Title"), class_="cover", data_part="cover")
    document = report(tmp_path, section("law"))
    made = word_file(replace(document, body=document.body.with_children((cover, *document.body.children))))
    assert pages(made) == ["3"]
    assert not list(made.xml().iter(f"{WORD}pgNumType"))


@pytest.mark.parametrize("placement", PLACES_OF_NOTES)
def test_notes_take_their_room(placement: NotePlacement, tmp_path: Path) -> None:
    long = [
        element("p", "Text", note(*("A note that is as long as three lines of notes are. " * 6,))) for _ in range(24)
    ]
    told = (section("law", *long), section("facts"))
    without = word_file(report(tmp_path, section("law", *lines(24)), section("facts")))
    made = word_file(report(tmp_path, *told, notes=placement))
    assert pages(without) == ["2", "3"]
    assert pages(made) == (["2", "4"] if placement is NotePlacement.FOOTNOTES else ["2", "3"])


def test_tables_and_pictures_take_their_room(tmp_path: Path) -> None:
    Image.new("RGB", (400, 600), "#246").save(tmp_path / "high.png")
    rows = "".join(f"<tr><td>{number}</td><td>{'Words of a cell. ' * 20}</td></tr>" for number in range(30))
    (table,) = tree_of(f"<table><thead><tr><th>N</th><th>What</th></tr></thead><tbody>{rows}</tbody></table>")
    figure = element("figure", element("img", src="high.png", alt="A river"))
    told = report(
        tmp_path, section("law", table), section("facts", *(figure for _ in range(4))), section("end"),
        images={"high.png": tmp_path / "high.png"},
    )  # fmt: skip
    law, facts, end = map(int, pages(word_file(told)))
    assert law == 2
    assert facts > law + 1
    assert end - facts == 4


def test_lines_are_filled_as_a_word_processor_fills_them(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The PDF lengthens the last line of a paragraph; a word processor leaves one word there."""
    layouts = []

    def record(*arguments: Any, **options: Any) -> Any:
        layouts.append(lay_out(*arguments, **options))
        return layouts[-1]

    monkeypatch.setattr(page_numbers, "lay_out", record)
    told = [element("p", " ".join(["well"] * number)) for number in range(20, 40)]
    word_file(report(tmp_path, section("law", *told)))
    boxes = (box for page in layouts[0].pages for box in page._page_box.descendants() if box.element_tag == "p")
    lines = [[line for line in box.children if type(line).__name__ == "LineBox"] for box in boxes]
    assert min(ends[-1].width / ends[0].width for ends in lines if len(ends) > 1) < 0.1


def test_it_is_the_paper_of_the_style_sheet_that_is_filled(tmp_path: Path) -> None:
    told = (section("law", *lines(40)), section("facts"))
    broad = word_file(report(tmp_path, *told))
    small = word_file(report(tmp_path, *told, style=f"{CHAPTERS_ALONE} {SMALL}"))
    assert int(pages(small)[1]) > int(pages(broad)[1])


def test_text_from_the_right_has_pages_too(tmp_path: Path) -> None:
    told = [element("p", "عن حقوق الإنسان " * 200), element("p", "中国" * 400)]
    made = word_file(report(tmp_path, section("law", *told), section("facts"), language="ar", direction="rtl"))
    law, facts = map(int, pages(made))
    assert (law, facts > law) == (2, True)
    assert made.sink.diagnostics == []


def test_words_from_the_right_are_measured_in_their_own_face(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pages_of_text: list[str] = []

    def record(html: str, *arguments: Any, **options: Any) -> Any:
        pages_of_text.append(html)
        return lay_out(html, *arguments, **options)

    monkeypatch.setattr(page_numbers, "lay_out", record)
    monkeypatch.setattr(
        MeasuringFaces, "replace_missing_characters", lambda _faces, text: text
    )  # as with a face for them
    words = element("p", "حق 12 & <b> WHO, then حق.")
    word_file(report(tmp_path, section("law", words), language="ar", direction="rtl"))
    assert '<span class="complex">حق 12 &amp; &lt;</span>b&gt; ' in pages_of_text[0]
    assert 'WHO, then <span class="complex">حق.</span>' in pages_of_text[0]


def test_a_face_for_words_from_the_right_is_the_one_that_is_named() -> None:
    faces = our_faces()
    assert faces.build_complex_css("Own")["--complex-family"].startswith('"Own"')
    assert faces.build_complex_css("Own")["--complex-line"] == "normal"
    assert faces.build_complex_css("Times New Roman")["--complex-line"] == "1.15"


@pytest.mark.parametrize("face", ["Times New Roman", "Arial", "Courier New", "No Such Face"])
def test_a_face_that_nobody_brings_is_measured_by_one_that_we_have(face: str, tmp_path: Path) -> None:
    told = for_readers(
        report(tmp_path, section("law", *lines(90)), section("facts")), prescribed=WordSettings(font=face)
    )
    made = word_file(told)
    assert made.content == word_file(told).content
    assert all(page.isdigit() for page in pages(made))


def test_a_document_without_fonts_of_its_own_is_measured_by_those_of_briefgen() -> None:
    made = word_file(a_document(contents("law"), section("law")))
    assert pages(made) == ["1"]
    assert made.sink.diagnostics == []


@pytest.mark.parametrize("face", ["Times New Roman", "Arial", "Courier New"])
def test_text_in_a_face_of_words_own_is_as_long_as_it_should_be(face: str, tmp_path: Path) -> None:
    """As many pages as the average width of its characters makes, whatever faces the machine has."""
    said = "China returns North Koreans who cross its border without permission. " * 9
    told = [element("p", said) for _ in range(120)]
    prescribed = WordSettings(face, 10, margin=2.54)
    document = for_readers(report(tmp_path, section("law", *told), section("end")), prescribed=prescribed)
    law, end = map(int, pages(word_file(document)))
    width, height, leading, gap = 451.3, 697.9, 12, 6  # A4 within 72 points; lines of 1.2 sizes, half of it between
    lines_of_one = ceil(len(said) * WORD_FACE_METRICS[face].advance * 10 / width)
    assert abs(end - law - 120 * (lines_of_one * leading + gap) / height) < 2


def test_a_font_that_cannot_be_read_measures_nothing(tmp_path: Path) -> None:
    broken = tmp_path / "broken.ttf"
    broken.write_bytes(b"no font")
    rule = '@font-face { font-family: "Broken"; src: url(fonts/broken.ttf) }'
    faces = collect_measuring_faces([("own.css", rule)], {"fonts/broken.ttf": broken})
    assert faces.families == ()
    assert "Broken" not in faces.css


def our_faces() -> MeasuringFaces:
    return collect_measuring_faces(
        [("own.css", '@font-face { font-family: "Own"; src: url(own.ttf) }')], {"own.ttf": FONT}
    )


def test_a_character_that_no_face_has_is_replaced_by_one_as_wide() -> None:
    """The machine may have a font with it, and another machine another."""
    faces = our_faces()
    assert faces.replace_missing_characters("Says é: “no”") == "Says é: “no”"
    assert faces.replace_missing_characters("中国") == WIDE_CHARACTER * 2
    assert faces.replace_missing_characters("حق") == "nn"
    assert set(faces.replace_missing_characters("".join(map(chr, range(0x20, 0x3000))))) <= faces.characters | {
        "\u200b"
    }


def test_faces_of_word_are_as_wide_as_the_fonts_that_were_measured() -> None:
    assert our_faces().build_family_css("Own") == {
        "font-family": '"Own", "briefgen substitute"',
        "letter-spacing": "0",
        "--line": "normal",
    }
    for face, measure in WORD_FACE_METRICS.items():
        assert our_faces().build_family_css(face)["--line"] == f"{measure.leading:g}"


def test_a_field_without_a_page_and_pages_that_run_back_are_differences(tmp_path: Path) -> None:
    document = report(tmp_path, section("law"), section("facts"))
    content = render_docx(document, Sink()).content
    assert compared(document, content) == []
    assert compared(document, changed(tmp_path, content, b">3<", b"><")) == [
        "the DOCX file says no page for `Facts`",
    ]
    assert compared(document, changed(tmp_path, content, b">2<", b">4<")) == [
        "the DOCX file says page 3 for `Facts`, after page 4",
    ]


def compared(document: Document, content: bytes) -> list[str]:
    sink = Sink()
    check_parity(document, [Rendering(Format.DOCX, content, None)], sink)
    assert {problem.code for problem in sink.diagnostics} <= {"parity-page"}
    return [problem.message for problem in sink.diagnostics]


def changed(folder: Path, content: bytes, old: bytes, new: bytes) -> bytes:
    (folder / "given.docx").write_bytes(content)
    with ZipFile(folder / "given.docx") as given, ZipFile(folder / "changed.docx", "w") as into:
        for name in given.namelist():
            held = given.read(name)
            assert name != "word/document.xml" or held.count(old) == 1
            into.writestr(name, held.replace(old, new) if name == "word/document.xml" else held)
    return (folder / "changed.docx").read_bytes()


def test_a_pdf_made_in_the_same_process_changes_nothing(tmp_path: Path) -> None:
    document = report(tmp_path, section("law", *lines(90)), section("facts"))
    alone = render_docx(document, Sink()).content
    render_pdf(document, Sink())
    assert render_docx(document, Sink()).content == alone


WITHOUT_CONTENTS = """
import sys
from briefgen.render import render_docx
from briefgen.model.diagnostic import Sink
from tests.unit.documents import a_document, element
render_docx(a_document(element("p", "Text")), Sink())
print("weasyprint" in sys.modules)
"""


def test_a_word_file_without_contents_lays_out_nothing() -> None:
    ran = subprocess.run(
        [sys.executable, "-c", WITHOUT_CONTENTS], capture_output=True, text=True, check=True, timeout=PATIENCE
    )
    assert ran.stdout == "False\n"


NO_FONTS = (
    """<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig><dir>{folder}</dir></fontconfig>"""
)

STRANGE = """
import sys
from hashlib import sha256
from pathlib import Path
from briefgen.render import render_docx
from briefgen.model.diagnostic import Sink
from tests.unit.documents import element, note
from tests.render.test_word_pages import CHAPTERS, report, section
told = element("p", "عن حقوق الإنسان " * 90 + "中国的人权 " * 20 + "\\u2009é\\u202f☃ " * 9, note("नमस्ते " * 30))
chapters = [section(name, *[told] * 3) for name in CHAPTERS]
document = report(Path(sys.argv[1]), *chapters, style="")
print(sha256(render_docx(document, Sink()).content).hexdigest())
"""


def test_the_fonts_of_the_machine_have_no_part_in_the_bytes(tmp_path: Path) -> None:
    """Not even where a text has letters that no face of the style sheets has."""
    bare = tmp_path / "fonts.conf"
    bare.write_text(NO_FONTS.format(folder=tmp_path / "none"), "utf-8")
    digests = set()
    for environment in (os.environ, os.environ | {"FONTCONFIG_FILE": str(bare)}):
        command = [sys.executable, "-c", STRANGE, str(tmp_path)]
        ran = subprocess.run(
            command, capture_output=True, text=True, check=True, timeout=PATIENCE, env=dict(environment)
        )
        digests.add(ran.stdout)
    assert len(digests) == 1


def test_a_chapter_follows_on_where_the_style_sheet_asks_how_much_is_left(tmp_path: Path) -> None:
    """A word processor cannot ask; its heading keeps with what follows. Where each began a page, some before it were nearly empty."""
    room = "main > .section:has(.heading-number)::before { height: 170pt }"
    text = element("p", "word " * 260)
    made = word_file(report(tmp_path, section("law", text), section("facts"), style=room))
    assert pages(made) == ["1", "1"]
