"""Counts the blocks that the documents of a run leave out, for the line that ends it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from briefgen.commands.report import format_count, to_printable

if TYPE_CHECKING:
    from briefgen.model.selection import OmissionCause


@dataclass(slots=True)
class LeftOutCounter:
    """What a run leaves out, by cause. What a reader may not see is counted and never named."""

    counts: Counter[OmissionCause] = field(default_factory=Counter)
    document_count: int = 0
    briefs: dict[str, None] = field(default_factory=dict)
    """The briefs that leave something out and that `briefgen explain` knows."""

    def add(self, counts: Mapping[OmissionCause, int], brief: str = "") -> None:
        """Count one more document; `brief` is empty for one without a file."""
        self.document_count += 1
        self.counts.update(counts)
        if brief and any(counts.values()):
            self.briefs[brief] = None

    def format_line(self) -> str:
        """`left out: 4 blocks (3 for other audiences, 1 not for this reader): briefgen explain x`; empty without a document."""
        if not self.document_count:
            return ""
        from briefgen.model.selection import OmissionCause

        total = self.counts.total()
        if not total:
            return "left out: nothing"
        where = f" of {format_count(self.document_count, 'document')}" if self.document_count > 1 else ""
        causes = [f"{self.counts[cause]:,} {cause.value}" for cause in OmissionCause if self.counts[cause]]
        line = f"left out{where}: {format_count(total, 'block')} ({', '.join(causes)})"
        if not self.briefs:
            return line
        name = to_printable(next(iter(self.briefs))) if len(self.briefs) == 1 else "BRIEF"
        return f"{line}: briefgen explain {name}"
