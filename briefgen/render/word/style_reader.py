"""Reads the looks of one page from the style sheets. Lengths are in points, colours are six hexadecimal digits."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from briefgen.model.audience import WordSettings
from briefgen.render.style.print_style import PrintStyle, to_points

GENERIC_FAMILIES: Mapping[str, str] = {
    "serif": "roman",
    "sans-serif": "swiss",
    "monospace": "modern",
    "system-ui": "swiss",
}
"""Generic families of CSS, and what Word calls them."""

REGULAR_WEIGHTS = frozenset({"400", "normal"})


@dataclass(frozen=True, slots=True)
class Line:
    """A line above or below a paragraph."""

    colour: str
    width: float


@dataclass(frozen=True, slots=True)
class SmallType:
    """The type of what is around the text; its size is 0 where no style sheet states it."""

    size: float
    colour: str
    face: str
    bold: bool
    italic: bool


@dataclass(frozen=True, slots=True)
class StyleReader:
    """Reads the style sheets for one page; `classes` tell it apart from other pages that share a sheet."""

    theme: PrintStyle
    word: WordSettings
    classes: tuple[str, ...]

    def list_selectors(self, *selectors: str) -> tuple[str, ...]:
        """Selectors as they are, and below each class of the page."""
        return tuple(
            variant
            for selector in selectors
            for variant in (selector, *(f"{name} {selector}" for name in self.classes))
        )

    def read_value(self, name: str, *selectors: str) -> str:
        """The value of a property in the last rule."""
        return self.theme.find_value(name, *self.list_selectors(*selectors))

    def is_bold(self, *selectors: str) -> bool:
        """Whether the last rule does not set a regular weight."""
        return self.read_value("font-weight", *selectors) not in REGULAR_WEIGHTS

    def read_size(self, *selectors: str) -> float | None:
        """The size of the type."""
        return self.theme.find_font_size(*self.list_selectors(*selectors))

    def read_margin(self, side: str, *selectors: str) -> float | None:
        """The space `top` or `bottom` around an element that the last rule states, in `margin` or for this side alone."""
        return self._read_space("margin", side, selectors)

    def read_padding(self, side: str, *selectors: str) -> float | None:
        """The same inside an element."""
        return self._read_space("padding", side, selectors)

    def _read_space(self, name: str, side: str, selectors: tuple[str, ...]) -> float | None:
        variants, found = set(self.list_selectors(*selectors)), ""
        for rule_selectors, declared in self.theme.rules:
            if rule_selectors & variants:
                lengths = declared.get(name, "").split()
                found = (lengths[0] if side == "top" else lengths[2 % len(lengths)]) if lengths else found
                found = declared.get(f"{name}-{side}", found)
        return to_points(self.theme.resolve_variables(found))

    def read_length(self, variable: str) -> float | None:
        """A length of the theme."""
        return to_points(self.theme.find_variable(variable))

    def read_face(self, default: str, *selectors: str) -> str:
        """The typeface that the last rule names, in `font-family` or at the end of `font`."""
        variants, families = set(self.list_selectors(*selectors)), ""
        for rule_selectors, declared in self.theme.rules:
            if rule_selectors & variants:
                families = declared.get("font-family") or declared.get("font", "").rpartition("pt ")[2] or families
        return self.word.font or find_first_face(self.theme.resolve_variables(families), default)

    def read_page_face(self, default: str) -> str:
        """The typeface of what is printed in the margins of every page: heads, page numbers, numbers of lines."""
        page = self.theme.page
        families = page.get("font-family") or page.get("font", "").rpartition("pt ")[2]
        return self.word.font or find_first_face(self.theme.resolve_variables(families), default)

    def read_colour(self, name: str, default: str) -> str:
        """A colour of the theme."""
        return parse_colour(self.theme.find_variable(name), default)

    def read_type(self, face: str, colour: str, *selectors: str, bold: bool) -> SmallType:
        """The type of what these selectors choose, and what it is where no style sheet says so; plain where a body requires it."""
        plain = self.word.plain
        weight = self.read_value("font-weight", *selectors)
        return SmallType(
            size=0 if plain or self.word.size else self.read_size(*selectors) or 0,
            colour="" if plain else parse_colour(self.read_value("color", *selectors), colour),
            face=self.read_face(face, *selectors),
            bold=not plain and (weight not in REGULAR_WEIGHTS if weight else bold),
            italic=not plain and self.read_value("font-style", *selectors) == "italic",
        )

    def read_line(self, side: str, *selectors: str) -> Line | None:
        """The line that the last rule states at this side; None where there is none, and in plain type."""
        width, _, colour = self.read_value(f"border-{side}", *selectors).partition(" solid ")
        points = to_points(width)
        return Line(parse_colour(colour, "000000"), points) if points and not self.word.plain else None


def parse_colour(text: str, default: str) -> str:
    """Six hexadecimal digits for a colour as CSS writes it; the default for another value."""
    digits = text.strip().removeprefix("#")
    if re.fullmatch(r"[0-9A-Fa-f]{3}", digits):
        digits = "".join(2 * digit for digit in digits)
    return digits.upper() if re.fullmatch(r"[0-9A-Fa-f]{6}", digits) else default


def split_families(families: str) -> list[str]:
    """The typefaces of a list."""
    return [name for family in families.split(",") if (name := family.strip().strip("\"'"))]


def find_first_face(families: str, default: str) -> str:
    """The first typeface of a list that is one; the default for `inherit`."""
    first = families.partition(",")[0].strip().strip("\"'")
    return first if first and first not in {*GENERIC_FAMILIES, "inherit"} else default
