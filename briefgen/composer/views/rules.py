"""The rules of the audience with what the text measures."""

from __future__ import annotations

from dataclasses import dataclass

from briefgen.composer.reading import BriefReading
from briefgen.model.verdict import RuleOutcome

OUTCOME_ORDER = (RuleOutcome.BROKEN, RuleOutcome.MET, RuleOutcome.AT_BUILD, RuleOutcome.SILENCED)


@dataclass(frozen=True, slots=True)
class RuleRow:
    """One rule."""

    code: str
    requirement: str
    """`2,815 words in the body`"""
    actual: str
    outcome: str
    severity: str
    source: str
    is_verified: bool
    count: int = 0
    limit: int = 0
    """Words, for a rule about words; pages, for one about pages as soon as they are counted; 0 for others."""
    kind: str = ""
    """As in `audience.yaml`: `words`, `pages`, `deadline`."""


def build_rules(reading: BriefReading) -> tuple[RuleRow, ...]:
    """Every rule: broken ones first, then those about words, which change most."""
    known = {rule.code: rule for rule in (reading.document.rules if reading.document else ())}
    rows = []
    for verdict in reading.verdicts:
        if not verdict.is_rule:
            continue
        rule = known.get(verdict.code)
        is_counted = rule is not None and rule.kind == "words"
        count = sum(reading.word_counts.get(part.value, 0) for part in rule.counts) if rule and is_counted else 0
        rows.append(
            RuleRow(
                code=verdict.code,
                requirement=verdict.limit,
                actual=verdict.actual,
                outcome=verdict.outcome.value,
                severity=verdict.severity,
                source=verdict.source,
                is_verified=verdict.verified,
                count=count,
                limit=(rule.limit or 0) if rule and rule.kind in {"words", "pages"} else 0,
                kind=rule.kind if rule else "",
            )
        )
    return tuple(sorted(rows, key=lambda row: (OUTCOME_ORDER.index(RuleOutcome(row.outcome)), not row.limit)))
