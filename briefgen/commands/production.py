"""Makes planned documents and tells the user: progress, one line for each file, and every problem."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from time import monotonic
from typing import Protocol

import typer

from briefgen.campaign import Limits, Need, Outcome, State, Task, keep, run_documents, run_on_cluster
from briefgen.campaign.inputs import inputs_id
from briefgen.campaign.run import DEFAULT_LIMITS
from briefgen.commands import options
from briefgen.commands.report import counted_word, printable
from briefgen.commands.session import Session
from briefgen.values.artifact import Artifact
from briefgen.values.diagnostic import BriefgenError, MachineError
from briefgen.write import enter


class Progress(Protocol):
    """Told of each document that is done."""

    def __call__(self, outcome: Outcome, /) -> None:
        """One more is done."""


def produce(
    session: Session,
    tasks: Sequence[Task],
    state: State,
    jobs: int,
    limits: Limits = DEFAULT_LIMITS,
    scheduler: str | None = None,
) -> None:
    """Make the documents that are due, here or on the cluster of a scheduler; print a line for each file on standard output, in the order in which they were asked for.

    Each is entered in the state as soon as it is made, and all of them in the manifest at the end, even after an
    interruption. Raises `MachineError` after everything else is made, where one of them could not be made on this
    machine.
    """
    outcomes: dict[int, Outcome] = {}
    due = [task for task in tasks if task.need is not Need.CURRENT]
    skipped = len(tasks) - len(due)
    begun = monotonic()
    try:
        with _progress(session, len(due), skipped) as done:
            documents = [task.document for task in due]
            made = run_on_cluster(documents, scheduler, limits) if scheduler else run_documents(documents, jobs, limits)
            for index, outcome in made:
                _keep(session, state, due[index], outcome)
                outcomes[index] = replace(outcome, inputs=(), entries={})
                done(outcome)
    finally:
        ordered = [outcomes[index] for index in sorted(outcomes)]
        session.documents.extend(outcome.diagnostics for outcome in ordered)
        for artifact in (one for outcome in ordered for one in outcome.artifacts):
            typer.echo(_line(artifact))
        sys.stdout.flush()
        if len(tasks) > 1:
            session.say(_summary(ordered, len(due), skipped, monotonic() - begun))
    _raise_faults(session, ordered)


def _keep(session: Session, state: State, task: Task, outcome: Outcome) -> None:
    """Remember what was made. Where that fails, the document stands all the same, and is made again the next time."""
    if outcome.failed:
        return
    try:
        keep(state, task, outcome)
        if not task.document.campaign:
            sets = {inputs_id(outcome.inputs): {str(one): one.digest for one in outcome.inputs}}
            enter(task.document.folder, outcome.entries, sets)
    except BriefgenError as error:
        session.sink.extend(error.diagnostics)


def _line(artifact: Artifact) -> str:
    pages = [counted_word(artifact.pages, "page")] if artifact.pages is not None else []
    return "  ".join([printable(str(_from_here(artifact.path))), *pages, counted_word(artifact.words, "word")])


def _from_here(path: Path) -> Path:
    return path.relative_to(Path.cwd()) if path.is_relative_to(Path.cwd()) else path


def _summary(outcomes: Sequence[Outcome], planned: int, skipped: int, seconds: float) -> str:
    failed = sum(outcome.failed for outcome in outcomes)
    missing = planned - len(outcomes)
    unchanged = sum(outcome.unchanged for outcome in outcomes)
    parts = [f"{counted_word(len(outcomes) - failed - unchanged, 'document')} made"]
    parts += [f"{unchanged} the same as before"] if unchanged else []
    parts += [f"{failed} failed"] if failed else []
    parts += [f"{missing} not finished"] if missing else []
    parts += [f"{skipped:,} up to date"] if skipped else []
    names = [printable(outcome.stem) for outcome in outcomes if outcome.failed]
    more = f" and {failed - options.MOST_NAMES} more" if failed > options.MOST_NAMES else ""
    named = f"\nfailed: {', '.join(names[: options.MOST_NAMES])}{more}" if names else ""
    return f"{', '.join(parts)} in {seconds:.1f} s{named}"


def _raise_faults(session: Session, outcomes: Iterable[Outcome]) -> None:
    faults = [outcome.fault for outcome in outcomes if outcome.fault]
    if session.verbose:
        for outcome in outcomes:
            typer.echo(outcome.traceback, err=True, nl=False)
    if faults:
        first, *others = faults
        session.documents.extend((fault,) for fault in others)
        raise MachineError(first.code, first.message, *first.hints)


@contextmanager
def _progress(session: Session, total: int, skipped: int) -> Iterator[Progress]:
    """A bar on a terminal, a line for each document elsewhere, nothing for a single one."""
    if session.silent or total < 2:
        yield _nothing
    elif sys.stderr.isatty() and os.environ.get("TERM") != "dumb":
        with _bar(total, skipped) as told:
            yield told
    else:
        yield _Lines(total)


@contextmanager
def _bar(total: int, skipped: int) -> Iterator[Progress]:
    """`━━━━ 12/193 · 1 failed · 40 up to date · 3.2 a second · 0:00:56 left`, and the name of the last one where there is room."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
    from rich.progress import Progress as RichProgress

    tally = _Tally(skipped)
    columns = (
        BarColumn(bar_width=24),
        MofNCompleteColumn(),
        TextColumn("{task.fields[tally]}", markup=False),
        TimeRemainingColumn(),
        TextColumn("left  {task.description}", markup=False),
    )
    with RichProgress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=total, tally=tally.words())

        def told(outcome: Outcome) -> None:
            tally.count(outcome)
            bar.update(task, advance=1, description=printable(outcome.stem), tally=tally.words())

        yield told


class _Tally:
    """How a run is getting on, besides what a bar shows."""

    def __init__(self, skipped: int) -> None:
        self.skipped = skipped
        self.done = self.failed = 0
        self.begun = monotonic()

    def count(self, outcome: Outcome) -> None:
        """One more is done."""
        self.done += 1
        self.failed += outcome.failed

    def words(self) -> str:
        """`1 failed · 40 up to date · 3.2 a second`."""
        seconds = monotonic() - self.begun
        parts = [f"{self.failed} failed"] if self.failed else []
        parts += [f"{self.skipped:,} up to date"] if self.skipped else []
        parts += [f"{self.done / seconds:.1f} a second"] if self.done and seconds else []
        return " · ".join(parts)


class _Lines:
    """`[ 12/300] name` for each document that is done."""

    def __init__(self, total: int) -> None:
        self.total = total
        self.done = 0

    def __call__(self, outcome: Outcome) -> None:
        self.done += 1
        failed = " failed" if outcome.failed else ""
        typer.echo(f"[{self.done:>{len(str(self.total))}}/{self.total}] {printable(outcome.stem)}{failed}", err=True)


def _nothing(_outcome: Outcome) -> None:
    """Tell nothing."""
