"""Prints rows as aligned columns or as JSON."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterable, Sequence
from enum import StrEnum

import typer

from briefgen.commands.report import printable


class ListFormat(StrEnum):
    """How lists are printed."""

    TEXT = "text"
    JSON = "json"


def print_rows(columns: Sequence[str], rows: Iterable[Sequence[object]], form: ListFormat) -> None:
    """Print rows under the names of their columns; as JSON, a list with one object for each row."""
    if form is ListFormat.JSON:
        objects = [dict(zip(columns, row, strict=True)) for row in rows]
        typer.echo(json.dumps(objects, ensure_ascii=False, indent=2, default=str))
        return
    lines = [[column.upper() for column in columns], *([_cell(value) for value in row] for row in rows)]
    widths = [max(map(width, cells)) for cells in zip(*lines, strict=True)]
    for line in lines:
        typer.echo("  ".join(_padded(cell, size) for cell, size in zip(line, widths, strict=True)).rstrip())


def width(text: str) -> int:
    """The columns that a text takes on a terminal: East Asian letters take two, combining marks none."""
    wide = sum(unicodedata.east_asian_width(letter) in "WF" for letter in text)
    return len(text) + wide - sum(unicodedata.combining(letter) > 0 for letter in text)


def _padded(text: str, size: int) -> str:
    return text + " " * (size - width(text))


def _cell(value: object) -> str:
    if isinstance(value, list | tuple):
        value = ", ".join(map(str, value))
    return printable(str(value)) if value not in (None, "") else "-"
