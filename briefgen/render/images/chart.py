"""Draws a chart in the colours and the font of the style sheets."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from enum import Enum
from functools import lru_cache
from pathlib import Path

from briefgen.model.chart import Chart, ChartKind, ChartPanel, ChartRow, LocatorMap, read_address
from briefgen.render.images.bars import draw_bars, draw_ranges, draw_stacked_bar
from briefgen.render.images.canvas import Box, Canvas
from briefgen.render.images.map import draw_map
from briefgen.render.images.time_chart import draw_over_time

PANEL_GAP = 22.0
LEAST_PANEL_WIDTH = 150.0
PLOT_HEIGHT, PANEL_PLOT_HEIGHT = 150.0, 90.0

Drawer = Callable[[Canvas, Sequence[ChartRow], Box, Sequence[ChartRow]], float]

DRAWERS: Mapping[ChartKind, Drawer] = {
    ChartKind.BAR: draw_bars,
    ChartKind.RANGE: draw_ranges,
    ChartKind.STACKED: draw_stacked_bar,
}


class Screen(Enum):
    """The screen or the paper that a drawing is for: its width and the size of its words, in units."""

    WIDE = (520.0, 12.0)
    NARROW = (320.0, 13.0)
    """A telephone, where the wide drawing would be too small to read."""


KEPT_DRAWINGS = 16
"""Drawings that the formats of one document share: each draws the same chart."""


def draw_chart(address: str, fonts: Sequence[Path], colours: Mapping[str, str], screen: Screen = Screen.WIDE) -> Canvas:
    """The drawing that an address asks for, which nobody changes. Raises `NoGlyphError`."""
    versions = tuple((font, font.stat().st_mtime_ns) for font in fonts)
    return draw_once(address, versions, tuple(sorted(colours.items())), screen)


@lru_cache(KEPT_DRAWINGS)
def draw_once(
    address: str, versions: tuple[tuple[Path, int], ...], named_colours: tuple[tuple[str, str], ...], screen: Screen
) -> Canvas:
    """The drawing in these fonts, each with the time of its last change, and these colours."""
    request = read_address(address)
    fonts, colours = [font for font, _ in versions], dict(named_colours)
    width, font_size = screen.value
    if isinstance(request, LocatorMap):
        canvas = Canvas(fonts, colours, width, font_size)
        draw_map(canvas, request)
        return canvas
    canvas = Canvas(fonts, colours, width, font_size, mirrored=request.from_the_right)
    _draw_panels(canvas, request)
    return canvas


def _draw_panels(canvas: Canvas, chart: Chart) -> None:
    """The panels in rows, all on one scale, so that they can be compared."""
    count = len(chart.panels)
    columns = min(count, max(int((canvas.width + PANEL_GAP) // (LEAST_PANEL_WIDTH + PANEL_GAP)), 1))
    width = (canvas.width - PANEL_GAP * (columns - 1)) / columns
    y = 0.0
    for first in range(0, count, columns):
        panels = chart.panels[first : first + columns]
        titles = [canvas.wrap(panel.title, width) if panel.title else [] for panel in panels]
        top = y + max(map(len, titles)) * canvas.line_height + (3 if any(titles) else 0)
        bottoms = []
        for number, (panel, title) in enumerate(zip(panels, titles, strict=True)):
            x = number * (width + PANEL_GAP)
            canvas.add_paragraph(title, x, y, canvas.get_colour("accent"))
            bottoms.append(
                _draw_panel(canvas, chart, panel, Box(x, top, width, PANEL_PLOT_HEIGHT if count > 1 else PLOT_HEIGHT))
            )
        y = max(bottoms) + PANEL_GAP
    canvas.height = y - PANEL_GAP + 2


def _draw_panel(canvas: Canvas, chart: Chart, panel: ChartPanel, box: Box) -> float:
    if chart.kind not in DRAWERS:
        return draw_over_time(canvas, chart, panel.rows, box)
    return DRAWERS[chart.kind](canvas, panel.rows, box, chart.rows)
