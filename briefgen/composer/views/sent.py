"""What was built and can be noted as sent, what was sent, and what of it is no longer true."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from briefgen.composer.finished_files import list_finished_files
from briefgen.composer.session import ComposerSession
from briefgen.composer.views.problem import ProblemRow, build_row
from briefgen.corrections.current import CurrentProject
from briefgen.corrections.due import find_due_corrections
from briefgen.corrections.json_report import build_corrections_report
from briefgen.load.paths import to_display_path
from briefgen.model.artifact import Format
from briefgen.model.brief import Project
from briefgen.model.diagnostic import Diagnostic, Sink
from briefgen.model.record import Delivery
from briefgen.record.deliveries import read_deliveries

MAX_ROWS = 500
"""Of a list; the newest."""


@dataclass(frozen=True, slots=True)
class FinishedFile:
    """A file as it was built last, if it is still there."""

    name: str
    """Its path below the project."""
    brief: str
    language: str
    recipient: str
    built: str
    """The day."""


@dataclass(frozen=True, slots=True)
class SentFile:
    """A file that was sent."""

    name: str
    to: str
    on: str


@dataclass(frozen=True, slots=True)
class SentView:
    """The page on what left the house."""

    today: str
    files: tuple[FinishedFile, ...]
    campaigns: tuple[str, ...]
    """Those of the files."""
    deliveries: tuple[SentFile, ...]
    """The newest first."""
    corrections: Sequence[Mapping[str, Any]]
    """What `briefgen corrections --format json` prints: the most urgent first."""
    formats: tuple[str, ...]
    """Those that a notice of correction can have."""
    problems: tuple[ProblemRow, ...]


def build_sent_view(session: ComposerSession, _arguments: Mapping[str, Any]) -> SentView:
    """Finished files, deliveries and the corrections that are due today."""
    project, sink = session.require_project(), Sink()
    latest = [file for file in list_finished_files(project, sink) if (project.output / file.path).is_file()]
    today = datetime.now(UTC).date()
    deliveries, due, problems = session.read_lasting(
        ("corrections", today), lambda: _read_corrections(project, today), ()
    )
    files = (
        FinishedFile(
            to_display_path(project.root, project.output / file.path),
            file.contents.brief,
            file.contents.language,
            file.recipient,
            file.built[:10],
        )
        for file in latest[:MAX_ROWS]
    )
    return SentView(
        today.isoformat(),
        tuple(files),
        tuple(sorted({file.contents.campaign for file in latest} - {""})),
        tuple(SentFile(sent.name, sent.to, sent.on) for sent in deliveries[: -MAX_ROWS - 1 : -1]),
        due,
        tuple(format_.value for format_ in Format),
        tuple(build_row(problem) for problem in (*sink.collect_sorted(), *problems)),
    )


def _read_corrections(
    project: Project, today: date
) -> tuple[tuple[Delivery, ...], Sequence[Mapping[str, Any]], tuple[Diagnostic, ...]]:
    sink = Sink()
    deliveries = read_deliveries(project.root, sink)
    due = find_due_corrections(CurrentProject(project), deliveries, today, sink)
    return deliveries, build_corrections_report(due), sink.collect_sorted()
