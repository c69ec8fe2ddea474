"""What rules look at, and what each finds."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from briefgen.model.document import Document
from briefgen.model.selection import Selection


@dataclass(frozen=True, slots=True)
class RuleContext:
    """A finished text with the selection that it came from."""

    document: Document
    selection: Selection
    now: datetime | None = None
    """The time, with its zone; None where deadlines are not to be judged."""
    other_audiences: frozenset[str] = frozenset()
    """The other audiences: a cut with the name of one of them was not written for this reader."""


@dataclass(frozen=True, slots=True)
class RuleResult:
    """What a rule asks for and what there is."""

    limit: str
    actual: str
    met: bool
    message: str = ""
    """What is wrong, where it is not met."""
    hints: tuple[str, ...] = ()
