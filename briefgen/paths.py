"""Resolves the names of files that a user's file or template states, and keeps them inside their folder.

Every name goes through this module. A name that the system refuses is a name that no file has: it is too long, it has a
null character, its links go round in a circle, or a folder on its way may not be opened.
"""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Callable, Iterator
from pathlib import Path

NAME_ERRORS = (OSError, RuntimeError, ValueError)
"""What the system raises for a name that it refuses: too long; links in a circle; a null character."""


def is_inside(path: Path, folder: Path) -> bool:
    """Whether a path is inside a folder after every link in it is followed."""
    try:
        return path.resolve().is_relative_to(folder.resolve())
    except NAME_ERRORS:
        return False


def follow_links(path: Path) -> Path:
    """The place behind every link in a path. A link that leads in a circle stays as it is."""
    return Path(os.path.realpath(path))


def find_inside(folder: Path, name: str | Path, is_right_kind: Callable[[Path], bool] = Path.is_file) -> Path | None:
    """The file (or the folder, with another `is_right_kind`) of this name below a folder; None where there is none, or where it leads out.

    An absolute name leads out, and so does `..`. Devices and pipes are not files.
    """
    path = folder / name
    try:
        return path if not Path(name).is_absolute() and is_inside(path, folder) and is_right_kind(path) else None
    except NAME_ERRORS:
        return None


def find_in_folders(root: Path, parent: str, name: str) -> Iterator[Path]:
    """The files of one name in the folders directly below a folder, hidden ones left out: each as `find_inside` finds it.

    Links alone can lead out. Where there is none on the way, a look at the file replaces following the whole path.
    """
    folder = root / parent
    try:
        with os.scandir(folder) as found:
            entries = [entry for entry in found if not entry.name.startswith(".")]
    except OSError:
        return
    if not is_inside(folder, root):
        return
    for entry in entries:
        path = folder / entry.name / name
        try:
            mode = os.lstat(path).st_mode
        except OSError:
            continue
        if entry.is_symlink() or stat.S_ISLNK(mode):
            linked = find_inside(root, f"{parent}/{entry.name}/{name}")
            yield from (linked,) if linked else ()
        elif stat.S_ISREG(mode):
            yield path


def find_system_refusal(path: Path) -> int:
    """The number of the error with which the system refuses a name: `ELOOP`, `ENAMETOOLONG`. 0 where it does not."""
    try:
        path.stat()
    except OSError as error:
        return error.errno or 0
    except ValueError:
        return errno.EINVAL
    return 0


def exists(path: Path) -> bool:
    """Whether there is something of this name."""
    try:
        return path.exists()
    except NAME_ERRORS:
        return False


def is_link(path: Path) -> bool:
    """Whether a name is that of a link, also of one that leads nowhere."""
    try:
        return path.is_symlink()
    except NAME_ERRORS:
        return False


def is_readable(path: Path) -> bool:
    """Whether this account may read a file, or list a folder and open what is in it."""
    return os.access(path, os.R_OK | os.X_OK if path.is_dir() else os.R_OK)
