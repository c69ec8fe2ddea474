"""Places values on the axes of a chart: dates as years, round numbers, and both in the brief's language."""

from __future__ import annotations

import math
import re
from calendar import isleap
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

from briefgen.compose.localisation import (
    SHARE_UNIT,
    format_amount,
    format_large_number,
    format_short_month,
    format_value,
    format_year,
    shorten_year,
)
from briefgen.model.chart import ChartTick
from briefgen.model.library import Fact

_MONTH = re.compile(r"(\d{4})-(\d{2})")
_YEAR = re.compile(r"\d{4}")

_ROUND_STEPS = (Decimal(1), Decimal(2), Decimal("2.5"), Decimal(5), Decimal(10))
_AMOUNT_INTERVALS = 4
"""Most intervals between the ticks of an axis of amounts."""

_YEAR_INTERVALS = 10
_YEAR_STEPS = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000)
_MONTH_STEPS = (1, 2, 3, 6)
_MONTH_INTERVALS = 8
_FIRST_LARGE_NUMBER = 1_000_000
"""From here on, ticks are in words: 1.5 million."""

_MARGIN = 0.04
"""Of an axis of time, free at each end."""


def read_time(value: object) -> date | str | int | None:
    """A day, a month (`2024-03`) or a year; None where the value is none of these."""
    text = str(value).strip()
    if found := _MONTH.fullmatch(text):
        return text if 1 <= int(found[2]) <= 12 and int(found[1]) else None
    if _YEAR.fullmatch(text):
        return int(text) or None
    try:
        return date.fromisoformat(text) if re.fullmatch(r"\d{4}-\d{2}-\d{2}", text) else None
    except ValueError:
        return None


def compute_year(time: date | str | int) -> float:
    """The place of a day, of the middle of a month, or of a year on an axis of years."""
    if isinstance(time, int):
        return float(time)
    if isinstance(time, str):
        year, month = map(int, time.split("-"))
        return year + (month - 0.5) / 12
    return time.year + (time.timetuple().tm_yday - 0.5) / (366 if isleap(time.year) else 365)


def format_time(time: date | str | int, language: str) -> str:
    """A day, a month or a year in words, as short as the language has it."""
    if isinstance(time, int):
        return format_year(time, language)
    return shorten_year(format_value(time, "date", language), language)


def choose_amount_ticks(facts: Sequence[Fact], language: str) -> tuple[ChartTick, ...]:
    """Round numbers from zero, or from below it, to at least the greatest amount."""
    values = [value for fact in facts for value in list_numbers(fact)]
    least, greatest = min(0.0, *map(float, values)), max(0.0, *map(float, values))
    rough = Decimal(repr((greatest - least) or 1.0)) / _AMOUNT_INTERVALS
    power = Decimal(10) ** (rough.adjusted())
    step = next(power * factor for factor in _ROUND_STEPS if power * factor >= rough)
    if all(isinstance(value, int) for value in values):
        step = max(step.to_integral_value(), Decimal(1))
    first = math.floor(Decimal(repr(least)) / step)
    last = max(math.ceil(Decimal(repr(greatest)) / step), first + 1)
    return tuple(
        ChartTick(float(step * number), _format_tick(step * number, facts[0], language))
        for number in range(first, last + 1)
    )


def choose_time_span(years: Sequence[float]) -> tuple[float, float]:
    """Where an axis of time starts and ends."""
    first, last = min(years), max(years)
    margin = (last - first) * _MARGIN or 0.5
    return first - margin, last + margin


def choose_time_ticks(start: float, end: float, language: str, *, whole_years: bool) -> tuple[ChartTick, ...]:
    """Years, or months where the axis has fewer than two of them, unless all values are of whole years."""
    if len(years := list(range(math.ceil(start), math.floor(end) + 1))) >= 2 or whole_years:
        step = next(step for step in _YEAR_STEPS if len(years) / step <= _YEAR_INTERVALS)
        return tuple(ChartTick(year, format_time(year, language)) for year in years if year % step == 0)
    months = list(_list_months(start, end))
    month_step = next((step for step in _MONTH_STEPS if len(months) / step <= _MONTH_INTERVALS), 12)
    return tuple(
        ChartTick(year + (month - 1) / 12, format_short_month(f"{year:04}-{month:02}", language))
        for year, month in months
        if (month - 1) % month_step == 0
    )


def _list_months(start: float, end: float) -> Iterator[tuple[int, int]]:
    """The months whose first day is on the axis."""
    for number in range(math.ceil(start * 12), math.floor(end * 12) + 1):
        yield number // 12, number % 12 + 1


def _format_tick(value: Decimal, fact: Fact, language: str) -> str:
    number = int(value) if value == value.to_integral_value() else value.normalize()
    if not -_FIRST_LARGE_NUMBER < number < _FIRST_LARGE_NUMBER and not SHARE_UNIT.match(fact.unit):
        return format_large_number(number, language)
    return format_amount(replace(fact, value=number), language)


def list_numbers(fact: Fact) -> tuple[int | Decimal, ...]:
    """The value of a fact, or both ends of a range; nothing where it is not a number."""
    ends = fact.value if isinstance(fact.value, tuple) else (fact.value,)
    numbers = tuple(end for end in ends if isinstance(end, int | Decimal) and not isinstance(end, bool))
    return numbers if len(numbers) == len(ends) and all(math.isfinite(float(number)) for number in numbers) else ()
