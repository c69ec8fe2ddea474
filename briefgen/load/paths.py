"""Finds files of a project that are inside it, and their names in diagnostics."""

from __future__ import annotations

import errno
import os
from collections.abc import Collection, Iterator
from pathlib import Path

from briefgen.model.diagnostic import Origin, Sink
from briefgen.paths import find_inside, find_system_refusal, is_inside, is_readable
from briefgen.resources import find_builtin_root

MAX_PRINTED_NAME = 100

BUILTIN_PREFIX = "built-in/"
"""How the names of built-in files start in diagnostics."""


def to_display_path(root: Path, path: Path) -> str:
    """The name of a file in diagnostics: relative to the project, or `built-in/...`, with forward slashes."""
    if path.is_relative_to(root):
        return path.relative_to(root).as_posix()
    if path.is_relative_to(find_builtin_root()):
        return f"{BUILTIN_PREFIX}{path.relative_to(find_builtin_root()).as_posix()}"
    return path.as_posix()


def find_files(folder: Path, root: Path, sink: Sink) -> Iterator[Path]:
    """Every file below a folder by name, except hidden files.

    Reported are links that lead out of the project or nowhere, files and folders that may not be read, devices and pipes.
    """
    if find_inside(root, folder.relative_to(root), Path.is_dir) is None:
        if folder.is_symlink():
            _report_link(folder, root, sink)
        return
    yield from _walk(folder, root, sink)


def _walk(folder: Path, root: Path, sink: Sink) -> Iterator[Path]:
    """The files below a folder that is inside the project: of what is in it, only a link can lead out."""
    if not is_readable(folder):
        report_unreadable_file(Origin(to_display_path(root, folder)), sink)
    for entry in _list_entries(folder):
        path = folder / entry.name
        if entry.is_symlink() and not (is_inside(path, root) and path.is_file()):
            _report_link(path, root, sink)
        elif entry.is_dir():
            yield from _walk(path, root, sink)
        elif not os.access(path, os.R_OK):
            report_unreadable_file(Origin(to_display_path(root, path)), sink)
        elif entry.is_file():
            yield path
        else:
            origin = Origin(to_display_path(root, path))
            sink.error("path-link", "is a device or a pipe, and no file", origin, "delete it")


def _list_entries(folder: Path) -> list[os.DirEntry[str]]:
    """What is in a folder by name, except what is hidden; nothing where it cannot be listed."""
    try:
        with os.scandir(folder) as entries:
            return sorted((entry for entry in entries if entry.name[0] != "."), key=lambda entry: entry.name)
    except OSError:
        return []


PROPOSED_ENDING = ".proposed.yaml"
"""How a file ends in which an import proposes entries. Nothing reads it: a person moves them to the file without this ending."""

STEMS_OF_MANY = frozenset({"sources"})
"""The stems of which a folder can have several files: `sources.bib` beside `sources.zotero.json`."""


def find_files_named(stem: str, endings: Collection[str], folder: Path, root: Path, sink: Sink) -> Iterator[Path]:
    """The files `stem.*` of a folder with one of these endings, by name. Other files of that stem are reported."""
    for path in sorted(folder.glob(f"{stem}.*")):
        if path.name == f"{stem}{PROPOSED_ENDING}":
            continue
        name = to_display_path(root, path)
        if path.is_dir():
            if path.suffix in endings:
                sink.error("path-link", "is a folder, and no file", Origin(name), "rename or delete it")
            continue
        known = ", ".join(f"`{stem}{ending}`" for ending in endings)
        if path.suffix not in endings:
            sink.error(f"{stem}-format", f"cannot be read; known are {known}", Origin(name), "rename or convert it")
        elif path.stem != stem and stem not in STEMS_OF_MANY:
            message = f"is not read: the only file of this kind is {known}"
            sink.error(f"{stem}-format", message, Origin(name), f"move its entries to {known}")
        elif find_inside(root, path.relative_to(root)) is None:
            _report_link(path, root, sink)
        else:
            yield path


def report_unreadable_file(origin: Origin, sink: Sink, subject: str = "") -> None:
    """Report a file that this account may not read; `subject` names it where the place is another file."""
    message = f"{subject}cannot be read: permission denied"
    sink.error("file-unreadable", message, origin, "give yourself the right to read it")


def _report_link(path: Path, root: Path, sink: Sink) -> None:
    """Report a link that is not followed."""
    name = to_display_path(root, path)
    report_unusable_path(path, root, name, Origin(name), sink)


def report_unusable_path(path: Path, root: Path, written: str, origin: Origin, sink: Sink) -> None:
    """Report a path that is not followed, with the reason: it leads out of the project, in a circle or to nothing, or the system refuses it."""
    if report_refused_name(path, written, origin, sink):
        return
    if is_inside(path, root):
        sink.error(
            "path-link", "is a link to a folder or to nothing, which is not followed", origin, "copy the files here"
        )
    else:
        sink.error(
            "path-escape", f"`{shorten(written)}` leads out of the project", origin, "copy the file into the project"
        )


def report_refused_name(path: Path, written: str, origin: Origin, sink: Sink) -> bool:
    """Report a name that the system refuses; whether it does."""
    name = shorten(written)
    match find_system_refusal(path):
        case errno.ELOOP:
            hint = "delete it, or copy the file here"
            sink.error("path-link", f"`{name}` is a link that leads in a circle", origin, hint)
        case errno.ENAMETOOLONG:
            hint = "give the file a shorter name"
            sink.error("path-name", f"`{name}` is longer than the name of a file can be", origin, hint)
        case errno.EINVAL:
            hint = "delete the character"
            sink.error("path-name", f"`{name}` has a character that no name of a file can have", origin, hint)
        case _:
            return False
    return True


def shorten(name: str) -> str:
    """The start of a name, where it is longer than a line."""
    return name if len(name) <= MAX_PRINTED_NAME else f"{name[:MAX_PRINTED_NAME]}..."
