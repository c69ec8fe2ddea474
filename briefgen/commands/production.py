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
    Limits,
    Outcome,
    PlannedDocument,
    State,
    Task,
    found_in,
    keep,
    run_documents,
    run_on_cluster,
)
from briefgen.campaign.inputs import inputs_id
from briefgen.campaign.run import DEFAULT_LIMITS
from briefgen.commands.lines import Lines
from briefgen.commands.report import counted_word, printable
from briefgen.commands.session import Session
from briefgen.commands.tally import Extent, Tally
from briefgen.values.artifact import Artifact
from briefgen.values.diagnostic import BriefgenError, MachineError
from briefgen.write import enter


@dataclass(frozen=True, slots=True)
class Means:
    """What documents are made with."""

    jobs: int
    """How many at once, on this machine."""
    limits: Limits = DEFAULT_LIMITS
    scheduler: str | None = None
    """Address of the cluster that prints them; None: they are printed here."""


class Progress(Protocol):
    """Told of each document that is done."""

    def __call__(self, outcome: Outcome, /) -> None:
        """One more is done."""


def produce(session: Session, due: Iterable[Task], extent: Extent, state: State, means: Means) -> None:
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

    with Lines() as lines:
        tally = Tally(extent)
        try:
            with _progress(session, tally) as done:
                for index, outcome in _made(documents(), means):
                    task = under_way.pop(index)
                    _keep(session, state, task, outcome)
                    session.found_in_document((*found_in(task, outcome), *filter(None, [outcome.fault])))
                    lines.put(index, "".join(f"{_line(artifact)}\n" for artifact in outcome.artifacts))
                    tally.count(index, outcome)
                    done(outcome)
        finally:
            lines.print()
            if extent.due + extent.current > 1:
                session.say(tally.summary())
    _raise_faults(session, tally)


def _made(documents: Iterable[PlannedDocument], means: Means) -> Iterator[tuple[int, Outcome]]:
    if means.scheduler:
        return run_on_cluster(documents, means.scheduler, means.limits)
    return run_documents(documents, means.jobs, means.limits)


def _keep(session: Session, state: State, task: Task, outcome: Outcome) -> None:
    """Remember what was made. Where that fails, the document stands all the same, and is made again the next time."""
    if outcome.failed:
        return
    try:
        keep(state, task, outcome)
        if not task.document.campaign:
            sets = {inputs_id(outcome.inputs): {str(one): one.digest for one in outcome.inputs}}
            enter(task.document.folder, dict(sorted(outcome.entries.items())), sets)
    except BriefgenError as error:
        session.sink.extend(error.diagnostics)


def _line(artifact: Artifact) -> str:
    pages = [counted_word(artifact.pages, "page")] if artifact.pages is not None else []
    return "  ".join([printable(str(_from_here(artifact.path))), *pages, counted_word(artifact.words, "word")])


def _from_here(path: Path) -> Path:
    return path.relative_to(Path.cwd()) if path.is_relative_to(Path.cwd()) else path


def _raise_faults(session: Session, tally: Tally) -> None:
    if session.verbose:
        for where in sorted(tally.tracebacks, key=tally.tracebacks.__getitem__):
            typer.echo(where, err=True, nl=False)
    if tally.faults:
        first = min(tally.faults, key=tally.faults.__getitem__)
        raise MachineError(first.code, first.message, *first.hints)


@contextmanager
def _progress(session: Session, tally: Tally) -> Iterator[Progress]:
    """A bar on a terminal, a line for each document elsewhere, nothing for a single one."""
    if session.silent or tally.extent.due < 2:
        yield _nothing
    elif sys.stderr.isatty() and os.environ.get("TERM") != "dumb":
        with _bar(tally) as told:
            yield told
    else:
        yield partial(_tell, tally)


@contextmanager
def _bar(tally: Tally) -> Iterator[Progress]:
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
        task = bar.add_task("", total=tally.extent.due, tally=tally.words())

        def told(outcome: Outcome) -> None:
            bar.update(task, advance=1, description=printable(outcome.stem), tally=tally.words())

        yield told


def _tell(tally: Tally, outcome: Outcome) -> None:
    """`[ 12/300] name` on standard error."""
    total = tally.extent.due
    failed = " failed" if outcome.failed else ""
    typer.echo(f"[{tally.done:>{len(str(total))}}/{total}] {printable(outcome.stem)}{failed}", err=True)


def _nothing(_outcome: Outcome) -> None:
    """Tell nothing."""
