"""Faces for scripts that Word keeps apart from Latin."""

from __future__ import annotations

from pathlib import Path

import pytest
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen

from briefgen.render.word_faces import ScriptFaces
from briefgen.values.audience import WordSettings
from tests.unit.documents import FONT, a_document, element
from tests.unit.word import WORD, for_readers, word_file


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
    assert ScriptFaces({"Source Serif 4": FONT}).face(language) == face


def a_font(path: Path, characters: str) -> Path:
    """A font that can print these characters, all as the same empty box."""
    glyphs = [".notdef", *(f"uni{ord(one):04X}" for one in characters)]
    builder = FontBuilder(1000, isTTF=True)
    builder.setupGlyphOrder(glyphs)
    builder.setupCharacterMap({ord(one): f"uni{ord(one):04X}" for one in characters})
    builder.setupGlyf({name: TTGlyphPen(None).glyph() for name in glyphs})
    builder.setupHorizontalMetrics(dict.fromkeys(glyphs, (500, 0)))
    builder.setupHorizontalHeader()
    builder.setupPost()
    builder.save(path)
    return path


def test_a_face_of_the_style_sheet_that_has_the_script_comes_first(tmp_path: Path) -> None:
    naskh = a_font(tmp_path / "naskh.ttf", "abعن")
    faces = ScriptFaces({"Source Serif 4": FONT, "Naskh": naskh})
    assert (faces.face("ar"), faces.face("he")) == ("Naskh", "Times New Roman")


def test_what_a_body_prescribes_comes_before_the_style_sheet() -> None:
    assert ScriptFaces({}, "Arial").face("ar") == "Arial"


def test_a_passage_carries_the_face_of_its_script() -> None:
    document = a_document(
        element("p", "A ", element("span", "탈북자", lang="ko"), element("span", " مرحبا", lang="ar", dir="rtl"))
    )
    made = word_file(for_readers(document, prescribed=WordSettings(font="Times New Roman")))
    faces = [dict(one.attrib) for one in made.xml().iter(f"{WORD}rFonts")]
    assert faces == [
        {f"{WORD}hint": "eastAsia", f"{WORD}eastAsia": "Batang"},
        {f"{WORD}hint": "cs", f"{WORD}cs": "Times New Roman"},
    ]


def test_a_machine_without_a_font_is_told_what_kind_it_is(tmp_path: Path) -> None:
    sheet = tmp_path / "base.css"
    sheet.write_text(':root { --text-face: "Gentium", serif; --label-face: "Lato", sans-serif }', "utf-8")
    fonts = word_file(a_document(element("p", "x"), styles=(sheet,))).xml("word/fontTable.xml")
    kinds = {one.get(f"{WORD}name"): one.find(f"{WORD}family").get(f"{WORD}val") for one in fonts}
    assert kinds == {"Gentium": "roman", "Lato": "swiss", "Courier New": "modern"}
