"""Draws a locator map: countries in flat colours, with their names and some places."""

from __future__ import annotations

import itertools
import math
from collections.abc import Collection, Mapping, Sequence

from briefgen.model.chart import LocatorMap
from briefgen.model.outlines import read_borders, read_outlines
from briefgen.render.images.canvas import Box, Canvas, Point
from briefgen.render.images.map_view import MapView, build_view, clip_line, clip_polygon
from briefgen.render.images.outlines import SLANT

LAND_WHITE, SEA_WHITE = 0.6, 0.3
"""How much white each colour has."""
MARKED_WHITES = (0.55, 0.75)
"""The same for marked countries in turn: two of one tone would be one area, with nothing but a white line for their border."""

DOT, GAP = 3.0, 5.0
HALO = 1.0
"""Between a name and a line beside it."""
RIVER_STEP, RIVER_STEPS = 3.0, 15
"""How far from its point, in units, the name of a river is tried."""
COAST_COST = 20.0
"""How much nearer to its river, in units, a name must be that goes over a coast: it is easy to read there, but far from its river it is of another."""
HALF = 0.6
"""The least width of the lines of a divided name, as a part of the whole name's."""
OVERHANG = 0.1
"""How much of a line of a divided name may be beside the land."""
SCAN_LINES = 15
"""Heights at which a country's name is tried."""


def draw_map(canvas: Canvas, request: LocatorMap) -> None:
    """The map that is asked for, as wide as the canvas. Raises `NoGlyphError`."""
    view = build_view(request, canvas.width)
    canvas.height = view.box.height
    canvas.add_rectangle(view.box, canvas.get_colour("tint", SEA_WHITE))
    land = _fill_countries(canvas, view, request)
    borders = _draw_borders(canvas, view)
    taken = _name_places(canvas, view, request, land.values(), borders)
    _name_rivers(canvas, view, request, taken, borders, [_close_line(points) for points in land.values()])
    order = [code for code in land if code not in request.countries]
    for code in (*request.countries, *sorted(order)):
        if code in land and code in request.names:
            _name_country(canvas, request.names[code], land[code], taken, borders, must=code in request.countries)
    right, bottom = view.box.width - 0.25, view.box.height - 0.25
    frame = [(0.25, 0.25), (right, 0.25), (right, bottom), (0.25, bottom), (0.25, 0.25)]
    canvas.add_polyline(frame, canvas.get_colour("rule"), 0.5)


def _fill_countries(canvas: Canvas, view: MapView, request: LocatorMap) -> Mapping[str, Sequence[Point]]:
    """Fill what is in view; the largest piece of each country in it."""
    tones = [canvas.get_colour("accent", white) for white in MARKED_WHITES]
    marked = dict(zip(request.countries, itertools.cycle(tones), strict=False))
    other = canvas.get_colour("rule", LAND_WHITE)
    largest: dict[str, tuple[float, Sequence[Point]]] = {}
    for outline in read_outlines():
        points = clip_polygon(view.find_line(outline.points), view.box) if view.covers(outline.extent) else []
        if not points:
            continue
        canvas.add_polygon(points, marked.get(outline.country, other))
        xs, ys = zip(*points, strict=True)
        area = (max(xs) - min(xs)) * (max(ys) - min(ys))
        if area > largest.get(outline.country, (0.0, ()))[0]:
            largest[outline.country] = area, points
    for code, (area, edge) in largest.items():
        if code in request.countries and area < DOT**2:  # an island that would not be seen
            canvas.add_disc(edge[0], DOT, canvas.get_colour("accent"))
    return {code: points for code, (_, points) in largest.items()}


def _draw_borders(canvas: Canvas, view: MapView) -> list[Sequence[Point]]:
    """Borders in white, which are returned; a coast is where the land ends."""
    drawn: list[Sequence[Point]] = []
    for edge in read_borders():
        if view.covers(edge.extent):
            drawn += clip_line(view.find_line(edge.points), view.box)
    for part in drawn:
        canvas.add_polyline(part, canvas.get_colour("white"), 1.0)
    return drawn


