"""Creates temporary folders, and deletes those whose process was killed."""

from __future__ import annotations

import os
import shutil
import tempfile
import weakref
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from briefgen.file_lock import try_lock

PREFIX = "briefgen-"

HAS_OWNERS = hasattr(os, "getuid")
"""Whether files have owners, and keep their locks when they are renamed: not on Windows."""

LOCK_FILE = ".held"
"""A file in the folder that its process keeps locked. The system lets go of the lock, however the process ends."""


class TempFolder:
    """A folder for temporary files, deleted with this value, or by the next process that needs one."""

    def __init__(self) -> None:
        for left in _find_abandoned_folders():
            shutil.rmtree(left, ignore_errors=True)
        self.name = tempfile.mkdtemp(prefix=PREFIX)
        # `TemporaryDirectory` would warn where it is deleted with its value, which is its purpose here.
        self._delete = weakref.finalize(self, _delete_folder, self.name, _lock_folder(Path(self.name)))

    def __enter__(self) -> str:
        return self.name

    def __exit__(self, *_: object) -> None:
        self.cleanup()

    def cleanup(self) -> None:
        """Take it away."""
        self._delete()


def _delete_folder(name: str, lock: int | None) -> None:
    shutil.rmtree(name, ignore_errors=True)
    if lock is not None:
        os.close(lock)


def _lock_folder(folder: Path) -> int | None:
    """The lock of a new folder. It gets its name when it is locked, so that nobody finds it free before.

    None where there is none: on Windows an open file cannot be renamed, and a file system can be without locks.
    """
    if not HAS_OWNERS:
        return None
    unlocked = folder / f"{LOCK_FILE}.new"
    lock = os.open(unlocked, os.O_RDONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with suppress(OSError):
        if try_lock(lock):
            unlocked.rename(folder / LOCK_FILE)
            return lock
    os.close(lock)
    unlocked.unlink()
    return None


def _find_abandoned_folders() -> Iterator[Path]:
    """Folders of this user whose process is no more. One without a lock is left alone: who knows whose it is."""
    if not HAS_OWNERS:
        return  # there, nobody has a lock to tell by
    for folder in Path(tempfile.gettempdir()).glob(f"{PREFIX}*"):
        with suppress(OSError):
            if folder.is_symlink() or folder.stat().st_uid != os.getuid():
                continue
            with (folder / LOCK_FILE).open("rb") as lock:
                if try_lock(lock.fileno()):
                    yield folder
