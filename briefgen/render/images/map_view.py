"""The part of the earth that a map shows, and where places are in it."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from briefgen.model.chart import LocatorMap
from briefgen.model.outlines import Extent, Outline, Point, read_outlines
from briefgen.render.images.canvas import Box

MARGIN = 0.08
"""Of the map's sides, round what it is about."""

LEAST_DEGREES = 4.0
LOWEST, HIGHEST = 0.45, 0.65
"""Height of a map as a share of its width."""
NARROW, HIGHEST_WHERE_NARROW = 400.0, 1.0
"""A telephone is higher than wide: its map can be, too, and what is in it is then larger."""

LEAST_STEP = 1.0
"""Units between two points of a line: nobody sees more."""

NEAR = 5.0
"""Degrees between the main land of a country and what is seen with it; France is shown without Guiana."""

LARGE = 0.2
"""A piece of this share of the main land is always seen with it."""


@dataclass(frozen=True, slots=True)
class MapView:
    """Degrees to units of the drawing: a cylinder that is right at the middle of the map."""

    box: Box
    middle: Point
    scale: float
    """Units of a degree of latitude."""

    def find_place(self, point: Point) -> Point:
        """Where a point is in the drawing."""
        return self.find_line([point])[0]

    def find_line(self, points: Sequence[Point]) -> list[Point]:
        """Where a line is: all of it on the side of the earth on which it starts."""
        turn = _find_turn(points[len(points) // 2][0], self.middle[0])
        x, y = self.box.x + self.box.width / 2, self.box.y + self.box.height / 2
        scale = _find_width_of_degree(self.middle[1]) * self.scale
        line = [
            (x + (longitude + turn - self.middle[0]) * scale, y + (self.middle[1] - latitude) * self.scale)
            for longitude, latitude in points
        ]
        kept = line[:1]
        for point in line[1:-1]:
            if abs(point[0] - kept[-1][0]) + abs(point[1] - kept[-1][1]) >= LEAST_STEP:
                kept.append(point)
        return [*kept, *line[1:][-1:]]

    def covers(self, extent: Extent) -> bool:
        """Whether something with this extent can be in the drawing."""
        high = self.box.height / self.scale / 2
        wide = self.box.width / self.scale / _find_width_of_degree(self.middle[1]) / 2
        middle, half = (extent.west + extent.east) / 2, (extent.east - extent.west) / 2
        distance = abs(middle + _find_turn(middle, self.middle[0]) - self.middle[0])
        is_level = extent.south <= self.middle[1] + high and extent.north >= self.middle[1] - high
        return is_level and distance <= wide + half + 180 * (half > 90)


def build_view(request: LocatorMap, width: float) -> MapView:
    """The view of all that a map is about, as high as that needs within its limits."""
    land = [outline for code in request.around for outline in _find_main_land(code)]
    centre = (land[0].extent.west + land[0].extent.east) / 2
    extents = [
        *(outline.extent for outline in land),
        *(Extent(place.longitude, place.latitude, place.longitude, place.latitude) for place in request.places),
    ]
    turns = [_find_turn((extent.west + extent.east) / 2, centre) for extent in extents]
    west = min(extent.west + turn for extent, turn in zip(extents, turns, strict=True))
    east = max(extent.east + turn for extent, turn in zip(extents, turns, strict=True))
    south, north = min(extent.south for extent in extents), max(extent.north for extent in extents)
    middle = (west + east) / 2, (south + north) / 2
    wide = max((east - west) * _find_width_of_degree(middle[1]), LEAST_DEGREES) * (1 + 2 * MARGIN)
    high = max(north - south, LEAST_DEGREES) * (1 + 2 * MARGIN)
    height = width * min(max(high / wide, LOWEST), HIGHEST_WHERE_NARROW if width < NARROW else HIGHEST)
    return MapView(Box(0, 0, width, height), middle, min(width / wide, height / high))


def _find_turn(longitude: float, middle: float) -> int:
    """The whole turns of the earth, in degrees, that bring a longitude within half a turn of another."""
    return 360 * round((middle - longitude) / 360)


def _find_width_of_degree(latitude: float) -> float:
    """A degree of longitude in degrees of latitude; near the poles, a fifth."""
    return max(math.cos(math.radians(latitude)), 0.2)


def _find_main_land(code: str) -> list[Outline]:
    """The largest piece of a country, and those near it or nearly as large."""
    pieces = [outline for outline in read_outlines() if outline.country == code]
    found, others = pieces[:1], pieces[1:]
    while near := [
        piece for piece in others if piece.extent.area >= LARGE * pieces[0].extent.area or _is_near(piece.extent, found)
    ]:
        found += near
        others = [piece for piece in others if piece not in near]
    return found


def _is_near(piece: Extent, others: Iterable[Outline]) -> bool:
    return any(
        piece.south - other.north <= NEAR
        and other.south - piece.north <= NEAR
        and min(_measure_gap(piece.west + turn, piece.east + turn, other.west, other.east) for turn in (-360, 0, 360))
        <= NEAR
        for other in (outline.extent for outline in others)
    )


def _measure_gap(west: float, east: float, other_west: float, other_east: float) -> float:
    return max(west - other_east, other_west - east, 0.0)


def clip_polygon(points: Sequence[Point], box: Box) -> list[Point]:
    """The part of an area inside a box, after Sutherland and Hodgman."""
    for axis, limit, sign in _list_sides(box):
        clipped: list[Point] = []
        for start, end in zip([points[-1], *points[:-1]], points, strict=True):
            starts_inside, ends_inside = ((point[axis] - limit) * sign >= 0 for point in (start, end))
            if starts_inside != ends_inside:
                clipped.append(_intersect(start, end, axis, limit))
            if ends_inside:
                clipped.append(end)
        points = clipped
        if not points:
            break
    return list(points)


def clip_line(points: Sequence[Point], box: Box) -> Iterator[list[Point]]:
    """The parts of a line inside a box."""
    part: list[Point] = []
    for start, end in pairwise(points):
        inside: tuple[Point, Point] | None = (start, end)
        for axis, limit, sign in _list_sides(box):
            if inside is None:
                break
            inside = _clip_stretch(*inside, axis, limit, sign)
        if inside is None:
            continue
        if part and part[-1] != inside[0]:
            yield part
            part = []
        part = [*part, inside[1]] if part else [*inside]
    if part:
        yield part


def _clip_stretch(start: Point, end: Point, axis: int, limit: float, sign: int) -> tuple[Point, Point] | None:
    starts_outside, ends_outside = ((point[axis] - limit) * sign < 0 for point in (start, end))
    if starts_outside and ends_outside:
        return None
    if starts_outside:
        return _intersect(start, end, axis, limit), end
    return (start, _intersect(start, end, axis, limit)) if ends_outside else (start, end)


def _list_sides(box: Box) -> tuple[tuple[int, float, int], ...]:
    """The axis and the place of each side, and in which direction the inside is."""
    return ((0, box.x, 1), (0, box.x + box.width, -1), (1, box.y, 1), (1, box.y + box.height, -1))


def _intersect(start: Point, end: Point, axis: int, limit: float) -> Point:
    share = (limit - start[axis]) / (end[axis] - start[axis])
    x, y = (start[side] + (end[side] - start[side]) * share for side in (0, 1))
    return (limit, y) if axis == 0 else (x, limit)
