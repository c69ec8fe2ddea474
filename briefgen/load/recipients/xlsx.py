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
"""The line it stands on, and its cells."""

MAX_UNPACKED_BYTES = 100_000_000
"""Of a workbook unpacked: a small file can be made to fill the memory."""

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
"""What Python and openpyxl say of a file that is not what it says it is."""


def read_rows(path: Path, shown: str, sink: Sink) -> list[Row] | None:
    """The rows of the first sheet that are not blank; None with an error in `sink`.

    A formula is taken as the text that it is, never computed; a workbook with macros is refused.
    """
    from openpyxl import load_workbook  # noqa: PLC0415 - only who has a workbook pays for it
    from openpyxl.utils.exceptions import InvalidFileException  # noqa: PLC0415

    try:
        with ZipFile(path) as packed:
            refused = _find_refusal(packed)
        if refused:
            sink.error("recipients-format", refused, Origin(shown), "save it as CSV UTF-8")
            return None
        book = load_workbook(path, read_only=True, data_only=False, keep_links=False)
        try:
            sheet = book.worksheets[0]
            sheet.reset_dimensions()  # what it says of its own size may be anything
            rows = [(number, row) for number, row in enumerate(_iterate_rows(sheet), start=1) if row]
        finally:
            book.close()
    except (*UNREADABLE_ERRORS, InvalidFileException) as error:
        message = f"cannot be read as an Excel workbook: {error}"
        sink.error("recipients-format", message, Origin(shown), "save it anew, or as CSV UTF-8")
        return None
    widest = max((len(row) for _, row in rows), default=0)
    rows = [(number, row + [""] * (widest - len(row))) for number, row in rows]
    sound = [check_characters("\t".join(row), shown, sink, number) for number, row in rows]
    _report_formulas(rows, shown, sink)
    return rows if all(sound) else None


def _report_formulas(rows: list[Row], shown: str, sink: Sink) -> None:
    """The first formula of each column: it would be printed as it is written."""
    columns: set[int] = set()
    for number, row in rows:
        for column in (index for index, cell in enumerate(row) if cell.startswith("=") and index not in columns):
            columns.add(column)
            message = f"column {column + 1} holds a formula, which is printed as it is written"
            sink.warning("recipients-formula", message, Origin(shown, number), "paste the column as values")


def _find_refusal(packed: ZipFile) -> str:
    """Why a workbook is not read at all; empty where it is."""
    if any(name.endswith(MACRO_PART) for name in packed.namelist()):
        return "is a workbook with macros, which is not read"
    if sum(one.file_size for one in packed.infolist()) > MAX_UNPACKED_BYTES:
        return f"is a workbook of more than {MAX_UNPACKED_BYTES // 1_000_000} MB when unpacked"
    return ""


def _iterate_rows(sheet: Any) -> Iterator[list[str]]:
    """The cells of each row up to the last that holds something. Raises `ValueError` where they are too many."""
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
            written = getattr(value, "text", None) or value  # a formula for many cells keeps its words to itself
            return " ".join(str(written).split())
