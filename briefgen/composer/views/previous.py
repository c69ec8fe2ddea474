"""The earlier recommendations of a file, and which of them are new, before anything is written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from briefgen.composer.previous import read_previous
from briefgen.composer.session import ComposerSession
from briefgen.composer.views.problem import ProblemRow, build_row
from briefgen.load import list_names


@dataclass(frozen=True, slots=True)
class PreviousView:
    """What can be chosen, and what the chosen file adds."""

    libraries: tuple[str, ...]
    library: str
    """Empty where no file is chosen."""
    added: Mapping[str, str]
    """The words of each new recommendation, by its key."""
    present: int
    """How many the library has already."""
    problems: tuple[ProblemRow, ...]


def build_previous_view(session: ComposerSession, arguments: Mapping[str, Any]) -> PreviousView:
    """What the file that the arguments name adds to a library. Nothing is written."""
    libraries = tuple(list_names(session.require_project(), "libraries"))
    if not arguments.get("upload"):
        return PreviousView(libraries, "", {}, 0, ())
    reading = read_previous(session, arguments)
    problems = tuple(build_row(problem) for problem in reading.problems)
    if reading.found is None:
        return PreviousView(libraries, reading.library, {}, 0, problems)
    return PreviousView(libraries, reading.library, reading.found.added, len(reading.found.present), problems)
