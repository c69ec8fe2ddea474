"""Builds planned documents and prints progress, one line for each file, and every problem."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing, contextmanager
from functools import partial
from itertools import chain
from pathlib import Path
from typing import Protocol

import typer

from briefgen.campaign import ExecutionOptions, JobResult, Stores, Task, build_tasks, collect_diagnostics
from briefgen.commands.progress import ProgressCounter, Totals
from briefgen.commands.report import format_count, to_printable
from briefgen.commands.session import Session
from briefgen.model.artifact import Artifact
from briefgen.model.diagnostic import MachineError
from briefgen.model.selection import OmissionCause


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
    counter, lines = ProgressCounter(totals), dict[int, list[str]]()
    try:
        with (
            _show_progress(session, counter) as show,
            closing(build_tasks(due, stores, options, session.sink)) as results,
        ):
            for index, task, result in results:
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


def _format_artifact(artifact: Artifact) -> str:
    pages = [format_count(artifact.pages, "page")] if artifact.pages is not None else []
    return "  ".join([to_printable(str(shorten_path(artifact.path))), *pages, format_count(artifact.words, "word")])


def shorten_path(path: Path) -> Path:
    """The path as it is printed: below the current folder from there."""
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
