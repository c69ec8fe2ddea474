"""The axes of charts: round amounts from zero on, years where there are two of them, and else months."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from briefgen.compose.chart_axes import (
    choose_amount_ticks,
    choose_time_span,
    choose_time_ticks,
    compute_year,
    format_time,
)
from briefgen.model.library import FactValue
from tests.unit.compose_samples import fact


@pytest.mark.parametrize(
    ("amounts", "unit", "ticks"),
    [
        ([0], "people", "0 | 1"),
        ([1, 2], "people", "0 | 1 | 2"),
        ([7], "people", "0 | 2 | 4 | 6 | 8"),
        ([60], "people", "0 | 20 | 40 | 60"),
        ([(2, 9)], "people", "0 | 2 | 4 | 6 | 8 | 10"),
        ([-30, 50], "people", "-40 | -20 | 0 | 20 | 40 | 60"),
        ([Decimal("0.3")], "metres", "0 | 0.1 | 0.2 | 0.3"),
        ([Decimal("11.3")], "percent", "0% | 5% | 10% | 15%"),
        ([5_000_000], "people", "0 | 2 million | 4 million | 6 million"),
        ([1_400_000], "people", "0 | 500,000 | 1 million | 1.5 million"),
        ([4_000_000], "percent", "0% | 1,000,000% | 2,000,000% | 3,000,000% | 4,000,000%"),
    ],
)
def test_amounts_are_round_from_zero_or_below_it(
    amounts: list[FactValue | tuple[FactValue, FactValue]], unit: str, ticks: str
) -> None:
    found = choose_amount_ticks([fact(f"f{index}", amount, unit=unit) for index, amount in enumerate(amounts)], "en")
    assert " | ".join(tick.text for tick in found) == ticks


def test_an_amount_is_at_its_place() -> None:
    assert [tick.value for tick in choose_amount_ticks([fact("wells", 60)], "en")] == [0, 20, 40, 60]


@pytest.mark.parametrize(
    ("start", "end", "whole_years", "ticks"),
    [
        (2023.0, 2025.1, False, "2023 | 2024 | 2025"),
        (2023.0, 2024.0, False, "2023 | 2024"),
        (2023.5, 2024.5, True, "2024"),
        (2001.0, 2010.0, False, "2001 | 2002 | 2003 | 2004 | 2005 | 2006 | 2007 | 2008 | 2009 | 2010"),
        (2001.0, 2011.0, False, "2002 | 2004 | 2006 | 2008 | 2010"),
        (1999.5, 2020.5, False, "2000 | 2005 | 2010 | 2015 | 2020"),
        (2024.4, 2024.6, False, "Jun 2024 | Jul 2024 | Aug 2024"),
        (2024.9, 2025.2, False, "Dec 2024 | Jan 2025 | Feb 2025 | Mar 2025"),
        (2023.95, 2024.7, False, "Jan 2024 | Mar 2024 | May 2024 | Jul 2024 | Sept 2024"),
        (2024.2, 2025.9, False, "Apr 2024 | Jul 2024 | Oct 2024 | Jan 2025 | Apr 2025 | Jul 2025 | Oct 2025"),
    ],
)
def test_an_axis_of_time_has_years_or_months(start: float, end: float, whole_years: bool, ticks: str) -> None:  # noqa: FBT001
    found = choose_time_ticks(start, end, "en", whole_years=whole_years)
    assert " | ".join(tick.text for tick in found) == ticks


def test_a_year_and_a_month_start_on_their_first_day() -> None:
    years = choose_time_ticks(2023.0, 2025.1, "en", whole_years=False)
    assert [tick.value for tick in years] == [2023, 2024, 2025]
    months = choose_time_ticks(2024.4, 2024.6, "en", whole_years=False)
    assert [tick.value for tick in months] == pytest.approx([2024 + 5 / 12, 2024 + 6 / 12, 2024 + 7 / 12])


@pytest.mark.parametrize(
    ("time", "year", "words"),
    [
        (2024, 2024, "2024"),
        ("2024-01", 2024 + 0.5 / 12, "January 2024"),
        ("2024-12", 2024 + 11.5 / 12, "December 2024"),
        (date(2023, 1, 1), 2023 + 0.5 / 365, "1 January 2023"),
        (date(2023, 12, 31), 2023 + 364.5 / 365, "31 December 2023"),
        (date(2024, 12, 31), 2024 + 365.5 / 366, "31 December 2024"),
    ],
)
def test_a_time_is_at_its_middle_and_has_its_words(time: date | str | int, year: float, words: str) -> None:
    assert compute_year(time) == pytest.approx(year, abs=1e-9)
    assert format_time(time, "en") == words


@pytest.mark.parametrize(
    ("time", "words"), [(date(2024, 4, 26), "26 апреля 2024\u202fг."), ("2021-07", "июль 2021\u202fг."), (2024, "2024")]
)
def test_a_chart_has_the_short_word_for_year_where_a_sentence_has_the_whole_one(
    time: date | str | int, words: str
) -> None:
    assert format_time(time, "ru") == words


def test_an_axis_of_time_is_longer_than_its_values_at_both_ends() -> None:
    assert choose_time_span([2010, 2000, 2004]) == pytest.approx((1999.6, 2010.4))
    assert choose_time_span([2000]) == (1999.5, 2000.5)
