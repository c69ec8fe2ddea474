"""Reads the recipients of a campaign from a table: CSV, an Excel workbook, or a YAML list."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from unicodedata import category
from unicodedata import normalize as normalise

from briefgen.load.recipients.csv_text import find_separator, read_csv_text
from briefgen.load.recipients.error_cells import report_error_cells, report_formulas
from briefgen.load.recipients.table_row import TableRow, TableSettings
from briefgen.load.recipients.xlsx import read_xlsx_rows
from briefgen.load.syntax.validated import read_yaml_file
from briefgen.model.brief import Recipient
from briefgen.model.diagnostic import Origin, Sink
from briefgen.schema.key_types import describe_value

ID_PUNCTUATION = frozenset("_.-")
JOINERS = frozenset("\u200c\u200d")
"""Signs without a width that Persian and the scripts of India need inside words."""
DEFAULT_SETTINGS = TableSettings()
RESERVED_IDS = frozenset({"index.html", "manifest.json"})
"""Files of the output folder, where folders are mostly named by ids."""


@dataclass(frozen=True, slots=True)
class RecipientTable:
    """The recipients of a table in its order."""

    columns: tuple[str, ...] = ()
    recipients: tuple[Recipient, ...] = ()
    refused: tuple[Recipient, ...] = ()
    """Rows with an unusable id. They get no document, but their other cells are checked too."""


def read_table(
    path: Path, display_path: str, sink: Sink, settings: TableSettings = DEFAULT_SETTINGS
) -> RecipientTable | None:
    """The recipients of a table; the ending, a key of `ROW_READERS`, says how to read it. None with an error in `sink`."""
    rows = ROW_READERS[path.suffix.lower()](path, display_path, sink, settings)
    if rows is None:
        return None
    if not rows:
        hint = "start it with a row `id,name`"
        sink.error("recipients-empty", "has no row of column names", Origin(display_path, 1), hint)
        return None
    header, *body = rows
    columns = _read_columns([normalise("NFC", name) for name in header.cells], Origin(display_path, header.line), sink)
    if columns is None:
        return None
    if not body:
        sink.error("recipients-empty", "has no recipients", Origin(display_path, header.line), "add a row for each")
    return _build_table(columns, body, display_path, sink)


def _read_csv_rows(path: Path, display_path: str, sink: Sink, settings: TableSettings) -> list[TableRow] | None:
    """Each row of a CSV file (RFC 4180, with `,`, `;` or tabs) that is not blank, with the line it starts on."""
    text = read_csv_text(path, display_path, settings.encoding, sink)
    if text is None:
        return None
    separator, start = find_separator(text)
    reader = csv.reader(io.StringIO(text[start:], newline=""), delimiter=separator, strict=True)
    offset = 1 if start else 0
    rows = []
    line = 1 + offset
    try:
        for row in reader:
            if any(cell.strip() for cell in row):
                rows.append(TableRow(line, [cell.strip() for cell in row]))
            line = reader.line_num + 1 + offset
    except csv.Error as error:
        fault = "a quotation mark is opened and never closed" if "end of data" in str(error) else str(error)
        hint = 'write `"` in a cell as `""`'
        sink.error("csv-syntax", f"cannot be read as CSV: {fault}", Origin(display_path, line), hint)
        return None
    report_formulas(rows, display_path, sink)
    return rows if report_error_cells(rows, display_path, sink) else None


def _read_yaml_rows(path: Path, display_path: str, sink: Sink, _settings: TableSettings) -> list[TableRow] | None:
    """The items of a YAML list of mappings below a row with all their keys."""
    parsed = read_yaml_file(path, display_path, sink)
    if parsed is None:
        return None
    if not isinstance(parsed.data, list) or not all(isinstance(item, dict) for item in parsed.data):
        hint = "write `- id: ...` for each"
        sink.error("recipients-row", "is not a list of recipients", Origin(display_path, 1), hint)
        return None
    columns = list(dict.fromkeys(normalise("NFC", str(key)) for item in parsed.data for key in item))
    rows = [TableRow(1, columns)]
    for number, item in enumerate(parsed.data):
        for key, value in item.items():
            if isinstance(value, dict | list):
                message = f"`{key}` must be text, found {describe_value(value)}"
                origin = Origin(display_path, parsed.find_line((number, key)))
                sink.error("recipients-row", message, origin, "put it in quotes")
        cells = {normalise("NFC", str(key)): "" if value is None else str(value).strip() for key, value in item.items()}
        rows.append(TableRow(parsed.find_line((number,)), [cells.get(column, "") for column in columns]))
    return rows if columns else []


ROW_READERS: Mapping[str, Callable[[Path, str, Sink, TableSettings], list[TableRow] | None]] = {
    ".csv": _read_csv_rows,
    ".yaml": _read_yaml_rows,
    ".yml": _read_yaml_rows,
    ".xlsx": read_xlsx_rows,
    ".xlsm": read_xlsx_rows,
}
"""By the ending of a file, what reads its rows, the first with the names of columns; None with an error in the sink."""


WORKBOOK_ENDINGS = frozenset({".xlsx", ".xlsm"})
TEXT_ENDINGS = frozenset({".csv"})


def _read_columns(header: list[str], origin: Origin, sink: Sink) -> tuple[str, ...] | None:
    while header and not header[-1]:
        header = header[:-1]
    errors = [_find_column_fault(number, name) for number, name in enumerate(header, 1)]
    errors += [
        (f"two columns are called `{name}`", "rename one of them")
        for name, times in Counter(header).items()
        if times > 1 and name
    ]
    if "id" not in header:
        errors.append(("has no column `id`", "add a column `id`, a short name for each recipient"))
    faults = [fault for fault in errors if fault]
    for message, hint in faults:
        sink.error("recipients-column", message, origin, hint)
    return None if faults else tuple(header)


def _find_column_fault(number: int, name: str) -> tuple[str, str] | None:
    if not name:
        return f"column {number} has no name", "give it a name"
    if not name.isidentifier():
        better = re.sub(r"\W+", "_", name).strip("_").lower()
        return f"column {number} is called `{name}`, which no block can write", f"call it like `{better or 'country'}`"
    return None


def _build_table(columns: tuple[str, ...], rows: list[TableRow], display_path: str, sink: Sink) -> RecipientTable:
    """The recipients with a usable row; problems of any row go to `sink`."""
    recipients: list[Recipient] = []
    refused: list[Recipient] = []
    line_by_id: dict[str, int] = {}
    for table_row in rows:
        line, row = table_row.line, table_row.cells
        origin = Origin(display_path, line)
        if len(row) < len(columns) or any(row[len(columns) :]):
            message = f"the row has {len(row)} cells, the table has {len(columns)} columns"
            sink.error("recipients-row", message, origin, "put a cell that holds the separator in quotes")
            continue
        fields = dict(zip(columns, row, strict=False))
        fields["id"] = normalise("NFC", fields["id"])
        values = {columns[index]: value for index, value in table_row.values.items() if index < len(columns)}
        recipient = Recipient(fields["id"], fields, origin, values=values)
        fault = find_id_fault(recipient.id, f"column {columns.index('id') + 1}", line_by_id)
        if fault:
            sink.error("recipients-id", fault[0], origin, fault[1])
        (refused if fault else recipients).append(recipient)
        line_by_id.setdefault(recipient.id.casefold(), line)
    return RecipientTable(columns, tuple(recipients), tuple(refused))


def find_id_fault(name: str, column: str, line_by_id: Mapping[str, int]) -> tuple[str, str] | None:
    """Why an id cannot name a file or is taken, and a hint. Case does not count, because many file systems ignore it."""
    if not name:
        return f"`id` in {column} is empty", "give each recipient a short name"
    if not _can_name_file(name):
        return f"`{name}` in {column} cannot name a file", "use letters, digits, `-`, `_` and `.`"
    if name.casefold() in RESERVED_IDS:
        return f"`{name}` in {column} is the name of a file that briefgen writes", "give the recipient another id"
    if name.casefold() in line_by_id:
        message = f"the id `{name}` in {column} is taken by line {line_by_id[name.casefold()]}"
        return message, "give each recipient an id of its own"
    return None


def _can_name_file(name: str) -> bool:
    """Whether an id is of letters, their marks, digits and `-`, `_`, `.`, in any script, and starts with a letter or digit."""
    return (name[0].isalnum() or name[0] == "_") and all(
        character.isalnum()
        or character in ID_PUNCTUATION
        or category(character).startswith("M")
        or (character in JOINERS and not name[at - 1].isascii() and at + 1 < len(name))
        for at, character in enumerate(name)
    )
