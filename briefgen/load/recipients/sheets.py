"""Chooses the sheet of a workbook, and finds rows that its author hid or filtered out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any
from zipfile import ZipFile

from briefgen.model.diagnostic import Origin, Sink
from briefgen.model.nearest import suggest_nearest

VISIBLE = "visible"
MAX_LISTED = 8
"""Rows or sheets that a message lists."""

_ROW = re.compile(rb"<(?:\w+:)?row\b([^>]*)>")
_NUMBER = re.compile(rb"\br=[\"'](\d+)[\"']")
_HIDDEN = re.compile(rb"\b(?:hidden=[\"'](?:1|true)[\"']|ht=[\"']0(?:\.0+)?[\"'])")


def choose_sheet(sheets: Sequence[Any], name: str, display_path: str, sink: Sink) -> Any | None:
    """The sheet of this name, or the only visible one with a cell in it. None with an error in `sink`."""
    origin = Origin(display_path)
    if name:
        named = next((sheet for sheet in sheets if sheet.title.strip().casefold() == name.strip().casefold()), None)
        if named is None:
            titles = [sheet.title for sheet in sheets]
            hints = suggest_nearest(name, titles) or (f"write one of {_list_names(titles)}",)
            sink.error("recipients-sheet", f"the workbook has no sheet `{name}`", origin, *hints)
        return named
    visible = [sheet for sheet in sheets if sheet.sheet_state == VISIBLE]
    filled = [sheet for sheet in visible if _has_cells(sheet)] or visible[:1]
    if len(filled) > 1:
        names = _list_names([sheet.title for sheet in filled])
        hint = f"write `sheet: {filled[0].title}` in the campaign, or another of these names"
        sink.error(
            "recipients-sheet", f"the workbook has the sheets {names}, and any of them could be meant", origin, hint
        )
        return None
    if not filled:
        sink.error(
            "recipients-sheet",
            "every sheet of the workbook is hidden",
            origin,
            "name one with `sheet:` in the campaign",
        )
        return None
    return filled[0]


def find_hidden_rows(path: Path, sheet: Any) -> frozenset[int]:
    """The numbers of the rows that a spreadsheet does not show: hidden, filtered out, or without height."""
    part = str(getattr(sheet, "_worksheet_path", "")).lstrip("/")
    with ZipFile(path) as archive:
        content = archive.read(part)
    hidden, number = set(), 0
    for row in _ROW.finditer(content):
        stated = _NUMBER.search(row[1])
        number = int(stated[1]) if stated else number + 1
        if _HIDDEN.search(row[1]):
            hidden.add(number)
    return frozenset(hidden)


def report_hidden_rows(lines: Sequence[int], display_path: str, sink: Sink) -> bool:
    """Whether no row with a cell in it is hidden; else an error with the numbers of the rows."""
    if not lines:
        return True
    listed = ", ".join(map(str, lines[:MAX_LISTED])) + (
        f" and {len(lines) - MAX_LISTED} more" if len(lines) > MAX_LISTED else ""
    )
    what = f"row {listed} is hidden" if len(lines) == 1 else f"rows {listed} are hidden"
    hints = (
        "show or delete these rows in the spreadsheet",
        "or write `hidden: leave-out` in the campaign to leave them out, `hidden: include` to take them",
    )
    sink.error("recipients-hidden", f"{what} or filtered out in the workbook", Origin(display_path, lines[0]), *hints)
    return False


def _has_cells(sheet: Any) -> bool:
    return any(cell is not None and str(cell).strip() for row in sheet.iter_rows(values_only=True) for cell in row)


def _list_names(names: Iterable[str]) -> str:
    known = list(names)
    return ", ".join(f"`{name}`" for name in known[:MAX_LISTED])
