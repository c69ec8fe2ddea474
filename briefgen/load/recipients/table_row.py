"""One row of a table, as its reader hands it on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from briefgen.model.cell import CellValue


@dataclass(frozen=True, slots=True)
class TableRow:
    """The line it is on, and its cells."""

    line: int
    cells: list[str]
    values: Mapping[int, CellValue] = field(default_factory=dict)
    """By the index of a cell, what it holds where each language writes it in its own way."""


@dataclass(frozen=True, slots=True)
class TableSettings:
    """What a campaign says about how its table is read."""

    sheet: str = ""
    """Of a workbook; empty: the only visible one that is not blank."""
    hidden: str = ""
    """`include` or `leave-out`: what is done with hidden rows; empty: they are an error."""
    encoding: str = ""
    """Of a CSV file; empty: UTF-8, or UTF-16."""
