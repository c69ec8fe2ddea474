"""Draws a chart as SVG or in pixels, in the colours and the font of the style sheets."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from io import BytesIO
from typing import Any

import drawsvg
from PIL import Image, ImageDraw, ImageFont

from briefgen.model.chart import CHART_SCHEME, ChartKind
from briefgen.render.images.outlines import SizedFont
from briefgen.render.style.declarations import parse_colour

WIDTH = 480.0
"""Pixels; a figure is as wide as its column and no wider."""

FONT_SIZE, LINE_HEIGHT = 12.0, 15.0
BAR_HEIGHT, ROW_GAP, STACKED_BAR_HEIGHT = 11.0, 10.0, 24.0
AMOUNT_GAP = 6.0
"""Between a bar and its amount."""

MINIMUM_RANGE_WIDTH = 4.0
"""Least width of the bar of a range, which has ends."""

DEFAULT_COLOURS = {"accent": "#0a4f5c", "ink": "#1a1a1a", "rule": "#8f9a9c"}
PNG_SCALE = 5
"""Pixels of an image for a pixel of the drawing."""

MAXIMUM_TINT = 0.8
"""How much white the last part of a stacked bar has."""


@dataclass(frozen=True, slots=True)
class ChartRow:
    """One fact."""

    label: str
    amount: str
    """The value as it is printed."""
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class FilledRectangle:
    """A rectangle."""

    x: float
    y: float
    width: float
    height: float
    fill: str


@dataclass(frozen=True, slots=True)
class Disc:
    """A disc round a point."""

    x: float
    y: float
    radius: float
    fill: str


@dataclass(frozen=True, slots=True)
class TextLine:
    """A line of words, from a point of its baseline."""

    text: str
    x: float
    baseline: float


def draw_chart(address: str, font: bytes, colours: Mapping[str, str]) -> ChartDrawing:
    """The drawing that an address asks for. Raises `NoGlyphError`."""
    request: dict[str, Any] = json.loads(address.removeprefix(CHART_SCHEME))
    rows = [ChartRow(**row) for row in request["rows"]]
    drawing = ChartDrawing(font, {**DEFAULT_COLOURS, **colours})
    if request["kind"] == ChartKind.STACKED:
        drawing.draw_stacked_bar(rows)
    else:
        drawing.draw_bars(rows, ranges=request["kind"] == ChartKind.RANGE)
    return drawing


class ChartDrawing:
    """Sets shapes from the top downward."""

    def __init__(self, font: bytes, colours: Mapping[str, str]) -> None:
        self.font, self.face, self.colours = font, SizedFont(font, FONT_SIZE), colours
        self.shapes: list[FilledRectangle | Disc | TextLine] = []
        self.y = 0.0

    def draw_bars(self, rows: list[ChartRow], *, ranges: bool) -> None:
        """Each fact a bar below its label, with its amount after it, on one scale that starts at zero.

        Among ranges, a single amount is a dot.
        """
        room = WIDTH - AMOUNT_GAP - max(self.face.measure_width(row.amount) for row in rows)
        scale = room / (max(row.high for row in rows) or 1)
        for row in rows:
            self._add_paragraph(row.label, 0)
            start = row.low * scale if ranges else 0.0
            if ranges:
                self._add_rectangle(0, self.y + BAR_HEIGHT / 2 - 0.25, room, 0.5, self.colours["rule"])
                self._add_rectangle(0, self.y, 0.5, BAR_HEIGHT, self.colours["rule"])
            if ranges and row.low == row.high:
                centre = min(max(start, BAR_HEIGHT / 2), room - BAR_HEIGHT / 2)
                self.shapes.append(Disc(centre, self.y + BAR_HEIGHT / 2, BAR_HEIGHT / 2, self.colours["accent"]))
            else:
                width = max(row.high * scale - start, MINIMUM_RANGE_WIDTH if ranges else 0)
                self._add_rectangle(min(start, room - width), self.y, width, BAR_HEIGHT, self.colours["accent"])
            behind = room if ranges else row.high * scale
            self._add_text(row.amount, behind + AMOUNT_GAP, self.y + BAR_HEIGHT - 1)
            self.y += BAR_HEIGHT + ROW_GAP

    def draw_stacked_bar(self, rows: list[ChartRow]) -> None:
        """All facts as parts of one bar, and what each part is below it."""
        whole, x = sum(row.high for row in rows) or 1, 0.0
        fills = [self._compute_tint(number, len(rows)) for number in range(len(rows))]
        for row, fill in zip(rows, fills, strict=True):
            width = WIDTH * row.high / whole
            self._add_rectangle(x, 0, max(width - 1, 0), STACKED_BAR_HEIGHT, fill)
            x += width
        self.y = STACKED_BAR_HEIGHT + ROW_GAP
        for row, fill in zip(rows, fills, strict=True):
            self._add_rectangle(0, self.y + 1, BAR_HEIGHT, BAR_HEIGHT, fill)
            self._add_paragraph(f"{row.label}: {row.amount}", BAR_HEIGHT + AMOUNT_GAP)

    def to_svg(self) -> bytes:
        """The whole drawing as vectors, its words as outlines."""
        drawing = drawsvg.Drawing(WIDTH, round(self.y, 2))
        for shape in self.shapes:
            if isinstance(shape, FilledRectangle):
                numbers = (round(number, 2) for number in (shape.x, shape.y, shape.width, shape.height))
                drawing.append(drawsvg.Rectangle(*numbers, fill=shape.fill))
            elif isinstance(shape, Disc):
                drawing.append(drawsvg.Circle(round(shape.x, 2), round(shape.y, 2), shape.radius, fill=shape.fill))
            else:
                outline = self.face.to_svg_path(shape.text, shape.x, shape.baseline)
                drawing.append(drawsvg.Path(d=outline, fill=self.colours["ink"]))
        return str(drawing.as_svg()).encode()

    def to_png(self) -> bytes:
        """The whole drawing in pixels, 360 to the inch at its own size."""
        image = Image.new("RGB", (round(WIDTH * PNG_SCALE), round(self.y * PNG_SCALE)), "white")
        canvas, font = ImageDraw.Draw(image), ImageFont.truetype(BytesIO(self.font), FONT_SIZE * PNG_SCALE)
        for shape in self.shapes:
            if isinstance(shape, FilledRectangle):
                ends = (shape.x, shape.y, shape.x + shape.width, shape.y + shape.height)
                left, top, right, bottom = (round(number * PNG_SCALE) for number in ends)
                if right > left:  # Pillow would draw one pixel
                    canvas.rectangle((left, top, right - 1, max(bottom - 1, top)), shape.fill)
            elif isinstance(shape, Disc):
                canvas.circle((shape.x * PNG_SCALE, shape.y * PNG_SCALE), shape.radius * PNG_SCALE, shape.fill)
            else:
                place = (shape.x * PNG_SCALE, shape.baseline * PNG_SCALE)
                canvas.text(place, shape.text, self.colours["ink"], font, anchor="ls")
        output = BytesIO()
        image.save(output, "PNG", dpi=(360, 360))
        return output.getvalue()

    def _add_rectangle(self, x: float, y: float, width: float, height: float, fill: str) -> None:
        self.shapes.append(FilledRectangle(x, y, max(width, 0.01), height, fill))

    def _add_text(self, text: str, x: float, baseline: float) -> None:
        self.shapes.append(TextLine(text, x, baseline))

    def _add_paragraph(self, text: str, x: float) -> None:
        """Words from the present height on, in as many lines as they need."""
        line = ""
        for word in text.split():
            longer = f"{line} {word}".strip()
            if line and self.face.measure_width(longer) > WIDTH - x:
                self._add_text(line, x, self.y + FONT_SIZE - 2)
                self.y += LINE_HEIGHT
                line = word
            else:
                line = longer
        self._add_text(line, x, self.y + FONT_SIZE - 2)
        self.y += LINE_HEIGHT

    def _compute_tint(self, number: int, count: int) -> str:
        share = MAXIMUM_TINT * number / max(count - 1, 1)
        channels = parse_colour(self.colours["accent"])
        return "#" + "".join(f"{round(channel + (255 - channel) * share):02x}" for channel in channels)
