"""Checks that the families of fonts that a theme and an audience name are there: in a style sheet, or in Word."""

from __future__ import annotations

import re
from collections.abc import Iterable

from briefgen.model.audience import Audience
from briefgen.model.diagnostic import Origin, Sink
from briefgen.model.nearest import suggest_nearest
from briefgen.render.style.declarations import find_font_faces
from briefgen.render.style.stylesheet import THEME_SHEET

WORD_FAMILIES = tuple(
    family.strip()
    for family in """
    Aptos, Arial, Arial Black, Arial Narrow, Arial Unicode MS, Arabic Typesetting, Batang, Book Antiqua, Bookman Old Style, Calibri,
    Calibri Light, Cambria, Candara, Century, Century Gothic, Century Schoolbook, Comic Sans MS, Consolas, Constantia, Corbel, Courier New,
    Franklin Gothic Book, Garamond, Georgia, Gill Sans MT, Helvetica, Lucida Console, Lucida Sans, Malgun Gothic, Microsoft Sans Serif,
    Microsoft YaHei, MS Gothic, MS Mincho, Nirmala UI, Palatino Linotype, PMingLiU, Sakkal Majalla, Segoe UI, SimHei, Simplified Arabic,
    SimSun, Sylfaen, Tahoma, Times New Roman, Traditional Arabic, Trebuchet MS, Tw Cen MT, Verdana
    """.replace("\n", " ").split(",")
)
"""Families that Word or its operating system brings along: a body that prescribes a typeface prescribes one of these."""

_WORD_FAMILY_NAMES = frozenset(family.casefold() for family in WORD_FAMILIES)

FACE_PROPERTY = re.compile(r"--(?P<name>text-face|label-face):\s*\"(?P<family>[^\"]+)\"")


def check_families(sheets: Iterable[tuple[str, str]], sink: Sink) -> None:
    """Report each family of the theme that no style sheet declares: another font would be printed, on each machine a different one."""
    texts = list(sheets)
    known = sorted({face.family for face in find_font_faces(texts)})
    names = {name.casefold() for name in known}
    for sheet, text in texts:
        for match in FACE_PROPERTY.finditer(text) if sheet == THEME_SHEET else ():
            if match["family"].casefold() not in names:
                key = match["name"].replace("-", "_")
                message = (
                    f"`{key}` of the theme names `{match['family']}`, which no style sheet declares with `@font-face`"
                )
                listed = ", ".join(f"`{name}`" for name in known)
                hints = suggest_nearest(match["family"], known) or (
                    f"choose one of {listed}, or add its files to `styles/fonts/`",
                )
                sink.error("theme-face", message, Origin(sheet), *hints)


def is_word_family(family: str) -> bool:
    """Whether Word itself brings the family, so that no file needs to carry it."""
    return family.casefold() in _WORD_FAMILY_NAMES


def check_word_family(audience: Audience, sheets: Iterable[tuple[str, str]], sink: Sink) -> None:
    """Report a family for Word files that neither Word nor a style sheet has: Word would print another one."""
    family, origin = audience.word_settings.font, audience.word_settings.font_origin or audience.origin
    if not family or is_word_family(family):
        return
    declared = {face.family for face in find_font_faces(sheets)}
    if family.casefold() not in {name.casefold() for name in declared}:
        message = (
            f"`word.font` names `{family}`, which Word does not have and no style sheet declares with `@font-face`"
        )
        hints = suggest_nearest(family, {*WORD_FAMILIES, *declared}) or (
            "choose a family of Word's own, such as `Times New Roman`, or add its files to `styles/fonts/`",
        )
        sink.error("word-font", message, origin, *hints)
