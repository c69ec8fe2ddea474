"""Reads the cells of an Excel workbook as text. Home of openpyxl."""

from __future__ import annotations

import lzma
import zlib
from collections.abc import Iterator
from datetime import date, time, timedelta
from pathlib import Path
from typing import Any
from zipfile import BadZipFile, ZipFile

from briefgen.load.recipients.error_cells import report_error_cells, report_formulas
from briefgen.load.recipients.number_formats import SeenCell, read_date, read_number
from briefgen.load.recipients.sheets import choose_sheet, find_hidden_rows, report_hidden_rows
from briefgen.load.recipients.table_row import TableRow, TableSettings
from briefgen.load.syntax.text import check_characters
from briefgen.model.cell import TruthCell
from briefgen.model.diagnostic import Origin, Sink

MAX_UNPACKED_BYTES = 100_000_000
"""Of an unpacked workbook: a small file can unpack to more than the memory holds."""

MAX_ROWS, MAX_COLUMNS = 100_000, 500
"""Of a sheet: one cell in the last corner makes a table of millions."""

MACRO_PART = "vbaProject.bin"

UNREADABLE_ERRORS = (
    BadZipFile,
    NotImplementedError,
    RuntimeError,
    EOFError,
    zlib.error,
    lzma.LZMAError,
    SyntaxError,
    AttributeError,
    LookupError,
    ValueError,
    TypeError,
    OSError,
)
"""What Python and openpyxl raise for a file that only has the name of a workbook."""


def read_xlsx_rows(path: Path, display_path: str, sink: Sink, settings: TableSettings) -> list[TableRow] | None:
    """The rows of a sheet that are not blank, as a spreadsheet shows them; None with an error in `sink`.

    A formula is kept as text and never computed. A workbook with macros is refused.
    """
    from openpyxl import load_workbook  # noqa: PLC0415 - slow to import
    from openpyxl.utils.exceptions import InvalidFileException  # noqa: PLC0415

    unseen: list[tuple[int, int, str]] = []
    try:
        with ZipFile(path) as archive:
            refusal = _find_refusal(archive)
        if refusal:
            sink.error("recipients-format", refusal, Origin(display_path), "save it as CSV UTF-8")
            return None
        book = load_workbook(path, read_only=True, data_only=False, keep_links=False)
        try:
            sheet = choose_sheet(book.worksheets, settings.sheet, display_path, sink)
            if sheet is None:
                return None
            hidden = find_hidden_rows(path, sheet)
            sheet.reset_dimensions()  # the size that a file states for itself may be wrong
            rows = [row for row in _iterate_rows(sheet, unseen) if row.cells]
        finally:
            book.close()
    except (*UNREADABLE_ERRORS, InvalidFileException) as error:
        message = f"cannot be read as an Excel workbook: {error}"
        sink.error("recipients-format", message, Origin(display_path), "save it again, or as CSV UTF-8")
        return None
    hidden_lines = tuple(row.line for row in rows if row.line in hidden)
    rows = [row for row in rows if row.line not in hidden or settings.hidden == "include"]
    widest = max((len(row.cells) for row in rows), default=0)
    for row in rows:
        row.cells.extend([""] * (widest - len(row.cells)))
    valid = [check_characters("\t".join(row.cells), display_path, sink, row.line) for row in rows]
    valid.append(report_error_cells(rows, display_path, sink))
    valid.append(bool(settings.hidden) or report_hidden_rows(hidden_lines, display_path, sink))
    report_formulas(rows, display_path, sink)
    _report_unseen(unseen, {row.line for row in rows}, display_path, sink)
    return rows if all(valid) else None


def _report_unseen(unseen: list[tuple[int, int, str]], lines: set[int], display_path: str, sink: Sink) -> None:
    """Warn of the first cell of each column that a spreadsheet shows in a form that is not known here."""
    columns: set[int] = set()
    for line, column, pattern in unseen:
        if line in lines and column not in columns:
            columns.add(column)
            message = f"column {column + 1} has the number format `{pattern}`, and is printed as a plain number"
            hint = "give the column the format Text in the spreadsheet, and type what is to be printed"
            sink.warning("recipients-cell", message, Origin(display_path, line), hint)


def _find_refusal(archive: ZipFile) -> str:
    """Why a workbook is not read at all; empty if it is."""
    if any(name.endswith(MACRO_PART) for name in archive.namelist()):
        return "is a workbook with macros, which is not read"
    if sum(part.file_size for part in archive.infolist()) > MAX_UNPACKED_BYTES:
        return f"is a workbook of more than {MAX_UNPACKED_BYTES // 1_000_000} MB when unpacked"
    return ""


def _iterate_rows(sheet: Any, unseen: list[tuple[int, int, str]]) -> Iterator[TableRow]:
    """The cells of each row up to the last one that is not empty. Raises `ValueError` where there are too many."""
    for line, cells in enumerate(sheet.iter_rows(), start=1):
        seen = [_read_cell(cell, line, index, unseen) for index, cell in enumerate(cells)]
        while seen and not seen[-1][0]:
            seen.pop()
        if line > MAX_ROWS or len(seen) > MAX_COLUMNS:
            raise ValueError(f"it has more than {MAX_ROWS:,} rows or {MAX_COLUMNS} columns")
        values = {index: value for index, (_, value) in enumerate(seen) if value is not None}
        yield TableRow(line, [text for text, _ in seen], values)


def _read_cell(cell: Any, line: int, index: int, unseen: list[tuple[int, int, str]]) -> SeenCell:
    """A cell as a spreadsheet shows it; one in an unknown number format is added to `unseen`."""
    match cell.value:
        case None:
            return "", None
        case bool() as truth:
            return str(truth).upper(), TruthCell(truth)
        case date() | time() | timedelta() as moment:  # `datetime` is a date
            return read_date(moment, cell.number_format)
        case int() | float() as number:
            if (seen := read_number(number, cell.number_format)) is None:
                unseen.append((line, index, cell.number_format))
                seen = read_number(number, "General")
            return seen or ("", None)
        case value:
            text = getattr(value, "text", None) or value  # an array formula is an object with its text
            return " ".join(str(text).split()), None
