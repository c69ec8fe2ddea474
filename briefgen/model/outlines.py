"""The outlines of countries that maps are drawn from, as `briefgen/outlines/` has them."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import accumulate, pairwise
from pathlib import Path
from typing import Any

FILE = Path(__file__).parents[1] / "outlines" / "countries.json"

_HALF_A_TURN, _NEAR_SEAM = 180, 170

Point = tuple[float, float]
"""Longitude and latitude in degrees."""


@dataclass(frozen=True, slots=True)
class Extent:
    """The box round a line, in degrees."""

    west: float
    south: float
    east: float
    north: float

    @property
    def area(self) -> float:
        """Square degrees in it."""
        return (self.east - self.west) * (self.north - self.south)


@dataclass(frozen=True, slots=True)
class Outline:
    """One piece of land of a country: its edge, without the holes in it, which other countries fill."""

    country: str
    """Its code of three letters; empty for land without one."""
    points: tuple[Point, ...]
    extent: Extent


@dataclass(frozen=True, slots=True)
class Border:
    """A line between two countries."""

    points: tuple[Point, ...]
    extent: Extent


@cache
def list_outlined_countries() -> frozenset[str]:
    """The codes of the countries that a map can show."""
    return frozenset(_read_file()["countries"]) - {""}


@cache
def read_outlines() -> tuple[Outline, ...]:
    """Every piece of land, the largest first: what is inside another is drawn on it."""
    arcs = _decode_arcs()
    outlines = []
    for code, polygons in _read_file()["countries"].items():
        for outer, *_ in polygons:
            points = _join_seam(
                [point for index in outer for point in (arcs[index] if index >= 0 else arcs[~index][::-1])]
            )
            if abs(points[-1][0] - points[0][0]) > _HALF_A_TURN:  # round a pole
                points = (*points, (points[-1][0], -90.0), (points[0][0], -90.0))
            outlines.append(Outline(code, points, _measure_extent(points)))
    return tuple(sorted(outlines, key=lambda outline: -outline.extent.area))


@cache
def read_borders() -> tuple[Border, ...]:
    """Every border once."""
    uses = Counter(
        index if index >= 0 else ~index
        for polygons in _read_file()["countries"].values()
        for polygon in polygons
        for ring in polygon
        for index in ring
    )
    lines = [_join_seam(points) for index, points in enumerate(_decode_arcs()) if uses[index] > 1]
    return tuple(Border(points, _measure_extent(points)) for points in lines)


def _measure_extent(points: Sequence[Point]) -> Extent:
    longitudes, latitudes = zip(*points, strict=True)
    return Extent(min(longitudes), min(latitudes), max(longitudes), max(latitudes))


def _join_seam(points: Sequence[Point]) -> tuple[Point, ...]:
    """A line without the jump where the data go from 180 degrees east to 180 degrees west."""
    if all(-_NEAR_SEAM < longitude < _NEAR_SEAM for longitude, _ in points):
        return tuple(points)
    unrolled, turn = [points[0]], 0
    for (before, _), (longitude, latitude) in pairwise(points):
        turn += 360 * ((before - longitude > _HALF_A_TURN) - (longitude - before > _HALF_A_TURN))
        unrolled.append((longitude + turn, latitude))
    return tuple(unrolled)


@cache
def _read_file() -> dict[str, Any]:
    data: dict[str, Any] = json.loads(FILE.read_text(encoding="utf-8"))
    return data


@cache
def _decode_arcs() -> tuple[tuple[Point, ...], ...]:
    units = _read_file()["units"]

    def add_steps(steps: Sequence[int]) -> list[float]:
        return [place / units for place in accumulate(steps)]

    return tuple(
        tuple(zip(add_steps(numbers[::2]), add_steps(numbers[1::2]), strict=True)) for numbers in _read_file()["arcs"]
    )
