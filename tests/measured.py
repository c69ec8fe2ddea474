"""Runs a command in a process of its own and tells what it took, its children included."""

from __future__ import annotations

import os
import sys
import warnings
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from briefgen.__main__ import main
from tests.running import Result


@dataclass(frozen=True, slots=True)
class Taken:
    """What a command came to and what it took."""

    result: Result
    seconds: float
    """Of a processor's time."""
    megabytes: int
    """The largest that it, or a child of it, ever was, beyond what this process was when it began."""


def run_measured(arguments: tuple[str, ...], folder: Path) -> Taken:
    """Run a command as if it was typed in a folder, in a copy of this process."""
    before = _resident()
    with TemporaryDirectory() as kept, warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # of other threads: the copy runs nothing but the command
        out, err = Path(kept, "out"), Path(kept, "err")
        process = os.fork()
        if not process:
            _run_and_exit(arguments, folder, out, err)
        _, status, usage = os.wait4(process, 0)
        result = Result(
            os.waitstatus_to_exitcode(status),
            out.read_text(encoding="utf-8", errors="surrogateescape"),
            err.read_text(encoding="utf-8", errors="surrogateescape"),
        )
    largest = usage.ru_maxrss // (1024 if sys.platform == "linux" else 1024 * 1024)
    return Taken(result, usage.ru_utime + usage.ru_stime, max(0, largest - before))


def _run_and_exit(arguments: tuple[str, ...], folder: Path, out: Path, err: Path) -> None:
    code = 99
    try:
        os.chdir(folder)
        with out.open("w", encoding="utf-8") as sys.stdout, err.open("w", encoding="utf-8") as sys.stderr:
            code = main(arguments)
    finally:
        os._exit(code)


def _resident() -> int:
    """Megabytes of this process; 0 where the system does not say."""
    try:
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    except (OSError, ValueError):
        return 0
    return pages * os.sysconf("SC_PAGE_SIZE") // (1024 * 1024)
