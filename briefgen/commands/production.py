"""Makes planned documents and tells the user: progress, one line for each file, and every problem."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from time import monotonic
from typing import Protocol

import typer

from briefgen.campaign import Limits, Outcome, State, Task, keep, run_documents, run_on_cluster
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
    """Make documents, here or on the cluster of a scheduler; print a line for each file on standard output, in the order in which they were asked for.

    Each is entered in the state as soon as it is made, and all of them in the manifest at the end, even after an
    interruption. Raises `MachineError` after everything else is made, where one of them could not be made on this
    machine.
    """
    outcomes: dict[int, Outcome] = {}
    begun = monotonic()
    try:
        with _progress(session, len(tasks)) as done:
            documents = [task.document for task in tasks]
            made = run_on_cluster(documents, scheduler, limits) if scheduler else run_documents(documents, jobs, limits)
            for index, outcome in made:
                _keep(session, state, tasks[index], outcome)
                outcomes[index] = replace(outcome, inputs=(), entries={})
                done(outcome)
    finally:
        ordered = [outcomes[index] for index in sorted(outcomes)]
        session.documents.extend(outcome.diagnostics for outcome in ordered)
        for artifact in (one for outcome in ordered for one in outcome.artifacts):
            typer.echo(_line(artifact))
        sys.stdout.flush()
        if len(tasks) > 1:
            session.say(_summary(ordered, len(tasks), monotonic() - begun))
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


def _summary(outcomes: Sequence[Outcome], planned: int, seconds: float) -> str:
    failed = sum(outcome.failed for outcome in outcomes)
    missing = planned - len(outcomes)
    unchanged = sum(outcome.unchanged for outcome in outcomes)
    parts = [f"{counted_word(len(outcomes) - failed - unchanged, 'document')} made"]
    parts += [f"{unchanged} the same as before"] if unchanged else []
    parts += [f"{failed} failed"] if failed else []
    parts += [f"{missing} not begun"] if missing else []
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
def _progress(session: Session, total: int) -> Iterator[Progress]:
    """A bar on a terminal, a line for each document elsewhere, nothing for a single one."""
    if session.silent or total < 2:
        yield _nothing
    elif sys.stderr.isatty():
        with _bar(total) as told:
            yield told
    else:
        yield _Lines(total)


@contextmanager
def _bar(total: int) -> Iterator[Progress]:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
    from rich.progress import Progress as RichProgress

    columns = (BarColumn(), MofNCompleteColumn(), TimeRemainingColumn(), TextColumn("{task.description}", markup=False))
    with RichProgress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=total)
        yield lambda outcome: bar.update(task, advance=1, description=printable(outcome.stem))


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
