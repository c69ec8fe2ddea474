"""Rules about the particulars of a brief: which of its keys must be filled in."""

from __future__ import annotations

from collections.abc import Mapping

from briefgen.check.matter import Matter, Measure
from briefgen.values.audience import Rule


def fields(rule: Rule, matter: Matter) -> Measure:
    """Whether every key that the rule names says something; in a list, in each entry."""
    missing = [name for name in rule.values if not _filled(matter.document.brief, name.split("."))]
    shown = ", ".join(f"`{name}`" for name in missing)
    wanted = ", ".join(rule.values)
    actual = f"without {', '.join(missing)}" if missing else "all filled in"
    return Measure(wanted, actual, not missing, f"the brief does not say {shown}", ("add it to the brief",))


def _filled(value: object, way: list[str]) -> bool:
    if isinstance(value, tuple):
        return bool(value) and all(_filled(one, way) for one in value)
    if not way:
        return value not in ("", None) and value != {}
    inner = value.get(way[0]) if isinstance(value, Mapping) else getattr(value, way[0], None)
    return _filled(inner, way[1:])
