"""Tables on terminals of every width: no line is longer, no word is lost."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.commands.table import lay_out_table
from briefgen.commands.terminal import measure_width

HEAD = ("RULE", "LIMIT", "VERDICT")
ROWS = (
    ("upr-words", "2,815 words in the body and in the notes", "broken (warning: unverified)"),
    ("upr-language", "en, fr, es", "met"),
)


def test_where_there_is_no_edge_a_row_is_one_line() -> None:
    assert list(lay_out_table(HEAD, ROWS, None)) == [
        "RULE          LIMIT                                     VERDICT",
        "upr-words     2,815 words in the body and in the notes  broken (warning: unverified)",
        "upr-language  en, fr, es                                met",
    ]


def test_on_a_narrow_terminal_long_cells_are_broken_between_words() -> None:
    assert list(lay_out_table(HEAD, ROWS, 60)) == [
        "RULE          LIMIT                   VERDICT",
        "upr-words     2,815 words in the      broken (warning:",
        "              body and in the notes   unverified)",
        "upr-language  en, fr, es              met",
    ]


def test_on_a_very_narrow_one_each_row_is_a_list() -> None:
    assert list(lay_out_table(HEAD, ROWS[1:], 24)) == [
        "upr-language",
        "  limit: en, fr, es",
        "  verdict: met",
    ]


@pytest.mark.parametrize("columns", [40, 60, 80, 100, 120])
@given(rows=st.lists(st.tuples(*[st.text("abc ,-난민日本é", min_size=1, max_size=90).map(str.strip)] * 4), max_size=4))
def test_no_line_is_longer_and_no_letter_is_lost(rows: list[tuple[str, ...]], columns: int) -> None:
    short = [(f"name-{number}", *row) for number, row in enumerate(rows)]
    lines = list(lay_out_table(("ID", "A", "B", "C", "D"), short, columns))
    assert max(map(measure_width, lines)) <= columns
    for letter in "abc난日é":
        assert "".join(lines).count(letter) >= sum(cell.count(letter) for row in short for cell in row)
