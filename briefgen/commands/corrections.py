"""`briefgen corrections`: who has a file in which something is no longer true."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from briefgen.commands import completion, options
from briefgen.commands.report import format_count, to_printable
from briefgen.commands.session import Session, open_result_session, run_command

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from briefgen.corrections.current import CurrentProject
    from briefgen.corrections.due import Correction
    from briefgen.model.artifact import Format


class CorrectionsFormat(StrEnum):
    """How corrections are printed."""

    TEXT = "text"
    JSON = "json"
    CSV = "csv"


@dataclass(frozen=True, slots=True)
class _CorrectionsArguments:
    """What was typed."""

    since: str
    list_format: CorrectionsFormat
    to: Sequence[str] | None
    output: Path | None
    jobs: int | None


def corrections(
    context: typer.Context,
    *,
    since: Annotated[
        str, typer.Option("--since", metavar="DATE", help="Only what was sent on this day or later.")
    ] = "",
    list_format: Annotated[
        CorrectionsFormat, typer.Option("--format", help="Lines for people, or JSON or CSV for programs.")
    ] = CorrectionsFormat.TEXT,
    to: Annotated[
        list[str] | None,
        typer.Option(
            "--to",
            "-t",
            metavar="FORMAT",
            help="Build a notice for each addressee, in these formats.",
            autocompletion=completion.complete_formats,
        ),
    ] = None,
    output: options.Output = None,
    jobs: options.Jobs = None,
) -> None:
    """List what was sent and is no longer true.

    For every line of `deliveries.jsonl`: texts that were withdrawn and consents that ended, first; then figures that
    have another value today, old and new, with the reason that `facts.yaml` states in `why:`; then texts that have
    other words. With `--to pdf,docx`, builds a notice for each addressee in the language of what was sent.
    """
    arguments = _CorrectionsArguments(since.strip(), list_format, to, output, jobs)
    run_command(open_result_session(context, list_format), lambda session: _list_corrections(session, arguments))


def _list_corrections(session: Session, arguments: _CorrectionsArguments) -> None:
    from datetime import UTC, datetime

    from briefgen.commands.arguments import load_current_project, parse_formats
    from briefgen.commands.day import parse_day
    from briefgen.corrections.current import CurrentProject
    from briefgen.corrections.due import filter_since, find_due_corrections
    from briefgen.record.deliveries import read_deliveries

    since = parse_day(arguments.since, "--since").isoformat() if arguments.since else ""
    formats = parse_formats(arguments.to)
    project = load_current_project(session)
    deliveries = list(filter_since(read_deliveries(project.root, session.sink), since))
    current = CurrentProject(project)
    due = find_due_corrections(current, deliveries, datetime.now(UTC).date(), session.sink)
    match arguments.list_format:
        case CorrectionsFormat.TEXT:
            for correction in due:
                for line in _format_correction(correction):
                    typer.echo(to_printable(line))
            checked = format_count(len(deliveries), "delivery")
            session.print_status(f"{format_count(len(due), 'correction')} due, {checked} compared")
        case CorrectionsFormat.JSON:
            _print_json(due)
        case CorrectionsFormat.CSV:
            _print_csv(due)
    if formats and due:
        _build_notices(session, current, due, formats, arguments)


def _build_notices(
    session: Session,
    current: CurrentProject,
    due: Sequence[Correction],
    formats: tuple[Format, ...],
    arguments: _CorrectionsArguments,
) -> None:
    from datetime import UTC, datetime

    from briefgen.campaign import BuildReason, ExecutionOptions, Task, open_stores
    from briefgen.commands.arguments import choose_job_count, choose_output_folder
    from briefgen.commands.execution import execute_tasks
    from briefgen.commands.progress import Totals
    from briefgen.corrections.notices import plan_notices

    project = current.project
    folder = choose_output_folder(arguments.output, project)
    planned = plan_notices(current, due, formats, folder, datetime.now(UTC).date(), session.sink)
    tasks = [Task(document, BuildReason.NEW) for document in planned]
    with open_stores(project, folder, session.sink) as stores:
        execute_tasks(session, tasks, Totals(len(tasks)), stores, ExecutionOptions(choose_job_count(arguments.jobs)))


def _format_correction(correction: Correction) -> Iterator[str]:
    contents, changes = correction.contents, correction.changes
    files = ", ".join(delivery.name for delivery in correction.deliveries)
    yield f"{correction.to}, sent on {correction.on}: brief {contents.brief} in {contents.language} ({files})"
    for change in changes.withdrawn:
        yield f"  withdrawn: {change.name}: {change.reason}"
    for figure in changes.figures:
        now = figure.new or "no longer in the library"
        yield f"  figure: {figure.fact}: {figure.old} -> {now}{f' ({figure.why})' if figure.why else ''}"
    for change in changes.changed:
        yield f"  changed: {change.name}: {change.reason}"


def _print_json(due: Sequence[Correction]) -> None:
    import json

    from briefgen.corrections.json_report import build_corrections_report

    typer.echo(json.dumps(build_corrections_report(due), ensure_ascii=False, indent=2))


def _print_csv(due: Sequence[Correction]) -> None:
    import csv
    import io

    from briefgen.corrections.json_report import CSV_COLUMNS, list_correction_rows

    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(CSV_COLUMNS)
    writer.writerows(list_correction_rows(due))
    typer.echo(text.getvalue(), nl=False)
