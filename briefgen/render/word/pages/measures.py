"""Collects the fonts that the pages of a Word file are measured with: those of the style sheets, and substitutes for all others.

The result must not depend on the fonts of a machine, so only font files of the project and of briefgen are measured.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from briefgen.render.style.declarations import find_font_faces
from briefgen.render.style.embedded_fonts import FontRefusedError, read_font_characters
from briefgen.resources import find_builtin_root

SUBSTITUTE_FAMILY = "briefgen substitute"
SUBSTITUTE_FILES = (
    ("SourceSans3-Regular.ttf", "400", "normal"),
    ("SourceSans3-Italic.ttf", "400", "italic"),
    ("SourceSans3-SemiBold.ttf", "600", "normal"),
    ("SourceSans3-SemiBoldItalic.ttf", "600", "italic"),
)
"""Files in the folder of briefgen's own fonts, with their weight and style."""

LINE_HEIGHT_PROPERTY = "--line"
"""The custom property with the height of a line that nothing else sets."""

COMPLEX_FAMILY_PROPERTY = "--complex-family"
COMPLEX_LINE_PROPERTY = "--complex-line"
"""The same for characters of scripts written from the right, which have a face of their own (`w:cs`)."""

Css = dict[str, str]
"""Declarations by property."""


class FaceMetrics(NamedTuple):
    """The space that a face needs, in sizes of its type."""

    advance: float
    """The width of a character, on average over English prose."""
    leading: float
    """The height of a line that nothing else sets."""


SUBSTITUTE_METRICS = FaceMetrics(0.4128, 1.424)

WORD_FACE_METRICS: Mapping[str, FaceMetrics] = {
    "Times New Roman": FaceMetrics(0.3992, 1.15),
    "Arial": FaceMetrics(0.4368, 1.15),
    "Courier New": FaceMetrics(0.6001, 1.133),
}
"""Faces of Word's own, measured on the Liberation fonts, which have the same widths."""

WIDE_CHARACTER = "m\N{ZERO WIDTH SPACE}"
"""Replaces a character as wide as high, between which lines can end."""

REPLACEMENTS_BY_CATEGORY: Mapping[str, str] = {"Zs": " ", "Cf": "", "Mn": "", "Me": ""}
"""Replaces spaces, joiners and accents that no measured face has, by Unicode category."""

NO_BREAK_SPACES = frozenset("\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}\N{FIGURE SPACE}")


@dataclass(frozen=True, slots=True)
class MeasuringFaces:
    """Every face that text is measured with."""

    css: str
    """Its `@font-face` rules."""
    files: Mapping[str, Path]
    """By the address in them."""
    families: tuple[str, ...]
    """Of the style sheets."""
    characters: frozenset[str]
    """What they have together."""

    def build_family_css(self, family: str) -> Css:
        """CSS for text in a family: itself, or another face as wide and high as it on average."""
        measure = WORD_FACE_METRICS.get(family)
        if measure and family not in self.families:
            spacing = f"{measure.advance - SUBSTITUTE_METRICS.advance:.4f}em"
            line = f"{measure.leading:g}"
            return {"font-family": f'"{SUBSTITUTE_FAMILY}"', "letter-spacing": spacing, LINE_HEIGHT_PROPERTY: line}
        known = dict.fromkeys(name for name in (family, *self.families) if name in self.families)
        names = ", ".join(f'"{name}"' for name in (*known, SUBSTITUTE_FAMILY))
        return {"font-family": names, "letter-spacing": "0", LINE_HEIGHT_PROPERTY: "normal"}

    def build_complex_css(self, family: str) -> Css:
        """CSS for characters of scripts written from the right: their face, or the others, one of which has them."""
        known = (family,) if family in self.families else ()
        names = ", ".join(f'"{name}"' for name in dict.fromkeys((*known, *self.families, SUBSTITUTE_FAMILY)))
        measure = None if known else WORD_FACE_METRICS.get(family)
        line = f"{measure.leading:g}" if measure else "normal"
        return {COMPLEX_FAMILY_PROPERTY: names, COMPLEX_LINE_PROPERTY: line}

    def replace_missing_characters(self, text: str) -> str:
        """A text with something as wide in place of each character that none of the faces has."""
        missing = set(text) - self.characters
        return "".join(_choose_replacement(character) if character in missing else character for character in text)


def collect_measuring_faces(sheets: Iterable[tuple[str, str]], fonts: Mapping[str, Path]) -> MeasuringFaces:
    """The faces of style sheets, by name and text, whose files can be read, and the substitutes for the others."""
    folder = find_builtin_root() / "styles" / "fonts"
    files = {f"{SUBSTITUTE_FAMILY}/{name}": folder / name for name, _, _ in SUBSTITUTE_FILES}
    rules = [
        f'@font-face {{ font-family: "{SUBSTITUTE_FAMILY}"; font-weight: {weight}; font-style: {style}; src: url("{SUBSTITUTE_FAMILY}/{name}") }}'
        for name, weight, style in SUBSTITUTE_FILES
    ]
    families: list[str] = []
    characters = frozenset[str]().union(*(read_font_characters(path.read_bytes()) for path in files.values()))
    for face in find_font_faces(sheets):
        supplied = _read_characters(fonts[face.address]) if face.address in fonts else frozenset()
        if supplied:
            rules.append(face.rule)
            families.append(face.family)
            files[face.address] = fonts[face.address]
            characters |= supplied
    return MeasuringFaces("\n".join(rules), files, tuple(dict.fromkeys(families)), characters)


def _read_characters(path: Path) -> frozenset[str]:
    """The characters of a face; none where it cannot be read, which the embedding reports."""
    try:
        return read_font_characters(path.read_bytes())
    except (OSError, FontRefusedError):
        return frozenset()


def _choose_replacement(character: str) -> str:
    kind = unicodedata.category(character)
    if character in NO_BREAK_SPACES:
        return "\N{NO-BREAK SPACE}"
    if kind in REPLACEMENTS_BY_CATEGORY:
        return REPLACEMENTS_BY_CATEGORY[kind]
    return WIDE_CHARACTER if unicodedata.east_asian_width(character) in "WF" else "n"
