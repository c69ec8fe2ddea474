"""Draws a chart as SVG or in pixels, in the colours and the face of the house. Home of drawsvg."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from io import BytesIO
from typing import Any

import drawsvg
from PIL import Image, ImageDraw, ImageFont

from briefgen.render.outlines import Face
from briefgen.values.chart import CHART, ChartKind

WIDTH = 480.0
"""Pixels; a figure is as wide as its column and no wider."""

SIZE, LEADING = 12.0, 15.0
BAR, GAP, STACK = 11.0, 10.0, 24.0
SPACE = 6.0
"""Between a bar and its amount."""

POINT = 4.0
"""Least width of the bar of a range, which has ends."""

DEFAULTS = {"accent": "#0a4f5c", "ink": "#1a1a1a", "rule": "#8f9a9c"}
PIXELS = 5
"""Pixels of an image for a pixel of the drawing."""

PALEST = 0.8
"""How much white the last part of a stacked bar has."""


@dataclass(frozen=True, slots=True)
class Row:
    """One fact."""

    label: str
    said: str
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Bar:
    """A rectangle."""

    x: float
    y: float
    width: float
    height: float
    fill: str


@dataclass(frozen=True, slots=True)
class Dot:
    """A disc round a point."""

    x: float
    y: float
    radius: float
    fill: str


@dataclass(frozen=True, slots=True)
class Words:
    """A line of words that begins at a point of its baseline."""

    text: str
    x: float
    baseline: float


def draw_chart(address: str, font: bytes, colours: Mapping[str, str]) -> Drawing:
    """The drawing that an address asks for. Raises `NoGlyphError`."""
    asked: dict[str, Any] = json.loads(address.removeprefix(CHART))
    rows = [Row(**row) for row in asked["rows"]]
    drawing = Drawing(font, {**DEFAULTS, **colours})
    if asked["kind"] == ChartKind.STACKED:
        drawing.stack(rows)
    else:
        drawing.bars(rows, ranges=asked["kind"] == ChartKind.RANGE)
    return drawing


class Drawing:
    """Sets shapes from the top downward."""

    def __init__(self, font: bytes, colours: Mapping[str, str]) -> None:
        self.font, self.face, self.colours = font, Face(font, SIZE), colours
        self.shapes: list[Bar | Dot | Words] = []
        self.y = 0.0

    def bars(self, rows: list[Row], *, ranges: bool) -> None:
        """Each fact a bar below its label, with its amount behind it, on one scale that begins at nothing.

        Among ranges, a single amount is a dot.
        """
        room = WIDTH - SPACE - max(self.face.width(row.said) for row in rows)
        scale = room / (max(row.high for row in rows) or 1)
        for row in rows:
            self._paragraph(row.label, 0)
            start = row.low * scale if ranges else 0.0
            if ranges:
                self._rectangle(0, self.y + BAR / 2 - 0.25, room, 0.5, self.colours["rule"])
                self._rectangle(0, self.y, 0.5, BAR, self.colours["rule"])
            if ranges and row.low == row.high:
                centre = min(max(start, BAR / 2), room - BAR / 2)
                self.shapes.append(Dot(centre, self.y + BAR / 2, BAR / 2, self.colours["accent"]))
            else:
                width = max(row.high * scale - start, POINT if ranges else 0)
                self._rectangle(min(start, room - width), self.y, width, BAR, self.colours["accent"])
            behind = room if ranges else row.high * scale
            self._words(row.said, behind + SPACE, self.y + BAR - 1)
            self.y += BAR + GAP

    def stack(self, rows: list[Row]) -> None:
        """All facts as parts of one bar, and what each part is below it."""
        whole, x = sum(row.high for row in rows) or 1, 0.0
        fills = [self._paler(number, len(rows)) for number in range(len(rows))]
        for row, fill in zip(rows, fills, strict=True):
            width = WIDTH * row.high / whole
            self._rectangle(x, 0, max(width - 1, 0), STACK, fill)
            x += width
        self.y = STACK + GAP
        for row, fill in zip(rows, fills, strict=True):
            self._rectangle(0, self.y + 1, BAR, BAR, fill)
            self._paragraph(f"{row.label}: {row.said}", BAR + SPACE)

    def svg(self) -> bytes:
        """The whole drawing as vectors, its words as outlines."""
        made = drawsvg.Drawing(WIDTH, round(self.y, 2))
        for shape in self.shapes:
            if isinstance(shape, Bar):
                numbers = (round(number, 2) for number in (shape.x, shape.y, shape.width, shape.height))
                made.append(drawsvg.Rectangle(*numbers, fill=shape.fill))
            elif isinstance(shape, Dot):
                made.append(drawsvg.Circle(round(shape.x, 2), round(shape.y, 2), shape.radius, fill=shape.fill))
            else:
                outline = self.face.path(shape.text, shape.x, shape.baseline)
                made.append(drawsvg.Path(d=outline, fill=self.colours["ink"]))
        return str(made.as_svg()).encode()

    def png(self) -> bytes:
        """The whole drawing in pixels, 360 to the inch at its own size."""
        image = Image.new("RGB", (round(WIDTH * PIXELS), round(self.y * PIXELS)), "white")
        canvas, font = ImageDraw.Draw(image), ImageFont.truetype(BytesIO(self.font), SIZE * PIXELS)
        for shape in self.shapes:
            if isinstance(shape, Bar):
                ends = (shape.x, shape.y, shape.x + shape.width, shape.y + shape.height)
                left, top, right, bottom = (round(number * PIXELS) for number in ends)
                if right > left:  # nothing is drawn of nothing
                    canvas.rectangle((left, top, right - 1, max(bottom - 1, top)), shape.fill)
            elif isinstance(shape, Dot):
                canvas.circle((shape.x * PIXELS, shape.y * PIXELS), shape.radius * PIXELS, shape.fill)
            else:
                place = (shape.x * PIXELS, shape.baseline * PIXELS)
                canvas.text(place, shape.text, self.colours["ink"], font, anchor="ls")
        made = BytesIO()
        image.save(made, "PNG", dpi=(360, 360))
        return made.getvalue()

    def _rectangle(self, x: float, y: float, width: float, height: float, fill: str) -> None:
        self.shapes.append(Bar(x, y, max(width, 0.01), height, fill))

    def _words(self, text: str, x: float, baseline: float) -> None:
        self.shapes.append(Words(text, x, baseline))

    def _paragraph(self, text: str, x: float) -> None:
        """Words from the present height on, in as many lines as they need."""
        line = ""
        for word in text.split():
            longer = f"{line} {word}".strip()
            if line and self.face.width(longer) > WIDTH - x:
                self._words(line, x, self.y + SIZE - 2)
                self.y += LEADING
                line = word
            else:
                line = longer
        self._words(line, x, self.y + SIZE - 2)
        self.y += LEADING

    def _paler(self, number: int, count: int) -> str:
        share = PALEST * number / max(count - 1, 1)
        accent = self.colours["accent"]
        digits = accent[1:] if len(accent) == 7 else "".join(digit * 2 for digit in accent[1:])
        channels = (int(digits[start : start + 2], 16) for start in (0, 2, 4))
        return "#" + "".join(f"{round(channel + (255 - channel) * share):02x}" for channel in channels)
