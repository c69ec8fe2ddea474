"""Puts our own drawings into a PDF stroke by stroke: WeasyPrint reads each curve of an SVG from text, which takes most of the time of a chart."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Protocol

Point = tuple[float, float]


class Drawing(Protocol):
    """Shapes that draw themselves."""

    width: float
    height: float

    def paint(self, surface: PdfSurface) -> None:
        """Draw all of them."""


class PdfSurface:
    """Where a drawing is drawn: the page of a PDF. It is also the pen that a font draws its characters with."""

    def __init__(self, stream: Any) -> None:
        self._stream = stream
        self._x = self._y = self._scale = 0.0
        self._last: Point = (0.0, 0.0)

    def set_fill(self, colour: str) -> None:
        """Fill what follows with a colour."""
        from weasyprint.svg.utils import color

        self._stream.set_color(color(colour))

    def set_stroke(self, colour: str, width: float) -> None:
        """Draw the lines that follow in a colour."""
        from weasyprint.svg.utils import color

        self._stream.set_color(color(colour), stroke=True)
        self._stream.set_line_width(width)

    def place_pen(self, x: float, y: float, scale: float) -> None:
        """Draw the characters that follow from a point, in units of a font."""
        self._x, self._y, self._scale = x, y, scale

    def draw_lines(self, points: tuple[Point, ...]) -> None:
        """A line through points, not drawn yet."""
        self._stream.move_to(*points[0])
        for point in points[1:]:
            self._stream.line_to(*point)

    def draw_disc(self, centre: Point, radius: float) -> None:
        """A disc, filled."""
        (x, y), bend = centre, radius * 0.5523
        self._stream.move_to(x + radius, y)
        self._stream.curve_to(x + radius, y + bend, x + bend, y + radius, x, y + radius)
        self._stream.curve_to(x - bend, y + radius, x - radius, y + bend, x - radius, y)
        self._stream.curve_to(x - radius, y - bend, x - bend, y - radius, x, y - radius)
        self._stream.curve_to(x + bend, y - radius, x + radius, y - bend, x + radius, y)
        self._stream.fill()

    def fill(self) -> None:
        """Fill the area that was drawn."""
        self._stream.fill()

    def draw_path(self) -> None:
        """Draw the line that was drawn."""
        self._stream.stroke()

    def moveTo(self, point: Point) -> None:  # noqa: N802 - the names of fontTools' pens
        """Start an outline."""
        self._last = self._find_place(point)
        self._stream.move_to(*self._last)

    def lineTo(self, point: Point) -> None:  # noqa: N802
        """A straight side of it."""
        self._last = self._find_place(point)
        self._stream.line_to(*self._last)

    def qCurveTo(self, control: Point, end: Point) -> None:  # noqa: N802
        """PDF has curves of two controls only."""
        (x0, y0), (x1, y1), (x2, y2) = self._last, self._find_place(control), self._find_place(end)
        first, second = ((x0 + 2 * x1) / 3, (y0 + 2 * y1) / 3), ((x2 + 2 * x1) / 3, (y2 + 2 * y1) / 3)
        self._stream.curve_to(*first, *second, x2, y2)
        self._last = (x2, y2)

    def curveTo(self, first: Point, second: Point, end: Point) -> None:  # noqa: N802
        """A curve of two controls."""
        self._last = self._find_place(end)
        self._stream.curve_to(*self._find_place(first), *self._find_place(second), *self._last)

    def closePath(self) -> None:  # noqa: N802
        """End it where it started."""
        self._stream.close()

    def endPath(self) -> None:  # noqa: N802
        """Outlines are closed."""

    def _find_place(self, point: Point) -> Point:
        return round(self._x + point[0] * self._scale, 2), round(self._y - point[1] * self._scale, 2)


class DrawnImage:
    """What WeasyPrint asks of an image, for a drawing of ours."""

    def __init__(self, drawing: Drawing) -> None:
        self._drawing = drawing

    def get_intrinsic_size(self, _resolution: float, _font_size: float) -> tuple[float, float, float]:
        """Width and height in pixels of CSS, and their ratio."""
        width, height = self._drawing.width, self._drawing.height
        return width, height, width / height

    def draw(self, stream: Any, width: float, height: float, _style: Any) -> None:
        """Draw it in a box of the page."""
        with stream.stacked():
            stream.transform(a=width / self._drawing.width, d=height / self._drawing.height)
            self._drawing.paint(PdfSurface(stream))


def build_image_cache(drawings: Mapping[str, Drawing]) -> dict[str, DrawnImage]:
    """WeasyPrint's images by address; it loads those that are missing here."""
    return {address: DrawnImage(drawing) for address, drawing in drawings.items()}
