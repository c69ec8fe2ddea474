"""Rules about time: the period that the brief covers, figures older than it, the deadline."""

from __future__ import annotations

import re
from datetime import timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

from briefgen.check.rules.context import RuleContext, RuleResult
from briefgen.model.audience import Rule
from briefgen.model.library import Fact

_YEAR = re.compile(r"\d{4}")


def check_period(rule: Rule, context: RuleContext) -> RuleResult:
    """Whether the brief states the period that it covers, and whether that is short enough."""
    period = context.document.brief.period
    limit = f"at most {rule.limit} years" if rule.limit else "stated"
    if period is None:
        message = "the brief does not say which period it covers"
        hint = "add `period: {start: 2022-11-01, end: 2026-10-31}` to the brief"
        return RuleResult(limit, "not stated", met=False, message=message, hints=(hint,))
    days = (period.end - period.start).days
    met = rule.limit is None or days <= rule.limit * 366
    message = f"the period of {days / 365.25:.1f} years is longer than {rule.limit} years"
    return RuleResult(limit, f"{period.start} to {period.end}", met, message)


def check_facts_in_period(_rule: Rule, context: RuleContext) -> RuleResult | None:
    """Whether the printed figures are as recent as the period; None for a brief without a period."""
    period = context.document.brief.period
    if period is None:
        return None
    start = period.start.year
    facts = context.selection.facts
    old = [
        fact
        for fact in (facts[key] for key in context.document.facts if key in facts)
        if _is_figure(fact) and (year := _YEAR.search(fact.as_of)) and int(year[0]) < start
    ]
    listed = ", ".join(f"`{fact.id}` ({fact.as_of})" for fact in old)
    message = f"figures older than the period, which starts in {start}: {listed}"
    hint = "take a later figure, or say in the text that it is older"
    return RuleResult(f"from {start}", f"{len(old)} older", not old, message, (hint,))


def check_deadline(rule: Rule, context: RuleContext) -> RuleResult | None:
    """Whether time is left by the body's clocks; None without a deadline or without the time."""
    deadline, now = context.document.brief.deadline, context.now
    if deadline is None or now is None:
        return None
    zone = rule.values[0]
    left = deadline.replace(tzinfo=ZoneInfo(zone)) - now
    met = left >= timedelta()
    passed = f"passed {_format_duration(-left)} ago"
    actual = f"{_format_duration(left)} left" if met else passed
    return RuleResult(f"{deadline:%Y-%m-%d %H:%M} {zone}", actual, met, f"the deadline {passed}")


def _is_figure(fact: Fact) -> bool:
    value = fact.value[0] if isinstance(fact.value, tuple) else fact.value
    return isinstance(value, int | Decimal) and fact.unit != "year"


def _format_duration(duration: timedelta) -> str:
    """The two largest units: `12 days 1 hour`, `5 hours 3 minutes`, `2 minutes`."""
    minutes = duration.seconds // 60
    amounts = [(duration.days, "day"), (minutes // 60, "hour"), (minutes % 60, "minute")]
    while len(amounts) > 1 and not amounts[0][0]:
        del amounts[0]
    return " ".join(f"{number} {unit}{'' if number == 1 else 's'}" for number, unit in amounts[:2])
