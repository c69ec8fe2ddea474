"""Makes planned documents and tells the user: progress, one line for each file, and every problem."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Protocol

import typer

from briefgen.campaign import (
    JobResult,
    PlannedDocument,
    State,
    Task,
    build_documents,
    build_on_cluster,
    collect_diagnostics,
    record_document,
)
from briefgen.campaign.inputs import compute_inputs_id
from briefgen.commands.ordered_output import OrderedOutput
from briefgen.commands.progress import ProgressCounter, Totals
from briefgen.commands.report import format_count, to_printable
from briefgen.commands.session import Session
from briefgen.model.artifact import Artifact
from briefgen.model.diagnostic import BriefgenError, MachineError
from briefgen.resource_limits import DEFAULT_LIMITS, ResourceLimits
from briefgen.write import update_manifest


@dataclass(frozen=True, slots=True)
class ExecutionOptions:
    """What documents are made with."""

    jobs: int
    """How many at once, on this machine."""
    limits: ResourceLimits = DEFAULT_LIMITS
    scheduler: str | None = None
    """Address of the cluster that prints them; None: they are printed here."""


class ProgressCallback(Protocol):
    """Told of each document that is done."""

    def __call__(self, outcome: JobResult, /) -> None:
        """One more is done."""


def execute_tasks(
    session: Session, due: Iterable[Task], totals: Totals, state: State, options: ExecutionOptions
) -> None:
    """Make the documents that are due; print a line for each file on standard output, in the order in which they were asked for.

    Each is asked for when its turn comes, entered in the state as soon as it is made, and then forgotten but for what
    is told at the end, even after an interruption. Raises `MachineError` after everything else is made, where one of
    them could not be made on this machine.
    """
    under_way: dict[int, Task] = {}

    def documents() -> Iterator[PlannedDocument]:
        for index, task in enumerate(due):
            under_way[index] = task
            yield task.document

    with OrderedOutput() as lines:
        tally = ProgressCounter(totals)
        try:
            with _show_progress(session, tally) as done:
                for index, outcome in _run_documents(documents(), options):
                    task = under_way.pop(index)
                    _record_document(session, state, task, outcome)
                    session.add_document_diagnostics(
                        (*collect_diagnostics(task, outcome), *filter(None, [outcome.fault]))
                    )
                    lines.add(index, "".join(f"{_format_artifact(artifact)}\n" for artifact in outcome.artifacts))
                    tally.add_result(index, outcome)
                    done(outcome)
        finally:
            lines.print()
            if totals.due + totals.current > 1:
                session.print_status(tally.format_summary())
    _raise_faults(session, tally)


def _run_documents(documents: Iterable[PlannedDocument], means: ExecutionOptions) -> Iterator[tuple[int, JobResult]]:
    if means.scheduler:
        return build_on_cluster(documents, means.scheduler, means.limits)
    return build_documents(documents, means.jobs, means.limits)


def _record_document(session: Session, state: State, task: Task, outcome: JobResult) -> None:
    """Remember what was made. Where that fails, the document stands all the same, and is made again the next time."""
    if outcome.failed:
        return
    try:
        record_document(state, task, outcome)
        if not task.document.campaign:
            sets = {compute_inputs_id(outcome.inputs): {str(one): one.digest for one in outcome.inputs}}
            update_manifest(task.document.folder, dict(sorted(outcome.manifest_entries.items())), sets)
    except BriefgenError as error:
        session.sink.extend(error.diagnostics)


def _format_artifact(artifact: Artifact) -> str:
    pages = [format_count(artifact.pages, "page")] if artifact.pages is not None else []
    return "  ".join([to_printable(str(_shorten_path(artifact.path))), *pages, format_count(artifact.words, "word")])


def _shorten_path(path: Path) -> Path:
    return path.relative_to(Path.cwd()) if path.is_relative_to(Path.cwd()) else path


def _raise_faults(session: Session, tally: ProgressCounter) -> None:
    if session.verbose:
        for where in sorted(tally.tracebacks, key=tally.tracebacks.__getitem__):
            typer.echo(where, err=True, nl=False)
    if tally.faults:
        first = min(tally.faults, key=tally.faults.__getitem__)
        raise MachineError(first.code, first.message, *first.hints)


@contextmanager
def _show_progress(session: Session, tally: ProgressCounter) -> Iterator[ProgressCallback]:
    """A bar on a terminal, a line for each document elsewhere, nothing for a single one."""
    if session.is_silent or tally.totals.due < 2:
        yield _ignore_result
    elif sys.stderr.isatty() and os.environ.get("TERM") != "dumb":
        with _show_bar(tally) as told:
            yield told
    else:
        yield partial(_print_progress, tally)


@contextmanager
def _show_bar(tally: ProgressCounter) -> Iterator[ProgressCallback]:
    """`━━━━ 12/193 · 1 failed · 40 up to date · 3.2 a second · 0:00:56 left`, and the name of the last one where there is room."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
    from rich.progress import Progress as RichProgress

    columns = (
        BarColumn(bar_width=24),
        MofNCompleteColumn(),
        TextColumn("{task.fields[tally]}", markup=False),
        TimeRemainingColumn(),
        TextColumn("left  {task.description}", markup=False),
    )
    with RichProgress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=tally.totals.due, tally=tally.format_status())

        def told(outcome: JobResult) -> None:
            bar.update(task, advance=1, description=to_printable(outcome.stem), tally=tally.format_status())

        yield told


def _print_progress(tally: ProgressCounter, outcome: JobResult) -> None:
    """`[ 12/300] name` on standard error."""
    total = tally.totals.due
    failed = " failed" if outcome.failed else ""
    typer.echo(f"[{tally.finished:>{len(str(total))}}/{total}] {to_printable(outcome.stem)}{failed}", err=True)


def _ignore_result(_outcome: JobResult) -> None:
    """Tell nothing."""
