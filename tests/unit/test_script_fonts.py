"""Fonts of Arabic, Chinese and Korean: only where a document needs them, whole, and first in a document of their language."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen

from briefgen.compose.script_fonts import SCRIPTS, add_script_fonts
from briefgen.model.diagnostic import Sink
from briefgen.model.document import Assets
from briefgen.render.style.arabic_letters import check_arabic_faces
from briefgen.render.style.embedded_fonts import ARABIC_ALPHABET, find_shared_glyphs, read_font_characters
from tests.unit.project_files import told

ROOT = Path(__file__).parent.parent.parent
FONTS = ROOT / "styles/fonts"
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
    assert find_shared_glyphs(path.read_bytes()) == ()


def build_face_of_skeletons() -> bytes:
    """A font of squares that draws ب and ت as one skeleton with dots."""
    builder = FontBuilder(1000, isTTF=True)
    letters = [f"uni{ord(letter):04X}" for letter in ARABIC_ALPHABET]
    names = [".notdef", "lam", "skeleton", "dot", *letters]
    builder.setupGlyphOrder(names)
    builder.setupCharacterMap(
        {ord("ل"): "lam", **{ord(letter): name for letter, name in zip(ARABIC_ALPHABET, letters, strict=True)}}
    )
    pen = TTGlyphPen(None)
    for place in ((0, 0), (0, 500), (500, 500)):
        (pen.lineTo if place != (0, 0) else pen.moveTo)(place)
    pen.closePath()
    square = pen.glyph()
    builder.setupGlyf(dict.fromkeys(names, square))
    builder.setupHorizontalMetrics(dict.fromkeys(names, (600, 0)))
    builder.setupHorizontalHeader(ascent=800, descent=-200)
    builder.setupNameTable({"familyName": "Skeleton", "styleName": "Regular"})
    builder.setupOS2(sTypoAscender=800)
    builder.setupPost()
    builder.addOpenTypeFeatures(
        "languagesystem arab dflt; feature ccmp { sub uni0628 by skeleton dot; sub uni062A by skeleton dot; } ccmp;"
    )
    content = BytesIO()
    builder.save(content)
    return content.getvalue()


@pytest.mark.parametrize(
    ("css", "text", "is_reported"),
    [
        ('@font-face { font-family: "S"; src: url(fonts/s.ttf) }', "ماء", True),
        ('@font-face { font-family: "S"; src: url(fonts/s.ttf) }', "water", False),
        ('@font-face { font-family: "S"; src: url(fonts/s.ttf) }', "٢٠٢٤", False),
        ("", "ماء", False),
        ('@font-face { font-family: "S"; src: url(fonts/other.ttf) }', "ماء", False),
    ],
)
def test_a_face_that_gives_other_letters_is_refused(tmp_path: Path, css: str, text: str, *, is_reported: bool) -> None:
    (tmp_path / "s.ttf").write_bytes(build_face_of_skeletons())
    sink = Sink()
    check_arabic_faces([("base.css", css)], {"fonts/s.ttf": tmp_path / "s.ttf"}, text, sink)
    message = (
        "styles/fonts/s.ttf: error: `s.ttf` (`S`) draws several of these Arabic letters with one glyph: ب ت; copied from the PDF they are "
        "other letters [render-font-letters]"
    )
    assert (message in told(sink)) is is_reported
    assert bool(told(sink)) is is_reported


def test_the_fonts_stay_small_enough_for_a_wheel() -> None:
    assert sum(path.stat().st_size for path in FONTS.rglob("*.ttf")) < 40_000_000
