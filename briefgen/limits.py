"""Holds the making of one document to a time and an amount of memory, by the operating system's own means."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from types import FrameType

from briefgen.values.diagnostic import BriefgenError, Diagnostic, Severity

try:
    import resource
except ImportError:  # Windows: there, documents are made without these limits
    resource = None  # type: ignore[assignment]


HINT = "look for a table, list or loop that repeats too much; an honest one takes a tenth of that"


GRACE = 3
"""Seconds between the word to stop and the end."""


@dataclass(frozen=True, slots=True)
class Allowance:
    """How much one document may take."""

    seconds: int = 25
    """Of a processor's time: waiting for other programs does not count."""
    megabytes: int = 1024
    """Of memory in addition to what the process had before."""
    what: str = "the document"
    """What is held to it, as messages call it."""


class _OutOfTimeError(BaseException):
    """Not an `Exception`: no part of the program on the way may take it for a problem of its own."""


@contextmanager
def held_to(allowance: Allowance) -> Iterator[None]:
    """Do something within limits. Raises `BriefgenError` where they are reached; then nothing is as it should be in the process but its caller."""
    if resource is None or threading.current_thread() is not threading.main_thread():
        yield
        return
    before = {kind: resource.getrlimit(kind) for kind in (resource.RLIMIT_CPU, resource.RLIMIT_DATA)}
    handler = signal.signal(signal.SIGXCPU, _stop)
    try:
        _set(resource.RLIMIT_CPU, int(_seconds_used()) + 1 + allowance.seconds)
        _set(resource.RLIMIT_DATA, (_megabytes_used() + allowance.megabytes) * 1024 * 1024)
        yield
    except _OutOfTimeError:
        raise BriefgenError(out_of_time(allowance)) from None
    except MemoryError:
        message = f"{allowance.what} takes more than {allowance.megabytes:,} MB of memory, and was given up"
        raise BriefgenError(Diagnostic(Severity.ERROR, "limit-memory", message, None, (HINT,))) from None
    finally:
        for kind, (soft, hard) in before.items():
            resource.setrlimit(kind, (soft, hard))
        signal.signal(signal.SIGXCPU, handler)


def end_after(allowance: Allowance) -> None:
    """Have the operating system end this process a little after its time, for the case that Python gets no word in."""
    if resource is not None:
        due = int(_seconds_used()) + 1 + allowance.seconds + GRACE
        _, hard = resource.getrlimit(resource.RLIMIT_CPU)
        last = due if hard == resource.RLIM_INFINITY else min(due, hard)
        resource.setrlimit(resource.RLIMIT_CPU, (last, last))


def out_of_time(allowance: Allowance) -> Diagnostic:
    """What is said of a document that was given up."""
    message = f"{allowance.what} takes more than {allowance.seconds} seconds of a processor's time, and was given up"
    return Diagnostic(Severity.ERROR, "limit-time", message, None, (HINT,))


def _stop(_signal: int, _frame: FrameType | None) -> None:
    raise _OutOfTimeError


def _set(kind: int, wanted: int) -> None:
    """Lower a limit for now; one that is lower already stays."""
    soft, hard = resource.getrlimit(kind)
    lowest = min(one for one in (wanted, soft, hard) if one != resource.RLIM_INFINITY)
    try:
        resource.setrlimit(kind, (lowest, hard))
    except (ValueError, OSError):
        return  # macOS keeps no limit on data


def _seconds_used() -> float:
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


def _megabytes_used() -> int:
    """The data of the process so far, as Linux counts it; elsewhere a generous guess."""
    try:
        with open("/proc/self/status", encoding="ascii") as status:  # noqa: PTH123 - no file of the user's
            data = next(line for line in status if line.startswith("VmData"))
        return int(data.split()[1]) // 1024
    except (OSError, StopIteration, ValueError):
        return 1024
