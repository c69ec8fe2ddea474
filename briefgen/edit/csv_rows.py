"""Line edits of a table in CSV: the cells of an edit change, every other character stays.

A cell keeps its quotation marks where it has them. The result is read back as RFC 4180 has it, with the separator of the file.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from briefgen.edit.refusal import EditRefused
from briefgen.edit.text_edit import BYTE_ORDER_MARK, LINE_END, TextEdit, apply_edits, find_newline
from briefgen.load.recipients.csv_text import find_separator


@dataclass(frozen=True, slots=True)
class CsvRow:
    """A row that is not blank, with the places of its cells."""

    start: int
    end: int
    """Behind its line end."""
    cells: tuple[str, ...]
    places: tuple[tuple[int, int], ...]


def read_csv_rows(text: str) -> tuple[CsvRow, ...]:
    """The rows of a table, the first with the names of columns. Raises `EditRefused`."""
    separator, position = _find_start(text)
    cell = re.compile(rf'"((?:[^"]|"")*)"|[^"\r\n{re.escape(separator)}][^\r\n{re.escape(separator)}]*|')
    rows: list[CsvRow] = []
    while position < len(text):
        start, cells, places = position, [], []
        while True:
            found = cell.match(text, position)
            assert found is not None  # noqa: S101 - it matches nothing, too
            cells.append(found[0] if found[1] is None else found[1].replace('""', '"'))
            places.append(found.span())
            position = found.end()
            if text[position : position + 1] != separator:
                break
            position += 1
        line_end = LINE_END.match(text, position)
        if line_end is None and position < len(text):
            raise EditRefused("quotation-mark")
        position = line_end.end() if line_end else position
        if any(value.strip() for value in cells):
            rows.append(CsvRow(start, position, tuple(cells), tuple(places)))
    if not rows:
        raise EditRefused("no-columns")
    return tuple(rows)


def set_cell(text: str, row_id: str, column: str, value: str) -> str:
    """The text with another value in a cell of the row with an id. Raises `EditRefused`."""
    rows = read_csv_rows(text)
    row, index = rows[_find_row(rows, row_id)], _find_column(rows[0], column)
    if index >= len(row.places):
        raise EditRefused("short-row", row=row_id, count=len(row.places))
    start, end = row.places[index]
    written = _write_cell(value, _find_start(text)[0], is_quoted=text[start:end].startswith('"'))
    expected = [list(own.cells) for own in rows]
    expected[rows.index(row)][index] = value
    return _check(text, [TextEdit(start, end, written)], expected)


def add_row(text: str, values: Mapping[str, str]) -> str:
    """The text with another row at its end. Raises `EditRefused` for a column that is not there, or an id that is taken."""
    rows = read_csv_rows(text)
    for column in values:
        _find_column(rows[0], column)
    index = _find_column(rows[0], "id")
    if any(row.cells[index : index + 1] == (values.get("id", ""),) for row in rows[1:]):
        raise EditRefused("id-taken", row=values.get("id", ""))
    cells = [values.get(column.strip(), "") for column in rows[0].cells]
    separator, newline = _find_start(text)[0], find_newline(text)
    last = rows[-1]
    is_quoted = all(text[start:end].startswith('"') for start, end in last.places)
    line = separator.join(_write_cell(value, separator, is_quoted=is_quoted) for value in cells)
    has_end = text[last.start : last.end].endswith(("\n", "\r"))
    added = f"{line}{newline}" if has_end else f"{newline}{line}"
    return _check(text, [TextEdit(last.end, last.end, added)], [*(list(row.cells) for row in rows), cells])


def remove_row(text: str, row_id: str) -> str:
    """The text without the row with an id. Raises `EditRefused`."""
    rows = read_csv_rows(text)
    index = _find_row(rows, row_id)
    edit = TextEdit(rows[index].start, rows[index].end, "")
    return _check(text, [edit], [list(row.cells) for place, row in enumerate(rows) if place != index])


def _find_start(text: str) -> tuple[str, int]:
    """The separator, and where the first row starts."""
    content = text.removeprefix(BYTE_ORDER_MARK)
    separator, start = find_separator(LINE_END.sub("\n", content))
    head = len(text) - len(content)
    if not start:
        return separator, head
    end = LINE_END.search(text, head)
    return separator, end.end() if end else len(text)


def _find_row(rows: Sequence[CsvRow], row_id: str) -> int:
    index = _find_column(rows[0], "id")
    found = [place for place, row in enumerate(rows[1:], 1) if row.cells[index : index + 1] and row.cells[index].strip() == row_id]  # fmt: skip
    if len(found) != 1:
        raise EditRefused("several-rows" if found else "no-row", row=row_id)
    return found[0]


def _find_column(header: CsvRow, column: str) -> int:
    names = [name.strip() for name in header.cells]
    if column not in names:
        raise EditRefused("no-column", column=column)
    return names.index(column)


def _write_cell(value: str, separator: str, *, is_quoted: bool) -> str:
    needs_quotes = is_quoted or any(sign in value for sign in (separator, '"', "\n", "\r")) or value != value.strip()
    return '"' + value.replace('"', '""') + '"' if needs_quotes else value


def _check(text: str, edits: Sequence[TextEdit], expected: Sequence[Sequence[str]]) -> str:
    changed = apply_edits(text, edits)
    separator, start = _find_start(changed or "")
    try:
        reader = csv.reader(io.StringIO((changed or "")[start:], newline=""), delimiter=separator, strict=True)
        read = [row for row in reader if any(cell.strip() for cell in row)]
    except csv.Error:
        read = []
    if changed is None or read != [list(row) for row in expected]:
        raise EditRefused("other-cells")
    return changed
