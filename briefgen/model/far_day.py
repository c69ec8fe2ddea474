"""Knows a day that can only be a slip of the year: what happened did not happen years ahead."""

from __future__ import annotations

from datetime import date

DAYS_AHEAD = 366
"""A day on which something happened can be ahead of the clock of a machine that is wrong, but not by a year."""


def is_far_ahead(day: date, today: date) -> bool:
    """Whether a day is more than a year after today."""
    return (day - today).days > DAYS_AHEAD
