"""Recipients from every kind of table, and what is wrong with them by row and column."""

from __future__ import annotations

import zipfile
from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook
from openpyxl.worksheet.formula import ArrayFormula

from briefgen.load.recipients.cells import check_cells
from briefgen.load.recipients.table import RecipientTable, read_table
from briefgen.load.states import load_known_states, to_alpha3
from briefgen.model.brief import Recipient
from briefgen.model.diagnostic import Origin, Sink
from briefgen.model.library import Sensitivity

ROWS = [["id", "name", "state", "since"], ["a", "Ada", "CHE", "2026-01-02"], ["b", "Béla", "", "3"]]


def read(path: Path) -> tuple[RecipientTable | None, list[str]]:
    sink = Sink()
    table = read_table(path, path.name, sink)
    return table, [f"{problem.origin} {problem.code} {problem.message}" for problem in sink.diagnostics]


def csv_file(folder: Path) -> Path:
    path = folder / "table.csv"
    path.write_text("\n".join(",".join(row) for row in ROWS), encoding="utf-8")
    return path


def yaml_file(folder: Path) -> Path:
    path = folder / "table.yaml"
    items = [f"- {{{', '.join(f'{k}: {v}' for k, v in zip(ROWS[0], row, strict=True) if v)}}}" for row in ROWS[1:]]
    path.write_text("\n".join(items), encoding="utf-8")
    return path


def workbook(folder: Path, rows: list[list[object]], name: str = "table.xlsx") -> Path:
    book = Workbook()
    assert book.active
    for row in rows:
        book.active.append(row)
    book.save(folder / name)
    return folder / name


def test_csv_yaml_and_excel_say_the_same(tmp_path: Path) -> None:
    excel = workbook(tmp_path, [list(ROWS[0]), ["a", "Ada", "CHE", date(2026, 1, 2)], ["b", "Béla", None, 3.0]])
    tables = [read(path) for path in (csv_file(tmp_path), yaml_file(tmp_path), excel)]
    for table, found in tables:
        assert found == []
        assert table
        assert [dict(recipient.fields) for recipient in table.recipients] == [
            dict(zip(ROWS[0], row, strict=True)) for row in ROWS[1:]
        ]


def test_a_formula_is_text_and_is_not_computed(tmp_path: Path) -> None:
    table, found = read(workbook(tmp_path, [["id", "note"], ["a", "=1+1"]]))
    message = "column 2 holds a formula, which is printed as it is written"
    assert found == [f"table.xlsx:2 recipients-formula {message}"]
    assert table
    assert table.recipients[0].fields["note"] == "=1+1"


def test_a_formula_for_many_cells_is_its_text(tmp_path: Path) -> None:
    table, _ = read(workbook(tmp_path, [["id", "note"], ["a", ArrayFormula("B2", "=SUM(A1:A2)")]]))
    assert table
    assert table.recipients[0].fields["note"] == "=SUM(A1:A2)"


def test_a_workbook_with_macros_is_refused(tmp_path: Path) -> None:
    path = workbook(tmp_path, [["id"], ["a"]], "table.xlsm")
    with zipfile.ZipFile(path, "a") as packed:
        packed.writestr("xl/vbaProject.bin", b"macro")
    assert read(path) == (None, ["table.xlsm recipients-format is a workbook with macros, which is not read"])


def test_what_is_no_workbook_is_said_to_be_none(tmp_path: Path) -> None:
    path = tmp_path / "table.xlsx"
    path.write_bytes(b"id,name\n")
    table, found = read(path)
    assert table is None
    assert found == ["table.xlsx recipients-format cannot be read as an Excel workbook: File is not a zip file"]


@pytest.mark.parametrize(
    ("cells", "told"),
    [
        ("id: b", "recipients-id the id `b` in column 1 is taken by line 1"),
        ("towns: [x]", "recipients-row `towns` must be text, found a list"),
    ],
)
def test_a_wrong_cell_is_told_with_row_and_column(tmp_path: Path, cells: str, told: str) -> None:
    path = tmp_path / "table.yaml"
    first = "- {id: b}\n" if cells == "id: b" else ""
    path.write_text(f"{first}- {{{'' if first else 'id: a, '}{cells}}}\n")
    assert f"table.yaml:{2 if first else 1} {told}" in read(path)[1]


def checked(column: str, cell: str, **labels: Sensitivity) -> str:
    """What is said of one cell."""
    sink = Sink()
    check_cells(("id", column), (Recipient("a", {"id": "a", column: cell}, Origin("table.csv", 2)),), labels, sink)
    return "; ".join(f"{problem.origin} {problem.code} {problem.message}" for problem in sink.diagnostics)


@pytest.mark.parametrize(
    ("column", "cell", "told"),
    [
        ("name", "", "recipients-name `name` in column 2 is empty"),
        ("state", "CHX", "recipients-state `state` in column 2 has `CHX`, which is not a state"),
        ("country_code", "xx", "recipients-state `country_code` in column 2 has `xx`, which is not a state"),
        ("language", "klingon", "recipients-language `language` in column 2 has `klingon`, which is not a language"),
    ],
)
def test_a_cell_is_held_against_the_meaning_of_its_column(column: str, cell: str, told: str) -> None:
    assert checked(column, cell, **{column: Sensitivity.PUBLIC}) == f"table.csv:2 {told}"


@pytest.mark.parametrize("labels", [{}, {"state": Sensitivity.PARTNER}])
def test_a_cell_that_not_everybody_may_read_is_not_quoted(labels: dict[str, Sensitivity]) -> None:
    told = checked("state", "+86 555 0199", **labels)
    assert told == "table.csv:2 recipients-state `state` in column 2 is not a state"


@pytest.mark.parametrize("code", ["CHE", "CH", "PRK", "COD", "PSE", "VAT"])
def test_states_are_known_by_two_letters_and_by_three(code: str) -> None:
    assert checked("state", code) == ""


@pytest.mark.parametrize(
    ("code", "normal"),
    [("CH", "CHE"), ("CHE", "CHE"), ("CD", "COD"), ("RU", "RUS"), ("YE", "YEM"), ("DE", "DEU"), ("", "")],
)
def test_states_are_compared_in_one_form(code: str, normal: str) -> None:
    assert to_alpha3(code) == normal


def test_every_state_of_two_letters_has_one_of_three() -> None:
    two = {code for code in load_known_states() if len(code) == 2} - {
        "EA",
        "IC",
        "CQ",
    }  # parts of Spain and of Guernsey
    assert {len(to_alpha3(code)) for code in two} == {3}
    assert len({to_alpha3(code) for code in two}) == len(two)
