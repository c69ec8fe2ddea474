"""Builds a notice for each addressee of something that is no longer true, as `briefgen corrections --to` does."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from briefgen.campaign import BuildReason, ExecutionOptions, Task, count_processors, open_stores
from briefgen.composer.building import read_formats
from briefgen.composer.runs import Run
from briefgen.composer.session import ComposerSession
from briefgen.corrections.current import CurrentProject
from briefgen.corrections.due import find_due_corrections
from briefgen.corrections.notices import plan_notices
from briefgen.model.artifact import Format
from briefgen.model.brief import Project
from briefgen.record.deliveries import read_deliveries


def start_notices(session: ComposerSession, arguments: Mapping[str, Any]) -> None:
    """Build the notices that are due today, in the formats that the arguments name. Raises `BriefgenError` while another run goes on."""
    project, formats = session.require_project(), read_formats(arguments.get("formats"))
    session.runs.start("", lambda run: build_notices(run, project, formats))


def build_notices(run: Run, project: Project, formats: tuple[Format, ...]) -> None:
    """Build a notice for each addressee, in the language of what was sent. Raises `BriefgenError`."""
    today, current = datetime.now(UTC).date(), CurrentProject(project)
    due = find_due_corrections(current, read_deliveries(project.root, run.sink), today, run.sink)
    planned = plan_notices(current, due, formats, project.output, today, run.sink)
    tasks = [Task(document, BuildReason.NEW) for document in planned]
    with open_stores(project, project.output, run.sink) as stores:
        run.build(tasks, len(tasks), 0, stores, ExecutionOptions(count_processors()))
