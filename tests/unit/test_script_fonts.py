"""Fonts of Arabic, Chinese and Korean: only where a document needs them, whole, and first in a document of their language."""

from __future__ import annotations

from pathlib import Path

import pytest
import uharfbuzz

from briefgen.compose.script_fonts import SCRIPTS, add_script_fonts
from briefgen.model.document import Assets
from briefgen.render.style.embedded_fonts import read_font_characters

ROOT = Path(__file__).parent.parent.parent
FONTS = ROOT / "styles/fonts"
ARABIC_LETTERS = "بتثجحخسشفقنيةه"
COMMON = {
    "arabic": "قالت اللجنة إن الماء حق للجميع، وفقاً للعهد؛ هل هذا صحيح؟ ٠١٢٣٤٥٦٧٨٩ پچگ",
    "chinese": "各国应当保障每个人获得安全饮用水的权利，《公约》第十一条；“水”——生命……、：？！（）【】聯合國人權理事會",
    "korean": "국가는 모든 사람에게 안전한 물을 보장해야 한다. 북한이탈주민 강제송환 人權",
}


def names(assets: Assets) -> list[str]:
    return [path.name for path in assets.styles]


@pytest.mark.parametrize(
    ("text", "language", "sheets"),
    [
        ("Water – “l'eau” № 5 Вода Ύδωρ", "en", []),
        ("أخبار", "en", ["arabic.css"]),
        ("水", "fr", ["chinese.css"]),
        ("물 水", "en", ["chinese.css", "korean.css"]),
        ("water", "zh", ["chinese.css", "chinese-first.css"]),
        ("water", "ar-EG", ["arabic.css", "arabic-first.css"]),
        ("물 WHO", "ko", ["korean.css", "korean-first.css"]),
    ],
)
def test_a_document_has_the_fonts_of_its_characters_and_its_language(
    text: str, language: str, sheets: list[str]
) -> None:
    assets = add_script_fonts(Assets((), {}, {}), [ROOT], frozenset(text), language, is_first=True)
    assert names(assets) == sheets
    assert {address.split("/")[1] for address in assets.fonts} == {
        name.partition(".")[0].partition("-")[0] for name in sheets
    }


def test_a_typeface_of_the_project_stays_first() -> None:
    assert names(add_script_fonts(Assets((), {}, {}), [ROOT], frozenset(), "zh", is_first=False)) == ["chinese.css"]


@pytest.mark.parametrize("script", [script.name for script in SCRIPTS])
def test_every_face_has_the_common_characters(script: str) -> None:
    for path in sorted((FONTS / script).glob("*.ttf")):
        wanting = set(COMMON[script]) - read_font_characters(path.read_bytes()) - set(" ")
        assert not wanting, f"{path.name} lacks {wanting}"


@pytest.mark.parametrize("path", sorted((FONTS / "arabic").glob("*.ttf")), ids=lambda path: path.name)
def test_every_arabic_letter_has_a_glyph_of_its_own(path: Path) -> None:
    """A face that draws letters as one skeleton with dots gives other letters when a PDF is copied or read aloud."""
    font = uharfbuzz.Font(uharfbuzz.Face(uharfbuzz.Blob(path.read_bytes())))
    letters_by_glyph: dict[int, set[str]] = {}
    for letter in ARABIC_LETTERS:
        for text in (letter, f"ل{letter}", f"{letter}ل", f"ل{letter}ل"):
            buffer = uharfbuzz.Buffer()
            buffer.add_str(text)
            buffer.guess_segment_properties()
            uharfbuzz.shape(font, buffer, {})
            for glyph in buffer.glyph_infos:
                if glyph.cluster == text.index(letter):
                    letters_by_glyph.setdefault(glyph.codepoint, set()).add(letter)
    assert all(len(letters) == 1 for letters in letters_by_glyph.values())


def test_the_fonts_stay_small_enough_for_a_wheel() -> None:
    assert sum(path.stat().st_size for path in FONTS.rglob("*.ttf")) < 40_000_000
