"""Acts on the rows of facts, sources and recipients. What the loader would call an error is not written."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from briefgen.composer.arguments import read_text
from briefgen.composer.session import ComposerSession
from briefgen.composer.tables import find_table
from briefgen.composer.tables.table import CellCheck
from briefgen.composer.views.table import read_values
from briefgen.edit.file_edit import FileEdit
from briefgen.model.diagnostic import BriefgenError, Severity


def set_cells(session: ComposerSession, arguments: Mapping[str, Any]) -> tuple[FileEdit, ...]:
    """Give cells of a row other texts."""
    table, values = find_table(arguments.get("table")), read_values(arguments.get("values"))
    choice, row = read_text(arguments, "choice"), read_text(arguments, "row")
    edit = table.change(session, choice, row, values)
    _stop_on_errors(table.check(session, choice, row, values))
    return (edit,)


def add_row(session: ComposerSession, arguments: Mapping[str, Any]) -> tuple[FileEdit, ...]:
    """Add a row."""
    table, values = find_table(arguments.get("table")), read_values(arguments.get("values"))
    choice, row = read_text(arguments, "choice"), read_text(arguments, "row").strip()
    edit = table.add(session, choice, row, values)
    _stop_on_errors(table.check(session, choice, row, values))
    return (edit,)


def remove_row(session: ComposerSession, arguments: Mapping[str, Any]) -> tuple[FileEdit, ...]:
    """Take a row out that nothing uses."""
    table = find_table(arguments.get("table"))
    return (table.remove(session, read_text(arguments, "choice"), read_text(arguments, "row")),)


def _stop_on_errors(check: CellCheck) -> None:
    errors = [problem for problem in check.problems if problem.severity is Severity.ERROR]
    if errors:
        raise BriefgenError(*errors)
