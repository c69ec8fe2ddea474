"""Reads the recipients of a campaign from a table."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from briefgen.load.recipients.recipient_table import RecipientTable, read_recipients
from briefgen.load.recipients.xlsx import Row, read_rows
from briefgen.load.syntax.text import read_text
from briefgen.load.syntax.validated import read_yaml_file
from briefgen.model.brief import Recipient
from briefgen.model.diagnostic import Origin, Sink
from briefgen.schema.key_types import describe_value

CSV_SEPARATORS = ",;\t"
"""What spreadsheets put between cells, by the country they are set to."""

RECIPIENT_ID = re.compile(r"\w[\w.-]*")


def read_csv(path: Path, shown: str, sink: Sink) -> RecipientTable | None:
    """The rows of a CSV file (RFC 4180, with `,`, `;` or tabs), or None with an error in `sink`."""
    text = read_text(path, shown, sink)
    rows = _read_csv_rows(text, shown, sink) if text is not None else None
    return build_table(rows, shown, sink) if rows is not None else None


def read_xlsx(path: Path, shown: str, sink: Sink) -> RecipientTable | None:
    """The rows of the first sheet of an Excel workbook, or None with an error in `sink`."""
    rows = read_rows(path, shown, sink)
    return build_table(rows, shown, sink) if rows is not None else None


def read_yaml_list(path: Path, shown: str, sink: Sink) -> RecipientTable | None:
    """The items of a YAML list of mappings, each a recipient, or None with an error in `sink`."""
    parsed = read_yaml_file(path, shown, sink)
    if parsed is None:
        return None
    if not isinstance(parsed.data, list) or not all(isinstance(one, dict) for one in parsed.data):
        sink.error("recipients-row", "is no list of recipients", Origin(shown, 1), "write `- id: ...` for each")
        return None
    columns = list(dict.fromkeys(str(key) for one in parsed.data for key in one))
    rows = [(1, columns)]
    for number, one in enumerate(parsed.data):
        for key, value in one.items():
            if isinstance(value, dict | list):
                origin = Origin(shown, parsed.find_line((number, key)))
                sink.error(
                    "recipients-row", f"`{key}` wants text, found {describe_value(value)}", origin, "put it in quotes"
                )
        written = {str(key): "" if value is None else str(value).strip() for key, value in one.items()}
        rows.append((parsed.find_line((number,)), [written.get(column, "") for column in columns]))
    return build_table(rows if columns else [], shown, sink)


def build_table(rows: list[Row], shown: str, sink: Sink) -> RecipientTable | None:
    """Recipients from rows of cells, the first being the names of columns; None with an error in `sink`."""
    if not rows:
        sink.error("recipients-empty", "has no row of column names", Origin(shown, 1), "begin it with a row `id,name`")
        return None
    (line, header), *body = rows
    columns = _read_columns(header, Origin(shown, line), sink)
    if columns is None:
        return None
    if not body:
        sink.error("recipients-empty", "has no recipients", Origin(shown, line), "add a row for each")
    refused: list[Recipient] = []
    table = read_recipients(columns, shown, _build_recipients(columns, body, shown, refused, sink))
    return replace(table, refused=tuple(refused))


TableReader = Callable[[Path, str, Sink], RecipientTable | None]

TABLE_READERS: Mapping[str, TableReader] = {
    ".csv": read_csv,
    ".yaml": read_yaml_list,
    ".yml": read_yaml_list,
    ".xlsx": read_xlsx,
    ".xlsm": read_xlsx,
}
"""How to read each kind of table."""


def _read_csv_rows(text: str, shown: str, sink: Sink) -> list[Row] | None:
    """Each row that is not blank, with the line it begins on; None with an error in `sink`."""
    first = text.lstrip("\n").split("\n", 1)[0]
    separator = max(CSV_SEPARATORS, key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    rows = []
    line = 1
    try:
        for row in reader:
            if any(cell.strip() for cell in row):
                rows.append((line, [cell.strip() for cell in row]))
            line = reader.line_num + 1
    except csv.Error as error:
        said = "a quotation mark is opened and never closed" if "end of data" in str(error) else str(error)
        sink.error("csv-syntax", f"cannot be read as CSV: {said}", Origin(shown, line), 'write `"` in a cell as `""`')
        return None
    return rows


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
    faults = [one for one in errors if one]
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


def _build_recipients(
    columns: tuple[str, ...], rows: list[Row], shown: str, refused: list[Recipient], sink: Sink
) -> Iterator[Recipient]:
    """Those whose rows can be used; those whose ids cannot go to `refused`, and what is wrong with any row to `sink`."""
    first: dict[str, int] = {}
    for line, row in rows:
        origin = Origin(shown, line)
        spare = row[len(columns) :]
        if len(row) < len(columns) or any(spare):
            message = f"the row has {len(row)} cells, the table has {len(columns)} columns"
            sink.error("recipients-row", message, origin, "put a cell that holds the separator in quotes")
            continue
        fields = dict(zip(columns, row, strict=False))
        recipient = Recipient(fields["id"], fields, origin)
        if _is_id_valid(recipient, columns, first, sink):
            yield recipient
        else:
            refused.append(recipient)


def _is_id_valid(recipient: Recipient, columns: tuple[str, ...], first: dict[str, int], sink: Sink) -> bool:
    """Whether an id is there, can name a file and is new; case aside, for many file systems ignore it."""
    name, origin = recipient.id, recipient.origin
    column = f"column {columns.index('id') + 1}"
    if not name:
        sink.error("recipients-id", f"`id` in {column} is empty", origin, "give each recipient a short name")
    elif not RECIPIENT_ID.fullmatch(name):
        sink.error(
            "recipients-id", f"`{name}` in {column} cannot name a file", origin, "use letters, digits, `-`, `_` and `.`"
        )
    elif name.casefold() in first:
        message = f"the id `{name}` in {column} is taken by line {first[name.casefold()]}"
        sink.error("recipients-id", message, origin, "give each recipient an id of its own")
    else:
        first[name.casefold()] = origin.line
        return True
    return False
