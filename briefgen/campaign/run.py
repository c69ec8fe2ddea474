"""Builds documents in worker processes: the result of each as soon as it is there."""

from __future__ import annotations

from collections.abc import Generator, Iterable, Iterator
from contextlib import closing

from briefgen.campaign.job import InputCache, JobResult, run_job
from briefgen.campaign.plan import PlannedDocument
from briefgen.executor import Failure, KeptWorkers, describe_failure, execute
from briefgen.model.diagnostic import BriefgenError, Diagnostic, MachineError, Sink
from briefgen.pipeline import compose_document
from briefgen.resource_limits import DEFAULT_LIMITS, ResourceLimits

_cache = InputCache()
"""The files that this worker has read: the next document of the same brief shares them."""


def build_documents(
    documents: Iterable[PlannedDocument],
    jobs: int,
    limits: ResourceLimits = DEFAULT_LIMITS,
    workers: KeptWorkers | None = None,
) -> Generator[tuple[int, JobResult], None, None]:
    """Build documents, `jobs` at a time; yields the index of each in `documents` with its result, as they finish.

    A document is read from `documents` when a worker is free for it. One that fails, never ends or kills its process
    does not affect the others.
    """
    stems: dict[int, str] = {}

    def record_stems() -> Iterator[PlannedDocument]:
        for index, document in enumerate(documents):
            stems[index] = document.stem
            yield document

    with closing(execute(_build_document, record_stems(), jobs, limits, kept=workers)) as results:
        for index, result in results:
            stem = stems.pop(index)
            yield index, _result_from_failure(result, stem, limits) if isinstance(result, Failure) else result


def find_problems(document: PlannedDocument) -> tuple[Diagnostic, ...]:
    """What keeps the text of a document from being composed. What it is made from stays for the next document."""
    try:
        loaded = _cache.load(document, Sink())
        compose_document(loaded.inputs.with_brief(document.brief), Sink(), loaded.selection)
    except BriefgenError as error:
        return error.diagnostics
    except MachineError:
        return ()
    return ()


def _build_document(document: PlannedDocument) -> JobResult:
    return run_job(document, _cache)


def _result_from_failure(failure: Failure, stem: str, limits: ResourceLimits) -> JobResult:
    error = describe_failure(failure, f"`{stem}`", limits)
    if isinstance(error, BriefgenError):
        return JobResult(stem, diagnostics=error.diagnostics)
    return JobResult(stem, fault=error.diagnostic)
