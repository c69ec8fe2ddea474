"""The input and the result of every check of a rule."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from briefgen.model.document import Document
from briefgen.model.selection import Selection


@dataclass(frozen=True, slots=True)
class RuleContext:
    """A finished text with the selection that it was composed from."""

    document: Document
    selection: Selection
    now: datetime | None = None
    """The time, with its zone; None if deadlines are not checked."""
    other_audiences: frozenset[str] = frozenset()
    """The other audiences: a variant with the name of one of them was not written for this reader."""


@dataclass(frozen=True, slots=True)
class RuleResult:
    """The limit of a rule, the actual value, and whether the rule is met."""

    limit: str
    actual: str
    met: bool
    message: str = ""
    """What is wrong, if the rule is not met."""
    hints: tuple[str, ...] = ()
