"""The recipients of a campaign as a table: CSV and YAML can be changed, workbooks are listed."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from briefgen.composer.arguments import build_act_error
from briefgen.composer.session import ComposerSession
from briefgen.composer.tables.table import CellCheck, TableColumn, TableContent, TableEntry, sort_problems
from briefgen.edit.csv_rows import add_row, read_csv_rows, remove_row, set_cell
from briefgen.edit.file_edit import FileEdit, edit_file, read_text
from briefgen.edit.refusal import EditRefused
from briefgen.edit.yaml_values import add_item, read_data, remove_key, set_value
from briefgen.load import list_names, load_campaign
from briefgen.load.names import find_named_file
from briefgen.load.paths import to_display_path
from briefgen.load.recipients.cells import check_cells
from briefgen.load.recipients.table import find_id_fault, read_table
from briefgen.model.brief import Recipient
from briefgen.model.diagnostic import BriefgenError, Diagnostic, Origin, Severity, Sink
from briefgen.paths import find_inside


class RecipientsTable:
    """The table that a campaign names."""

    def list_choices(self, session: ComposerSession) -> Sequence[str]:
        """The campaigns."""
        return list_names(session.require_project(), "campaigns")

    def read(self, session: ComposerSession, choice: str) -> TableContent:
        """The rows in the order of the table."""
        path = _find_file(session, choice)
        name, sink = to_display_path(session.root, path), Sink()
        try:
            campaign = load_campaign(session.require_project(), choice, sink)
            lines = {recipient.id: recipient.origin.line or 0 for recipient in campaign.recipients}
        except BriefgenError as error:
            sink.extend(error.diagnostics)
            lines = {}
        columns, rows = _read_rows(path, name)
        own, others = sort_problems(sink.collect_sorted(), name, lines)
        fixed = None if path.suffix.lower() in EDITED else EditRefused("workbook")
        entries = [
            TableEntry(row["id"], row, f"{name}:{lines[row['id']]}" if lines.get(row["id"]) else name,
                       problems=own.get(row["id"], ()), fixed=fixed)
            for row in rows
        ]  # fmt: skip
        kept = tuple(TableColumn(column, label=column) for column in columns if column != "id")
        return TableContent(name, kept, tuple(entries), others, fixed)

    def check(self, session: ComposerSession, choice: str, row: str, values: Mapping[str, str]) -> CellCheck:
        """The problems of a row: states, languages and names that its columns must hold, and its id."""
        path = _find_file(session, choice)
        name, sink = to_display_path(session.root, path), Sink()
        columns, rows = _read_rows(path, name)
        present = next((own for own in rows if own["id"] == row), None)
        fields = dict.fromkeys(columns, "") | (present or {"id": row}) | dict(values)
        check_cells(tuple(columns), (Recipient(row, fields, Origin(name)),), {}, sink)
        taken = {own["id"].casefold(): number for number, own in enumerate(rows, 2) if own is not present}
        fault = find_id_fault(fields["id"], "its row", taken)
        problems = [Diagnostic(Severity.ERROR, "recipients-id", fault[0], None, (fault[1],))] if fault else []
        return CellCheck((*problems, *sink.collect_sorted()))

    def change(self, session: ComposerSession, choice: str, row: str, values: Mapping[str, str]) -> FileEdit:
        """The edit of some cells of a row."""
        path = _find_file(session, choice)
        return edit_file(path, lambda text: _find_editor(path)[0](text, row, values))

    def add(self, session: ComposerSession, choice: str, row: str, values: Mapping[str, str]) -> FileEdit:
        """The edit that adds a row at the end."""
        path = _find_file(session, choice)
        if any(own["id"] == row for own in _read_rows(path, path.name)[1]):
            raise build_act_error("row-there", row=row)
        return edit_file(path, lambda text: _find_editor(path)[1](text, {"id": row, **values}))

    def remove(self, session: ComposerSession, choice: str, row: str) -> FileEdit:
        """The edit that takes a row out."""
        path = _find_file(session, choice)
        return edit_file(path, lambda text: _find_editor(path)[2](text, row))


def _find_file(session: ComposerSession, campaign: str) -> Path:
    project = session.require_project()
    path = find_named_file(project, "campaigns", campaign, Sink())
    data = read_data(read_text(path))
    name = data.get("recipients") if isinstance(data, dict) else None
    place = find_inside(project.root, Path("campaigns", name)) if isinstance(name, str) else None
    if place is None:
        raise build_act_error("no-recipients", campaign=campaign)
    return place


def _read_rows(path: Path, name: str) -> tuple[list[str], list[dict[str, str]]]:
    """The columns, and the cells of each row that has an id. Raises `EditRefused` or `BriefgenError`."""
    text = "" if path.suffix.lower() not in EDITED else read_text(path)
    if path.suffix.lower() == ".csv":
        header, *rows = read_csv_rows(text)
        columns = [column.strip() for column in header.cells if column.strip()]
        found = [dict(zip(columns, (cell.strip() for cell in row.cells), strict=False)) for row in rows]
    elif path.suffix.lower() in EDITED:
        items = [item for item in _read_list(text) if isinstance(item, dict)]
        columns = list(dict.fromkeys(str(key) for item in items for key in item))
        found = [{column: _to_cell(item.get(column)) for column in columns} for item in items]
    else:
        sink = Sink()
        table = read_table(path, name, sink)
        if table is None:
            raise BriefgenError(*sink.diagnostics)
        columns, found = list(table.columns), [dict(recipient.fields) for recipient in table.recipients]
    return columns, [row for row in found if row.get("id")]


def _read_list(text: str) -> list[Any]:
    data = read_data(text)
    if not isinstance(data, list):
        raise EditRefused("not-a-list")
    return data


def _to_cell(value: object) -> str:
    return "" if value is None else str(value).strip()


def _find_item(text: str, row: str) -> int:
    found = [index for index, item in enumerate(_read_list(text)) if isinstance(item, dict) and _to_cell(item.get("id")) == row]  # fmt: skip
    if len(found) != 1:
        raise EditRefused("several-rows" if found else "no-row", row=row)
    return found[0]


def _change_csv(text: str, row: str, values: Mapping[str, str]) -> str:
    for column, value in values.items():
        text = set_cell(text, row, column, value.strip())
    return text


def _change_yaml(text: str, row: str, values: Mapping[str, str]) -> str:
    index = _find_item(text, row)
    for column, value in values.items():
        text = set_value(text, (index, column), value.strip())
    return text


def _add_yaml(text: str, values: Mapping[str, str]) -> str:
    return add_item(text, (), {key: value.strip() for key, value in values.items() if value.strip()})


def _remove_yaml(text: str, row: str) -> str:
    return remove_key(text, (_find_item(text, row),))


Editor = tuple[
    Callable[[str, str, Mapping[str, str]], str], Callable[[str, Mapping[str, str]], str], Callable[[str, str], str]
]
EDITED: Mapping[str, Editor] = {
    ".csv": (_change_csv, add_row, remove_row),
    ".yaml": (_change_yaml, _add_yaml, _remove_yaml),
    ".yml": (_change_yaml, _add_yaml, _remove_yaml),
}
"""By the ending of a table, what changes, adds and removes its rows."""


def _find_editor(path: Path) -> Editor:
    if path.suffix.lower() not in EDITED:
        raise EditRefused("workbook")
    return EDITED[path.suffix.lower()]
