"""Problems as pages get them, each with what the page can do about it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from briefgen.composer.arguments import Refusal
from briefgen.composer.text_files import is_text_file
from briefgen.composer.words import LANGUAGES
from briefgen.model.diagnostic import Diagnostic


@dataclass(frozen=True, slots=True)
class Remedy:
    """A button: an act with its arguments, and the words on it."""

    act: str
    words: str
    """A key of `words/`: `remedies.exclude`."""
    arguments: Mapping[str, Any]
    values: Mapping[str, Any] = field(default_factory=dict)
    """What is filled into the words."""
    needs_value: str = ""
    """The kind of field to fill in first: `date` or `text`; empty: none."""


@dataclass(frozen=True, slots=True)
class Wording:
    """The words of a problem in one language."""

    message: str
    hints: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ProblemRow:
    """One problem."""

    severity: str
    code: str
    message: str
    place: str
    """`file:line`; may be empty."""
    hints: tuple[str, ...]
    file: str = ""
    """The file, if the page of texts can show it."""
    line: int = 0
    block: str = ""
    """The id of the block that it is in; empty for other places."""
    remedies: tuple[Remedy, ...] = ()
    wordings: Mapping[str, Wording] = field(default_factory=dict)
    """Of what the composer itself refuses: its words in each language of the pages."""


@dataclass(frozen=True, slots=True)
class ProblemGroup:
    """The problems of one kind."""

    code: str
    severity: str
    rows: tuple[ProblemRow, ...]


def build_row(problem: Diagnostic, block: str = "", remedies: Iterable[Remedy] = ()) -> ProblemRow:
    """A problem as a row."""
    origin = problem.origin
    return ProblemRow(
        severity=problem.severity.value,
        code=problem.code,
        message=problem.message,
        place=str(origin) if origin else "",
        hints=problem.hints,
        file=origin.path if origin and is_text_file(origin.path) else "",
        line=origin.line if origin else 0,
        block=block,
        remedies=tuple(remedies),
        wordings=_list_wordings(problem) if isinstance(problem, Refusal) else {},
    )


def _list_wordings(refusal: Refusal) -> Mapping[str, Wording]:
    spoken = {language: refusal.in_language(language) for language in LANGUAGES}
    return {language: Wording(problem.message, problem.hints) for language, problem in spoken.items()}


def group_rows(rows: Iterable[ProblemRow]) -> tuple[ProblemGroup, ...]:
    """The rows by kind: errors first, then the kinds with fewest rows, which are read soonest."""
    groups: dict[tuple[str, str], list[ProblemRow]] = {}
    for row in rows:
        groups.setdefault((row.severity, row.code), []).append(row)
    found = [ProblemGroup(code=code, severity=severity, rows=tuple(own)) for (severity, code), own in groups.items()]
    return tuple(sorted(found, key=lambda group: (group.severity != "error", len(group.rows), group.code)))
