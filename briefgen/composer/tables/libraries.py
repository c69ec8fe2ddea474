"""The libraries of a project as tables read them, and where their files are."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from briefgen.composer.session import ComposerSession
from briefgen.load import list_names, load_library
from briefgen.load.names import FOLDERS, stop_unknown
from briefgen.load.paths import find_files_named
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
    project = session.require_project()
    if name not in list_names(project, "libraries"):
        stop_unknown(project, "libraries", name, Sink())

    def read() -> LibraryReading:
        sink = Sink()
        try:
            library = load_library(project, name, sink)
        except BriefgenError as error:
            sink.extend(error.diagnostics)
            return LibraryReading(None, sink.collect_sorted())
        return LibraryReading(library, sink.collect_sorted())

    return session.read(("library", name), read)


def find_library_file(session: ComposerSession, name: str, stem: str) -> Path:
    """The YAML file of a library with this stem; the place of a new one where there is none. Raises `BriefgenError`."""
    project = session.require_project()
    if name not in list_names(project, "libraries"):
        stop_unknown(project, "libraries", name, Sink())
    folder = project.root / FOLDERS["libraries"] / name
    found = find_files_named(stem, (".yaml", ".yml") if stem == "sources" else (".yaml",), folder, project.root, Sink())
    return next(found, folder / f"{stem}.yaml")


def list_languages(session: ComposerSession) -> tuple[str, ...]:
    """The languages in which texts of the project are written, as far as its libraries can be read."""
    found: dict[str, None] = {}
    for name in list_names(session.require_project(), "libraries"):
        library = read_library(session, name).library
        for block in library.blocks if library else ():
            found |= dict.fromkeys(variant.language for variant in block.variants)
    return tuple(found)
