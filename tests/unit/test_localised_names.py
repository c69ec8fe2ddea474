"""Months and large numbers in the words of a language."""

from __future__ import annotations

from decimal import Decimal

import pytest

from briefgen.compose.localisation import find_month_names, format_large_number, format_short_month


@pytest.mark.parametrize(
    ("month", "language", "names"),
    [
        (3, "en", {"March", "Mar"}),
        (9, "en", {"September", "Sept"}),
        (5, "ru", {"май", "мая"}),  # by itself, and in a date
        (12, "fr", {"décembre", "déc."}),
        (3, "ar", {"مارس", "آذار/مارس"}),  # of CLDR, and of the United Nations
    ],
)
def test_a_month_has_its_names_whole_and_short(month: int, language: str, names: set[str]) -> None:
    assert find_month_names(month, language) == names


@pytest.mark.parametrize(
    ("month", "language", "printed"),
    [("2024-03", "en", "Mar 2024"), ("2023-12", "fr", "déc. 2023"), ("2024-03", "zh", "2024年3月")],
)
def test_a_month_on_an_axis_is_short(month: str, language: str, printed: str) -> None:
    assert format_short_month(month, language) == printed


@pytest.mark.parametrize(
    ("number", "language", "printed"),
    [
        (1_500_000, "en", "1.5 million"),
        (2_000_000, "en", "2 million"),
        (Decimal(1_240_000), "en", "1.2 million"),
        (2_000_000, "fr", "2 millions"),
    ],
)
def test_millions_are_in_words(number: int | Decimal, language: str, printed: str) -> None:
    assert format_large_number(number, language).replace("\u00a0", " ") == printed