def _close_line(points: Sequence[Point]) -> Sequence[Point]:
    return [*points, *points[:1]]


def _name_places(
    canvas: Canvas,
    view: MapView,
    request: LocatorMap,
    land: Collection[Sequence[Point]],
    borders: Sequence[Sequence[Point]],
) -> list[Box]:
    """Each place as a dot with its name beside it where no coast crosses it, else on the side with more room; what they take."""
    dots = [view.find_place((place.longitude, place.latitude)) for place in request.places]
    taken = [Box(x - DOT, y - DOT, 2 * DOT, 2 * DOT) for x, y in dots]
    for place, (x, y) in zip(request.places, dots, strict=True):
        width, height = canvas.measure_width(place.name), canvas.line_height
        sides = [x + GAP, x - GAP - width] if x < canvas.width / 2 else [x - GAP - width, x + GAP]
        boxes = [Box(start, y - height / 2, width, height) for start in sides]
        boxes += [Box(x - width / 2, top, width, height) for top in (y + DOT, y - DOT - height)]
        below = [y + DOT + drop for drop in (0, 2, 4)]
        around = [x + 1, x - width / 8, x - width / 4, x - width * 3 / 4, x - width]
        boxes += [Box(start, top, width, height) for top in (*below, y - DOT - height) for start in around]
        others = [box for box in taken if not box.overlaps(Box(x - 1, y - 1, 2, 2))]
        free = [box for box in boxes if _is_free(box, view.box, others)] or boxes
        off_borders = [box for box in free if not _is_crossed(box, borders)]
        on_land = [box for box in (*off_borders, *free) if any(_is_within(box, points) for points in land)]
        label = [*on_land, *off_borders, *free][0]
        canvas.add_disc((x, y), DOT, canvas.get_colour("ink"))
        canvas.add_text(place.name, (label.x, label.y + canvas.font_size - 1))
        taken.append(label)
    return taken


def _name_rivers(
    canvas: Canvas,
    view: MapView,
    request: LocatorMap,
    taken: list[Box],
    borders: Sequence[Sequence[Point]],
    coasts: Sequence[Sequence[Point]],
) -> None:
    """Each name beside the border that its river is, which does not cross it; slanted and in the colour of water, unlike countries.

    It goes over a coast where it would be far from the border otherwise.
    """
    for river in request.rivers:
        x, y = view.find_place((river.longitude, river.latitude))
        width, height = canvas.measure_width(river.name) + canvas.font_size * SLANT, canvas.line_height
        steps = [RIVER_STEP * step for step in range(-RIVER_STEPS, RIVER_STEPS + 1)]
        boxes = [Box(x + dx - width / 2, y + dy - height / 2, width, height) for dx in steps for dy in steps]
        near = [point for line in borders for point in line if math.dist(point, (x, y)) < RIVER_STEP * RIVER_STEPS]
        free = [box for box in boxes if _is_free(box, view.box, taken)] or boxes
        costs = {box: _measure_distance(box, [(x, y)]) + 2 * _measure_distance(box, near or [(x, y)]) for box in free}
        off_borders = _find_nearest(costs, borders)
        clear = _find_nearest(costs, [*borders, *coasts])
        label = clear if clear and off_borders and costs[clear] <= costs[off_borders] + COAST_COST else off_borders
        label = label or min(costs, key=costs.__getitem__)
        canvas.add_text(river.name, (label.x, label.y + canvas.font_size - 1), canvas.get_colour("water"), slanted=True)
        taken.append(label)


def _find_nearest(costs: Mapping[Box, float], lines: Sequence[Sequence[Point]]) -> Box | None:
    """The box of the least cost that no line crosses."""
    return next((box for box in sorted(costs, key=costs.__getitem__) if not _is_crossed(box, lines)), None)


