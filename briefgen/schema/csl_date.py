"""Turns the ways in which people and programs write a date of a source into CSL's `date-parts`.

Accepted are EDTF strings (https://www.loc.gov/standards/datetime/, levels 0 and 1 as far as citations need them),
CSL's own mapping, and pandoc's list of `{year, month, day}`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from briefgen.schema.key_types import build_fault, describe_value

EDTF_DATE = re.compile(r"(?P<year>-?\d{4})(-(?P<month>\d{2})(-(?P<day>\d{2}))?)?(T[\d:.Z+-]+)?(?P<doubt>[~?%]?)")
SEASONS = {21: 1, 22: 2, 23: 3, 24: 4}
"""EDTF writes seasons as months, CSL as a variable of its own."""
DATE_PARTS = ("year", "month", "day")
DATE_HINT = 'write it as `2024-06-06`, `2024-06`, `2024` or `{literal: "n.d."}`'


def to_csl_date(value: object) -> dict[str, object]:
    """A date as CSL data; empty where nothing is stated. Raises a fault where it cannot be read."""
    if isinstance(value, Decimal | bool):
        raise _build_unreadable_fault(value)
    if isinstance(value, str | int | date):
        return _read_edtf(str(value).strip())
    if isinstance(value, list):
        return {"date-parts": [_read_named_parts(point) for point in value]} if value else {}
    if isinstance(value, dict):
        return _read_mapping(value)
    raise _build_unreadable_fault(value)


def _build_unreadable_fault(value: object) -> Exception:
    return build_fault("source-date", f"must be a date, found {describe_value(value)}", DATE_HINT)


def _read_edtf(text: str) -> dict[str, object]:
    if not text:
        return {}
    if text.isdigit() and len(text) < 4:
        text = text.zfill(4)
    points = [EDTF_DATE.fullmatch(point) for point in text.split("/")]
    if len(points) > 2:
        raise _build_unreadable_fault(text)
    result: dict[str, object] = {}
    parts: list[list[int]] = []
    for point in points:
        if point is None:
            raise _build_unreadable_fault(text)
        numbers = [int(point[part]) for part in DATE_PARTS if point[part]]
        if len(numbers) > 1 and numbers[1] in SEASONS:
            result["season"] = SEASONS[numbers.pop(1)]
        if point["doubt"]:
            result["circa"] = True
        parts.append(_check_calendar_date(numbers, text))
    return {"date-parts": parts, **result}


def _read_mapping(value: Mapping[str, object]) -> dict[str, object]:
    if "year" in value:
        return {"date-parts": [_read_named_parts(value)]}
    unknown = set(value) - {"date-parts", "season", "circa", "literal", "raw", "edtf"}
    if unknown:
        raise build_fault("source-date", f"has the unknown part `{min(unknown)}`", DATE_HINT)
    rest = {key: part for key, part in value.items() if key in {"season", "circa", "literal"} and part is not None}
    for written in ("edtf", "raw"):
        if written in value:
            return {**_read_or_literal(str(value[written])), **rest}
    stated = value.get("date-parts")
    if not isinstance(stated, list) or not all(isinstance(point, list) for point in stated):
        if stated is not None:
            raise _build_unreadable_fault(stated)
        return rest
    parts = [
        _check_calendar_date([_read_whole_number(number) for number in point if number not in {None, ""}], value)
        for point in stated
    ]
    parts = [numbers for numbers in parts if numbers]
    return {**({"date-parts": parts} if parts else {}), **rest}


def _read_or_literal(text: str) -> dict[str, object]:
    """What a program stored unread: as a date where it is one, else word for word."""
    if all(EDTF_DATE.fullmatch(point) for point in text.split("/")):
        return _read_edtf(text)
    return {"literal": text}


def _read_named_parts(value: object) -> list[int]:
    if not isinstance(value, dict) or "year" not in value:
        raise _build_unreadable_fault(value)
    return _check_calendar_date(
        [_read_whole_number(value[part]) for part in DATE_PARTS if value.get(part) is not None], value
    )


def _read_whole_number(value: object) -> int:
    if isinstance(value, bool) or not re.fullmatch(r"-?\d{1,4}", str(value)):
        raise _build_unreadable_fault(value)
    return int(str(value))


def _check_calendar_date(numbers: list[int], value: object) -> list[int]:
    """Year, month and day as they are, if the calendar has that day."""
    year, month, day = (*numbers, *(1, 1, 1)[len(numbers) :])[:3]
    try:
        date(year if 0 < year < 10_000 else 2000, month, day)
    except ValueError:
        raise _build_unreadable_fault(value) from None
    return numbers
