"""Builds planned documents and prints progress, one line for each file, and every problem."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from itertools import chain
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
    open_state,
    record_document,
    update_single_manifest,
)
from briefgen.commands.progress import ProgressCounter, Totals
from briefgen.commands.report import format_count, to_printable
from briefgen.commands.session import Session
from briefgen.model.artifact import Artifact
from briefgen.model.brief import Project
from briefgen.model.diagnostic import BriefgenError, MachineError
from briefgen.model.selection import OmissionCause
from briefgen.record.add_built_files import add_built_files, refresh_unchanged_files
from briefgen.record.store import Record, open_record
from briefgen.resource_limits import DEFAULT_LIMITS, ResourceLimits


@dataclass(frozen=True, slots=True)
class ExecutionOptions:
    """How documents are built."""

    jobs: int
    """How many at once, on this machine."""
    limits: ResourceLimits = DEFAULT_LIMITS
    scheduler: str | None = None
    """Address of the cluster that renders them; None: this machine does."""
    manifest_at_end: bool = False
    """The caller writes the manifest when all documents are built."""


@dataclass(frozen=True, slots=True)
class Stores:
    """Where finished documents are entered."""

    state: State
    """What the next run compares with."""
    record: Record
    """Every file that was ever built."""


@contextmanager
def open_stores(project: Project, folder: Path, session: Session) -> Iterator[Stores]:
    """The record of a project and the state of an output folder. Raises `BriefgenError`."""
    with open_record(project.root, (folder,), session.sink) as record, open_state(folder, session.sink) as state:
        yield Stores(state, record)


class ProgressCallback(Protocol):
    """Shows that a document is finished."""

    def __call__(self, result: JobResult, /) -> None:
        """Show one more."""


def execute_tasks(
    session: Session, due: Iterable[Task], totals: Totals, stores: Stores, options: ExecutionOptions
) -> None:
    """Build the documents that are due; print a line for each file on standard output, in the order of the tasks.

    Each document is entered in the record and in the state as soon as it is built. The lines and the summary are printed at the end, also
    after an interruption. Raises `MachineError` at the end where a document could not be built on this machine.
    """
    tasks_in_progress: dict[int, Task] = {}

    def list_documents() -> Iterator[PlannedDocument]:
        for index, task in enumerate(due):
            tasks_in_progress[index] = task
            yield task.document

    counter, lines = ProgressCounter(totals), dict[int, list[str]]()
    try:
        with _show_progress(session, counter) as show:
            for index, result in _run_documents(list_documents(), options):
                task = tasks_in_progress.pop(index)
                _record_document(session, stores, task, result, options)
                add_left_out(session, task, result.omission_counts)
                session.add_document_diagnostics((*collect_diagnostics(task, result), *filter(None, [result.fault])))
                lines[index] = [_format_artifact(artifact) for artifact in result.artifacts]
                counter.add_result(index, result)
                show(result)
    finally:
        for line in chain.from_iterable(lines[index] for index in sorted(lines)):
            typer.echo(line)
        if totals.due + totals.current > 1:
            session.print_status(counter.format_summary())
    _raise_faults(session, counter)


def add_left_out(session: Session, task: Task, counts: Mapping[OmissionCause, int] | None) -> None:
    """Count what a document leaves out; None: its blocks could not be selected."""
    brief = task.document.brief
    if counts is not None:
        session.left_out.add(counts, brief.id if brief.origin.path.startswith("briefs/") else "")


def _run_documents(documents: Iterable[PlannedDocument], options: ExecutionOptions) -> Iterator[tuple[int, JobResult]]:
    if options.scheduler:
        return build_on_cluster(documents, options.scheduler, options.limits)
    return build_documents(documents, options.jobs, options.limits)


def _record_document(
    session: Session, stores: Stores, task: Task, result: JobResult, options: ExecutionOptions
) -> None:
    """Enter a document in the record and the state. Where that fails, its files are kept, and the next run builds it again."""
    if result.failed:
        return
    folder = task.document.folder
    try:
        if result.unchanged and result.template and (built := stores.state.find_document(task.document.stem)):
            paths = [file.path for file in built.files]
            refresh_unchanged_files(stores.record, result.template, paths, folder)
        add_built_files(stores.record, result.build_file_records(), folder, session.sink, result.version)
        record_document(stores.state, task, result)
        if not options.manifest_at_end:
            update_single_manifest(task.document, result)
    except BriefgenError as error:
        session.sink.extend(error.diagnostics)


def _format_artifact(artifact: Artifact) -> str:
    pages = [format_count(artifact.pages, "page")] if artifact.pages is not None else []
    return "  ".join([to_printable(str(_shorten_path(artifact.path))), *pages, format_count(artifact.words, "word")])


def _shorten_path(path: Path) -> Path:
    return path.relative_to(Path.cwd()) if path.is_relative_to(Path.cwd()) else path


def _raise_faults(session: Session, counter: ProgressCounter) -> None:
    faults = [fault for _, fault in sorted(counter.faults.items())]
    if session.verbose:
        for text in dict.fromkeys(text for _, text in faults):
            typer.echo(text, err=True, nl=False)
    if faults:
        first, _ = faults[0]
        raise MachineError(first.code, first.message, *first.hints)


@contextmanager
def _show_progress(session: Session, counter: ProgressCounter) -> Iterator[ProgressCallback]:
    """A bar on a terminal, a line for each document elsewhere, nothing for a single one."""
    if session.is_silent or counter.totals.due < 2:
        yield _ignore_result
    elif sys.stderr.isatty() and os.environ.get("TERM") != "dumb":
        with _show_bar(counter) as show:
            yield show
    else:
        yield partial(_print_progress, counter)


@contextmanager
def _show_bar(counter: ProgressCounter) -> Iterator[ProgressCallback]:
    """`━━━━ 12/193 · 1 failed · 40 up to date · 3.2 a second · 0:00:56 left`, and the name of the last one where there is room."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
    from rich.progress import Progress as RichProgress

    columns = (
        BarColumn(bar_width=24),
        MofNCompleteColumn(),
        TextColumn("{task.fields[status]}", markup=False),
        TimeRemainingColumn(),
        TextColumn("left  {task.description}", markup=False),
    )
    with RichProgress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=counter.totals.due, status=counter.format_status())

        def show(result: JobResult) -> None:
            bar.update(task, advance=1, description=to_printable(result.stem), status=counter.format_status())

        yield show


def _print_progress(counter: ProgressCounter, result: JobResult) -> None:
    """`[ 12/300] name` on standard error."""
    total = counter.totals.due
    failed = " failed" if result.failed else ""
    typer.echo(f"[{counter.finished:>{len(str(total))}}/{total}] {to_printable(result.stem)}{failed}", err=True)


def _ignore_result(_result: JobResult) -> None:
    """Print nothing."""
