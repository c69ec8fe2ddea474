"""The ways in which people write a date, as phrases to search for."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import lru_cache

from briefgen.compose.localisation import find_month_names, format_long_date
from briefgen.model.phrases import Phrase
from briefgen.model.words import read_text

DATE_LANGUAGES = ("en", "fr", "es", "ru", "ko", "zh", "ar", "de", "it", "ja", "pt", "uk")
"""Languages in which a date is searched for, whatever language the brief has."""

WORD_ORDERS = (
    "{day} {month} {year}",
    "{day} {month} de {year}",
    "{month} {day} {year}",
    "{month} the {day} {year}",
    "{year} {month} {day}",
    "{day} of {month} {year}",
    "{day} day of {month} {year}",
    "{day} de {month} de {year}",
    "{day} de {month} del {year}",
    "{day} de {month} {year}",
)
SIGN_ORDERS = (
    "{year}년 {month}월 {day}일",
    "{year}년{month}월{day}일",
    "{year}년 {month}월{day}일",
    "{year}年{month}月{day}日",
)
CHINESE_DIGITS = "〇一二三四五六七八九"
ORDINALS = {1: "st", 2: "nd", 3: "rd", 21: "st", 22: "nd", 23: "rd", 31: "st"}
"""English endings other than `th`."""


@lru_cache(maxsize=1024)
def build_date_phrases(day: date) -> frozenset[Phrase]:
    """A date in the orders and the languages that people write it in; in numbers as `2023-10-09`, see `find_special_words`."""
    written = {*_write_with_months(day), *_write_with_signs(day)}
    return frozenset(
        ((day.isoformat(),), (f"{day:%Y%m%d}",), *(reading for text in written for reading in read_text(text)))
    )


def _write_with_months(day: date) -> Iterator[str]:
    numbers = {f"{day.day}", f"{day.day:02}", f"{day.day}{ORDINALS.get(day.day, 'th')}", f"{day.day}-го"}
    numbers |= {"1er", "1º", "1°"} if day.day == 1 else set()
    for language in DATE_LANGUAGES:
        yield format_long_date(day, language)
        for month in find_month_names(day.month, language):
            for number in numbers:
                yield from (order.format(day=number, month=month, year=day.year) for order in WORD_ORDERS)


def _write_with_signs(day: date) -> Iterator[str]:
    """Numbers with the signs for year, month and day."""
    for order in SIGN_ORDERS:
        yield order.format(year=day.year, month=day.month, day=day.day)
        yield order.format(year=day.year, month=f"{day.month:02}", day=f"{day.day:02}")
    year = "".join(CHINESE_DIGITS[int(digit)] for digit in f"{day.year:04}")
    for written_year in (year, year.replace("〇", "零")):
        yield f"{written_year}年{_write_chinese_number(day.month)}月{_write_chinese_number(day.day)}日"


def _write_chinese_number(number: int) -> str:
    """A number from 1 to 31."""
    tens, ones = divmod(number, 10)
    ten = "" if not tens else "十" if tens == 1 else f"{CHINESE_DIGITS[tens]}十"
    return ten + (CHINESE_DIGITS[ones] if ones else "")
