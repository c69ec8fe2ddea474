"""Counts how a run is getting on: what the bar shows, and what is said at the end."""

from __future__ import annotations

from dataclasses import dataclass, field
from time import monotonic

from briefgen.campaign import Outcome
from briefgen.commands import options
from briefgen.commands.report import counted_word, printable
from briefgen.values.diagnostic import Diagnostic


@dataclass(frozen=True, slots=True)
class Extent:
    """How many documents a run is about."""

    due: int
    current: int = 0
    """Those that are up to date."""


@dataclass(slots=True)
class Tally:
    """Numbers, and of what went wrong the names; of documents that went well nothing is kept."""

    extent: Extent
    done: int = 0
    unchanged: int = 0
    failed: int = 0
    names: dict[int, str] = field(default_factory=dict)
    """Of the first documents that failed, by their place: as many as are told."""
    faults: dict[Diagnostic, int] = field(default_factory=dict)
    """Those of the machine or of briefgen itself, each with the first place where it was found."""
    tracebacks: dict[str, int] = field(default_factory=dict)
    """Where in the program those happened, likewise."""
    begun: float = field(default_factory=monotonic)

    def count(self, place: int, outcome: Outcome) -> None:
        """One more is done."""
        self.done += 1
        self.unchanged += outcome.unchanged
        if outcome.failed:
            self.failed += 1
            self.names[place] = outcome.stem
            if len(self.names) > options.MOST_NAMES:
                del self.names[max(self.names)]
        if outcome.fault:
            self.faults[outcome.fault] = min(place, self.faults.get(outcome.fault, place))
        if outcome.traceback:
            self.tracebacks[outcome.traceback] = min(place, self.tracebacks.get(outcome.traceback, place))

    def words(self) -> str:
        """`1 failed · 40 up to date · 3.2 a second`."""
        seconds = monotonic() - self.begun
        parts = [f"{self.failed} failed"] if self.failed else []
        parts += [f"{self.extent.current:,} up to date"] if self.extent.current else []
        parts += [f"{self.done / seconds:.1f} a second"] if self.done and seconds else []
        return " · ".join(parts)

    def summary(self) -> str:
        """`12 documents made, 1 failed, 40 up to date in 3.2 s`, and the names of those that failed."""
        failed, missing = self.failed, self.extent.due - self.done
        parts = [f"{counted_word(self.done - failed - self.unchanged, 'document')} made"]
        parts += [f"{self.unchanged} the same as before"] if self.unchanged else []
        parts += [f"{failed} failed"] if failed else []
        parts += [f"{missing} not finished"] if missing else []
        parts += [f"{self.extent.current:,} up to date"] if self.extent.current else []
        names = [printable(name) for _, name in sorted(self.names.items())]
        more = f" and {failed - options.MOST_NAMES} more" if failed > options.MOST_NAMES else ""
        named = f"\nfailed: {', '.join(names)}{more}" if names else ""
        return f"{', '.join(parts)} in {monotonic() - self.begun:.1f} s{named}"
