"""How one brief is doing: its words against the limit, and its problems. A row of the first page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from briefgen.composer.reading import read_brief
from briefgen.composer.session import ComposerSession
from briefgen.composer.views.rules import RuleRow, build_rules
from briefgen.model.diagnostic import Severity


@dataclass(frozen=True, slots=True)
class SummaryView:
    """One brief in numbers."""

    brief: str
    words: int
    length: RuleRow | None
    """The first rule about words, or None."""
    errors: int
    warnings: int


def build_summary_view(session: ComposerSession, arguments: Mapping[str, Any]) -> SummaryView:
    """The numbers of the brief that the arguments name."""
    reading = read_brief(session, arguments)
    rules = build_rules(reading)
    errors = sum(problem.severity is Severity.ERROR for problem in reading.problems)
    return SummaryView(
        brief=reading.key.brief,
        words=reading.word_counts.get("body", 0),
        length=next((rule for rule in rules if rule.kind == "words"), None),
        errors=errors,
        warnings=len(reading.problems) - errors,
    )
