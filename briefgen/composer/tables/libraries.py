"""The libraries of a project as tables read them, and where their files are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from briefgen.access.usages import UsedKind, find_usages
from briefgen.composer.session import ComposerSession
from briefgen.load import list_names
from briefgen.load.names import FOLDERS, stop_unknown
from briefgen.load.paths import find_files_named
from briefgen.model.brief import Project
from briefgen.model.diagnostic import BriefgenError, Diagnostic, Sink
from briefgen.model.library import Library


@dataclass(frozen=True, slots=True)
class LibraryReading:
    """A library with its problems."""

    library: Library | None
    """None where it cannot be used."""
    problems: tuple[Diagnostic, ...]


def read_library(session: ComposerSession, name: str) -> LibraryReading:
    """A library as its files are now. Raises `BriefgenError` where there is none of this name."""
    project = _require_library(session, name)

    def read() -> LibraryReading:
        sink = Sink()
        try:
            library = session.load_library(project, name, sink)
        except BriefgenError as error:
            sink.extend(error.diagnostics)
            return LibraryReading(None, sink.collect_sorted())
        return LibraryReading(library, sink.collect_sorted())

    return session.read(("library", name), read)


def _require_library(session: ComposerSession, name: str) -> Project:
    """The project, which has this library. Raises `BriefgenError`."""
    project = session.require_project()
    if name not in list_names(project, "libraries"):
        stop_unknown(project, "libraries", name, Sink())
    return project


def find_library_file(session: ComposerSession, name: str, stem: str) -> Path:
    """The YAML file of a library with this stem; the place of a new one where there is none. Raises `BriefgenError`."""
    project = _require_library(session, name)
    folder = project.root / FOLDERS["libraries"] / name
    found = find_files_named(stem, (".yaml", ".yml") if stem == "sources" else (".yaml",), folder, project.root, Sink())
    return next(found, folder / f"{stem}.yaml")


def find_users(library: Library | None, kind: UsedKind) -> Mapping[str, Sequence[str]]:
    """The texts and facts that use a fact or a source, by its id."""
    users: defaultdict[str, set[str]] = defaultdict(set)
    for use in find_usages(library) if library else ():
        if use.kind is kind:
            users[use.id].add(use.used_by)
    return {key: sorted(names) for key, names in users.items()}


def list_languages(session: ComposerSession) -> tuple[str, ...]:
    """The languages in which texts of the project are written, as far as its libraries can be read."""
    found: dict[str, None] = {}
    for name in list_names(session.require_project(), "libraries"):
        library = read_library(session, name).library
        for block in library.blocks if library else ():
            found |= dict.fromkeys(variant.language for variant in block.variants)
    return tuple(found)
