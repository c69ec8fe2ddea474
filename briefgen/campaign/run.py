"""Makes many documents, several at once: the outcome of each as soon as it is there."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from itertools import chain, islice
from multiprocessing.connection import wait

from briefgen.campaign.job import JobResult
from briefgen.campaign.plan import PlannedDocument
from briefgen.campaign.single import run_in_process
from briefgen.campaign.workers import NumberedDocument, Worker, WorkerLimits, describe_timeout, describe_worker_death
from briefgen.resource_limits import ResourceLimits

DEFAULT_LIMITS = WorkerLimits()


def build_documents(
    documents: Iterable[PlannedDocument], jobs: int, limits: WorkerLimits = DEFAULT_LIMITS
) -> Iterator[tuple[int, JobResult]]:
    """Make documents, `jobs` at a time; yields the place of each in `documents` with its outcome, as they finish.

    Each is asked for when a process is free for it. A failing document costs no other its files, and neither does one
    that kills its process or never ends. A single document has a child process of its own, within a narrower allowance.
    """
    numbered = enumerate(documents)
    first = list(islice(numbered, 2))
    if len(first) < 2:
        for index, document in first:
            made = run_in_process(document, ResourceLimits(), limits.seconds)
            yield index, made or JobResult(document.stem, fault=describe_worker_death(document.stem))
        return
    waiting = chain(first, numbered)
    again: deque[NumberedDocument] = deque()
    workers: list[Worker] = []
    tried: set[int] = set()
    try:
        while _assign_documents(workers, chain(_pop_all(again), waiting), jobs, limits):
            yield from _collect_results(workers, again, tried)
    finally:
        for worker in workers:
            worker.stop()


def _pop_all(documents: deque[NumberedDocument]) -> Iterator[NumberedDocument]:
    """Documents, each taken out."""
    while documents:
        yield documents.popleft()


def _assign_documents(
    workers: list[Worker], waiting: Iterator[NumberedDocument], jobs: int, limits: WorkerLimits
) -> bool:
    """Replace workers that have had their day, and give each that is idle a document; returns whether any has one."""
    for worker in [worker for worker in workers if worker.is_spent]:
        worker.stop()
        workers.remove(worker)
    idle = [worker for worker in workers if not worker.document]
    for document in islice(waiting, len(idle) + max(0, jobs - len(workers))):
        if not idle:
            idle.append(Worker(limits))
            workers.append(idle[-1])
        idle.pop().send_document(document)
    return any(worker.document for worker in workers)


def _collect_results(
    workers: list[Worker], again: deque[NumberedDocument], tried: set[int]
) -> Iterator[tuple[int, JobResult]]:
    """Wait until a document is done, or has taken too long."""
    busy = [worker for worker in workers if worker.document]
    ready = wait([worker.pipe for worker in busy], min(worker.seconds_left for worker in busy))
    for worker in busy:
        if worker.document is None:
            continue
        index, document = worker.document
        if worker.pipe in ready and not worker.is_ready:
            worker.confirm_start()
        elif worker.pipe in ready:
            outcome = worker.receive_result()
            if outcome is None and index not in tried:
                # Something else may have killed the process: in a new one, a document that does so again is to blame.
                tried.add(index)
                again.append((index, document))
            else:
                yield index, outcome or JobResult(document.stem, fault=describe_worker_death(document.stem))
        elif not worker.seconds_left:
            worker.kill()
            yield index, JobResult(document.stem, fault=describe_timeout(document.stem, worker.limits))
