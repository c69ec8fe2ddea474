"""Earlier recommendations of the United Nations, read as `briefgen import --previous` reads them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from briefgen.composer.arguments import build_act_error
from briefgen.composer.session import ComposerSession
from briefgen.decompose.file_import import read_library_sources
from briefgen.decompose.previous_documents import read_previous_file
from briefgen.decompose.previous_import import PreviousImport, plan_previous
from briefgen.load import list_names
from briefgen.model.diagnostic import BriefgenError, Diagnostic, Origin, Sink


@dataclass(frozen=True, slots=True)
class PreviousReading:
    """What a file adds to a library."""

    library: str
    found: PreviousImport | None
    """None where the problems are errors that stop the import."""
    problems: tuple[Diagnostic, ...]


def read_previous(session: ComposerSession, arguments: Mapping[str, Any]) -> PreviousReading:
    """What the file that `upload` names adds to a `library`; without one, to the first. It may take seconds, once for each revision.

    Raises `BriefgenError` where the file is no longer kept, or there is no such library.
    """
    file = session.uploads.find(arguments.get("upload"))
    project = session.require_project()
    libraries = list_names(project, "libraries")
    library = arguments.get("library") or next(iter(libraries), "")
    if library not in libraries:
        raise build_act_error("no-library", library=library)

    def read() -> PreviousReading:
        sink = Sink()
        try:
            entries = read_previous_file(file, sink)
            sources = read_library_sources(project, library, sink)
            folder = project.root / "content" / library
            found = plan_previous(entries, folder, project.root, sources, Origin(file.name), sink)
        except BriefgenError as error:
            return PreviousReading(library, None, Sink([*error.diagnostics]).collect_sorted())
        return PreviousReading(library, found, sink.collect_sorted())

    return session.read_lasting(("previous", file, library), read, ())
