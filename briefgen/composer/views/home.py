"""The first page: the briefs of the project. How each is doing comes from `summary`, because each must be composed for it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from briefgen.composer.session import ComposerSession
from briefgen.composer.views.problem import ProblemRow, build_row
from briefgen.load import list_names, load_audience, load_brief
from briefgen.model.brief import Project
from briefgen.model.diagnostic import BriefgenError, Sink


@dataclass(frozen=True, slots=True)
class BriefEntry:
    """One brief in the list."""

    id: str
    title: str
    audience: str
    language: str
    date: str
    problem: str = ""
    """The first error of a file that cannot be read; empty otherwise."""


@dataclass(frozen=True, slots=True)
class HomeView:
    """The project with its briefs."""

    organisation: str
    folder: str
    briefs: tuple[BriefEntry, ...]
    problems: tuple[ProblemRow, ...]
    """Of the project itself."""


def build_home_view(session: ComposerSession, _arguments: Mapping[str, Any]) -> HomeView:
    """The briefs by name. A project that cannot be used is shown with its problems."""
    read = session.read_project()
    problems = tuple(build_row(problem) for problem in read.problems)
    if read.project is None:
        return HomeView("", session.root.name, (), problems)
    entries = tuple(_build_entries(read.project))
    return HomeView(read.project.organisation.name, session.root.name, entries, problems)


def _build_entries(project: Project) -> Iterator[BriefEntry]:
    titles: dict[str, str] = {}
    for name in list_names(project, "briefs"):
        sink = Sink()
        try:
            brief = load_brief(project, name, sink)
            sink.stop_on_errors()
        except BriefgenError as error:
            yield BriefEntry(name, name, "", "", "", error.diagnostics[0].message)
            continue
        if brief.audience not in titles:
            titles[brief.audience] = find_audience_title(project, brief.audience)
        day = brief.date.isoformat() if brief.date else ""
        yield BriefEntry(name, brief.title, titles[brief.audience], brief.language, day)


def find_audience_title(project: Project, name: str) -> str:
    """The title of an audience; its name where it cannot be read."""
    try:
        return load_audience(project, name, Sink(), language=project.language).title or name
    except BriefgenError:
        return name
