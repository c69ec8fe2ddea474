"""A title without the name of its addressee, for a table that has the addressee in a column."""

from __future__ import annotations

import pytest

from briefgen.compose.recommendations import _strip_addressee


@pytest.mark.parametrize(
    ("title", "addressee", "task"),
    [
        (
            "South Korea: protect people before they arrive",
            "the Republic of Korea",
            "Protect people before they arrive",
        ),
        ("Every other state: ask for it", "every other state", "Ask for it"),
        ("Corée du Sud : protéger", "la République de Corée", "Protéger"),
        ("Wells: repair them", "Kenya", "Wells: repair them"),
        ("Kenya:", "Kenya", "Kenya:"),
        ("Open a procedure", "China", "Open a procedure"),
        ("Open a procedure", "", "Open a procedure"),
    ],
)
def test_the_part_before_the_colon_is_left_out_where_it_names_the_addressee(
    title: str, addressee: str, task: str
) -> None:
    assert _strip_addressee(title, addressee) == task
