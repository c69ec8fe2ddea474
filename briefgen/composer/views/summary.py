"""How one brief is doing: its words against the limit, and its problems. A row of the first page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from briefgen.composer.reading import BriefReading, check_brief
from briefgen.composer.session import ComposerSession
from briefgen.composer.views.rules import RuleRow, build_rules
from briefgen.model.diagnostic import Severity
from briefgen.translate.report import find_stale_translations


@dataclass(frozen=True, slots=True)
class StaleCount:
    """How many translations into a language are older than their originals."""

    language: str
    count: int


@dataclass(frozen=True, slots=True)
class SummaryView:
    """One brief in numbers."""

    brief: str
    words: int
    length: RuleRow | None
    """The first rule about words, or None."""
    errors: int
    warnings: int
    stale: tuple[StaleCount, ...]
    """By language, the translations of its texts whose originals changed since; none where all are current."""


def build_summary_view(session: ComposerSession, arguments: Mapping[str, Any]) -> SummaryView:
    """The numbers of the brief that the arguments name."""
    reading = check_brief(session, arguments)
    rules = build_rules(reading)
    errors = sum(problem.severity is Severity.ERROR for problem in reading.problems)
    return SummaryView(
        brief=reading.key.brief,
        words=reading.word_counts.get("body", 0),
        length=next((rule for rule in rules if rule.kind == "words"), None),
        errors=errors,
        warnings=len(reading.problems) - errors,
        stale=tuple(_count_stale(reading)),
    )


def _count_stale(reading: BriefReading) -> Iterator[StaleCount]:
    """A block of which the title and the text are stale counts as two texts, as `briefgen translations` lists them."""
    if reading.inputs is None or reading.selection is None or reading.document is None:
        return
    stale = find_stale_translations(
        reading.inputs.library,
        reading.project.language,
        reading.inputs.brief,
        reading.selection.choices,
        reading.document.facts,
    )
    for language, count in sorted(Counter(standing.language for standing in stale).items()):
        yield StaleCount(language, count)
