"""How long is left until a deadline: by the clocks of the body, summer time and all."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from briefgen.check.rules.context import RuleContext
from briefgen.check.rules.dates import check_deadline
from briefgen.model.audience import Rule
from briefgen.model.diagnostic import Origin, Severity
from briefgen.model.selection import Selection
from tests.unit.documents import a_document

SENT = Rule(
    code="sent",
    kind="deadline",
    limit=None,
    counts=frozenset(),
    severity=Severity.ERROR,
    source="A text",
    as_of="2026-11",
    verified=True,
    origin=Origin("x"),
    values=("Europe/Zurich",),
)


@pytest.mark.parametrize(
    ("last", "now", "met", "shown"),
    [
        ("2026-11-27 23:59", "2026-11-25 14:47", True, "2 days 8 hours left"),
        ("2026-11-27 23:59", "2026-11-26 21:59", True, "1 day 1 hour left"),
        ("2026-11-27 23:59", "2026-11-27 20:57", True, "2 hours 2 minutes left"),
        ("2026-11-27 23:59", "2026-11-27 22:58", True, "1 minute left"),
        ("2026-11-27 23:59", "2026-11-27 22:59", True, "0 minutes left"),
        ("2026-11-27 23:59", "2026-11-28 00:09", False, "passed 1 hour 10 minutes ago"),
        # The clocks of Geneva go forward in the night to 28 March 2027, and back in the night to 31 October.
        ("2027-03-28 12:00", "2027-03-27 11:00", True, "23 hours 0 minutes left"),
        ("2027-10-31 12:00", "2027-10-30 10:00", True, "1 day 1 hour left"),
    ],
)
def test_time_left_is_counted_by_the_clocks_of_the_body(last: str, now: str, *, met: bool, shown: str) -> None:
    document = a_document()
    brief = replace(document.brief, deadline=datetime.fromisoformat(last))
    selection = Selection((), (), {}, {}, {})
    moment = datetime.fromisoformat(now).replace(tzinfo=UTC)
    measure = check_deadline(SENT, RuleContext(replace(document, brief=brief), selection, moment))
    assert measure is not None
    assert (measure.limit, measure.actual, measure.met) == (f"{last} Europe/Zurich", shown, met)
