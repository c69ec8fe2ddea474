"""Languages, directions and faces of passages in Word files."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen

from briefgen.cite.number import add_numbers
from briefgen.model.audience import HeadingNumbers, NotePlacement, WordSettings
from briefgen.model.direction import find_language_direction
from briefgen.model.document import Document
from briefgen.model.heading_names import find_heading_names
from briefgen.model.tree import Element, find_elements
from briefgen.render.word.faces import ScriptFaces
from tests.unit.documents import FONT, PLACES_OF_NOTES, a_document, element, note, tree_of
from tests.unit.word import VALUE, WORD, for_readers, word_file


@pytest.mark.parametrize(
    ("language", "face"),
    [
        ("en", ""),
        ("ru", ""),
        ("ar", "Times New Roman"),
        ("fa-IR", "Times New Roman"),
        ("he", "Times New Roman"),
        ("ko", "Batang"),
        ("ja", "MS Mincho"),
        ("zh", "SimSun"),
        ("zh-Hans-CN", "SimSun"),
        ("zh-Hant", "PMingLiU"),
        ("zh-TW", "PMingLiU"),
    ],
)
def test_a_language_gets_a_face_that_word_has(language: str, face: str) -> None:
    assert ScriptFaces({"Source Serif 4": FONT}).find_face(language) == face


def a_font(path: Path, characters: str) -> Path:
    """A font that can print these characters, all as the same empty box."""
    glyphs = [".notdef", *(f"uni{ord(character):04X}" for character in characters)]
    builder = FontBuilder(1000, isTTF=True)
    builder.setupGlyphOrder(glyphs)
    builder.setupCharacterMap({ord(character): f"uni{ord(character):04X}" for character in characters})
    builder.setupGlyf({name: TTGlyphPen(None).glyph() for name in glyphs})
    builder.setupHorizontalMetrics(dict.fromkeys(glyphs, (500, 0)))
    builder.setupHorizontalHeader()
    builder.setupPost()
    builder.save(path)
    return path


def test_a_face_of_the_style_sheet_that_has_the_script_comes_first(tmp_path: Path) -> None:
    naskh = a_font(tmp_path / "naskh.ttf", "abعن")
    faces = ScriptFaces({"Source Serif 4": FONT, "Naskh": naskh})
    assert (faces.find_face("ar"), faces.find_face("he")) == ("Naskh", "Times New Roman")


def test_what_a_body_prescribes_comes_before_the_style_sheet() -> None:
    assert ScriptFaces({}, "Arial").find_face("ar") == "Arial"


def test_a_passage_carries_the_face_of_its_script() -> None:
    document = a_document(
        element("p", "A ", element("span", "탈북자", lang="ko"), element("span", " مرحبا", lang="ar", dir="rtl"))
    )
    made = word_file(for_readers(document, prescribed=WordSettings(font="Times New Roman")))
    faces = [dict(fonts.attrib) for fonts in made.xml().iter(f"{WORD}rFonts")]
    assert faces == [
        {f"{WORD}hint": "eastAsia", f"{WORD}eastAsia": "Batang"},
        {f"{WORD}hint": "cs", f"{WORD}cs": "Times New Roman"},
    ]


def test_a_machine_without_a_font_is_told_what_kind_it_is(tmp_path: Path) -> None:
    sheet = tmp_path / "base.css"
    sheet.write_text(':root { --text-face: "Gentium", serif; --label-face: "Lato", sans-serif }', "utf-8")
    fonts = word_file(a_document(element("p", "x"), styles=(sheet,))).xml("word/fontTable.xml")
    kinds = {font.get(f"{WORD}name"): font.find(f"{WORD}family").get(f"{WORD}val") for font in fonts}
    assert kinds == {"Gentium": "roman", "Lato": "swiss", "Courier New": "modern"}


def test_passages_carry_their_language_and_direction() -> None:
    made = word_file(
        a_document(
            element("p", "The ", element("span", "non-refoulement", lang="fr"), " rule"),
            element("p", "مرحبا", lang="ar", dir="rtl"),
            element("p", "탈북자", lang="ko"),
        )
    )
    languages = {
        "".join(run.itertext()): dict(run.find(f"{WORD}rPr/{WORD}lang").attrib)
        for run in made.xml().iter(f"{WORD}r")
        if run.find(f"{WORD}rPr/{WORD}lang") is not None
    }
    assert languages["non-refoulement"] == {VALUE: "fr"}
    assert languages["مرحبا"] == {VALUE: "ar", f"{WORD}bidi": "ar"}
    assert languages["탈북자"] == {VALUE: "ko", f"{WORD}eastAsia": "ko"}
    arabic = made.paragraph("مرحبا")
    assert arabic.find(f"{WORD}pPr/{WORD}bidi").get(VALUE) == "1"
    assert arabic.find(f".//{WORD}rtl") is not None


def test_a_document_written_from_the_right_runs_from_the_right() -> None:
    made = word_file(a_document(element("p", "نص", note("حاشية")), language="ar", direction="rtl"))
    assert made.xml().find(f".//{WORD}sectPr/{WORD}bidi") is not None
    assert made.xml("word/styles.xml").find(f"{WORD}docDefaults//{WORD}bidi") is not None
    for part in ("word/document.xml", "word/footnotes.xml"):
        runs = [run for run in made.xml(part).iter(f"{WORD}r") if run.find(f"{WORD}t") is not None]
        words = [run for run in runs if run.find(f"{WORD}rPr/{WORD}rStyle") is None]
        assert words
        assert all(run.find(f"{WORD}rPr/{WORD}rtl") is not None for run in words)
        # Brackets run with the number that they enclose, from the left: with another direction, they would be apart from it.
        assert all(run.find(f"{WORD}rPr/{WORD}rtl") is None for run in runs if run not in words)


def test_a_brief_written_from_the_right_has_tables_and_sides_from_the_right() -> None:
    markup = '<table><tbody><tr><td>نص</td><td class="align-right">28</td></tr></tbody></table>'
    made = word_file(a_document(*tree_of(markup), language="ar", direction="rtl"))
    assert made.xml().find(f".//{WORD}tblPr/{WORD}bidiVisual") is not None
    assert made.paragraph("28").find(f"{WORD}pPr/{WORD}jc").get(VALUE) == "left"  # where lines begin: on the right
    defaults = made.xml("word/styles.xml").find(f"{WORD}docDefaults//{WORD}lang")
    assert defaults.get(f"{WORD}bidi") == "ar"


@pytest.mark.parametrize(("language", "direction", "side"), [("ar", "rtl", "right"), ("en", "ltr", "left")])
def test_the_bar_of_a_quotation_is_where_its_lines_begin(language: str, direction: str, side: str) -> None:
    made = word_file(a_document(element("p", "x"), language=language, direction=direction))
    sides = made.xml("word/styles.xml").find(f"{WORD}style[@{WORD}styleId='PullQuote']//{WORD}pBdr")
    assert [each.tag for each in sides] == [f"{WORD}{side}"]


def in_language(language: str, document: Document) -> Document:
    direction = find_language_direction(language)
    return replace(document, metadata=replace(document.metadata, language=language, direction=direction))


@pytest.mark.parametrize("placement", PLACES_OF_NOTES)
@pytest.mark.parametrize(("language", "expected"), [("ar", [["0"], ["1"], ["1"]]), ("en", [[], ["1"], []])])
def test_a_note_has_its_own_direction(placement: NotePlacement, language: str, expected: list[list[str]]) -> None:
    """As on the page: a note in Latin letters alone is read from the left in an Arabic document, and the other way round."""
    latin, arabic, mixed = note("Jeong, “Refugees”."), note("«اللاجئون»."), note("Jeong، المادة 3.")
    document = a_document(element("p", "Law", latin, " and fact", arabic, mixed, "."), notes=placement)
    notes = word_file(in_language(language, document)).xml(f"word/{placement.value}.xml")
    stated = [
        [place.get(VALUE, "1") for place in paragraph.iter(f"{WORD}bidi")]
        for paragraph in notes.iter(f"{WORD}p")
        if any(text.text.strip("() ") for text in paragraph.iter(f"{WORD}t"))
    ][-3:]
    assert stated == expected


SECTIONS = """
<main>
<section data-section="law"><h2>Law</h2>
  <section class="group"><h3>Group</h3><p>First.</p></section>
  <section class="group"><h3>Other</h3><p>Second.</p></section>
