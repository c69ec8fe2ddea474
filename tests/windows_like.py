"""Takes from a process of Linux what Windows does not have, and puts what Windows has in its place.

A folder with `SITE` as its `sitecustomize.py` on the path does it in every process, also in workers.
"""

from __future__ import annotations

import errno
import os
import signal
import subprocess  # noqa: F401 - it takes a process with `msvcrt` for one of Windows, so it is loaded before
import sys
from contextlib import suppress
from itertools import cycle
from pathlib import Path
from types import ModuleType
from typing import Any

SITE = "from tests.windows_like import become_windows_like\nbecome_windows_like()\n"
MISSING_MODULES = ("fcntl", "grp", "pwd", "resource", "termios", "tty", "pty")
MISSING_IN_OS = "fork forkpty getuid geteuid getgid sched_getaffinity O_NOFOLLOW O_DIRECTORY mkfifo".split()
MISSING_SIGNALS = "SIGXCPU SIGHUP SIGALRM pthread_sigmask setitimer alarm".split()


def build_msvcrt() -> ModuleType:
    """A stand-in for the module with the locks of Windows. It refuses every lock once: somebody else has it.

    Each request is a line of the file that the variable `LOCK_REQUESTS` names.
    """
    module: Any = ModuleType("msvcrt")
    module.LK_NBLCK = 2
    answers = cycle((PermissionError(errno.EACCES, "Permission denied"), None))

    def lock(_descriptor: int, mode: int, size: int) -> None:
        with Path(os.environ["LOCK_REQUESTS"]).open("a", encoding="utf-8") as file:
            file.write(f"{mode} {size}\n")
        if refusal := next(answers):
            raise refusal

    module.locking = lock
    return module  # type: ignore[no-any-return]


def become_windows_like() -> None:
    """Change this process: no modules, functions and signals that only POSIX has, and no way to start a worker but `spawn`."""
    for module, names in ((os, MISSING_IN_OS), (signal, MISSING_SIGNALS)):
        for name in names:
            with suppress(AttributeError):
                delattr(module, name)
    modules: dict[str, Any] = sys.modules
    modules.update(dict.fromkeys(MISSING_MODULES))
    modules["msvcrt"] = build_msvcrt()

    import multiprocessing  # noqa: PLC0415 - it looks once what the system has

    multiprocessing.get_all_start_methods = lambda: ["spawn"]
