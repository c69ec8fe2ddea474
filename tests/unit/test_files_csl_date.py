"""Ways to write a date of a source."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic_core import PydanticCustomError

from briefgen.schema.csl_date import to_csl_date, try_csl_date


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
        ("-0044", [[-44]]),
        (-44, [[-44]]),
        ("44 BC", [[-44]]),
        ("AD 98", [[98]]),
        ("2019-00-00", [[2019]]),
        ("2019-05-00", [[2019, 5]]),
        ({"date-parts": [[2019, 0, 0]]}, [[2019]]),
        ({"date-parts": [["2019", "00", "00"]]}, [[2019]]),
        ({"raw": "2019-00-00 2019"}, [[2019]]),
        ({"raw": "2024-03-05 10:11:12"}, [[2024, 3, 5]]),
        ({"raw": "March 5, 2024"}, [[2024, 3, 5]]),
        ({"literal": "5 March 2024"}, [[2024, 3, 5]]),
        ({"date-parts": [[2019, 3]], "date-time": "2019-03-01T00:00:00Z", "timestamp": 1551398400000}, [[2019, 3]]),
        ("2019–2021", [[2019], [2021]]),
        ("2019--2021", [[2019], [2021]]),
    ],
)
def test_every_known_way_becomes_date_parts(written: object, parts: list[list[int]]) -> None:
    assert to_csl_date(written) == {"date-parts": parts}


@pytest.mark.parametrize(
    ("written", "result"),
    [
        ("2024~", {"date-parts": [[2024]], "circa": True}),
        ("2024-22", {"date-parts": [[2024]], "season": 2}),
        ("2024?", {"date-parts": [[2024]], "circa": True}),
        ("c. 1990", {"date-parts": [[1990]], "circa": True}),
        ("ca 44 BC", {"date-parts": [[-44]], "circa": True}),
        ("1990~/1992", {"date-parts": [[1990], [1992]], "circa": True}),
        ("Spring 2019", {"date-parts": [[2019]], "season": 1}),
        ("2019 Winter", {"date-parts": [[2019]], "season": 4}),
        ({"date-parts": [[2019, 23]]}, {"date-parts": [[2019]], "season": 3}),
        ({"literal": "Spring 2019"}, {"literal": "Spring 2019"}),
        ("2020/..", {"literal": "2020–"}),
        ("n.d.", {"literal": "n.d."}),
        ("No date", {"literal": "n.d."}),
        ("Forthcoming", {"literal": "forthcoming"}),
        ({"date-parts": [[None]]}, {}),
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
        "2019-00-05",
        "2019-21/2019-22",
        "2020-06/..",
        {"date-parts": [[2019, 1, 1, 1]]},
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


@pytest.mark.parametrize("written", [0, "0", "0000", "-0000", {"date-parts": [[0]]}, {"year": 0}])
def test_there_is_no_year_0(written: object) -> None:
    with pytest.raises(PydanticCustomError, match="has the year 0"):
        to_csl_date(written)


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ({"date-parts": [[2020, 13, 1]]}, "`2020-13-1`"),
        ({"date-parts": [["2019", "31", "12"]]}, "`2019-31-12`"),
        ("2024-02-30", "`2024-02-30`"),
        ({"year": 2024, "month": 13}, "`2024-13`"),
    ],
)
def test_a_message_has_the_words_of_the_file(written: object, words: str) -> None:
    with pytest.raises(PydanticCustomError, match=f"must be a date, found {words}"):
        to_csl_date(written)


@pytest.mark.parametrize(
    ("written", "parts"),
    [
        ("6 June 2024", [[2024, 6, 6]]),
        ("June 6th, 2024", [[2024, 6, 6]]),
        ("2024 Sept. 6", [[2024, 9, 6]]),
        ("May 2020", [[2020, 5]]),
        ("2009/7/5", [[2009, 7, 5]]),
        ("07/2020", [[2020, 7]]),
        ("2019-06-05/2019-06-07", [[2019, 6, 5], [2019, 6, 7]]),
    ],
)
def test_dates_in_words_are_read_from_files_of_other_programs(written: str, parts: list[list[int]]) -> None:
    assert try_csl_date(written) == {"date-parts": parts}


@pytest.mark.parametrize("written", ["soon", "03/05/2024", "199X", "2020-13-01", "31 June 2024"])
def test_words_that_are_not_a_date_stay_unread(written: str) -> None:
    assert try_csl_date(written) is None


@settings(deadline=None)
@given(st.dates(min_value=date(1000, 1, 1)))
def test_every_day_keeps_its_parts(day: date) -> None:
    assert to_csl_date(day.isoformat()) == {"date-parts": [[day.year, day.month, day.day]]}
