"""Reads the cells of an Excel workbook as text. Home of openpyxl."""

from __future__ import annotations

import lzma
import zlib
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any
from zipfile import BadZipFile, ZipFile

from briefgen.load.syntax.text import check_characters
from briefgen.model.diagnostic import Origin, Sink

Row = tuple[int, list[str]]
"""The line it is on, and its cells."""

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


def read_xlsx_rows(path: Path, display_path: str, sink: Sink) -> list[Row] | None:
    """The rows of the first sheet that are not blank; None with an error in `sink`.

    A formula is kept as text and never computed. A workbook with macros is refused.
    """
    from openpyxl import load_workbook  # noqa: PLC0415 - slow to import
    from openpyxl.utils.exceptions import InvalidFileException  # noqa: PLC0415

    try:
        with ZipFile(path) as archive:
            refusal = _find_refusal(archive)
        if refusal:
            sink.error("recipients-format", refusal, Origin(display_path), "save it as CSV UTF-8")
            return None
        book = load_workbook(path, read_only=True, data_only=False, keep_links=False)
        try:
            sheet = book.worksheets[0]
            sheet.reset_dimensions()  # the size that a file states for itself may be wrong
            rows = [(number, row) for number, row in enumerate(_iterate_rows(sheet), start=1) if row]
        finally:
            book.close()
    except (*UNREADABLE_ERRORS, InvalidFileException) as error:
        message = f"cannot be read as an Excel workbook: {error}"
        sink.error("recipients-format", message, Origin(display_path), "save it again, or as CSV UTF-8")
        return None
    widest = max((len(row) for _, row in rows), default=0)
    rows = [(number, row + [""] * (widest - len(row))) for number, row in rows]
    valid = [check_characters("\t".join(row), display_path, sink, number) for number, row in rows]
    _report_formulas(rows, display_path, sink)
    return rows if all(valid) else None


def _report_formulas(rows: list[Row], display_path: str, sink: Sink) -> None:
    """Warn of the first formula of each column, because it would be printed as a formula."""
    columns: set[int] = set()
    for number, row in rows:
        for column in (index for index, cell in enumerate(row) if cell.startswith("=") and index not in columns):
            columns.add(column)
            message = f"column {column + 1} holds a formula, which is printed as it is written"
            sink.warning("recipients-formula", message, Origin(display_path, number), "paste the column as values")


def _find_refusal(archive: ZipFile) -> str:
    """Why a workbook is not read at all; empty if it is."""
    if any(name.endswith(MACRO_PART) for name in archive.namelist()):
        return "is a workbook with macros, which is not read"
    if sum(part.file_size for part in archive.infolist()) > MAX_UNPACKED_BYTES:
        return f"is a workbook of more than {MAX_UNPACKED_BYTES // 1_000_000} MB when unpacked"
    return ""


def _iterate_rows(sheet: Any) -> Iterator[list[str]]:
    """The cells of each row up to the last one that is not empty. Raises `ValueError` where there are too many."""
    for number, values in enumerate(sheet.iter_rows(values_only=True)):
        row = [_cell_to_text(cell) for cell in values]
        while row and not row[-1]:
            row.pop()
        if number >= MAX_ROWS or len(row) > MAX_COLUMNS:
            raise ValueError(f"it has more than {MAX_ROWS:,} rows or {MAX_COLUMNS} columns")
        yield row


def _cell_to_text(value: object) -> str:
    """A cell as one would write it: days without a time, whole numbers without a point."""
    match value:
        case None:
            return ""
        case datetime() if not (value.hour or value.minute or value.second):
            return value.date().isoformat()
        case datetime() | date():
            return value.isoformat()
        case float() if value.is_integer():
            return str(int(value))
        case _:
            text = getattr(value, "text", None) or value  # an array formula is an object with its text
            return " ".join(str(text).split())
