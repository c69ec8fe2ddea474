"""Makes many documents, several at once: the outcome of each as soon as it is there."""

from __future__ import annotations

import signal
from collections.abc import Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from itertools import islice
from multiprocessing import get_context

from briefgen.campaign.making import Outcome, Shelf, make
from briefgen.campaign.plan import PlannedDocument
from briefgen.values.diagnostic import Diagnostic, Severity

Numbered = tuple[int, PlannedDocument]

OF_THIS_PROCESS = Shelf()
"""What a worker process has loaded. Only `_make_in_worker` touches it."""


def run_documents(documents: Sequence[PlannedDocument], jobs: int) -> Iterator[tuple[int, Outcome]]:
    """Make documents, `jobs` at a time; yields the place of each in `documents` with its outcome, as they finish.

    A failing document costs no other its files, and neither does a worker process that dies.
    """
    numbered = tuple(enumerate(documents))
    jobs = min(jobs, len(documents))
    if jobs <= 1:
        shelf = Shelf()
        yield from ((index, make(document, shelf)) for index, document in numbered)
        return
    waiting = iter(numbered)
    suspects: list[Numbered] = []
    while remaining := tuple(islice(waiting, jobs)):
        lost: list[Numbered] = []
        yield from _in_workers(remaining, waiting, jobs, lost)
        suspects += lost
    for suspect in suspects:
        # Alone in a new process, a document that kills it again is the one to blame.
        lost = []
        yield from _in_workers((suspect,), iter(()), 1, lost)
        yield from ((index, _died(document)) for index, document in lost)


def _in_workers(
    first: Sequence[Numbered], rest: Iterator[Numbered], jobs: int, lost: list[Numbered]
) -> Iterator[tuple[int, Outcome]]:
    """Make documents until all are made or a worker dies; then `lost` holds those that were under way."""
    pool = ProcessPoolExecutor(jobs, get_context("spawn"), initializer=_leave_interrupts_to_parent)
    try:
        under_way = {pool.submit(_make_in_worker, document): (index, document) for index, document in first}
        while under_way:
            finished, _ = wait(under_way, return_when=FIRST_COMPLETED)
            for future in finished:
                index, document = under_way.pop(future)
                if (outcome := _result(future)) is None:
                    lost.append((index, document))
                    continue
                if not lost and (following := next(rest, None)):
                    _submit(pool, following, under_way, lost)
                yield index, outcome
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _submit(
    pool: ProcessPoolExecutor, following: Numbered, under_way: dict[Future[Outcome], Numbered], lost: list[Numbered]
) -> None:
    try:
        under_way[pool.submit(_make_in_worker, following[1])] = following
    except BrokenProcessPool:
        lost.append(following)


def _result(future: Future[Outcome]) -> Outcome | None:
    try:
        return future.result()
    except BrokenProcessPool:
        return None


def _make_in_worker(document: PlannedDocument) -> Outcome:
    return make(document, OF_THIS_PROCESS)


def _leave_interrupts_to_parent() -> None:
    """The terminal sends Ctrl-C to every process; the parent alone answers, so that files under way are finished."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _died(document: PlannedDocument) -> Outcome:
    message = f"the process that made `{document.stem}` died, perhaps for want of memory"
    hint = "make it alone with `--jobs 1`, and look for an image of unusual size"
    return Outcome(document.stem, fault=Diagnostic(Severity.ERROR, "campaign-worker", message, None, (hint,)))
