"""The message and the hint about a path that was typed and is not a file."""

from __future__ import annotations

from pathlib import Path

from briefgen.model.nearest import find_nearest


def describe_missing_file(path: Path, otherwise: str) -> tuple[str, str]:
    """What is wrong with a path that is not a file, and a hint: the file of its folder that is named nearly so, else `otherwise`."""
    if path.is_dir():
        return f"`{path}` is a folder", otherwise
    folder = path.parent
    names = [other.name for other in folder.iterdir() if other.is_file()] if folder.is_dir() else []
    near = find_nearest(path.name, names)
    return f"there is no file `{path}`", f"did you mean `{path.with_name(near)}`?" if near else otherwise
