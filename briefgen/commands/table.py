"""Prints rows as aligned columns that fit the terminal, or as JSON."""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum

import typer

from briefgen.commands.report import to_printable
from briefgen.commands.terminal import measure_width

COLUMN_GAP = "  "
MIN_CELL_WIDTH = 14
"""Columns of the terminal below which a cell of several words is not read any more."""


class ListFormat(StrEnum):
    """How lists are printed."""

    TEXT = "text"
    JSON = "json"


def get_terminal_width() -> int | None:
    """The columns of the terminal that standard output goes to; None where it goes to a file or a program, which has no edge."""
    return shutil.get_terminal_size().columns if sys.stdout.isatty() else None


def print_rows(columns: Sequence[str], rows: Iterable[Sequence[object]], list_format: ListFormat) -> None:
    """Print rows under the names of their columns; as JSON, a list with one object for each row.

    On a terminal, long cells are broken into lines between words; where there is too little room for that, each row is a list of
    its cells. Elsewhere every row is one whole line.
    """
    if list_format is ListFormat.JSON:
        objects = [dict(zip(columns, row, strict=True)) for row in rows]
        typer.echo(json.dumps(objects, ensure_ascii=False, indent=2, default=str))
        return
    cells = [[_format_cell(value) for value in row] for row in rows]
    for line in lay_out_table([column.upper() for column in columns], cells, get_terminal_width()):
        typer.echo(line)


def print_created_files(paths: Iterable[str], list_format: ListFormat) -> None:
    """Print the files that were created: a line for each, or JSON."""
    if list_format is ListFormat.JSON:
        print_rows(("file",), ((path,) for path in paths), list_format)
        return
    for path in paths:
        typer.echo(to_printable(path))


def lay_out_table(head: Sequence[str], rows: Sequence[Sequence[str]], columns: int | None) -> Iterator[str]:
    """The lines of a table, none longer than so many columns of the terminal."""
    cells = list(zip(head, *rows, strict=True))
    whole = [max(map(measure_width, column)) for column in cells]
    fitted = whole if columns is None else _fit_widths(whole, cells, columns - len(COLUMN_GAP) * (len(head) - 1))
    if fitted is None:
        yield from _format_as_lists(head, rows, columns or 0)
        return
    for row in (head, *rows):
        broken = [_wrap_text(cell, size) for cell, size in zip(row, fitted, strict=True)]
        for line in range(max(map(len, broken))):
            parts = (lines[line] if line < len(lines) else "" for lines in broken)
            yield COLUMN_GAP.join(_pad_text(part, size) for part, size in zip(parts, fitted, strict=True)).rstrip()


def indent_lines(text: str, columns: int | None) -> Iterator[str]:
    """A text in lines of so many columns, each set in."""
    for line in _wrap_text(text, max(MIN_CELL_WIDTH, columns - len(COLUMN_GAP)) if columns else measure_width(text)):
        yield COLUMN_GAP + line


def _fit_widths(whole: Sequence[int], cells: Sequence[Sequence[str]], columns: int) -> list[int] | None:
    """Widths that fit, the widest cut first, names in the first column whole and no word broken; None where there are none."""
    words = [max(measure_width(word) for cell in column for word in (cell.split() or [""])) for column in cells]
    least = [whole[0], *(min(size, max(word, MIN_CELL_WIDTH)) for size, word in zip(whole[1:], words[1:], strict=True))]
    if sum(least) > columns:
        return None
    most = max(whole)
    while sum(fitted := [max(low, min(size, most)) for low, size in zip(least, whole, strict=True)]) > columns:
        most -= 1
    return fitted


def _format_as_lists(head: Sequence[str], rows: Sequence[Sequence[str]], columns: int) -> Iterator[str]:
    """Each row as its name, and below it what each column says."""
    for name, *cells in rows:
        yield name
        for column, cell in zip(head[1:], cells, strict=True):
            yield from indent_lines(f"{column.lower()}: {cell}", columns)


def _wrap_text(text: str, size: int) -> list[str]:
    """A text broken between words, and inside those that are longer than a line."""
    if measure_width(text) <= size:
        return [text]
    from rich.console import Console
    from rich.text import Text

    console = Console(width=size, color_system=None)
    return [line.plain.rstrip() for line in Text(text).wrap(console, size, overflow="fold")]


def _pad_text(text: str, size: int) -> str:
    return text + " " * (size - measure_width(text))


def _format_cell(value: object) -> str:
    if isinstance(value, list | tuple):
        value = ", ".join(map(str, value))
    return to_printable(str(value)) if value not in (None, "") else "-"
