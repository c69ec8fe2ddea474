"""States how much time and memory one document may use, and has the operating system keep a process to it."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from importlib.util import find_spec

from briefgen.model.diagnostic import Diagnostic, Severity

HAS_LIMITS = find_spec("resource") is not None
"""Windows has no such limits: there, the clock alone ends a document."""

MEGABYTE = 1024 * 1024
WAITING_FACTOR = 5
"""How much longer than its processor time a document may take by the clock, on a machine with other work to do."""


@dataclass(frozen=True, slots=True)
class ResourceLimits:
    """How much one document may use."""

    seconds: float = 60
    """Of processor time."""
    megabytes: int = 2048
    """Of memory; 0: no limit. macOS and Windows have no such limit."""

    @property
    def wall_seconds(self) -> float:
        """The longest time by the clock: it ends a document that waits and uses no processor time."""
        return WAITING_FACTOR * self.seconds


DEFAULT_LIMITS = ResourceLimits()


MAX_FREE_MEMORY, MAX_REUSED_BLOCK = 64 * MEGABYTE, 32 * MEGABYTE
"""Bytes that a process keeps for its next document, and of the largest piece of memory among them."""
TRIM_THRESHOLD, MMAP_THRESHOLD = -1, -3
"""Parameters of the C library (malloc.h of glibc, `M_TRIM_THRESHOLD` and `M_MMAP_THRESHOLD`)."""


def restrict_memory(limits: ResourceLimits) -> None:
    """Let this process use no more memory: Python then raises `MemoryError`. A killed process leaves no core dump."""
    if not HAS_LIMITS:
        return
    import resource  # noqa: PLC0415 - see HAS_LIMITS

    with suppress(OSError, ValueError):  # macOS refuses
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        if limits.megabytes:
            size = limits.megabytes * MEGABYTE
            resource.setrlimit(resource.RLIMIT_DATA, (size, size))


def keep_freed_memory() -> None:
    """Keep memory that is freed for the next document, where the C library is glibc: it gives pictures of pages back at once.

    The system clears each page of memory that it hands out, which took a tenth of the time of a two-page note.
    """
    import ctypes  # noqa: PLC0415 - for workers alone

    with suppress(
        AttributeError, OSError, TypeError
    ):  # other libraries have no such function, and Windows does not name its own
        library = ctypes.CDLL(None)
        library.mallopt(TRIM_THRESHOLD, MAX_FREE_MEMORY)
        library.mallopt(MMAP_THRESHOLD, MAX_REUSED_BLOCK)


def restrict_time(limits: ResourceLimits) -> None:
    """Have the operating system end this process when its next task has used its processor time.

    No handler of Python's is involved, so this also ends a loop inside a library in C.
    """
    if not HAS_LIMITS:
        return
    import resource  # noqa: PLC0415 - see HAS_LIMITS

    usage = resource.getrusage(resource.RUSAGE_SELF)
    end = int(usage.ru_utime + usage.ru_stime + limits.seconds) + 1
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    with suppress(OSError, ValueError):
        resource.setrlimit(resource.RLIMIT_CPU, (end if hard == resource.RLIM_INFINITY else min(end, hard), hard))


def describe_time_limit(subject: str, limits: ResourceLimits) -> Diagnostic:
    """The error for a document, or another subject, that was stopped for the time it takes."""
    message = f"{subject} takes more than {limits.seconds:g} seconds of processor time, and was stopped"
    hint = "look for a table, list or loop that repeats too much, or allow more with `--time-limit`"
    return Diagnostic(Severity.ERROR, "limit-time", message, None, (hint,))


def describe_clock_limit(subject: str, limits: ResourceLimits) -> Diagnostic:
    """The error for a document that was stopped by the clock: where processor time is limited, the machine had other work."""
    message = f"{subject} was not finished after {limits.wall_seconds:g} seconds, and was stopped"
    hint = "run the command again when the machine has less to do, or allow more with `--time-limit`"
    return Diagnostic(Severity.ERROR, "limit-time", message, None, (hint,))


def describe_memory_limit(subject: str, limits: ResourceLimits) -> Diagnostic:
    """The error for a document, or another subject, that needs more memory than it may use."""
    message = f"{subject} takes more than {limits.megabytes:,} MB of memory, and was stopped"
    hint = "look for a loop that repeats too much or a very large image, or allow more with `--memory-limit`"
    return Diagnostic(Severity.ERROR, "limit-memory", message, None, (hint,))
