"""Locks an open file for one process at a time. The system releases the lock, however the process ends.

Linux and macOS lock a whole file with `flock`. Windows has none, and locks its first byte instead.
"""

from __future__ import annotations

import os
import time
from importlib import import_module
from importlib.util import find_spec
from typing import Any

RETRY_SECONDS = 0.1
"""Windows gives up after ten seconds of waiting, so it is asked again and again."""


def wait_for_lock(descriptor: int) -> None:
    """Wait until this process has the lock. Raises `OSError` where the file system has no locks."""
    if find_spec("fcntl"):
        fcntl: Any = import_module("fcntl")
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        return
    while not try_lock(descriptor):
        time.sleep(RETRY_SECONDS)


def try_lock(descriptor: int) -> bool:
    """Whether this process has the lock now: False where another one has it. Raises `OSError` where there are no locks."""
    try:
        if find_spec("fcntl"):
            fcntl: Any = import_module("fcntl")
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        else:
            msvcrt: Any = import_module("msvcrt")
            os.lseek(descriptor, 0, os.SEEK_SET)
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
    except (BlockingIOError, PermissionError):
        return False
    return True
