"""Ways to write a date of a source."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic_core import PydanticCustomError

from briefgen.schema.csl_date import to_csl_date


@pytest.mark.parametrize(
    ("written", "parts"),
    [
        ("2024-06-06", [[2024, 6, 6]]),
        (date(2024, 6, 6), [[2024, 6, 6]]),
        ("2024-06", [[2024, 6]]),
        (2024, [[2024]]),
        ("2024", [[2024]]),
        ("2024-06-06T10:00:00Z", [[2024, 6, 6]]),
        ("2024-01/2024-03", [[2024, 1], [2024, 3]]),
        ({"date-parts": [[2024, 6]]}, [[2024, 6]]),
        ({"date-parts": [["2024", "6"]]}, [[2024, 6]]),
        ({"date-parts": [[2024, 6, None]]}, [[2024, 6]]),
        ({"year": 2024, "month": 6}, [[2024, 6]]),
        ([{"year": 2024, "month": 6, "day": 6}], [[2024, 6, 6]]),
        ([{"year": 2023}, {"year": 2024}], [[2023], [2024]]),
        ({"raw": "2024-06-06"}, [[2024, 6, 6]]),
        ({"edtf": "2024-06"}, [[2024, 6]]),
        ({"date-parts": [[-44, 3, 15]]}, [[-44, 3, 15]]),
    ],
)
def test_every_known_way_becomes_date_parts(written: object, parts: list[list[int]]) -> None:
    assert to_csl_date(written) == {"date-parts": parts}


@pytest.mark.parametrize(
    ("written", "result"),
    [
        ("2024~", {"date-parts": [[2024]], "circa": True}),
        ("2024-22", {"date-parts": [[2024]], "season": 2}),
        ({"literal": "n.d."}, {"literal": "n.d."}),
        ({"raw": "n.d."}, {"literal": "n.d."}),
        ({"date-parts": [[2024]], "circa": True}, {"date-parts": [[2024]], "circa": True}),
        ({"date-parts": [[]]}, {}),
        ("", {}),
        ([], {}),
    ],
)
def test_what_parts_cannot_say_is_kept_apart(written: object, result: dict[str, object]) -> None:
    assert to_csl_date(written) == result


@pytest.mark.parametrize(
    "written",
    [
        "6 June 2024",
        "2024-13",
        "2024-02-30",
        "06/06/2024",
        "2020/2021/2022",
        "2020/..",
        True,
        20240606,
        {"yaer": 2024},
        ["2024"],
        {"date-parts": 2024},
        {"date-parts": [[2024, 14]]},
        {"year": "MMXX"},
    ],
)
def test_what_is_no_date_is_refused(written: object) -> None:
    with pytest.raises(PydanticCustomError):
        to_csl_date(written)


@settings(deadline=None)
@given(st.dates(min_value=date(1000, 1, 1)))
def test_every_day_keeps_its_parts(day: date) -> None:
    assert to_csl_date(day.isoformat()) == {"date-parts": [[day.year, day.month, day.day]]}
