"""Makes pages into sheets for the press: bleed, what is cut off, marks for cutting and for laying plate on plate."""

from __future__ import annotations

from typing import Any

import pydyf

MILLIMETRE = 72 / 25.4
BLEED = 3 * MILLIMETRE
"""How far colour goes beyond the edge at which the sheet is cut; `press.css` says the same to the layout."""

SLUG = 12 * MILLIMETRE
"""How far the sheet goes beyond that edge."""

NEAR, FAR = 4 * MILLIMETRE, 10 * MILLIMETRE
"""Where marks for cutting begin and end, outside the bleed."""

CENTRE, RADIUS = 7.5 * MILLIMETRE, 2 * MILLIMETRE
"""How far outside the edge the registration marks lie, and how wide they are."""

HAIRLINE = 0.25
ROUND = 0.5523
"""Length of the handles that make four curves a circle."""

ALL_INKS = "registration"
"""The name of the colour that prints on every plate."""


def make_sheets(pdf: Any) -> None:
    """Give every page its boxes and marks; what is drawn beyond the bleed is cut off."""
    for reference in pdf.page_references:
        page = _object(pdf, reference)
        _, _, width, height = _trim(page)
        _define_registration(pdf, page)
        page["TrimBox"] = pydyf.Array([0, 0, width, height])
        page["BleedBox"] = pydyf.Array(_grown(width, height, BLEED))
        page["MediaBox"] = pydyf.Array(_grown(width, height, SLUG))
        content = _object(pdf, page["Contents"])
        x, y = -BLEED, -BLEED
        bled = f"q {x:.3f} {y:.3f} {width + 2 * BLEED:.3f} {height + 2 * BLEED:.3f} re W n"
        content.stream = [bled, *content.stream, "Q", *_marks(width, height)]


def name_condition(pdf: Any) -> None:
    """Say for which condition of printing the file is made, as print shops know it, and archives, too."""
    (intent,) = pdf.catalog["OutputIntents"]
    intent["OutputConditionIdentifier"] = pydyf.String("FOGRA39")
    intent["OutputCondition"] = pydyf.String("Offset, coated paper, ISO 12647-2:2004/Amd 1")
    intent["RegistryName"] = pydyf.String("http://www.color.org")
    intent["Info"] = pydyf.String("FOGRA39L Coated")
    pdf.catalog["OutputIntents"].append(pydyf.Dictionary({**intent, "S": "/GTS_PDFA1"}))


def _object(pdf: Any, reference: bytes) -> Any:
    return pdf.objects[int(reference.split()[0])]


def _trim(page: Any) -> tuple[float, float, float, float]:
    left, top, right, bottom = page["TrimBox"]
    return left, top, right, bottom


def _grown(width: float, height: float, by: float) -> tuple[float, float, float, float]:
    return round(-by, 3), round(-by, 3), round(width + by, 3), round(height + by, 3)


def _define_registration(pdf: Any, page: Any) -> None:
    resources = _object(pdf, page["Resources"])
    spaces = _object(pdf, resources["ColorSpace"])
    tint = pydyf.Dictionary(
        {
            "FunctionType": 2,
            "Domain": pydyf.Array([0, 1]),
            "C0": pydyf.Array([0, 0, 0, 0]),
            "C1": pydyf.Array([1, 1, 1, 1]),
            "N": 1,
        }
    )
    spaces[ALL_INKS] = pydyf.Array(["/Separation", "/All", "/DeviceCMYK", tint])


def _marks(width: float, height: float) -> list[str]:
    lines = [
        part
        for x, outward_x in ((0.0, -1), (width, 1))
        for y, outward_y in ((0.0, -1), (height, 1))
        for part in (
            _line(x + outward_x * NEAR, y, x + outward_x * FAR, y),
            _line(x, y + outward_y * NEAR, x, y + outward_y * FAR),
        )
    ]
    targets = (
        (-CENTRE, height / 2),
        (width + CENTRE, height / 2),
        (width / 2, -CENTRE),
        (width / 2, height + CENTRE),
    )
    for x, y in targets:
        lines += [
            _circle(x, y),
            _line(x - 1.5 * RADIUS, y, x + 1.5 * RADIUS, y),
            _line(x, y - 1.5 * RADIUS, x, y + 1.5 * RADIUS),
        ]
    begin = f"/Artifact << /Type /Page >> BDC q /{ALL_INKS} CS 1 SCN {HAIRLINE} w"
    return [begin, *lines, "Q EMC"]


def _line(x: float, y: float, to_x: float, to_y: float) -> str:
    return f"{x:.3f} {y:.3f} m {to_x:.3f} {to_y:.3f} l S"


def _circle(x: float, y: float) -> str:
    quarters = (((1, 0), (0, 1)), ((0, 1), (-1, 0)), ((-1, 0), (0, -1)), ((0, -1), (1, 0)))
    curves = []
    for (ax, ay), (bx, by) in quarters:
        points = ((ax + ROUND * bx, ay + ROUND * by), (bx + ROUND * ax, by + ROUND * ay), (bx, by))
        curves.append(" ".join(f"{x + RADIUS * px:.3f} {y + RADIUS * py:.3f}" for px, py in points) + " c")
    return f"{x + RADIUS:.3f} {y:.3f} m {' '.join(curves)} S"
