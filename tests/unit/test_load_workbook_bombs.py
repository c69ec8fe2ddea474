"""Workbooks that are small on disk and large in memory are refused in words."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from briefgen.load.recipients.table import read_table
from briefgen.load.recipients.xlsx import MAX_ROWS
from briefgen.model.diagnostic import Sink
from tests.hostile_workbooks import SHEET, SOUND, changed, entity_bomb, workbook


def told(content: bytes, folder: Path) -> tuple[int, str]:
    """How many recipients were read, and what was said."""
    path = folder / "all.xlsx"
    path.write_bytes(content)
    sink = Sink()
    table = read_table(path, "all.xlsx", sink)
    return len(table.recipients if table else ()), "; ".join(problem.message for problem in sink.diagnostics)


def test_a_sheet_may_lie_about_its_size(tmp_path: Path) -> None:
    lying = changed(workbook(SOUND), SHEET, b'<dimension ref="A1:B2"', b'<dimension ref="A1:XFD1048576"')
    assert told(lying, tmp_path) == told(workbook(SOUND), tmp_path)


@pytest.mark.parametrize("corner", ["B1048576", "XFD3", f"A{MAX_ROWS + 1}"])
def test_a_cell_in_the_last_corner_is_refused(tmp_path: Path, corner: str) -> None:
    count, said = told(workbook({**SOUND, corner: "x"}), tmp_path)
    assert count == 0
    assert "more than 100,000 rows or 500 columns" in said


def test_a_workbook_that_unpacks_to_too_much_is_refused(tmp_path: Path) -> None:
    bomb = changed(workbook(SOUND), "xl/workbook.xml", b"</workbook>", b" " * 120_000_000 + b"</workbook>")
    assert len(bomb) < 1_000_000
    count, said = told(bomb, tmp_path)
    assert (count, "more than 100 MB" in said) == (0, True)


def test_entities_in_a_workbook_repeat_nothing(tmp_path: Path) -> None:
    bomb = entity_bomb()
    count, said = told(bomb, tmp_path)
    assert count == 0
    assert said.startswith("cannot be read as an Excel workbook")


def test_days_and_formulas_are_text(tmp_path: Path) -> None:
    path = tmp_path / "all.xlsx"
    path.write_bytes(workbook({**SOUND, "C1": "day", "C2": date(2026, 11, 23)}))
    table = read_table(path, "all.xlsx", Sink())
    assert table is not None
    assert [recipient.fields for recipient in table.recipients] == [{"id": "fr", "name": "=1+1", "day": "2026-11-23"}]
