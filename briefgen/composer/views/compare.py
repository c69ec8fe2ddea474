"""What a reader sees otherwise in a brief than in an older version of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Any

from briefgen.compare.git_revision import Revision
from briefgen.composer.comparing import list_comparable_files, list_project_revisions, read_comparison, require_brief
from briefgen.composer.session import ComposerSession
from briefgen.composer.views.problem import ProblemRow, build_row

MAX_FILES = 100
"""Those that are offered; the newest."""


@dataclass(frozen=True, slots=True)
class ComparedFileChoice:
    """A finished file that the brief can be compared with."""

    name: str
    """Its path in the output folder."""
    language: str
    recipient: str
    built: str


@dataclass(frozen=True, slots=True)
class CompareView:
    """The versions that can be chosen, and how the chosen one differs."""

    revisions: tuple[Revision, ...]
    files: tuple[ComparedFileChoice, ...]
    passages: int
    """Those that changed."""
    numbers: tuple[str, ...]
    figures: tuple[str, ...]
    problems: tuple[ProblemRow, ...]
    has_page: bool = False
    """Whether a version is chosen and can be shown."""


def build_compare_view(session: ComposerSession, arguments: Mapping[str, Any]) -> CompareView:
    """The versions of a brief; with `since` or `against`, what differs from it."""
    key, project = require_brief(session, arguments)
    files = tuple(
        ComparedFileChoice(file.path, file.contents.language, file.recipient, file.built[:10])
        for file in islice(list_comparable_files(project, key.brief), MAX_FILES)
    )
    revisions = list_project_revisions(session)
    if not arguments.get("since") and not arguments.get("against"):
        return CompareView(revisions, files, 0, (), (), ())
    reading = read_comparison(session, arguments)
    problems = tuple(build_row(problem) for problem in reading.problems)
    comparison = reading.comparison
    if comparison is None:
        return CompareView(revisions, files, 0, (), (), problems)
    figures = tuple(f"{figure.id}: {figure.old} → {figure.new}" for figure in comparison.figures)
    count = len(comparison.changed_passages)
    return CompareView(revisions, files, count, comparison.numbers, figures, problems, has_page=True)
