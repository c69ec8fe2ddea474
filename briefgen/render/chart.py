"""Draws a chart as SVG, in the colours and the face of the house. Home of drawsvg."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import drawsvg

from briefgen.render.outlines import Face
from briefgen.values.chart import CHART, ChartKind

WIDTH = 480.0
"""Pixels; a figure is as wide as its column and no wider."""

SIZE, LEADING = 12.0, 15.0
BAR, GAP, STACK = 11.0, 10.0, 24.0
SPACE = 6.0
"""Between a bar and its amount."""

POINT = 4.0
"""Least width of a bar, and that of an amount in a chart of ranges."""

DEFAULTS = {"accent": "#0a4f5c", "ink": "#1a1a1a", "rule": "#8f9a9c"}
PALEST = 0.8
"""How much white the last part of a stacked bar has."""


@dataclass(frozen=True, slots=True)
class Row:
    """One fact."""

    label: str
    said: str
    low: float
    high: float


def draw_chart(address: str, font: bytes, colours: Mapping[str, str]) -> bytes:
    """The drawing that an address asks for. Raises `NoGlyphError`."""
    asked: dict[str, Any] = json.loads(address.removeprefix(CHART))
    rows = [Row(**row) for row in asked["rows"]]
    drawing = Drawing(Face(font, SIZE), {**DEFAULTS, **colours})
    if asked["kind"] == ChartKind.STACKED:
        drawing.stack(rows)
    else:
        drawing.bars(rows, ranges=asked["kind"] == ChartKind.RANGE)
    return drawing.svg().encode()


class Drawing:
    """Sets shapes from the top downward."""

    def __init__(self, face: Face, colours: Mapping[str, str]) -> None:
        self.face, self.colours = face, colours
        self.shapes: list[Any] = []
        self.y = 0.0

    def bars(self, rows: list[Row], *, ranges: bool) -> None:
        """Each fact a bar below its label, with its amount behind it, on one scale that begins at nothing."""
        room = WIDTH - SPACE - max(self.face.width(row.said) for row in rows)
        scale = room / (max(row.high for row in rows) or 1)
        for row in rows:
            self._paragraph(row.label, 0)
            start = row.low * scale if ranges else 0.0
            width = max(row.high * scale - start, POINT if ranges else 0)
            if ranges:
                self._rectangle(0, self.y + BAR / 2 - 0.25, room, 0.5, self.colours["rule"])
            self._rectangle(min(start, room - width), self.y, width, BAR, self.colours["accent"])
            behind = room if ranges else width
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

    def svg(self) -> str:
        """The whole drawing."""
        made = drawsvg.Drawing(WIDTH, round(self.y, 2))
        for shape in self.shapes:
            made.append(shape)
        return str(made.as_svg())

    def _rectangle(self, x: float, y: float, width: float, height: float, fill: str) -> None:
        numbers = (round(number, 2) for number in (x, y, width, height))
        self.shapes.append(drawsvg.Rectangle(*numbers, fill=fill))

    def _words(self, text: str, x: float, baseline: float) -> None:
        self.shapes.append(drawsvg.Path(d=self.face.path(text, x, baseline), fill=self.colours["ink"]))

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
