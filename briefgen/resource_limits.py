"""Holds the making of one document to a time and an amount of memory, by the operating system's own means."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from types import FrameType

from briefgen.model.diagnostic import BriefgenError, Diagnostic, Severity

try:
    import resource
except ImportError:  # Windows: there, documents are made without these limits
    resource = None  # type: ignore[assignment]


LIMIT_HINT = "look for a table, list or loop that repeats too much; an honest one takes a tenth of that"


GRACE_SECONDS = 3
"""Seconds between the word to stop and the end."""


@dataclass(frozen=True, slots=True)
class ResourceLimits:
    """How much one document may take."""

    seconds: int = 25
    """Of a processor's time: waiting for other programs does not count."""
    megabytes: int = 1024
    """Of memory in addition to what the process had before."""
    subject: str = "the document"
    """What is held to it, as messages call it."""


class _TimeLimitError(BaseException):
    """Not an `Exception`: no part of the program on the way may take it for a problem of its own."""


@contextmanager
def limit_resources(allowance: ResourceLimits) -> Iterator[None]:
    """Do something within limits. Raises `BriefgenError` where they are reached; then nothing is as it should be in the process but its caller."""
    if resource is None or threading.current_thread() is not threading.main_thread():
        yield
        return
    before = {kind: resource.getrlimit(kind) for kind in (resource.RLIMIT_CPU, resource.RLIMIT_DATA)}
    handler = signal.signal(signal.SIGXCPU, _raise_time_limit)
    try:
        _lower_limit(resource.RLIMIT_CPU, int(_measure_processor_seconds()) + 1 + allowance.seconds)
        _lower_limit(resource.RLIMIT_DATA, (_measure_data_megabytes() + allowance.megabytes) * 1024 * 1024)
        yield
    except _TimeLimitError:
        raise BriefgenError(describe_time_limit(allowance)) from None
    except MemoryError:
        message = f"{allowance.subject} takes more than {allowance.megabytes:,} MB of memory, and was given up"
        raise BriefgenError(Diagnostic(Severity.ERROR, "limit-memory", message, None, (LIMIT_HINT,))) from None
    finally:
        for kind, (soft, hard) in before.items():
            resource.setrlimit(kind, (soft, hard))
        signal.signal(signal.SIGXCPU, handler)


def kill_after(allowance: ResourceLimits) -> None:
    """Have the operating system end this process a little after its time, for the case that Python gets no word in."""
    if resource is not None:
        due = int(_measure_processor_seconds()) + 1 + allowance.seconds + GRACE_SECONDS
        _, hard = resource.getrlimit(resource.RLIMIT_CPU)
        last = due if hard == resource.RLIM_INFINITY else min(due, hard)
        resource.setrlimit(resource.RLIMIT_CPU, (last, last))


def describe_time_limit(allowance: ResourceLimits) -> Diagnostic:
    """What is said of a document that was given up."""
    message = f"{allowance.subject} takes more than {allowance.seconds} seconds of a processor's time, and was given up"
    return Diagnostic(Severity.ERROR, "limit-time", message, None, (LIMIT_HINT,))


def _raise_time_limit(_signal: int, _frame: FrameType | None) -> None:
    raise _TimeLimitError


def _lower_limit(kind: int, wanted: int) -> None:
    """Lower a limit for now; one that is lower already stays."""
    soft, hard = resource.getrlimit(kind)
    lowest = min(one for one in (wanted, soft, hard) if one != resource.RLIM_INFINITY)
    try:
        resource.setrlimit(kind, (lowest, hard))
    except (ValueError, OSError):
        return  # macOS keeps no limit on data


def _measure_processor_seconds() -> float:
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


def _measure_data_megabytes() -> int:
    """The data of the process so far, as Linux counts it; elsewhere a generous guess."""
    try:
        with open("/proc/self/status", encoding="ascii") as status:  # noqa: PTH123 - no file of the user's
            data = next(line for line in status if line.startswith("VmData"))
        return int(data.split()[1]) // 1024
    except (OSError, StopIteration, ValueError):
        return 1024
