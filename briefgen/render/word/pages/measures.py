"""The faces that the pages of a Word file are reckoned with: those of the style sheets, and stand-ins for all others.

A Word file names its faces, and another machine may have none of them. What is reckoned must not depend on the machine: so
nothing but files that we have is measured.
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

STAND_IN_FAMILY = "briefgen stand-in"
STAND_IN_FILES = (
    ("SourceSans3-Regular.ttf", "400", "normal"),
    ("SourceSans3-Italic.ttf", "400", "italic"),
    ("SourceSans3-SemiBold.ttf", "600", "normal"),
    ("SourceSans3-SemiBoldItalic.ttf", "600", "italic"),
)
"""Files in the folder of briefgen's own fonts, with their weight and style."""

LINE_HEIGHT_PROPERTY = "--line"
"""The custom property with the height of a line that nothing else sets."""

Css = dict[str, str]
"""Declarations by property."""


class FaceMetrics(NamedTuple):
    """What a face takes, in sizes of its type."""

    advance: float
    """The width of a character, on average over English prose."""
    leading: float
    """The height of a line that nothing else sets."""


STAND_IN_METRICS = FaceMetrics(0.4128, 1.424)

WORD_FACE_METRICS: Mapping[str, FaceMetrics] = {
    "Times New Roman": FaceMetrics(0.3992, 1.15),
    "Arial": FaceMetrics(0.4368, 1.15),
    "Courier New": FaceMetrics(0.6001, 1.133),
}
"""Faces of Word's own, measured on those of the Liberation fonts, which are made to the same widths."""

WIDE_CHARACTER = "m\N{ZERO WIDTH SPACE}"
"""Stands for a character as wide as high, between which lines may end."""

REPLACEMENTS_BY_CATEGORY: Mapping[str, str] = {"Zs": " ", "Cf": "", "Mn": "", "Me": ""}
"""What stands for spaces, joiners and accents that no face of ours has, by Unicode category."""

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
            spacing = measure.advance - STAND_IN_METRICS.advance
            taken = {"letter-spacing": f"{spacing:.4f}em", LINE_HEIGHT_PROPERTY: f"{measure.leading:g}"}
            return {"font-family": f'"{STAND_IN_FAMILY}"', **taken}
        known = dict.fromkeys(one for one in (family, *self.families) if one in self.families)
        names = ", ".join(f'"{one}"' for one in (*known, STAND_IN_FAMILY))
        return {"font-family": names, "letter-spacing": "0", LINE_HEIGHT_PROPERTY: "normal"}

    def replace_missing_characters(self, text: str) -> str:
        """A text in which something as wide stands for each character that none of the faces has."""
        return "".join(one if one in self.characters else _choose_replacement(one) for one in text)


def collect_measuring_faces(sheets: Iterable[tuple[str, str]], fonts: Mapping[str, Path]) -> MeasuringFaces:
    """The faces of style sheets, by name and text, whose files can be read, and those that stand in for the others."""
    folder = find_builtin_root() / "styles" / "fonts"
    files = {f"{STAND_IN_FAMILY}/{name}": folder / name for name, _, _ in STAND_IN_FILES}
    rules = [
        f'@font-face {{ font-family: "{STAND_IN_FAMILY}"; font-weight: {weight}; font-style: {style}; src: url("{STAND_IN_FAMILY}/{name}") }}'
        for name, weight, style in STAND_IN_FILES
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
    """What a face has; nothing where it cannot be read, which the layout of the PDF reports."""
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
