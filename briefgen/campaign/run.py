"""Makes many documents, several at once: the outcome of each as soon as it is there."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Sequence
from multiprocessing.connection import wait

from briefgen.campaign.apart import make_apart
from briefgen.campaign.making import Outcome
from briefgen.campaign.plan import PlannedDocument
from briefgen.campaign.workers import Limits, Numbered, Worker
from briefgen.limits import Allowance
from briefgen.values.diagnostic import Diagnostic, Severity

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
            yield index, make_apart(document, Allowance(), limits.seconds) or _died(document)
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
        if worker.pipe in ready:
            outcome = worker.take()
            if outcome is None and index not in tried:
                # Something else may have killed the process: in a new one, a document that does so again is to blame.
                tried.add(index)
                waiting.append((index, document))
            else:
                yield index, outcome or _died(document)
        elif not worker.seconds_left:
            worker.kill()
            yield index, _hung(document, worker.limits)


def _died(document: PlannedDocument) -> Outcome:
    message = f"the process that made `{document.stem}` died, perhaps for want of memory"
    hint = "make it alone with `briefgen build`, and look for an image of unusual size"
    return Outcome(document.stem, fault=Diagnostic(Severity.ERROR, "campaign-worker", message, None, (hint,)))


def _hung(document: PlannedDocument, limits: Limits) -> Outcome:
    message = f"`{document.stem}` took longer than {limits.seconds:g} seconds and was given up"
    hint = "look for a loop in a template or a table of unusual size, or allow more with `--time-limit`"
    return Outcome(document.stem, fault=Diagnostic(Severity.ERROR, "campaign-time", message, None, (hint,)))
