"""Line edits of tables in CSV."""

from __future__ import annotations

import csv
import io
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.edit.csv_rows import add_row, remove_row, set_cell
from briefgen.edit.refusal import EditRefused

TABLE = 'id,name,address\r\nken,"Kenya","1 Road\r\nTown"\r\n\r\nfra,France,\r\n'


def test_cells_and_rows_change_alone() -> None:
    assert set_cell(TABLE, "ken", "name", 'K "1"') == TABLE.replace('"Kenya"', '"K ""1"""')
    assert set_cell(TABLE, "fra", "address", "Rue 1, Paris") == TABLE.replace("France,", 'France,"Rue 1, Paris"')
    assert set_cell(TABLE, "ken", "address", "") == TABLE.replace('"1 Road\r\nTown"', '""')
    assert remove_row(TABLE, "ken") == "id,name,address\r\n\r\nfra,France,\r\n"
    assert add_row(TABLE, {"id": "esp", "name": "España"}) == TABLE + "esp,España,\r\n"
    assert add_row("id;a\nx;1", {"id": "y", "a": "2;3"}) == 'id;a\nx;1\ny;"2;3"'
    assert set_cell("\ufeffsep=;\nid;a\nx;1,5\n", "x", "a", "1,6") == "\ufeffsep=;\nid;a\nx;1,6\n"
    assert add_row('"id","a"\n"x","1"\n', {"id": "y", "a": ""}) == '"id","a"\n"x","1"\n"y",""\n'


@pytest.mark.parametrize(
    ("row", "column", "words"),
    [("nobody", "name", "no row has"), ("ken", "phone", "no column"), ("fra", "address", "only 2 cells")],
)
def test_what_is_not_there_is_refused(row: str, column: str, words: str) -> None:
    with pytest.raises(EditRefused) as refused:
        set_cell(TABLE.replace("France,", "France"), row, column, "x")
    assert words in refused.value.message


def test_a_taken_id_and_a_stray_quotation_mark_are_refused() -> None:
    with pytest.raises(EditRefused, match="taken"):
        add_row(TABLE, {"id": "ken"})
    with pytest.raises(EditRefused, match="middle of a cell"):
        set_cell('id,a\nx,"2" 3\n', "x", "a", "1")
    with pytest.raises(EditRefused, match="several rows"):
        set_cell("id,a\nx,1\nx,2\n", "x", "a", "3")


CELL = st.text(st.sampled_from("ab ,;\"\n'é"), max_size=6).map(str.strip)


@given(
    st.lists(st.tuples(CELL, CELL), min_size=1, max_size=4),
    CELL,
    st.sampled_from((",", ";", "\t")),
    st.sampled_from((csv.QUOTE_ALL, csv.QUOTE_MINIMAL)),
)
def test_any_table_reads_as_before_but_for_the_cell(
    rows: list[tuple[str, str]], value: str, sign: str, quoting: Any
) -> None:
    written = io.StringIO()
    table = [["id", "a", "b"], *([f"r{number}", *row] for number, row in enumerate(rows))]
    csv.writer(written, delimiter=sign, lineterminator="\r\n", quoting=quoting).writerows(table)
    changed = set_cell(written.getvalue(), f"r{len(rows) - 1}", "b", value)
    table[-1][2] = value
    assert list(csv.reader(io.StringIO(changed, newline=""), delimiter=sign)) == table
