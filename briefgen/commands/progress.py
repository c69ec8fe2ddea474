"""Counts how a run is getting on: what the bar shows, and what is said at the end."""

from __future__ import annotations

from dataclasses import dataclass, field
from time import monotonic

from briefgen.campaign import JobResult
from briefgen.commands import options
from briefgen.commands.report import format_count, to_printable
from briefgen.model.diagnostic import Diagnostic


@dataclass(frozen=True, slots=True)
class Totals:
    """How many documents a run is about."""

    due: int
    current: int = 0
    """Those that are up to date."""


@dataclass(slots=True)
class ProgressCounter:
    """Numbers, and of what went wrong the names; of documents that went well nothing is kept."""

    totals: Totals
    finished: int = 0
    unchanged: int = 0
    failed: int = 0
    failed_names: dict[int, str] = field(default_factory=dict)
    """Of the first documents that failed, by their place: as many as are told."""
    faults: dict[Diagnostic, int] = field(default_factory=dict)
    """Those of the machine or of briefgen itself, each with the first place where it was found."""
    tracebacks: dict[str, int] = field(default_factory=dict)
    """Where in the program those happened, likewise."""
    started_at: float = field(default_factory=monotonic)

    def add_result(self, place: int, outcome: JobResult) -> None:
        """One more is done."""
        self.finished += 1
        self.unchanged += outcome.unchanged
        if outcome.failed:
            self.failed += 1
            self.failed_names[place] = outcome.stem
            if len(self.failed_names) > options.MAX_NAMES:
                del self.failed_names[max(self.failed_names)]
        if outcome.fault:
            self.faults[outcome.fault] = min(place, self.faults.get(outcome.fault, place))
        if outcome.traceback:
            self.tracebacks[outcome.traceback] = min(place, self.tracebacks.get(outcome.traceback, place))

    def format_status(self) -> str:
        """`1 failed · 40 up to date · 3.2 a second`."""
        seconds = monotonic() - self.started_at
        parts = [f"{self.failed} failed"] if self.failed else []
        parts += [f"{self.totals.current:,} up to date"] if self.totals.current else []
        parts += [f"{self.finished / seconds:.1f} a second"] if self.finished and seconds else []
        return " · ".join(parts)

    def format_summary(self) -> str:
        """`12 documents made, 1 failed, 40 up to date in 3.2 s`, and the names of those that failed."""
        failed, missing = self.failed, self.totals.due - self.finished
        parts = [f"{format_count(self.finished - failed - self.unchanged, 'document')} made"]
        parts += [f"{self.unchanged} the same as before"] if self.unchanged else []
        parts += [f"{failed} failed"] if failed else []
        parts += [f"{missing} not finished"] if missing else []
        parts += [f"{self.totals.current:,} up to date"] if self.totals.current else []
        names = [to_printable(name) for _, name in sorted(self.failed_names.items())]
        more = f" and {failed - options.MAX_NAMES} more" if failed > options.MAX_NAMES else ""
        named = f"\nfailed: {', '.join(names)}{more}" if names else ""
        return f"{', '.join(parts)} in {monotonic() - self.started_at:.1f} s{named}"
