"""Whether a document meets one rule: a row of the table that `check` prints."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

OWN_SOURCE = "briefgen"
"""The source of a warning of briefgen itself, which follows no rule of an audience."""


class RuleOutcome(StrEnum):
    """The result of checking a document against a rule."""

    MET = "met"
    BROKEN = "broken"
    SILENCED = "silenced"
    """Broken, and the project states why it does not matter."""
    AT_BUILD = "at build"
    """Only the finished file can be checked."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """One rule, what it asks for, what there is, and where the rule is written."""

    code: str
    limit: str
    actual: str
    outcome: RuleOutcome
    source: str
    verified: bool
    reason: str = ""
    """The project's own, where it changed the rule's weight."""
    severity: str = ""
    """`error` or `warning`, where the rule is broken."""

    @property
    def is_rule(self) -> bool:
        """Whether it is about a rule of an audience."""
        return self.source != OWN_SOURCE
