"""Has documents printed by a Dask cluster. Home of distributed.

Here, texts are composed, and what comes back is checked, looked through and written; there, they are printed, from
parcels that need no file of the project. docs/decisions/0009-cluster.md tells why Dask, and what is trusted to it.
"""

from __future__ import annotations

import logging
from collections.abc import Generator, Iterable, Iterator
from concurrent.futures import CancelledError
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from time import monotonic, sleep
from types import ModuleType
from typing import Any

from briefgen.campaign.inputs import compute_release_digest
from briefgen.campaign.job import DocumentJob, InputCache, JobResult
from briefgen.campaign.plan import PlannedDocument
from briefgen.campaign.render_job import RenderJob, RenderResult, SharedAssets, build_render_job, run_render_job
from briefgen.executor import describe_worker_death
from briefgen.model.diagnostic import Diagnostic, MachineError, Severity
from briefgen.resource_limits import ResourceLimits

CONNECT_TIMEOUT = 10
"""Seconds to wait for the scheduler to answer, and for a first worker to be there."""

MAX_LOSSES = 3
"""How often a document is sent again: a worker that dies may take shared files with it, and so lose others' documents, too."""

POLL_SECONDS = 1.0
"""Seconds between two looks for documents that have taken too long."""

CANCEL_PAUSE = 0.05
"""Seconds between two looks whether the scheduler has heard that a document is given up."""

INSTALL_HINT = "run `pip install 'briefgen[cluster]'`"
RELEASE_HINT = "install the same release of briefgen on every worker, with the same libraries"


@dataclass(slots=True)
class _SentJob:
    """A document that a worker has."""

    index: int
    job: DocumentJob
    render_job: RenderJob
    assets: SharedAssets
    started_at: float = field(default_factory=monotonic)
    loss_count: int = 0
    """How often it was lost with a worker, or with the files that it shares with others."""


def build_on_cluster(
    documents: Iterable[PlannedDocument], scheduler: str, limits: ResourceLimits
) -> Generator[tuple[int, JobResult], None, None]:
    """Make documents, each printed by a worker of the cluster; yields the place of each with its outcome, as they finish.

    A worker that dies costs nothing: what it had is printed by another. Raises `MachineError` where there is no
    scheduler or no worker, and where the scheduler is lost on the way.
    """
    distributed = _import_distributed()
    with _connect(distributed, scheduler) as client:
        run = _ClusterRun(distributed, client, limits)
        cache = InputCache()
        waiting = enumerate(documents)
        ready: _SentJob | None = None
        try:
            while True:
                # One is composed ahead, so that no worker waits for it.
                while not ready and (numbered := next(waiting, None)):
                    index, document = numbered
                    job = DocumentJob(document, cache)
                    with job.capture_errors():
                        if composed := job.compose():
                            ready = _SentJob(index, job, *build_render_job(*composed, job.sink))
                    if not ready:
                        yield index, job.result
                if ready and run.has_free_worker():
                    run.send(ready)
                    ready = None
                elif run.sent:
                    yield from run.collect_results()
                else:
                    return
        finally:
            run.cancel_all()


class _ClusterRun:
    """What is under way on the cluster: at most one document for each worker, so that its time starts when it is sent."""

    def __init__(self, distributed: ModuleType, client: Any, limits: ResourceLimits) -> None:
        self.sent: dict[Any, _SentJob] = {}
        """By Dask's `Future`."""
        self._distributed, self._client, self._limits = distributed, client, limits
        self._sent_assets: dict[SharedAssets, Any] = {}

    def has_free_worker(self) -> bool:
        """Whether a worker is free."""
        return len(self.sent) < max(1, len(self._client.scheduler_info(n_workers=-1)["workers"]))

    def send(self, sent: _SentJob) -> None:
        """Hand over a document; the files that many share travel once."""
        sent.started_at = monotonic()
        future = self._client.submit(run_render_job, sent.render_job, self._send_assets(sent.assets), pure=False)
        self.sent[future] = sent

    def collect_results(self) -> Iterator[tuple[int, JobResult]]:
        """Wait a moment, and tell what came of the documents that are back or have taken too long.

        Raises `MachineError` where the scheduler is lost.
        """
        # Cancelled are those whose worker died, or whose shared files went with it: they are found below, and sent again.
        with suppress(TimeoutError, CancelledError):
            self._distributed.wait(list(self.sent), timeout=POLL_SECONDS, return_when="FIRST_COMPLETED")
        for future in [future for future in self.sent if future.done()]:
            sent = self.sent.pop(future)
            printed = _fetch_result(future)
            if not printed and future.status != "error" and sent.loss_count < MAX_LOSSES:
                sent.loss_count += 1
                self.send(sent)
            else:
                yield sent.index, _read_result(sent.job, future, printed)
        for future, sent in list(self.sent.items()):
            if monotonic() - sent.started_at > self._limits.wall_seconds:
                del self.sent[future]
                self._cancel_job(future)
                sent.job.fail(_describe_timeout(sent.job.document.stem, self._limits))
                yield sent.index, sent.job.result
        self._check_scheduler()

    def _check_scheduler(self) -> None:
        if self._client.status != "running":
            message = "the scheduler of the cluster is gone; what was finished is kept"
            raise MachineError("cluster-lost", message, "run the same command again when it is back")

    def cancel_all(self) -> None:
        """Let nobody go on with what is still under way."""
        for future in self.sent:
            with suppress(Exception):
                future.cancel()

    def _send_assets(self, assets: SharedAssets) -> Any:
        """The files of a document as every worker has them; sent again where those who had them are gone."""
        kept = self._sent_assets.get(assets)
        if kept is None or kept.status != "finished":
            kept = self._client.scatter(assets, broadcast=True, hash=False)
            self._sent_assets[assets] = kept
        return kept

    def _cancel_job(self, future: Any) -> None:
        """Take a document from a worker that does not finish it, and restart the worker."""
        with suppress(
            Exception
        ):  # a worker without a nanny is not started again; its document is given up all the same
            having = self._find_workers(future)
            future.cancel()
            # Until the scheduler has heard of that, it would hand the document of a stopped worker to the next one.
            started_at = monotonic()
            while self._find_workers(future) and monotonic() - started_at < CONNECT_TIMEOUT:
                sleep(CANCEL_PAUSE)
            self._client.restart_workers(having, timeout=CONNECT_TIMEOUT, raise_for_error=False)

    def _find_workers(self, future: Any) -> list[str]:
        """The workers that have a document, as the scheduler knows it."""
        return [worker for worker, keys in self._client.processing().items() if future.key in keys]


