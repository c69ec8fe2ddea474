"""What a table of a project is: its columns and rows as texts, and the edits of its file."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from briefgen.composer.session import ComposerSession
from briefgen.edit.file_edit import FileEdit
from briefgen.edit.refusal import EditRefused
from briefgen.model.diagnostic import Diagnostic


@dataclass(frozen=True, slots=True)
class TableColumn:
    """One column."""

    key: str
    kind: str = "text"
    """`text`, `long`, `date` or `choice`."""
    options: tuple[str, ...] = ()
    in_row: bool = True
    """Whether it is in the rows of the page, and not only in the form of one row."""
    label: str = ""
    """Empty: the page has words for it."""


@dataclass(frozen=True, slots=True)
class TableEntry:
    """One row."""

    id: str
    cells: Mapping[str, str]
    place: str
    """`file:line`."""
    used: int = 0
    """How many texts use it."""
    problems: tuple[Diagnostic, ...] = ()
    fixed: EditRefused | None = None
    """Why the page cannot change it; None where it can."""
    fixed_cells: tuple[str, ...] = ()
    """The cells that only the file can hold: a list of names with particles, a value in several languages."""


@dataclass(frozen=True, slots=True)
class TableContent:
    """The rows of one library or campaign."""

    file: str
    columns: tuple[TableColumn, ...]
    rows: tuple[TableEntry, ...]
    problems: tuple[Diagnostic, ...] = ()
    """Those of no row."""
    fixed: EditRefused | None = None
    """Why no row can be added; None where one can."""


@dataclass(frozen=True, slots=True)
class CellCheck:
    """What is wrong with a text in a cell, and how documents print it."""

    problems: tuple[Diagnostic, ...] = ()
    printed: tuple[str, ...] = ()


class KeptTable(Protocol):
    """One kind of table. What raises `EditRefused` or `BriefgenError` says in words what to do."""

    def list_choices(self, session: ComposerSession) -> Sequence[str]:
        """The libraries or campaigns that have one."""

    def read(self, session: ComposerSession, choice: str) -> TableContent:
        """Its rows."""

    def check(self, session: ComposerSession, choice: str, row: str, values: Mapping[str, str]) -> CellCheck:
        """What is wrong with a row in which some cells have other texts; one that is not there is new."""

    def change(self, session: ComposerSession, choice: str, row: str, values: Mapping[str, str]) -> FileEdit:
        """The edit that gives cells of a row other texts."""

    def add(self, session: ComposerSession, choice: str, row: str, values: Mapping[str, str]) -> FileEdit:
        """The edit that adds a row."""

    def remove(self, session: ComposerSession, choice: str, row: str) -> FileEdit:
        """The edit that takes a row out. Refused while something uses it."""


def sort_problems(
    problems: Iterable[Diagnostic], path: str, lines: Mapping[str, int]
) -> tuple[Mapping[str, tuple[Diagnostic, ...]], tuple[Diagnostic, ...]]:
    """The problems of each row of a file, by the lines on which the rows start, and those of no row."""
    found: dict[str, list[Diagnostic]] = {}
    others: list[Diagnostic] = []
    for problem in problems:
        origin = problem.origin
        line = origin.line if origin and origin.path == path else None
        row = max((name for name in lines if line and lines[name] <= line), key=lambda name: lines[name], default=None)
        (found.setdefault(row, []) if row is not None else others).append(problem)
    return {name: tuple(own) for name, own in found.items()}, tuple(others)
