"""Finds files of a project that are inside it, and their names in diagnostics."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from pathlib import Path

from briefgen.model.diagnostic import Origin, Sink
from briefgen.resources import find_builtin_root


def to_display_path(root: Path, path: Path) -> str:
    """The name of a file in diagnostics: relative to the project, or `built-in/...`, with forward slashes."""
    if path.is_relative_to(root):
        return path.relative_to(root).as_posix()
    if path.is_relative_to(find_builtin_root()):
        return f"built-in/{path.relative_to(find_builtin_root()).as_posix()}"
    return path.as_posix()


def is_inside(path: Path, folder: Path) -> bool:
    """Whether a file is inside a folder after every symbolic link in its path is followed."""
    return path.resolve().is_relative_to(folder.resolve())


def find_files(folder: Path, root: Path, sink: Sink) -> Iterator[Path]:
    """Every file below a folder by name, except hidden files. Links that lead out of the project are reported."""
    for path in sorted(folder.rglob("*")):
        if any(part.startswith(".") for part in path.relative_to(folder).parts):
            continue
        origin = Origin(to_display_path(root, path))
        if not is_inside(path, root):
            report_escape(origin.path, origin, sink)
        elif path.is_file():
            yield path
        elif path.is_symlink():
            message = "is a link to a folder or to nothing, which is not followed"
            sink.error("path-link", message, origin, "copy the files here")


def find_files_named(stem: str, endings: Collection[str], folder: Path, root: Path, sink: Sink) -> Iterator[Path]:
    """The files `stem.*` of a folder with one of these endings, by name. Other files of that stem are reported."""
    found = sorted(path for path in folder.glob(f"{stem}.*") if path.is_file())
    for path in found:
        name = to_display_path(root, path)
        if path.suffix not in endings:
            known = ", ".join(f"`{stem}{ending}`" for ending in endings)
            sink.error(f"{stem}-format", f"cannot be read; known are {known}", Origin(name), "rename or convert it")
        elif not is_inside(path, root):
            report_escape(name, Origin(name), sink)
        else:
            yield path


def report_escape(written: str, origin: Origin, sink: Sink) -> None:
    """Report a path that leads out of the project."""
    sink.error("path-escape", f"`{written}` leads out of the project", origin, "copy the file into the project")
