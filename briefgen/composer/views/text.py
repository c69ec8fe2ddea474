"""A text file as it is, with its problems: also one that no other page can show."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any

from briefgen.composer.arguments import read_text
from briefgen.composer.session import ComposerSession
from briefgen.composer.tables.libraries import read_library
from briefgen.composer.text_files import list_text_files, read_text_file
from briefgen.composer.views.home import read_deliveries_with_problems
from briefgen.composer.views.problem import ProblemRow, build_row
from briefgen.load import list_names, load_audience, load_brief, load_campaign
from briefgen.model.brief import Project
from briefgen.model.diagnostic import BriefgenError, Diagnostic, Sink

Loader = Callable[[Project, str, Sink], object]

PARTS: Mapping[str, tuple[Callable[[Project, str], tuple[str, ...]], Loader]] = {
    "briefs": (lambda _project, below: (PurePosixPath(below).stem,), load_brief),
    # A table of recipients can belong to any campaign.
    "campaigns": (lambda project, _below: list_names(project, "campaigns"), load_campaign),
    "templates": (lambda _project, below: (below,), load_audience),
}
"""By folder, the parts of the project that a file can belong to, from the first name below the folder, and what loads them."""


@dataclass(frozen=True, slots=True)
class TextView:
    """One text file, and the names of all others."""

    file: str
    exists: bool
    text: str
    """With line feeds at line ends."""
    base: str
    """What the act that writes the file sends back; empty where there is no file."""
    encoding: str
    """What the text was read as; empty for UTF-8."""
    problems: tuple[ProblemRow, ...]
    files: tuple[str, ...]


def build_text_view(session: ComposerSession, arguments: Mapping[str, Any]) -> TextView:
    """The file that the arguments name, also one that was deleted meanwhile. Raises `BriefgenError` and `EditRefused`."""
    name = read_text(arguments, "file")
    file = read_text_file(session.root, name)
    problems = session.read(("problems of", name), lambda: tuple(_find_problems(session, name)))
    files = session.read("text files", lambda: tuple(list_text_files(session.root)))
    return TextView(
        name, file.before is not None, file.text, file.base, file.encoding, tuple(map(build_row, problems)), files
    )


def _find_problems(session: ComposerSession, name: str) -> Iterator[Diagnostic]:
    """The problems that reading the file shows, each once; those of what is printed are on the page of a brief."""
    seen: set[Diagnostic] = set()
    for problem in (*session.read_project().problems, *_read_part(session, name)):
        if problem.origin and problem.origin.path == name and problem not in seen:
            seen.add(problem)
            yield problem


def _read_part(session: ComposerSession, name: str) -> tuple[Diagnostic, ...]:
    """The problems of the part of the project that a file belongs to: a library, a brief, a campaign, an audience."""
    project = session.read_project().project
    if project is None:
        return ()
    folder, *below = PurePosixPath(name).parts
    if not below:
        return read_deliveries_with_problems(session)[1]
    if folder == "content":
        return read_library(session, below[0]).problems if below[0] in list_names(project, "libraries") else ()
    if folder not in PARTS:
        return ()
    find_parts, load = PARTS[folder]
    return tuple(problem for part in find_parts(project, below[0]) for problem in _load(project, part, load))


def _load(project: Project, name: str, load: Loader) -> tuple[Diagnostic, ...]:
    sink = Sink()
    try:
        load(project, name, sink)
    except BriefgenError as error:
        return error.diagnostics
    return sink.collect_sorted()
