"""Prints the cells of a spreadsheet as their reader would see them there: dates, times, shares and numbers by language."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time

from babel.dates import format_date, format_skeleton
from babel.numbers import format_decimal

from briefgen.compose.localisation import find_locale, format_long_date, replace_month, write_year_out
from briefgen.model.cell import CellValue, DateCell, DateForm, NumberCell, TruthCell
from briefgen.model.translation import to_base_language

TRUTH_WORDS: Mapping[str, tuple[str, str]] = {
    "en": ("TRUE", "FALSE"),
    "fr": ("VRAI", "FAUX"),
    "es": ("VERDADERO", "FALSO"),
    "ru": ("ИСТИНА", "ЛОЖЬ"),
    "de": ("WAHR", "FALSCH"),
    "it": ("VERO", "FALSO"),
    "pt": ("VERDADEIRO", "FALSO"),
}
"""What Excel shows in a language; in Arabic, Chinese, Korean and others it shows the English words."""

SKELETONS: Mapping[DateForm, str] = {DateForm.MONTH: "yMMMM", DateForm.DAY_OF_YEAR: "MMMMd", DateForm.YEAR: "y"}


def format_cell(cell: CellValue, language: str) -> str:
    """A cell in a language: 14 December 2026, 09:30; 25%; 12,500.50; TRUE."""
    match cell:
        case TruthCell():
            return TRUTH_WORDS.get(to_base_language(language), TRUTH_WORDS["en"])[not cell.value]
        case NumberCell():
            return _format_number(cell, language)
        case DateCell():
            return _format_date(cell, language)


def _format_date(cell: DateCell, language: str) -> str:
    match cell.value:
        case time():
            return _format_time(cell.value)
        case datetime():
            return f"{format_long_date(cell.value.date(), language)}, {_format_time(cell.value)}"
        case date() as day if cell.form is DateForm.WEEKDAY:
            return str(format_date(day, "cccc", locale=find_locale(language)))
        case day:
            text = _format_day(day, cell.form, language)
            return _add_weekday(text, day, language) if cell.has_weekday else text


def _format_day(day: date, form: DateForm, language: str) -> str:
    if form is DateForm.DAY:
        return format_long_date(day, language)
    text = str(format_skeleton(SKELETONS[form], day, locale=find_locale(language)))
    return text if form is DateForm.YEAR else write_year_out(replace_month(text, day.month, language), language)


def _add_weekday(text: str, day: date, language: str) -> str:
    """A date with its day of the week where the language has it: before the date, or behind it."""
    whole, without = (str(format_date(day, name, locale=find_locale(language))) for name in ("full", "long"))
    return whole.replace(without, text, 1)


def _format_time(value: time | datetime) -> str:
    return f"{value:%H:%M:%S}" if value.second else f"{value:%H:%M}"


def _format_number(cell: NumberCell, language: str) -> str:
    """With the decimals that the spreadsheet shows."""
    locale = find_locale(language)
    decimals = max(0, -int(cell.value.as_tuple().exponent))
    pattern = ("#,##0" if cell.is_grouped else "0") + (f".{'0' * decimals}" if decimals else "")
    text = str(format_decimal(cell.value, pattern, locale=locale))
    if cell.is_share:
        text = str(locale.percent_formats[None].pattern.replace("#,##0", text, 1))
    return f"{cell.before}{text}{cell.after}"
