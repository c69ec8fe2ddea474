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

from briefgen.campaign.making import Outcome, Shelf, make
from briefgen.campaign.plan import PlannedDocument
from briefgen.campaign.scratch import ScratchFolder
from briefgen.campaign.workers import (
    PATIENCE,
    interrupts_held,
    interrupts_let_through,
    use_scratch_folder,
)
from briefgen.limits import Allowance, end_after, out_of_time

Work = Callable[[PlannedDocument, Shelf, Allowance | None], Outcome]
"""What the child does."""

_Errand = tuple[PlannedDocument, Allowance, Work]
"""All that the child is told."""


def make_apart(document: PlannedDocument, allowance: Allowance, patience: float, work: Work = make) -> Outcome | None:
    """What came of a document; None where its process died of something else than its limits.

    `patience` is how many seconds to wait, whoever takes the time. Raises `KeyboardInterrupt` after the child has put
    away what it had begun.
    """
    with ScratchFolder() as scratch:
        return _made_in(scratch, (document, allowance, work), patience)


def _made_in(scratch: str, errand: _Errand, patience: float) -> Outcome | None:
    document, allowance, _ = errand
    ours, theirs = get_context().Pipe(duplex=False)
    process = _started(theirs, errand, scratch)
    begun = monotonic()
    try:
        outcome: Outcome | None = ours.recv() if ours.poll(patience) else _given_up(document, allowance)
    except (EOFError, OSError):
        late = monotonic() - begun >= allowance.seconds
        outcome = _given_up(document, allowance) if late else None
    except KeyboardInterrupt:
        with suppress(ProcessLookupError):
            os.kill(process.pid or 0, signal.SIGINT)
        process.join(PATIENCE)
        raise
    finally:
        process.kill()
        process.join()
        ours.close()
    return outcome


def _started(pipe: Connection, errand: _Errand, scratch: str) -> BaseProcess:
    """The child, under way. A copy of this process starts at once; a new one takes as long as briefgen itself."""
    way = "fork" if _alone() else "spawn"
    context: Any = get_context(way)
    process: BaseProcess = context.Process(target=_work, args=(pipe, errand, scratch), daemon=True)
    with interrupts_held(spawning=way == "spawn"), warnings.catch_warnings():
        # Python warns of any thread of any library; the child takes no lock but those of its own work.
        warnings.simplefilter("ignore", DeprecationWarning)
        process.start()
    pipe.close()
    return process


def _alone() -> bool:
    """Whether this process has no thread but the one that asks, be it Python's or a library's own.

    The copy of a process holds the locks of threads that are not copied, and waits for them for ever.
    """
    threads = Path("/proc/self/task")
    return sys.platform == "linux" and threads.is_dir() and len(list(threads.iterdir())) == 1


def _work(pipe: Connection, errand: _Errand, scratch: str) -> None:
    """The life of the child."""
    document, allowance, work = errand
    try:
        use_scratch_folder(scratch)
        if signal.getsignal(signal.SIGINT) is not signal.SIG_IGN:  # as in what a script runs in the background
            signal.signal(signal.SIGINT, _interrupted)
        interrupts_let_through()
        end_after(allowance)
        with suppress(OSError):
            pipe.send(work(document, Shelf(), allowance))
    except KeyboardInterrupt:
        return


def _interrupted(_signal: int, _frame: FrameType | None) -> None:
    """The terminal and the parent both pass Ctrl-C on: the second must not disturb the clearing up after the first."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    raise KeyboardInterrupt


def _given_up(document: PlannedDocument, allowance: Allowance) -> Outcome:
    return Outcome(document.stem, diagnostics=(out_of_time(allowance),))
