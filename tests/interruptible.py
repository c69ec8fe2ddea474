"""Runs the command line so that a test can stop it at any moment: in a new process, or in a copy of this one."""

from __future__ import annotations

import os
import signal
import sys
import time
import warnings
from collections.abc import Callable
from pathlib import Path
from types import FrameType
from typing import Any

from briefgen.__main__ import main
from briefgen.campaign import execution, record_document
from briefgen.commands import app


def run(arguments: tuple[str, ...], stop_after: int = 0) -> int:
    """What `python -m briefgen` does, telling when the command begins; it stands still after so many documents.

    Ctrl-C counts from the first moment of the command to its last: what Python does before and after is not ours.
    """
    record, recorded = record_document, 0

    def record_until_stopped(*given: Any) -> None:
        nonlocal recorded
        record(*given)
        recorded += 1
        if recorded == stop_after:
            print("stopped", file=sys.stderr, flush=True)  # noqa: T201 - the test waits for it
            while True:
                time.sleep(3600)

    execution.record_document = record_until_stopped  # type: ignore[assignment,attr-defined]
    signal.signal(signal.SIGINT, _interrupt_command)
    print("begun", file=sys.stderr, flush=True)  # noqa: T201 - likewise
    return main(arguments)


def _interrupt_command(number: int, frame: FrameType | None) -> None:
    inner = frame
    while inner:
        if inner.f_code is app._run_command.__code__:
            signal.default_int_handler(number, frame)
        inner = inner.f_back


class Copy:
    """A copy of this process that runs a command, in a group of its own; what a test needs of `subprocess.Popen`."""

    def __init__(self, arguments: tuple[str, ...], folder: Path) -> None:
        self.returncode: int | None = None
        ours, theirs = os.pipe()
        with warnings.catch_warnings():
            warnings.simplefilter(
                "ignore", DeprecationWarning
            )  # of other threads: the copy runs nothing but the command
            self.pid = os.fork()
        if not self.pid:
            _run_and_exit(lambda: run(arguments), folder, theirs)
        os.close(theirs)
        self.stderr = open(ours, encoding="utf-8")  # noqa: PTH123, SIM115 - a descriptor, closed when all is read

    def communicate(self, timeout: float) -> tuple[str, str]:  # noqa: ARG002 - pytest ends a test that hangs
        """Wait for the end of it and of its workers, and return what they said."""
        with self.stderr:
            said = self.stderr.read()
        self.returncode = os.waitstatus_to_exitcode(os.waitpid(self.pid, 0)[1])
        return "", said


def _run_and_exit(command: Callable[[], int], folder: Path, said: int) -> None:
    code = 99
    try:
        os.setsid()
        os.chdir(folder)
        with (
            open(said, "w", encoding="utf-8") as sys.stderr,
            Path(os.devnull).open("w", encoding="utf-8") as sys.stdout,
        ):
            code = command()
    finally:
        os._exit(code)


if __name__ == "__main__":
    sys.exit(run(tuple(sys.argv[2:]), int(sys.argv[1])))
