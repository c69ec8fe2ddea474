"""Temporary folders that outlive no process for long: whoever makes one takes away those whose process was killed."""

from __future__ import annotations

import os
import shutil
import tempfile
import weakref
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory

PREFIX = "briefgen-"

HELD = ".held"
"""A file in the folder that its process keeps locked. The system lets go of the lock, however the process ends."""


class ScratchFolder(TemporaryDirectory[str]):
    """A folder for temporary files, taken away with this value, or by the next process that wants one."""

    def __init__(self) -> None:
        for left in _left_behind():
            shutil.rmtree(left, ignore_errors=True)
        super().__init__(prefix=PREFIX, ignore_cleanup_errors=True)
        lock = _held(Path(self.name))
        self._let_go = weakref.finalize(self, os.close, lock) if lock else None

    def cleanup(self) -> None:
        """Take it away."""
        super().cleanup()
        if self._let_go:
            self._let_go()


def _held(folder: Path) -> int | None:
    """The lock of a new folder. It gets its name when it is locked, so that nobody finds it free before."""
    begun = folder / f"{HELD}.new"
    lock = os.open(begun, os.O_RDONLY | os.O_CREAT | os.O_EXCL, 0o600)
    if _locked(lock):
        begun.rename(folder / HELD)
        return lock
    os.close(lock)
    begun.unlink()
    return None


def _left_behind() -> Iterator[Path]:
    """Folders of this user whose process is no more. One without a lock is left alone: who knows whose it is."""
    if os.name != "posix":
        return  # there, nobody has a lock to tell by
    for folder in Path(tempfile.gettempdir()).glob(f"{PREFIX}*"):
        with suppress(OSError):
            if folder.is_symlink() or folder.stat().st_uid != os.getuid():
                continue
            with (folder / HELD).open("rb") as lock:
                if _locked(lock.fileno()):
                    yield folder


def _locked(lock: int) -> bool:
    """Whether this process has the lock now. Systems without `flock` go without: there, nothing is taken away."""
    try:
        import fcntl  # noqa: PLC0415 - Windows has none
    except ImportError:
        return False
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
