"""Reads the day after an option."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from briefgen.commands.session import WrongUsageError

if TYPE_CHECKING:
    from datetime import date

OTHER_FORMS = (
    re.compile(r"(?P<year>[0-9]{4})[./-](?P<month>[0-9]{1,2})[./-](?P<day>[0-9]{1,2})"),
    re.compile(r"(?P<day>[0-9]{1,2})\.(?P<month>[0-9]{1,2})\.(?P<year>[0-9]{4})"),
)
"""Forms that have one meaning only; with `/`, month and day have another order in America."""


def parse_day(written: str, option: str) -> date:
    """The day after an option; today without one. Raises `WrongUsageError`, also for a day that must be a slip of the year."""
    from datetime import UTC, date, datetime

    from briefgen.model.far_day import is_far_ahead

    today = datetime.now(UTC).date()
    try:
        day = date.fromisoformat(written) if written else today
    except ValueError:
        example = _convert_day(written) or "2026-01-31"
        hint = f"write year, month and day: `{option} {example}`"
        raise WrongUsageError("day-syntax", f"`{written}` after `{option}` is not a date", hint) from None
    if is_far_ahead(day, today):
        raise WrongUsageError("day-future", f"`{written}` after `{option}` is years ahead", "write the right year")
    return day


def _convert_day(written: str) -> str:
    """A day in another form as `2026-01-31`; empty for a text that is none."""
    from datetime import date

    found = next((found for form in OTHER_FORMS if (found := form.fullmatch(written.strip()))), None)
    try:
        return date(int(found["year"]), int(found["month"]), int(found["day"])).isoformat() if found else ""
    except ValueError:
        return ""
