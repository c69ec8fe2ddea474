"""Reduces the outlines of countries of Natural Earth to the file that locator maps are drawn from.

    npm pack world-atlas@2.0.2
    tar xzf world-atlas-2.0.2.tgz package/countries-50m.json
    python scripts/build_country_outlines.py package/countries-50m.json

The result is `briefgen/outlines/countries.json`; its origin and licence are in `briefgen/outlines/README.md`.
"""

from __future__ import annotations

import json
import sys
from itertools import pairwise
from pathlib import Path
from typing import Any

from babel.core import get_global

OUTPUT = Path(__file__).parent.parent / "briefgen" / "outlines" / "countries.json"

UNITS = 100
"""Units of the file in a degree."""

TOLERANCE = 0.03
"""Degrees that a simplified line may be away from the original one."""

LEAST_AREA = 0.02
"""Square degrees of an island that is kept; the largest one of a country always is."""

FORMER_CODES = frozenset("ANT BUR CSK DDR FXX NTZ SCG SUN TMP YMD YUG ZAR".split())
"""Codes of states that are no more, which have the same two letters as another."""

CODES_BY_NAME = {"Kosovo": "XKX"}
"""Codes of areas that ISO 3166-1 does not list. Others without a code are land without a name."""

Point = tuple[float, float]


def decode_arcs(atlas: dict[str, Any]) -> list[list[Point]]:
    """The lines of the file in degrees: TopoJSON has them as differences."""
    (scale_x, scale_y), (shift_x, shift_y) = atlas["transform"]["scale"], atlas["transform"]["translate"]
    decoded = []
    for arc in atlas["arcs"]:
        x = y = 0
        points = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            points.append((x * scale_x + shift_x, y * scale_y + shift_y))
        decoded.append(points)
    return decoded


def simplify(points: list[Point]) -> list[Point]:
    """A line with the points that matter, after Douglas and Peucker; its ends stay."""
    kept, pending = {0, len(points) - 1}, [(0, len(points) - 1)]
    while pending:
        first, last = pending.pop()
        distances = [measure_distance(points[index], points[first], points[last]) for index in range(first + 1, last)]
        if distances and max(distances) > TOLERANCE:
            middle = first + 1 + distances.index(max(distances))
            kept.add(middle)
            pending += [(first, middle), (middle, last)]
    return [points[index] for index in sorted(kept)]


def measure_distance(point: Point, start: Point, end: Point) -> float:
    """How far a point is from a stretch."""
    (x, y), (x1, y1), (x2, y2) = point, start, end
    length = (x2 - x1) ** 2 + (y2 - y1) ** 2
    share = 0.0 if not length else min(max(((x - x1) * (x2 - x1) + (y - y1) * (y2 - y1)) / length, 0), 1)
    return float(((x - x1 - share * (x2 - x1)) ** 2 + (y - y1 - share * (y2 - y1)) ** 2) ** 0.5)


def join_ring(ring: list[int], arcs: list[list[Point]]) -> list[Point]:
    """The points of a ring."""
    return [point for index in ring for point in (arcs[index] if index >= 0 else arcs[~index][::-1])]


def measure_area(points: list[Point]) -> float:
    """Square degrees inside a ring."""
    pairs = zip(points, [*points[1:], points[0]], strict=True)
    return abs(sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in pairs)) / 2


def find_code(geometry: dict[str, Any], aliases: dict[str, list[str]]) -> str:
    """The code of three letters of a country."""
    if not geometry.get("id"):
        return CODES_BY_NAME.get(geometry["properties"]["name"], "")
    alpha2 = aliases[geometry["id"]][0]
    codes = (three for three, (two, *_) in aliases.items() if len(three) == 3 and three.isalpha() and two == alpha2)
    return next(code for code in codes if code not in FORMER_CODES)


def main(path: Path) -> None:
    """Write the file."""
    atlas = json.loads(path.read_text(encoding="utf-8"))
    arcs = decode_arcs(atlas)
    aliases: dict[str, list[str]] = get_global("territory_aliases")
    countries: dict[str, list[list[list[int]]]] = {}
    for geometry in atlas["objects"]["countries"]["geometries"]:
        polygons = geometry["arcs"] if geometry["type"] == "MultiPolygon" else [geometry["arcs"]]
        areas = [measure_area(join_ring(polygon[0], arcs)) for polygon in polygons]
        kept = [
            polygon for polygon, area in zip(polygons, areas, strict=True) if area >= LEAST_AREA or area == max(areas)
        ]
        countries.setdefault(find_code(geometry, aliases), []).extend(kept)
    used = sorted(
        {
            index if index >= 0 else ~index
            for polygons in countries.values()
            for polygon in polygons
            for ring in polygon
            for index in ring
        }
    )
    places = {old: new for new, old in enumerate(used)}
    lines = []
    for index in used:
        points = arcs[index] if len(arcs[index]) <= 8 else simplify(arcs[index])
        rounded = [(round(x * UNITS), round(y * UNITS)) for x, y in points]
        flat = [*rounded[0]]
        for (x1, y1), (x2, y2) in pairwise(rounded):
            flat += [x2 - x1, y2 - y1]
        lines.append(flat)
    numbered = {
        code: [
            [[places[index] if index >= 0 else ~places[~index] for index in ring] for ring in polygon]
            for polygon in polygons
        ]
        for code, polygons in sorted(countries.items())
    }
    OUTPUT.write_text(
        json.dumps({"units": UNITS, "arcs": lines, "countries": numbered}, separators=(",", ":")) + "\n",
        encoding="utf-8",
    )
    print(len(lines), "lines,", sum(map(len, lines)) // 2, "points,", OUTPUT.stat().st_size, "bytes")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