</section>
<section data-section="facts"><h2>Facts</h2><p>Third.</p></section>
</main>
"""


@pytest.mark.parametrize(
    ("scheme", "levels"),
    [
        (HeadingNumbers.NONE, ("", "", "", "")),
        (HeadingNumbers.DECIMAL, ("1 ", "1.1 ", "1.2 ", "2 ")),
        (HeadingNumbers.UN, ("أولاً- ", "ألف- ", "باء- ", "ثانياً- ")),
        (HeadingNumbers.ALPHABETIC, ("ألف- ", "1. ", "2. ", "باء- ")),
    ],
)
def test_headings_in_arabic_have_the_names_of_its_letters(
    scheme: HeadingNumbers, levels: tuple[str, str, str, str]
) -> None:
    """Word counts with no such names, and counts a lower level on below a number that is not its own."""
    body = add_numbers(Element("body", tree_of(SECTIONS)), scheme, paragraphs=False, names=find_heading_names("ar"))
    made = word_file(in_language("ar", for_readers(a_document(*find_elements(body.children, "main")), scheme)))
    law, group, other, facts = levels
    assert made.words == f"{law}Law | {group}Group | First. | {other}Other | Second. | {facts}Facts | Third."


@pytest.mark.parametrize(
    ("language", "words", "expected"),
    [("ar", "الماء", []), ("zh", "水", []), ("ko", "물", []), ("ru", "вода", ["вода"])],
)
def test_a_script_without_italics_is_upright(language: str, words: str, expected: list[str]) -> None:
    """Word and LibreOffice slant the upright typeface."""
    document = a_document(element("p", element("em", words), words * 9, element("em", "sur place")))
    made = word_file(in_language(language, document))
    slanted = [
        text.text for text in made.xml().iter(f"{WORD}t") if text.getparent().find(f"{WORD}rPr/{WORD}i") is not None
    ]
    assert slanted == [*expected, "sur place"]


@pytest.mark.parametrize(("words", "expected"), [("الماء", 0), ("물", 0), ("вода", 1)])
def test_the_names_of_particulars_are_upright_in_such_a_script(tmp_path: Path, words: str, expected: int) -> None:
    sheet = tmp_path / "print.css"
    sheet.write_text(".particulars dt { font-style: italic }", encoding="utf-8")
    names = element("dl", element("dt", words), element("dd", words), class_="particulars")
    styles = word_file(a_document(names, styles=(sheet,))).xml("word/styles.xml")
    assert len(list(styles.iter(f"{WORD}i"))) == expected


@pytest.mark.parametrize(("language", "expected"), [("ko", ["0", "0"]), ("zh", []), ("en", [])])
def test_korean_has_no_space_between_its_characters_and_figures(language: str, expected: list[str]) -> None:
    styles = word_file(in_language(language, a_document(element("p", "2026년")))).xml("word/styles.xml")
    defaults = next(styles.iter(f"{WORD}pPrDefault"))
    assert [setting.get(VALUE) for setting in defaults.iter(f"{WORD}autoSpaceDE", f"{WORD}autoSpaceDN")] == expected


@pytest.mark.parametrize(
    ("words", "is_ordered"),
    [
        ("44(6)", True), ("12(1)(b)", True), ("10–12", True), ("Human Rights", True), ("https://example.org/", True),
        ("WHO", False), ("A/HRC/59/15", False), ("2024", False), ("12,500", False),
    ],
)  # fmt: skip
def test_words_from_the_left_keep_their_order_in_a_line_from_the_right(words: str, *, is_ordered: bool) -> None:
    """The signs are where the parts would change places, and nowhere else: LibreOffice counts them as words."""
    paragraph = element("p", "المادة ", element("bdi", words, dir="ltr"), " من القانون")
    document = in_language("ar", a_document(paragraph))
    printed = "".join(text.text or "" for text in word_file(document).xml().iter(f"{WORD}t"))
    signs = "\N{LEFT-TO-RIGHT EMBEDDING}", "\N{POP DIRECTIONAL FORMATTING}"
    before, after = signs if is_ordered else ("", "")
    assert f"\N{RIGHT-TO-LEFT MARK}{before}{words}{after}\N{RIGHT-TO-LEFT MARK}" in printed
