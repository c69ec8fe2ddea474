"""Languages, directions and faces of passages in Word files."""

from __future__ import annotations

from pathlib import Path

import pytest
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen

from briefgen.model.audience import WordSettings
from briefgen.render.word.faces import ScriptFaces
from tests.unit.documents import FONT, a_document, element, note, tree_of
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