def _measure_distance(box: Box, points: Sequence[Point]) -> float:
    """From the edge of a box to the nearest of some points."""
    return min(
        math.hypot(max(box.x - x, 0, x - box.x - box.width), max(box.y - y, 0, y - box.y - box.height))
        for x, y in points
    )


def _name_country(
    canvas: Canvas,
    name: str,
    points: Sequence[Point],
    taken: list[Box],
    borders: Sequence[Sequence[Point]],
    *,
    must: bool,
) -> None:
    """Write the name where the country is widest, free of other names; only if it fits, unless it must be there.

    A name that fits in no line is tried in two or more, which may be a little longer than the land is wide.
    """
    whole = Box(1, 1, canvas.width - 2, canvas.height - 2)
    width = max([canvas.measure_width(name) * HALF, *map(canvas.measure_width, name.split())])
    single, divided = [name], canvas.wrap(name, width)
    tries = [(single, 0.0, borders), (divided, OVERHANG, borders)]
    tries += [(lines, math.inf, avoided) for avoided in (borders, ()) for lines in (divided, single)] * must
    for lines, overhang, avoided in tries:
        for room, box in _list_places_inside(canvas, lines, points):
            has_place = room > -overhang * box.width and not _is_crossed(box, avoided)
            if has_place and _is_free(box, whole, taken):
                colour = canvas.get_colour("ink" if must else "ink-soft")
                canvas.add_paragraph(lines, box.x + box.width / 2, box.y, colour, "middle")
                taken.append(box)
                return


def _list_places_inside(canvas: Canvas, lines: Sequence[str], points: Sequence[Point]) -> list[tuple[float, Box]]:
    """Where the lines of a name can be in a country, with the room that they leave, the widest place first."""
    width, height = max(map(canvas.measure_width, lines)), canvas.line_height * len(lines)
    ys = [y for _, y in points]
    found: list[tuple[float, Box]] = []
    for number in range(1, SCAN_LINES):
        y = min(ys) + (max(ys) - min(ys)) * number / SCAN_LINES
        spans = [_find_spans(points, level) for level in (y - height / 3, y, y + height / 3)]
        for left, right in spans[1]:
            inner = [max([left, *(a for a, b in line if a < right and b > left)]) for line in spans]
            outer = [min([right, *(b for a, b in line if a < right and b > left)]) for line in spans]
            room = min(outer) - max(inner) - width
            start = min(max((max(inner) + min(outer) - width) / 2, 2), canvas.width - width - 2)
            found.append((room, Box(start, y - height / 2, width, height)))
    return sorted(found, key=lambda pair: -pair[0])


def _is_within(box: Box, points: Sequence[Point]) -> bool:
    """Whether an area has all of a box in it."""
    levels = (box.y + box.height * share for share in (0.15, 0.5, 0.85))
    return all(
        any(left <= box.x and box.x + box.width <= right for left, right in _find_spans(points, y)) for y in levels
    )


def _find_spans(points: Sequence[Point], y: float) -> list[tuple[float, float]]:
    """Where a horizontal line is inside an area."""
    crossings = sorted(
        x1 + (x2 - x1) * (y - y1) / (y2 - y1)
        for (x1, y1), (x2, y2) in zip([points[-1], *points[:-1]], points, strict=True)
        if (y1 <= y) != (y2 <= y)
    )
    return list(zip(crossings[::2], crossings[1::2], strict=False))


def _is_crossed(box: Box, lines: Sequence[Sequence[Point]]) -> bool:
    """Whether a line goes through a box, or nearly."""
    wide = Box(box.x - HALO, box.y, box.width + 2 * HALO, box.height)
    return any(next(clip_line(line, wide), None) for line in lines)


def _is_free(box: Box, whole: Box, taken: Sequence[Box]) -> bool:
    inside = whole.x <= box.x and box.x + box.width <= whole.x + whole.width
    level = whole.y <= box.y and box.y + box.height <= whole.y + whole.height
    return inside and level and not any(box.overlaps(other) for other in taken)
