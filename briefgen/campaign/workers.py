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

from briefgen.campaign.making import Outcome, Shelf, make
from briefgen.campaign.plan import PlannedDocument
from briefgen.campaign.scratch import ScratchFolder
from briefgen.values.diagnostic import Diagnostic, Severity

Numbered = tuple[int, PlannedDocument]

MEGABYTE = 1024 * 1024

PATIENCE = 5
"""Seconds that a worker is given to end by itself, before it is killed."""

STARTING = 120
"""Seconds that a process is given to start."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What one worker process may use."""

    seconds: float = 300
    """For one document. The start of a process is no document's fault, and does not count."""
    megabytes: int = 4096
    """Of address space; 0: as much as there is. Systems without such a limit go without."""
    documents: int = 200
    """After so many a process is replaced, for WeasyPrint and Pango do not give all memory back."""


@contextmanager
def interrupts_held(*, spawning: bool = True) -> Iterator[None]:
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


def interrupts_let_through() -> None:
    """In a process that began deaf to Ctrl-C: hear it from now on."""
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})


class Worker:
    """One process, seen from the parent. It has at most one document, so whatever ends it is that document's fault."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self.document: Numbered | None = None
        self.spent = False
        """Whether it is to be replaced before the next document."""
        self.ready = False
        """Whether it has started."""
        self._made = 0
        self._begun = 0.0
        context = get_context("spawn")
        self.pipe, theirs = context.Pipe()
        self._scratch = ScratchFolder()  # the parent takes it away, however the worker ends
        self.process = context.Process(target=_work, args=(theirs, limits.megabytes, self._scratch.name), daemon=True)
        with interrupts_held():
            self.process.start()
        theirs.close()

    def give(self, document: Numbered) -> None:
        """Hand over the next document. A worker that has died meanwhile answers with nothing, as if it died over it."""
        self.document, self._begun = document, monotonic()
        with suppress(OSError):
            self.pipe.send(document[1])

    def greet(self) -> None:
        """Take note that it has started: only now does the time of its first document begin."""
        self.ready = True
        with suppress(EOFError, OSError):  # dead already, as `take` will find
            self.pipe.recv()
        self._begun = monotonic()

    def take(self) -> Outcome | None:
        """What came of the document; None where the process has died."""
        self.document = None
        self._made += 1
        try:
            outcome: Outcome = self.pipe.recv()
        except (EOFError, OSError):
            self.spent = True
            return None
        # After a fault nobody knows what state the process is in.
        self.spent = outcome.fault is not None or self._made >= self.limits.documents
        return outcome

    @property
    def seconds_left(self) -> float:
        """Until its document has taken too long."""
        allowed = self.limits.seconds if self.ready else STARTING
        return max(0.0, self._begun + allowed - monotonic())

    def end(self) -> None:
        """Let it finish what it has begun, within its time, and end it."""
        self.pipe.close()
        self.process.join(min(self.seconds_left, PATIENCE) if self.document else PATIENCE)
        self.kill()

    def kill(self) -> None:
        """End it at once."""
        self.process.kill()
        self.process.join()
        self.pipe.close()
        self._scratch.cleanup()
        self.document, self.spent = None, True


def use_scratch_folder(folder: str) -> None:
    """Have this process and the programs that it calls put their temporary files there."""
    os.environ["TMPDIR"] = tempfile.tempdir = folder


def _work(pipe: Connection, megabytes: int, scratch: str) -> None:
    """The life of a worker: until the parent closes its end, be it that the parent died."""
    use_scratch_folder(scratch)
    # The terminal sends Ctrl-C to every process; the parent alone answers, so that files under way are finished.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    interrupts_let_through()
    _limit_memory(megabytes)
    shelf = Shelf()
    with suppress(EOFError, OSError):
        pipe.send(None)
        pipe.send(make(pipe.recv(), shelf))
        set_aside_what_stays()
        while True:
            pipe.send(make(pipe.recv(), shelf))


def set_aside_what_stays() -> None:
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


def died(stem: str) -> Diagnostic:
    """The fault of a document over which processes died."""
    message = f"the process that made `{stem}` died, perhaps for want of memory"
    hint = "make it alone with `briefgen build`, and look for an image of unusual size"
    return Diagnostic(Severity.ERROR, "campaign-worker", message, None, (hint,))


def hung(stem: str, limits: Limits) -> Diagnostic:
    """The fault of a document that was not finished in time."""
    message = f"`{stem}` took longer than {limits.seconds:g} seconds and was given up"
    hint = "look for a loop in a template or a table of unusual size, or allow more with `--time-limit`"
    return Diagnostic(Severity.ERROR, "campaign-time", message, None, (hint,))
