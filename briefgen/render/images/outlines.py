"""Turns words into outlines, so that a drawing looks the same everywhere and needs no font."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Protocol

import uharfbuzz

from briefgen.model.characters import has_no_italics
from briefgen.render.images.line_order import split_by_direction

SLANT = 0.2
"""How far slanted words lean to the right, for a unit of their height. Scripts without italics stay upright."""

_FEATURES = {"kern": True, "tnum": True, "lnum": True}


class GlyphPen(Protocol):
    """What the characters of a font are drawn with; HarfBuzz calls its other methods."""

    def place_pen(self, x: float, y: float, scale: float) -> None:
        """Draw the characters that follow from a point."""


class Surface(GlyphPen, Protocol):
    """What drawings are drawn on: shapes, and a pen for the characters of a font."""

    def set_fill(self, colour: str) -> None:
        """Fill what follows with a colour."""

    def set_stroke(self, colour: str, width: float) -> None:
        """Draw the lines that follow in a colour."""

    def draw_lines(self, points: tuple[tuple[float, float], ...]) -> None:
        """A line through points."""

    def draw_disc(self, centre: tuple[float, float], radius: float) -> None:
        """A disc, filled."""

    def fill(self) -> None:
        """Fill the area that was drawn."""

    def draw_path(self) -> None:
        """Draw the line that was drawn."""


class NoGlyphError(Exception):
    """No font has a character: the message is that character."""


@dataclass(slots=True)
class _SvgPathPen:
    """Writes outlines as the path of an SVG, scaled and turned upside down."""

    x: float = 0.0
    y: float = 0.0
    scale: float = 1.0
    parts: list[str] = field(default_factory=list)

    def place_pen(self, x: float, y: float, scale: float) -> None:
        """Draw the characters that follow from a point."""
        self.x, self.y, self.scale = x, y, scale

    def _append_command(self, letter: str, *points: tuple[float, float]) -> None:
        numbers = " ".join(f"{self.x + x * self.scale:.2f} {self.y - y * self.scale:.2f}" for x, y in points)
        self.parts.append(f"{letter}{numbers}")

    def moveTo(self, point: tuple[float, float]) -> None:  # noqa: N802 - the names of fontTools' pens
        self._append_command("M", point)

    def lineTo(self, point: tuple[float, float]) -> None:  # noqa: N802
        self._append_command("L", point)

    def qCurveTo(self, *points: tuple[float, float]) -> None:  # noqa: N802
        self._append_command("Q", *points)

    def curveTo(self, *points: tuple[float, float]) -> None:  # noqa: N802
        self._append_command("C", *points)

    def closePath(self) -> None:  # noqa: N802
        self.parts.append("Z")

    def endPath(self) -> None:  # noqa: N802
        """Outlines are closed."""


class SizedFont:
    """A font at a size."""

    def __init__(self, path: Path, size: float, slant: float = 0.0) -> None:
        self.path, self._size, self.slant = path, size, slant

    @cached_property
    def _font(self) -> uharfbuzz.Font:
        font = uharfbuzz.Font(uharfbuzz.Face(uharfbuzz.Blob.from_file_path(str(self.path))))
        font.synthetic_slant = self.slant
        return font

    @property
    def _scale(self) -> float:
        return self._size / float(self._font.face.upem)

    def find_missing(self, text: str) -> str:
        """The first character that the font lacks; empty where it has all."""
        return next((char for char in text if not char.isspace() and not self._font.get_nominal_glyph(ord(char))), "")

    def measure_width(self, text: str) -> float:
        """How wide the words are."""
        advances = (position.x_advance for buffer in self._shape(text) for position in buffer.glyph_positions)
        return float(sum(advances) * self._scale)

    def to_svg_path(self, text: str, x: float, y: float) -> str:
        """The words as a path from a point of the baseline."""
        pen = _SvgPathPen()
        self.paint(text, x, y, pen)
        return "".join(pen.parts)

    def paint(self, text: str, x: float, y: float, pen: GlyphPen) -> None:
        """Draw the words from a point of the baseline."""
        for buffer in self._shape(text):
            for glyph, position in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True):
                left, top = x + position.x_offset * self._scale, y - position.y_offset * self._scale
                pen.place_pen(left, top, self._scale)
                self._font.draw_glyph_with_pen(glyph.codepoint, pen)
                x += position.x_advance * self._scale

    def _shape(self, text: str) -> Iterator[uharfbuzz.Buffer]:
        """The glyphs from the left to the right: a number in words from the right keeps the order of its digits."""
        for run, is_from_the_right in split_by_direction(text):
            buffer = uharfbuzz.Buffer()
            buffer.add_str(run)
            buffer.direction = "rtl" if is_from_the_right else "ltr"
            buffer.guess_segment_properties()
            uharfbuzz.shape(self._font, buffer, _FEATURES)
            yield buffer


class FontStack:
    """Fonts at a size: each text is set in the first that has all of its characters."""

    def __init__(self, paths: Sequence[Path], size: float) -> None:
        self._fonts = [SizedFont(path, size) for path in paths]
        self._slanted = [SizedFont(path, size, SLANT) for path in paths]

    def find_font(self, text: str, *, slanted: bool = False) -> SizedFont:
        """The font of a text. Raises `NoGlyphError`."""
        fonts = self._slanted if slanted and not has_no_italics(text) else self._fonts
        found = next((font for font in fonts if not font.find_missing(text)), None)
        if found is None:
            raise NoGlyphError(self._fonts[0].find_missing(text))
        return found
