"""Counts the documents of a run, for the progress bar and for the summary at its end."""

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
    """Counts results. Names and faults are kept by the index of their document."""

    totals: Totals
    finished: int = 0
    unchanged: int = 0
    failed_names: dict[int, str] = field(default_factory=dict)
    faults: dict[int, tuple[Diagnostic, str]] = field(default_factory=dict)
    """Those of the machine or of briefgen itself, each with its traceback."""
    started_at: float = field(default_factory=monotonic)

    def add_result(self, index: int, result: JobResult) -> None:
        """Count one more document."""
        self.finished += 1
        self.unchanged += result.unchanged
        if result.failed:
            self.failed_names[index] = result.stem
        if result.fault:
            self.faults[index] = result.fault, result.traceback

    @property
    def failed(self) -> int:
        """How many documents failed."""
        return len(self.failed_names)

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
        names = [to_printable(name) for _, name in sorted(self.failed_names.items())][: options.MAX_NAMES]
        more = f" and {failed - options.MAX_NAMES} more" if failed > options.MAX_NAMES else ""
        named = f"\nfailed: {', '.join(names)}{more}" if names else ""
        return f"{', '.join(parts)} in {monotonic() - self.started_at:.1f} s{named}"
