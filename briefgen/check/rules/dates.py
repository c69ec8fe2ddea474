"""Rules about time: the period covered, figures older than it, the deadline."""

from __future__ import annotations

import re
from datetime import timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

from briefgen.check.rules.context import RuleContext, RuleResult
from briefgen.model.audience import Rule
from briefgen.model.library import Fact

_YEAR = re.compile(r"\d{4}")


def check_period(rule: Rule, matter: RuleContext) -> RuleResult:
    """Whether the brief says which time it covers, and that it is not too long."""
    covered = matter.document.brief.period
    limit = f"at most {rule.limit} years" if rule.limit else "stated"
    if covered is None:
        hint = "add `period: {start: 2022-11-01, end: 2026-10-31}` to the brief"
        return RuleResult(
            limit, "not stated", met=False, message="the brief does not say which period it covers", hints=(hint,)
        )
    days = (covered.end - covered.start).days
    met = rule.limit is None or days <= rule.limit * 366
    message = f"the period of {days / 365.25:.1f} years is longer than {rule.limit} years"
    return RuleResult(limit, f"{covered.start} to {covered.end}", met, message)


def check_facts_in_period(_rule: Rule, matter: RuleContext) -> RuleResult | None:
    """Whether the figures shown are as young as the period; nothing is judged where none is stated."""
    covered = matter.document.brief.period
    if covered is None:
        return None
    shown = (matter.selection.facts[one] for one in matter.document.facts if one in matter.selection.facts)
    old = [
        fact
        for fact in shown
        if _is_figure(fact) and (year := _YEAR.search(fact.as_of)) and int(year[0]) < covered.start.year
    ]
    listed = ", ".join(f"`{fact.id}` ({fact.as_of})" for fact in old)
    message = f"figures older than the period, which begins in {covered.start.year}: {listed}"
    hints = ("take a later figure, or say in the text that it is older",)
    return RuleResult(f"from {covered.start.year}", f"{len(old)} older", not old, message, hints)


def check_deadline(rule: Rule, matter: RuleContext) -> RuleResult | None:
    """How long is left, by the body's clocks; nothing is judged without a deadline or without the time."""
    last, now = matter.document.brief.deadline, matter.now
    if last is None or now is None:
        return None
    zone = rule.values[0]
    left = last.replace(tzinfo=ZoneInfo(zone)) - now
    message = f"the deadline passed {_format_duration(-left)} ago"
    shown = f"{_format_duration(left)} left" if left >= timedelta() else f"passed {_format_duration(-left)} ago"
    return RuleResult(f"{last:%Y-%m-%d %H:%M} {zone}", shown, left >= timedelta(), message)


def _is_figure(fact: Fact) -> bool:
    value = fact.value[0] if isinstance(fact.value, tuple) else fact.value
    return isinstance(value, int | Decimal) and fact.unit != "year"


def _format_duration(span: timedelta) -> str:
    """The two largest units: `12 days 1 hour`, `5 hours 3 minutes`."""
    hours, minutes = span.seconds // 3600, span.seconds % 3600 // 60
    if span.days:
        return f"{_format_quantity(span.days, 'day')} {_format_quantity(hours, 'hour')}"
    return (
        f"{_format_quantity(hours, 'hour')} {_format_quantity(minutes, 'minute')}"
        if hours
        else _format_quantity(minutes, "minute")
    )


def _format_quantity(number: int, unit: str) -> str:
    return f"1 {unit}" if number == 1 else f"{number} {unit}s"