def _fetch_result(future: Any) -> RenderResult | None:
    """What a worker has printed; none where it has failed or died, perhaps with what was finished and not yet fetched."""
    if future.status == "finished":
        with suppress(CancelledError):
            result: RenderResult = future.result()
            return result
    return None


def _read_result(job: DocumentJob, future: Any, printed: RenderResult | None) -> JobResult:
    """What came of a document that is back."""
    if not printed:
        job.fail(_describe_failure(job.document.stem, future))
        return job.result
    job.sink.extend(printed.diagnostics)
    if printed.release != compute_release_digest():
        job.fail(_describe_release_mismatch())
    elif printed.fault:
        job.fail(printed.fault, printed.traceback)
    else:
        with job.capture_errors():
            job.finish(printed.renderings)
    return job.result


def _describe_failure(stem: str, future: Any) -> Diagnostic:
    """Why a worker brought nothing back."""
    error = future.exception() if future.status == "error" else None
    if error is None or type(error).__name__ == "KilledWorker":
        return describe_worker_death(f"`{stem}`")
    message = f"a worker of the cluster cannot print `{stem}` ({type(error).__name__}: {error})"
    return Diagnostic(Severity.ERROR, "cluster-worker", message, None, (RELEASE_HINT,))


def _describe_timeout(stem: str, limits: ResourceLimits) -> Diagnostic:
    message = f"`{stem}` took longer than {limits.wall_seconds:g} seconds and was stopped"
    hint = "look for a loop in a template or a table of unusual size, or allow more with `--time-limit`"
    return Diagnostic(Severity.ERROR, "campaign-time", message, None, (hint,))


def _describe_release_mismatch() -> Diagnostic:
    message = "a worker of the cluster has another briefgen, or other libraries"
    return Diagnostic(Severity.ERROR, "cluster-release", message, None, (RELEASE_HINT,))


@contextmanager
def _connect(distributed: ModuleType, scheduler: str) -> Iterator[Any]:
    """A client of the scheduler, which has at least one worker. Raises `MachineError`."""
    with _silence_logs():
        try:
            client = distributed.Client(scheduler, timeout=CONNECT_TIMEOUT)
        except (OSError, ValueError, TypeError, RuntimeError) as error:
            message = f"no scheduler answers at `{scheduler}` ({_get_first_line(error)})"
            hint = "start one with `dask scheduler`, and give the address that it prints: `tcp://HOST:8786`"
            raise MachineError("cluster-unreachable", message, hint) from error
        try:
            client.wait_for_workers(1, timeout=CONNECT_TIMEOUT)
            yield client
        except TimeoutError as error:
            hint = f"start one on each machine: `dask worker {scheduler} --nthreads 1`"
            raise MachineError("cluster-idle", f"the scheduler at `{scheduler}` has no workers", hint) from error
        finally:
            with suppress(Exception):
                client.close(timeout=CONNECT_TIMEOUT)


def _get_first_line(error: Exception) -> str:
    """The first line of what a library says of its trouble."""
    return (str(error).splitlines() or [type(error).__name__])[0].strip()


def _import_distributed() -> ModuleType:
    try:
        import distributed  # noqa: PLC0415 - most machines do without
    except ImportError as error:
        message = "a cluster asks for Dask's `distributed`, which is not on this machine"
        raise MachineError("cluster-missing", message, INSTALL_HINT) from error
    module: ModuleType = distributed
    return module


@contextmanager
def _silence_logs() -> Iterator[None]:
    """Without what Dask writes to its log: whatever of it matters is reported as a problem of a document, or of the run."""
    names = [name for name in logging.root.manager.loggerDict if name.partition(".")[0] in {"distributed", "tornado"}]
    loggers = [logging.getLogger(name) for name in names]
    before = [(logger, logger.level) for logger in loggers]
    for logger in loggers:
        logger.setLevel(logging.CRITICAL + 1)
    try:
        yield
    finally:
        for logger, level in before:
            logger.setLevel(level)
