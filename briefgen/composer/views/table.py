"""A table of facts, sources or recipients, and what is wrong with a text that is typed into it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from briefgen.composer.arguments import build_act_error, build_edit_error, read_text
from briefgen.composer.session import ComposerSession
from briefgen.composer.tables import find_table
from briefgen.composer.tables.table import TableColumn, TableContent, TableEntry
from briefgen.composer.views.problem import ProblemRow, build_row
from briefgen.edit.refusal import EditRefused
from briefgen.model.diagnostic import BriefgenError


@dataclass(frozen=True, slots=True)
class FixedReason:
    """Why the page cannot change something: `EditRefused`, for the page to put into words."""

    reason: str
    values: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class TableRow:
    """One row as the page gets it; `TableEntry` says what each part is."""

    id: str
    cells: Mapping[str, str]
    place: str
    used: int
    problems: tuple[ProblemRow, ...]
    fixed: FixedReason | None
    fixed_cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TableView:
    """One table of a library or a campaign."""

    table: str
    choices: tuple[str, ...]
    """The libraries or campaigns that have such a table."""
    choice: str
    """The one of this table; empty where there is none."""
    file: str
    columns: tuple[TableColumn, ...]
    rows: tuple[TableRow, ...]
    problems: tuple[ProblemRow, ...]
    """Those of no row."""
    fixed: FixedReason | None
    """Why no row can be added; None where one can."""


@dataclass(frozen=True, slots=True)
class CellView:
    """What is known of typed texts before they are written."""

    problems: tuple[ProblemRow, ...]
    printed: tuple[str, ...]
    """As documents print it, in each language."""


def build_table_view(session: ComposerSession, arguments: Mapping[str, Any]) -> TableView:
    """The table that the arguments name; without a choice, the first. A file with an error is shown with its message."""
    table = find_table(arguments.get("table"))
    choices = tuple(table.list_choices(session))
    choice = arguments.get("choice") or (choices[0] if choices else "")
    if not isinstance(choice, str) or (choice and choice not in choices):
        raise build_act_error("no-choice", choice=choice)
    empty = TableContent("", (), ())
    try:
        content = table.read(session, choice) if choice else empty
    except EditRefused as refusal:
        content = replace(empty, fixed=refusal)
    except BriefgenError as error:
        content = replace(empty, problems=error.diagnostics)
    rows = tuple(_build_row(entry) for entry in content.rows)
    problems = tuple(build_row(problem) for problem in content.problems)
    return TableView(
        str(arguments["table"]),
        choices,
        choice,
        content.file,
        content.columns,
        rows,
        problems,
        _build_reason(content.fixed),
    )


def _build_row(entry: TableEntry) -> TableRow:
    problems = tuple(build_row(problem) for problem in entry.problems)
    return TableRow(
        entry.id, entry.cells, entry.place, entry.used, problems, _build_reason(entry.fixed), entry.fixed_cells
    )


def _build_reason(refusal: EditRefused | None) -> FixedReason | None:
    return FixedReason(refusal.reason, refusal.values) if refusal else None


def build_cell_view(session: ComposerSession, arguments: Mapping[str, Any]) -> CellView:
    """The check of a row with other texts, `values` as JSON. Nothing is written."""
    table = find_table(arguments.get("table"))
    values = read_values(arguments.get("values"))
    try:
        check = table.check(session, read_text(arguments, "choice"), read_text(arguments, "row"), values)
    except EditRefused as refusal:
        raise build_edit_error(refusal) from refusal
    return CellView(tuple(build_row(problem) for problem in check.problems), check.printed)


def read_values(written: object) -> Mapping[str, str]:
    """Texts by column, from JSON or as an object of it. Raises `BriefgenError`."""
    try:
        values = json.loads(written) if isinstance(written, str) else written
    except ValueError:
        values = None
    if not isinstance(values, dict) or not all(isinstance(text, str) for text in values.values()):
        raise build_act_error("no-column-texts")
    return values
