"""Makes many documents, several at once: the outcome of each as soon as it is there."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from itertools import chain, islice
from multiprocessing.connection import wait

from briefgen.campaign.apart import make_apart
from briefgen.campaign.making import Outcome
from briefgen.campaign.plan import PlannedDocument
from briefgen.campaign.workers import Limits, Numbered, Worker, died, hung
from briefgen.limits import Allowance

DEFAULT_LIMITS = Limits()


def run_documents(
    documents: Iterable[PlannedDocument], jobs: int, limits: Limits = DEFAULT_LIMITS
) -> Iterator[tuple[int, Outcome]]:
    """Make documents, `jobs` at a time; yields the place of each in `documents` with its outcome, as they finish.

    Each is asked for when a process is free for it. A failing document costs no other its files, and neither does one
    that kills its process or never ends. A single document has a child process of its own, within a narrower allowance.
    """
    numbered = enumerate(documents)
    first = list(islice(numbered, 2))
    if len(first) < 2:
        for index, document in first:
            made = make_apart(document, Allowance(), limits.seconds)
            yield index, made or Outcome(document.stem, fault=died(document.stem))
        return
    waiting = chain(first, numbered)
    again: deque[Numbered] = deque()
    workers: list[Worker] = []
    tried: set[int] = set()
    try:
        while _set_to_work(workers, chain(_taken(again), waiting), jobs, limits):
            yield from _finished(workers, again, tried)
    finally:
        for worker in workers:
            worker.end()


def _taken(documents: deque[Numbered]) -> Iterator[Numbered]:
    """Documents, each taken out."""
    while documents:
        yield documents.popleft()


def _set_to_work(workers: list[Worker], waiting: Iterator[Numbered], jobs: int, limits: Limits) -> bool:
    """Replace workers that have had their day, and give each that is idle a document; returns whether any has one."""
    for worker in [worker for worker in workers if worker.spent]:
        worker.end()
        workers.remove(worker)
    idle = [worker for worker in workers if not worker.document]
    for document in islice(waiting, len(idle) + max(0, jobs - len(workers))):
        if not idle:
            idle.append(Worker(limits))
            workers.append(idle[-1])
        idle.pop().give(document)
    return any(worker.document for worker in workers)


def _finished(workers: list[Worker], again: deque[Numbered], tried: set[int]) -> Iterator[tuple[int, Outcome]]:
    """Wait until a document is done, or has taken too long."""
    busy = [worker for worker in workers if worker.document]
    ready = wait([worker.pipe for worker in busy], min(worker.seconds_left for worker in busy))
    for worker in busy:
        if worker.document is None:
            continue
        index, document = worker.document
        if worker.pipe in ready and not worker.ready:
            worker.greet()
        elif worker.pipe in ready:
            outcome = worker.take()
            if outcome is None and index not in tried:
                # Something else may have killed the process: in a new one, a document that does so again is to blame.
                tried.add(index)
                again.append((index, document))
            else:
                yield index, outcome or Outcome(document.stem, fault=died(document.stem))
        elif not worker.seconds_left:
            worker.kill()
            yield index, Outcome(document.stem, fault=hung(document.stem, worker.limits))
