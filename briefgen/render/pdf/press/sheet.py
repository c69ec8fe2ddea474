"""Turns pages into sheets for the press: bleed, boxes, crop marks and registration marks."""

from __future__ import annotations

from typing import Any

import pydyf

MILLIMETRE = 72 / 25.4
BLEED = 3 * MILLIMETRE
"""How far colour goes beyond the edge at which the sheet is cut; `press.css` says the same to the layout."""

SLUG = 12 * MILLIMETRE
"""How far the sheet goes beyond that edge."""

CROP_MARK_START, CROP_MARK_END = 4 * MILLIMETRE, 10 * MILLIMETRE
"""The start and end of crop marks, from the edge; both outside the bleed."""

REGISTRATION_OFFSET, REGISTRATION_RADIUS = 7.5 * MILLIMETRE, 2 * MILLIMETRE
"""The distance of registration marks from the edge, and their radius."""

MARK_LINE_WIDTH = 0.25
CIRCLE_HANDLE = 0.5523
"""Length of the handles that make four curves a circle."""

ALL_INKS = "registration"
"""The name of the colour that prints on every plate."""


def add_bleed_and_marks(pdf: Any) -> None:
    """Give every page its boxes and marks; drawing beyond the bleed is clipped."""
    for reference in pdf.page_references:
        page = _find_object(pdf, reference)
        _, _, width, height = _read_trim_box(page)
        _define_registration_colour(pdf, page)
        page["TrimBox"] = pydyf.Array([0, 0, width, height])
        page["BleedBox"] = pydyf.Array(_enlarge_box(width, height, BLEED))
        page["MediaBox"] = pydyf.Array(_enlarge_box(width, height, SLUG))
        content = _find_object(pdf, page["Contents"])
        x, y = -BLEED, -BLEED
        bled = f"q {x:.3f} {y:.3f} {width + 2 * BLEED:.3f} {height + 2 * BLEED:.3f} re W n"
        content.stream = [bled, *content.stream, "Q", *_draw_marks(width, height)]


def set_output_condition(pdf: Any) -> None:
    """Name the printing condition of the file, for print shops (PDF/X) and for archives (PDF/A)."""
    (intent,) = pdf.catalog["OutputIntents"]
    intent["OutputConditionIdentifier"] = pydyf.String("FOGRA39")
    intent["OutputCondition"] = pydyf.String("Offset, coated paper, ISO 12647-2:2004/Amd 1")
    intent["RegistryName"] = pydyf.String("http://www.color.org")
    intent["Info"] = pydyf.String("FOGRA39L Coated")
    pdf.catalog["OutputIntents"].append(pydyf.Dictionary({**intent, "S": "/GTS_PDFA1"}))


def _find_object(pdf: Any, reference: bytes) -> Any:
    return pdf.objects[int(reference.split()[0])]


def _read_trim_box(page: Any) -> tuple[float, float, float, float]:
    left, top, right, bottom = page["TrimBox"]
    return left, top, right, bottom


def _enlarge_box(width: float, height: float, by: float) -> tuple[float, float, float, float]:
    return round(-by, 3), round(-by, 3), round(width + by, 3), round(height + by, 3)


def _define_registration_colour(pdf: Any, page: Any) -> None:
    resources = _find_object(pdf, page["Resources"])
    spaces = _find_object(pdf, resources["ColorSpace"])
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


def _draw_marks(width: float, height: float) -> list[str]:
    lines = [
        part
        for x, outward_x in ((0.0, -1), (width, 1))
        for y, outward_y in ((0.0, -1), (height, 1))
        for part in (
            _draw_line(x + outward_x * CROP_MARK_START, y, x + outward_x * CROP_MARK_END, y),
            _draw_line(x, y + outward_y * CROP_MARK_START, x, y + outward_y * CROP_MARK_END),
        )
    ]
    targets = (
        (-REGISTRATION_OFFSET, height / 2),
        (width + REGISTRATION_OFFSET, height / 2),
        (width / 2, -REGISTRATION_OFFSET),
        (width / 2, height + REGISTRATION_OFFSET),
    )
    for x, y in targets:
        lines += [
            _draw_circle(x, y),
            _draw_line(x - 1.5 * REGISTRATION_RADIUS, y, x + 1.5 * REGISTRATION_RADIUS, y),
            _draw_line(x, y - 1.5 * REGISTRATION_RADIUS, x, y + 1.5 * REGISTRATION_RADIUS),
        ]
    start = f"/Artifact << /Type /Page >> BDC q /{ALL_INKS} CS 1 SCN {MARK_LINE_WIDTH} w"
    return [start, *lines, "Q EMC"]


def _draw_line(x: float, y: float, to_x: float, to_y: float) -> str:
    return f"{x:.3f} {y:.3f} m {to_x:.3f} {to_y:.3f} l S"


def _draw_circle(x: float, y: float) -> str:
    quarters = (((1, 0), (0, 1)), ((0, 1), (-1, 0)), ((-1, 0), (0, -1)), ((0, -1), (1, 0)))
    curves = []
    for (ax, ay), (bx, by) in quarters:
        points = (
            (ax + CIRCLE_HANDLE * bx, ay + CIRCLE_HANDLE * by),
            (bx + CIRCLE_HANDLE * ax, by + CIRCLE_HANDLE * ay),
            (bx, by),
        )
        curves.append(
            " ".join(f"{x + REGISTRATION_RADIUS * px:.3f} {y + REGISTRATION_RADIUS * py:.3f}" for px, py in points)
            + " c"
        )
    return f"{x + REGISTRATION_RADIUS:.3f} {y:.3f} m {' '.join(curves)} S"
