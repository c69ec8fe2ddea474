"""A worker process: loads the renderer once, makes one document after another, and is held to limits of time and memory."""

from __future__ import annotations

import gc
import os
import signal
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from multiprocessing import get_context, resource_tracker
from multiprocessing.connection import Connection
from time import monotonic

from briefgen.campaign.job import InputCache, JobResult, run_job
from briefgen.campaign.plan import PlannedDocument
from briefgen.campaign.temp_folder import TempFolder
from briefgen.model.diagnostic import Diagnostic, Severity

NumberedDocument = tuple[int, PlannedDocument]

MEGABYTE = 1024 * 1024

STOP_TIMEOUT = 5
"""Seconds that a worker is given to end by itself, before it is killed."""

START_TIMEOUT = 120
"""Seconds that a process is given to start."""


@dataclass(frozen=True, slots=True)
class WorkerLimits:
    """What one worker process may use."""

    seconds: float = 300
    """For one document. The start of a process is no document's fault, and does not count."""
    megabytes: int = 4096
    """Of address space; 0: as much as there is. Systems without such a limit go without."""
    documents: int = 200
    """After so many a process is replaced, for WeasyPrint and Pango do not give all memory back."""


@contextmanager
def block_interrupts(*, spawning: bool = True) -> Iterator[None]:
    """Ctrl-C waits until this is over; a process started meanwhile begins deaf to it, and so dies without a traceback."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    # Python starts a process of its own before the first that is spawned, and lets Ctrl-C through again when that is done.
    if spawning:
        resource_tracker.ensure_running()
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def allow_interrupts() -> None:
    """In a process that began deaf to Ctrl-C: hear it from now on."""
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})


class Worker:
    """One process, seen from the parent. It has at most one document, so whatever ends it is that document's fault."""

    def __init__(self, limits: WorkerLimits) -> None:
        self.limits = limits
        self.document: NumberedDocument | None = None
        self.is_spent = False
        """Whether it is to be replaced before the next document."""
        self.is_ready = False
        """Whether it has started."""
        self._document_count = 0
        self._started_at = 0.0
        context = get_context("spawn")
        self.pipe, theirs = context.Pipe()
        self._temp_folder = TempFolder()  # the parent takes it away, however the worker ends
        self.process = context.Process(
            target=_run_worker, args=(theirs, limits.megabytes, self._temp_folder.name), daemon=True
        )
        with block_interrupts():
            self.process.start()
        theirs.close()

    def send_document(self, document: NumberedDocument) -> None:
        """Hand over the next document. A worker that has died meanwhile answers with nothing, as if it died over it."""
        self.document, self._started_at = document, monotonic()
        with suppress(OSError):
            self.pipe.send(document[1])

    def confirm_start(self) -> None:
        """Take note that it has started: only now does the time of its first document begin."""
        self.is_ready = True
        with suppress(EOFError, OSError):  # dead already, as `take` will find
            self.pipe.recv()
        self._started_at = monotonic()

    def receive_result(self) -> JobResult | None:
        """What came of the document; None where the process has died."""
        self.document = None
        self._document_count += 1
        try:
            outcome: JobResult = self.pipe.recv()
        except (EOFError, OSError):
            self.is_spent = True
            return None
        # After a fault nobody knows what state the process is in.
        self.is_spent = outcome.fault is not None or self._document_count >= self.limits.documents
        return outcome

    @property
    def seconds_left(self) -> float:
        """Until its document has taken too long."""
        allowed = self.limits.seconds if self.is_ready else START_TIMEOUT
        return max(0.0, self._started_at + allowed - monotonic())

    def stop(self) -> None:
        """Let it finish what it has begun, within its time, and end it."""
        self.pipe.close()
        self.process.join(min(self.seconds_left, STOP_TIMEOUT) if self.document else STOP_TIMEOUT)
        self.kill()

    def kill(self) -> None:
        """End it at once."""
        self.process.kill()
        self.process.join()
        self.pipe.close()
        self._temp_folder.cleanup()
        self.document, self.is_spent = None, True


def use_temp_folder(folder: str) -> None:
    """Have this process and the programs that it calls put their temporary files there."""
    os.environ["TMPDIR"] = tempfile.tempdir = folder


def _run_worker(pipe: Connection, megabytes: int, scratch: str) -> None:
    """The life of a worker: until the parent closes its end, be it that the parent died."""
    use_temp_folder(scratch)
    # The terminal sends Ctrl-C to every process; the parent alone answers, so that files under way are finished.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    allow_interrupts()
    _limit_memory(megabytes)
    shelf = InputCache()
    with suppress(EOFError, OSError):
        pipe.send(None)
        pipe.send(run_job(pipe.recv(), shelf))
        freeze_loaded_objects()
        while True:
            pipe.send(run_job(pipe.recv(), shelf))


def freeze_loaded_objects() -> None:
    """Take what the first document left loaded out of the search for garbage, which else goes through all of it each time.

    Libraries and the shelf are a hundred thousand objects; to search them took a fifth of the time of a two-page note.
    """
    gc.collect()
    gc.freeze()


def _limit_memory(megabytes: int) -> None:
    if not megabytes:
        return
    try:
        import resource  # noqa: PLC0415 - Windows has none
    except ImportError:
        return
    with suppress(OSError, ValueError):  # macOS refuses
        resource.setrlimit(resource.RLIMIT_AS, (megabytes * MEGABYTE, megabytes * MEGABYTE))


def describe_worker_death(stem: str) -> Diagnostic:
    """The fault of a document over which processes died."""
    message = f"the process that made `{stem}` died, perhaps for want of memory"
    hint = "make it alone with `briefgen build`, and look for an image of unusual size"
    return Diagnostic(Severity.ERROR, "campaign-worker", message, None, (hint,))


def describe_timeout(stem: str, limits: WorkerLimits) -> Diagnostic:
    """The fault of a document that was not finished in time."""
    message = f"`{stem}` took longer than {limits.seconds:g} seconds and was given up"
    hint = "look for a loop in a template or a table of unusual size, or allow more with `--time-limit`"
    return Diagnostic(Severity.ERROR, "campaign-time", message, None, (hint,))
