"""A drawing of flat shapes and words, written as SVG or in pixels."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Literal

import drawsvg
from PIL import Image, ImageDraw, ImageFont

from briefgen.render.images.line_order import split_by_direction
from briefgen.render.images.outlines import FontStack, SizedFont, Surface
from briefgen.render.style.declarations import parse_colour

PNG_SCALE = 3
"""Pixels of an image for a unit of the drawing: 300 and more to the inch in a column of text."""

DEFAULT_COLOURS = {
    "accent": "#0a4f5c", "ink": "#1a1a1a", "ink-soft": "#4a4a4a", "rule": "#8f9a9c", "tint": "#edf2f2", "white": "#ffffff",
    "water": "#1d4256",
}  # fmt: skip

LEAST_STEP = 0.01
"""By how much narrower a column is tried in which lines are as short as can be."""

_PARTS_OF_WORD = re.compile("[^/年-]+[/年-]*|[/年-]+")
"""Between which a word that is wider than a line is broken first."""

Point = tuple[float, float]
Side = Literal["start", "middle", "end"]


@dataclass(frozen=True, slots=True)
class Polygon:
    """A filled area."""

    points: tuple[Point, ...]
    fill: str


@dataclass(frozen=True, slots=True)
class Polyline:
    """A line through points."""

    points: tuple[Point, ...]
    stroke: str
    width: float


@dataclass(frozen=True, slots=True)
class Disc:
    """A disc round a point."""

    centre: Point
    radius: float
    fill: str


@dataclass(frozen=True, slots=True)
class TextLine:
    """A line of words, from a point of its baseline."""

    text: str
    start: Point
    fill: str
    font: SizedFont


@dataclass(frozen=True, slots=True)
class Box:
    """A part of the drawing."""

    x: float
    y: float
    width: float
    height: float

    def overlaps(self, other: Box) -> bool:
        """Whether two boxes have a place in common."""
        return (
            self.x < other.x + other.width
            and other.x < self.x + self.width
            and self.y < other.y + other.height
            and other.y < self.y + self.height
        )


class Canvas:
    """Collects shapes from the top downward; one that is read from the right is mirrored, and its words are not."""

    def __init__(
        self,
        fonts: Sequence[Path],
        colours: Mapping[str, str],
        width: float,
        font_size: float,
        *,
        mirrored: bool = False,
    ) -> None:
        self.width, self.height, self.font_size, self.mirrored = width, 0.0, font_size, mirrored
        self.line_height = font_size * 1.25
        self._fonts, self._colours = FontStack(fonts, font_size), {**DEFAULT_COLOURS, **colours}
        self._shapes: list[Polygon | Polyline | Disc | TextLine] = []

    def get_colour(self, name: str, lightness: float = 0.0) -> str:
        """A colour of the theme, with a share of white in it."""
        channels = parse_colour(self._colours[name])
        return "#" + "".join(f"{round(channel + (255 - channel) * lightness):02x}" for channel in channels)

    def measure_width(self, text: str) -> float:
        """How wide a text is. Raises `NoGlyphError`."""
        return self._fonts.find_font(text).measure_width(text)

    @property
    def layer(self) -> int:
        """What is drawn so far: `behind` it means before all that follows."""
        return len(self._shapes)

    def add_rectangle(self, box: Box, fill: str, behind: int | None = None) -> None:
        """Fill a box, if it has an area; behind all that was drawn since a layer, if there is one."""
        right, bottom = box.x + box.width, box.y + box.height
        if box.width > 0 and box.height > 0:
            self.add_polygon([(box.x, box.y), (right, box.y), (right, bottom), (box.x, bottom)], fill)
            if behind is not None:
                self._shapes.insert(behind, self._shapes.pop())

    def add_polygon(self, points: Sequence[Point], fill: str) -> None:
        """Fill an area."""
        self._shapes.append(Polygon(self._reverse(points), fill))

    def add_polyline(self, points: Sequence[Point], stroke: str, width: float) -> None:
        """Draw a line."""
        self._shapes.append(Polyline(self._reverse(points), stroke, width))

    def add_disc(self, centre: Point, radius: float, fill: str) -> None:
        """Fill a disc."""
        self._shapes.append(Disc(self._reverse([centre])[0], radius, fill))

    def add_text(self, text: str, place: Point, fill: str = "", side: Side = "start", *, slanted: bool = False) -> None:
        """Write a line from, round or up to a point of its baseline. Raises `NoGlyphError`."""
        font = self._fonts.find_font(text, slanted=slanted)
        width = font.measure_width(text)
        x = place[0] - {"start": 0.0, "middle": width / 2, "end": width}[side]
        left = self.width - x - width if self.mirrored else x
        self._shapes.append(TextLine(text, (left, place[1]), fill or self.get_colour("ink"), font))

    def add_paragraph(self, lines: Sequence[str], x: float, y: float, fill: str = "", side: Side = "start") -> float:
        """Write lines below one another from a height on; the height below them."""
        for line in lines:
            self.add_text(line, (x, y + self.font_size - 2), fill, side)
            y += self.line_height
        return y

    def wrap(self, text: str, width: float) -> list[str]:
        """The lines of a text; a word that is wider than a line is broken behind a stroke, a hyphen or 年, else where it must."""
        lines = [""]
        for word in text.split():
            for number, piece in enumerate(self._divide_word(word, width)):
                longer = f"{lines[-1]}{'' if number else ' '}{piece}".strip()
                if lines[-1] and self.measure_width(longer) > width:
                    lines.append(piece)
                else:
                    lines[-1] = longer
        return lines

    def balance(self, text: str, width: float) -> list[str]:
        """The lines of a text, no more than it needs, the longest as short as can be: none ends in a word alone for want of room."""
        lines, widest_word = self.wrap(text, width), max(map(self.measure_width, text.split()), default=0)
        while (narrower := max(map(self.measure_width, lines)) - LEAST_STEP) >= widest_word:
            tried = self.wrap(text, narrower)
            if len(tried) > len(lines):
                break
            lines = tried
        return lines

    def _divide_word(self, word: str, width: float) -> list[str]:
        parts = [word] if self.measure_width(word) <= width else _PARTS_OF_WORD.findall(word)
        return [piece for part in parts for piece in ([part] if self.measure_width(part) <= width else part)]

    def to_svg(self) -> bytes:
        """The whole drawing as vectors, its words as outlines."""
        drawing = drawsvg.Drawing(self.width, round(self.height, 2))
        for shape in self._shapes:
            match shape:
                case Polygon():
                    drawing.append(drawsvg.Path(d=f"{_to_path(shape.points)}Z", fill=shape.fill))
                case Polyline():
                    path = _to_path(shape.points)
                    drawing.append(drawsvg.Path(d=path, fill="none", stroke=shape.stroke, stroke_width=shape.width))
                case Disc():
                    x, y = (round(number, 2) for number in shape.centre)
                    drawing.append(drawsvg.Circle(x, y, shape.radius, fill=shape.fill))
                case TextLine():
                    drawing.append(drawsvg.Path(d=shape.font.to_svg_path(shape.text, *shape.start), fill=shape.fill))
        return str(drawing.as_svg()).encode()

    def paint(self, surface: Surface) -> None:
        """The whole drawing on a surface."""
        for shape in self._shapes:
            match shape:
                case Polygon():
                    surface.set_fill(shape.fill)
                    surface.draw_lines(shape.points)
                    surface.fill()
                case Polyline():
                    surface.set_stroke(shape.stroke, shape.width)
                    surface.draw_lines(shape.points)
                    surface.draw_path()
                case Disc():
                    surface.set_fill(shape.fill)
                    surface.draw_disc(shape.centre, shape.radius)
                case TextLine():
                    surface.set_fill(shape.fill)
                    shape.font.paint(shape.text, *shape.start, surface)
                    surface.fill()

    def to_png(self) -> bytes:
        """The whole drawing in pixels, 288 to the inch at its own size."""
        image = Image.new("RGB", (round(self.width * PNG_SCALE), round(self.height * PNG_SCALE)), "white")
        pen = ImageDraw.Draw(image)
        load_font = cache(lambda path: ImageFont.truetype(str(path), self.font_size * PNG_SCALE))
        for shape in self._shapes:
            match shape:
                case Polygon():
                    _fill_polygon(pen, shape)
                case Polyline():
                    pen.line(_scale(shape.points), shape.stroke, max(round(shape.width * PNG_SCALE), 1), joint="curve")
                case Disc():
                    pen.circle(_scale([shape.centre])[0], shape.radius * PNG_SCALE, shape.fill)
                case TextLine():
                    self._write_pixels(pen, shape, load_font(shape.font.path))
        output = BytesIO()
        image.save(output, "PNG", dpi=(288, 288))
        return output.getvalue()

    def _write_pixels(self, pen: ImageDraw.ImageDraw, line: TextLine, font: ImageFont.FreeTypeFont) -> None:
        """Each piece of one direction in its place: Pillow orders them only where a library is on the machine."""
        x, y = line.start
        if line.font.slant:
            self._write_slanted_pixels(pen, line, font)
            return
        for run, _ in split_by_direction(line.text):
            pen.text(_scale([(x, y)])[0], run, line.fill, font, anchor="ls")
            x += line.font.measure_width(run)

    def _write_slanted_pixels(self, pen: ImageDraw.ImageDraw, line: TextLine, font: ImageFont.FreeTypeFont) -> None:
        """The words in a mask that leans to the right from the baseline, filled with their colour."""
        ((left, baseline),) = _scale([line.start])
        size = pen.im.size
        mask = Image.new("L", size)
        upright, x = ImageDraw.Draw(mask), left
        for run, _ in split_by_direction(line.text):
            upright.text((x, baseline), run, 255, font, anchor="ls")
            x += line.font.measure_width(run) * PNG_SCALE
        lean = (1, line.font.slant, -line.font.slant * baseline, 0, 1, 0)
        pen.bitmap((0, 0), mask.transform(size, Image.Transform.AFFINE, lean, Image.Resampling.BICUBIC), line.fill)

    def _reverse(self, points: Sequence[Point]) -> tuple[Point, ...]:
        return tuple((self.width - x, y) for x, y in points) if self.mirrored else tuple(points)


def _to_path(points: Sequence[Point]) -> str:
    return "M" + "L".join(f"{x:.2f} {y:.2f}" for x, y in points)


def _scale(points: Sequence[Point]) -> list[Point]:
    return [(x * PNG_SCALE, y * PNG_SCALE) for x, y in points]


def _fill_polygon(pen: ImageDraw.ImageDraw, polygon: Polygon) -> None:
    """Pillow draws the last pixel of each side, too: an upright rectangle ends before it."""
    points = [(round(x), round(y)) for x, y in _scale(polygon.points)]
    corners = {*points}
    left, top, right, bottom = (side(values) for side in (min, max) for values in zip(*corners, strict=True))
    if len(points) == len(corners) == 4 and corners == {(x, y) for x in (left, right) for y in (top, bottom)}:
        pen.rectangle((left, top, right - 1, max(bottom - 1, top)), polygon.fill)
    elif len(corners) > 2:
        pen.polygon(points, polygon.fill)
