"""Turns the ways in which people and programs write a date of a source into CSL's `date-parts`.

Accepted are EDTF strings (https://www.loc.gov/standards/datetime/, levels 0 and 1 as far as citations need them),
CSL's own mapping, and pandoc's list of `{year, month, day}`. There is no year 0, as in CSL: `-0044` is 44 BC.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal

from pydantic_core import PydanticCustomError

from briefgen.schema.date_words import rewrite_as_edtf, rewrite_date_in_words
from briefgen.schema.key_types import build_fault, describe_value

EDTF_DATE = re.compile(
    r"(?P<year>-?\d{4})(-(?P<month>\d{2})(-(?P<day>\d{2}))?)?([T ]\d{2}:[\d:.Z+-]+)?(?P<doubt>[~?%]?)"
)
SEASONS = {21: 1, 22: 2, 23: 3, 24: 4}
"""EDTF writes seasons as months, CSL as a variable of its own."""
DATE_PARTS = ("year", "month", "day")
KEPT_PARTS = frozenset(("season", "circa", "literal"))
KNOWN_PARTS = KEPT_PARTS | {"date-parts", "raw", "edtf", "date-time", "timestamp"}
"""Parts of CSL's mapping. Crossref adds the last two, which say the same again."""
DATE_HINT = 'write it as `2024-06-06`, `2024-06`, `2024` or `{literal: "n.d."}`'


def to_csl_date(value: object) -> dict[str, object]:
    """A date as CSL data; empty where nothing is stated. Raises a fault where it cannot be read."""
    if isinstance(value, Decimal | bool):
        raise _build_unreadable_fault(value)
    if isinstance(value, str | int | date):
        return _read_edtf(str(value).strip())
    if isinstance(value, list):
        return _read_points([_list_named_parts(point) for point in value], value) if value else {}
    if isinstance(value, dict):
        return _read_mapping(value)
    raise _build_unreadable_fault(value)


def try_csl_date(value: object) -> dict[str, object] | None:
    """A date from another program's file: also in English words, `6 June 2024`. None where it cannot be read."""
    for form in (value, rewrite_date_in_words(value)) if isinstance(value, str) else (value,):
        try:
            return to_csl_date(form)
        except PydanticCustomError:
            continue
    return None


def _build_unreadable_fault(value: object) -> Exception:
    return build_fault("source-date", f"must be a date, found {describe_value(value)}", DATE_HINT)


def _read_edtf(text: str) -> dict[str, object]:
    edtf = rewrite_as_edtf(text)
    if isinstance(edtf, dict):
        return edtf
    if not edtf:
        return {}
    points = [EDTF_DATE.fullmatch(point) for point in edtf.split("/")]
    if len(points) > 2 or None in points:
        raise _build_unreadable_fault(text)
    found = [point for point in points if point]
    stated = [[int(point[part]) for part in DATE_PARTS if point[part]] for point in found]
    doubt = {"circa": True} if any(point["doubt"] for point in found) else {}
    return {**_read_points(stated, text), **doubt}


def _read_mapping(value: Mapping[str, object]) -> dict[str, object]:
    rest = {key: part for key, part in value.items() if key in KEPT_PARTS and part is not None}
    if "year" in value:
        return {**_read_points([_list_named_parts(value)], value), **rest}
    unknown = set(value) - KNOWN_PARTS
    if unknown:
        raise build_fault("source-date", f"has the unknown part `{min(unknown)}`", DATE_HINT)
    for written in ("edtf", "raw"):
        if written in value:
            return {**_read_or_literal(str(value[written])), **rest}
    stated = value.get("date-parts")
    if stated is None and isinstance(rest.get("literal"), str):
        whole = try_csl_date(rest["literal"]) or {}
        return whole if _is_one_day(whole) else rest
    if stated is None:
        return rest
    if not isinstance(stated, list) or not all(isinstance(point, list) for point in stated):
        raise _build_unreadable_fault(stated)
    points = [
        [_read_whole_number(number, value) for number in point if number is not None and number != ""]
        for point in stated
    ]
    return {**_read_points([point for point in points if point], value), **rest}


def _read_or_literal(text: str) -> dict[str, object]:
    """What a program stored unread: as a date where it is one, else word for word."""
    read = try_csl_date(text)
    return {"literal": text} if read is None else read


def _is_one_day(value: Mapping[str, object]) -> bool:
    parts = value.get("date-parts")
    return isinstance(parts, list) and len(parts) == 1 and len(parts[0]) == len(DATE_PARTS)


def _list_named_parts(value: object) -> list[int]:
    if not isinstance(value, dict) or "year" not in value:
        raise _build_unreadable_fault(value)
    return [_read_whole_number(value[part], value) for part in DATE_PARTS if value.get(part) is not None]


def _read_whole_number(number: object, value: object) -> int:
    if isinstance(number, bool) or not re.fullmatch(r"-?\d{1,4}", str(number)):
        raise _build_unreadable_fault(number if isinstance(number, str) else value)
    return int(str(number))


def _read_points(points: Sequence[Sequence[int]], value: object) -> dict[str, object]:
    """One day or the two ends of a range as CSL data."""
    if not points:
        return {}
    if len(points) > 2:
        raise _build_unreadable_fault(value)
    seasons = [SEASONS[point[1]] for point in points if len(point) == 2 and point[1] in SEASONS]
    if seasons and len(points) > 1:
        message = f"is a range of seasons, {describe_value(value)}, which citations cannot print"
        raise build_fault("source-date", message, 'write it in words: `{literal: "Spring–Summer 2019"}`')
    if seasons:
        points = [points[0][:1]]
    parts = [_check_calendar_date(_drop_zero_parts(point), value) for point in points]
    return {"date-parts": parts, **({"season": seasons[0]} if seasons else {})}


def _drop_zero_parts(numbers: Sequence[int]) -> list[int]:
    """The date without a month or day of `00`, which programs write for an unknown one."""
    kept = list(numbers)
    while len(kept) > 1 and kept[-1] == 0:
        kept.pop()
    return kept


def _check_calendar_date(numbers: list[int], value: object) -> list[int]:
    """Year, month and day as they are, if the calendar has that day."""
    if len(numbers) > len(DATE_PARTS):
        raise _build_unreadable_fault(value)
    year, month, day = (*numbers, *(1, 1, 1)[len(numbers) :])[:3]
    if year == 0:
        message = f"has the year 0, {describe_date(value)}, and there is no such year"
        raise build_fault("source-date", message, "write `-0001` for 1 BC, or delete the date if it is unknown")
    try:
        date(year if 0 < year < 10_000 else 2000, month, day)
    except ValueError:
        raise _build_unreadable_fault(describe_date(value).strip("`")) from None
    return numbers


def describe_date(value: object) -> str:
    """A date in the words of its file: `` `2019-00-00` `` also for `{"date-parts": [["2019", "00", "00"]]}`."""
    if isinstance(value, Mapping):
        stated = value.get("date-parts") or [[value[part] for part in DATE_PARTS if part in value]]
        points = stated if isinstance(stated, list) else []
        written = [value[key] for key in ("raw", "edtf", "literal") if key in value]
        joined = "/".join("-".join(map(str, point)) for point in points if isinstance(point, list))
        value = str(written[0]) if written else joined
    return describe_value(value)


def is_year_zero(value: object) -> bool:
    """Whether a date that cannot be read states the year 0, which programs write for an unknown one."""
    return bool(re.search(r"`-?0{1,4}\D", describe_date(value)))
