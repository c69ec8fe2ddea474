"""Makes many documents, several at once: the outcome of each as soon as it is there."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Sequence
from multiprocessing.connection import wait

from briefgen.campaign.apart import make_apart
from briefgen.campaign.making import Outcome
from briefgen.campaign.plan import PlannedDocument
from briefgen.campaign.workers import Limits, Numbered, Worker, died, hung
from briefgen.limits import Allowance

DEFAULT_LIMITS = Limits()


def run_documents(
    documents: Sequence[PlannedDocument], jobs: int, limits: Limits = DEFAULT_LIMITS
) -> Iterator[tuple[int, Outcome]]:
    """Make documents, `jobs` at a time; yields the place of each in `documents` with its outcome, as they finish.

    A failing document costs no other its files, and neither does one that kills its process or never ends. A single
    document has a child process of its own, within a narrower allowance.
    """
    if len(documents) < 2:
        for index, document in enumerate(documents):
            made = make_apart(document, Allowance(), limits.seconds)
            yield index, made or Outcome(document.stem, fault=died(document.stem))
        return
    waiting = deque(enumerate(documents))
    workers: list[Worker] = []
    tried: set[int] = set()
    try:
        while waiting or any(worker.document for worker in workers):
            _set_to_work(workers, waiting, jobs, limits)
            yield from _finished(workers, waiting, tried)
    finally:
        for worker in workers:
            worker.end()


def _set_to_work(workers: list[Worker], waiting: deque[Numbered], jobs: int, limits: Limits) -> None:
    """Replace workers that have had their day, and give each that is idle a document."""
    for worker in [worker for worker in workers if worker.spent]:
        worker.end()
        workers.remove(worker)
    idle = [worker for worker in workers if not worker.document]
    while waiting and (idle or len(workers) < jobs):
        if not idle:
            idle.append(Worker(limits))
            workers.append(idle[-1])
        idle.pop().give(waiting.popleft())


def _finished(workers: list[Worker], waiting: deque[Numbered], tried: set[int]) -> Iterator[tuple[int, Outcome]]:
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
                waiting.append((index, document))
            else:
                yield index, outcome or Outcome(document.stem, fault=died(document.stem))
        elif not worker.seconds_left:
            worker.kill()
            yield index, Outcome(document.stem, fault=hung(document.stem, worker.limits))
