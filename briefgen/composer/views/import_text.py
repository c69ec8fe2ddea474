"""What a finished text becomes: its report before anything is written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from briefgen.composer.importing import read_imported_file
from briefgen.composer.session import ComposerSession
from briefgen.composer.views.problem import ProblemRow, build_row
from briefgen.load import list_names
from briefgen.load.names import list_audience_titles


@dataclass(frozen=True, slots=True)
class ImportView:
    """What can be chosen, and what becomes of the chosen file."""

    libraries: tuple[str, ...]
    audiences: Mapping[str, str]
    """The titles of the readers, by name."""
    briefs: tuple[str, ...]
    brief: str
    """The brief that the file becomes; empty where none is chosen, or it cannot be read."""
    library: str
    level: int
    """The level that was chosen by the reader of the file."""
    files: tuple[str, ...]
    """What is written; empty where an error stops the import."""
    report: str
    """In Markdown, as `import-report.md`."""
    problems: tuple[ProblemRow, ...]


def build_import_view(session: ComposerSession, arguments: Mapping[str, Any]) -> ImportView:
    """What the file that the arguments name becomes. Nothing is written."""
    project = session.require_project()
    choices = (
        tuple(list_names(project, "libraries")),
        list_audience_titles(project),
        tuple(list_names(project, "briefs")),
    )
    if not arguments.get("upload"):
        return ImportView(*choices, "", "", 0, (), "", ())
    reading = read_imported_file(session, arguments)
    problems = tuple(build_row(problem) for problem in reading.problems)
    if reading.found is None:
        return ImportView(*choices, "", "", 0, (), "", problems)
    plan = reading.found.plan
    files = tuple(edit.path.relative_to(session.root).as_posix() for edit in reading.edits)
    names = plan.request.brief, plan.request.library
    return ImportView(*choices, *names, plan.level, files, reading.found.report, problems)
