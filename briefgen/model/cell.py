"""Cells of a table that hold more than text: dates, times and numbers, with the form in which a spreadsheet shows them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from enum import StrEnum


class DateForm(StrEnum):
    """What a spreadsheet shows of a date."""

    DAY = "day"
    """The whole date: 14 December 2026."""
    MONTH = "month"
    """December 2026."""
    DAY_OF_YEAR = "day-of-year"
    """14 December."""
    YEAR = "year"
    WEEKDAY = "weekday"
    """Monday."""


@dataclass(frozen=True, slots=True)
class DateCell:
    """A date, a time, or both."""

    value: date | datetime | time
    form: DateForm = DateForm.DAY
    has_time: bool = False
    has_weekday: bool = False
    """Whether the day of the week is beside the date: Monday, 14 December 2026."""


@dataclass(frozen=True, slots=True)
class NumberCell:
    """A number with its decimals, as it is shown."""

    value: Decimal
    """Of a share, the number before the per-cent sign."""
    is_share: bool = False
    is_grouped: bool = False
    """Whether thousands are separated."""
    before: str = ""
    """What the format sets in front of the number, such as the sign of a currency."""
    after: str = ""


@dataclass(frozen=True, slots=True)
class TruthCell:
    """True or false, which each language of a spreadsheet writes in its own way."""

    value: bool


CellValue = DateCell | NumberCell | TruthCell
