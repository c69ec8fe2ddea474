"""The changes that somebody made in a Word file, and what can become of each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from briefgen.composer.merging import read_edited_file
from briefgen.composer.session import ComposerSession
from briefgen.composer.views.problem import ProblemRow, build_row
from briefgen.merge.json_report import build_merge_report


@dataclass(frozen=True, slots=True)
class MergeView:
    """One edited file."""

    report: Mapping[str, Any] | None
    """What `briefgen merge --format json` prints; None where the file cannot be merged, or none is chosen."""
    problems: tuple[ProblemRow, ...]


def build_merge_view(session: ComposerSession, arguments: Mapping[str, Any]) -> MergeView:
    """The changes of the file that the arguments name. Nothing is written."""
    if not arguments.get("upload"):
        return MergeView(None, ())
    reading = read_edited_file(session, arguments)
    report = build_merge_report(reading.merge, is_written=False) if reading.merge else None
    return MergeView(report, tuple(build_row(problem) for problem in reading.problems))
