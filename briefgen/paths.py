"""Resolves the names of files that a user's file or template states, and keeps them inside their folder."""

from __future__ import annotations

from pathlib import Path


def find_inside(folder: Path, name: str) -> Path | None:
    """The file of this name below a folder; None where there is none, or where the name or a link leads out of the folder.

    An absolute name leads out, and so does `..`. A name that the system refuses, because of its length or a loop of links, is not a file.
    """
    path = folder / name
    try:
        inside = not Path(name).is_absolute() and path.resolve().is_relative_to(folder.resolve())
        return path if inside and path.is_file() else None
    except (OSError, RuntimeError, ValueError):  # too long, a loop of links, a null character
        return None
