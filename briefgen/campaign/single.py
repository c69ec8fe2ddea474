"""Makes one document in a child process, so that whatever the document does to it, this one goes on and says so."""

from __future__ import annotations

import os
import signal
import sys
import warnings
from collections.abc import Callable
from contextlib import suppress
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path
from time import monotonic
from types import FrameType
from typing import Any

from briefgen.campaign.job import InputCache, JobResult, run_job
from briefgen.campaign.plan import PlannedDocument
from briefgen.campaign.temp_folder import TempFolder
from briefgen.campaign.workers import STOP_TIMEOUT, allow_interrupts, block_interrupts, use_temp_folder
from briefgen.resource_limits import ResourceLimits, describe_time_limit, kill_after

JobFunction = Callable[[PlannedDocument, InputCache, ResourceLimits | None], JobResult]
"""What the child does."""

_ChildInput = tuple[PlannedDocument, ResourceLimits, JobFunction]
"""All that the child is told."""


def run_in_process(
    document: PlannedDocument, allowance: ResourceLimits, patience: float, work: JobFunction = run_job
) -> JobResult | None:
    """What came of a document; None where its process died of something else than its limits.

    `patience` is how many seconds to wait, whoever takes the time. Raises `KeyboardInterrupt` after the child has put
    away what it had begun.
    """
    with TempFolder() as scratch:
        return _run_in_folder(scratch, (document, allowance, work), patience)


def _run_in_folder(scratch: str, errand: _ChildInput, patience: float) -> JobResult | None:
    document, allowance, _ = errand
    ours, theirs = get_context().Pipe(duplex=False)
    process = _start_process(theirs, errand, scratch)
    begun = monotonic()
    try:
        outcome: JobResult | None = ours.recv() if ours.poll(patience) else _build_timeout_result(document, allowance)
    except (EOFError, OSError):
        late = monotonic() - begun >= allowance.seconds
        outcome = _build_timeout_result(document, allowance) if late else None
    except KeyboardInterrupt:
        with suppress(ProcessLookupError):
            os.kill(process.pid or 0, signal.SIGINT)
        process.join(STOP_TIMEOUT)
        raise
    finally:
        process.kill()
        process.join()
        ours.close()
    return outcome


def _start_process(pipe: Connection, errand: _ChildInput, scratch: str) -> BaseProcess:
    """The child, under way. A copy of this process starts at once; a new one takes as long as briefgen itself."""
    way = "fork" if _is_single_threaded() else "spawn"
    context: Any = get_context(way)
    process: BaseProcess = context.Process(target=_run_child, args=(pipe, errand, scratch), daemon=True)
    with block_interrupts(spawning=way == "spawn"), warnings.catch_warnings():
        # Python warns of any thread of any library; the child takes no lock but those of its own work.
        warnings.simplefilter("ignore", DeprecationWarning)
        process.start()
    pipe.close()
    return process


def _is_single_threaded() -> bool:
    """Whether this process has no thread but the one that asks, be it Python's or a library's own.

    The copy of a process holds the locks of threads that are not copied, and waits for them for ever.
    """
    threads = Path("/proc/self/task")
    return sys.platform == "linux" and threads.is_dir() and len(list(threads.iterdir())) == 1


def _run_child(pipe: Connection, errand: _ChildInput, scratch: str) -> None:
    """The life of the child."""
    document, allowance, work = errand
    try:
        use_temp_folder(scratch)
        if signal.getsignal(signal.SIGINT) is not signal.SIG_IGN:  # as in what a script runs in the background
            signal.signal(signal.SIGINT, _raise_interrupt)
        allow_interrupts()
        kill_after(allowance)
        with suppress(OSError):
            pipe.send(work(document, InputCache(), allowance))
    except KeyboardInterrupt:
        return


def _raise_interrupt(_signal: int, _frame: FrameType | None) -> None:
    """The terminal and the parent both pass Ctrl-C on: the second must not disturb the clearing up after the first."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    raise KeyboardInterrupt


def _build_timeout_result(document: PlannedDocument, allowance: ResourceLimits) -> JobResult:
    return JobResult(document.stem, diagnostics=(describe_time_limit(allowance),))
