"""Formats numbers, dates and names of countries in the brief's language. Home of Babel."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from decimal import Decimal, localcontext
from typing import Any

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_skeleton
from babel.numbers import format_compact_decimal, format_decimal, format_percent

from briefgen.model.languages import get_language_code, read_language
from briefgen.model.library import Exactness, Fact, FactValue

_ENGLISH_LOCALE = {"en": "en_GB"}
"""English of the United Nations and of most readers: 26 April 2024, not April 26, 2024."""

_DASHED = "{}–{}"
"""Two ends of a range, in languages whose file in `briefgen/languages/` has no words for it."""

SHARE_UNIT = re.compile(
    r"%|(?:per ?cent|pour ?cent|por ciento|por cento|per cento|prozent|procent|процент\w*|в процентах)(?!\w)|百分|퍼센트|パーセント|[٪％]|(?:في|ب)\s?ال(?:مئة|مائة)",
    re.IGNORECASE,
)
"""The start of the unit of a share, in several languages: `per cent of the population`, `%`."""

_YEAR_UNIT = re.compile(r"(?:year|année|año|ano|anno|jahr|jaar|год|年|سنة)(?!\w)", re.IGNORECASE)
"""The start of the unit of numbers that name a year and have no thousands separator: 1948."""

_FIRST_YEAR, _LAST_YEAR = 1000, 2999
"""Whole numbers without a unit in this span are printed as years are: nobody misses the separator of four digits."""

EXACTNESS_SIGNS = {
    Exactness.ABOUT: "≈ {}",
    Exactness.AT_LEAST: "≥ {}",
    Exactness.MORE_THAN: "> {}",
    Exactness.AT_MOST: "≤ {}",
    Exactness.LESS_THAN: "< {}",
}

SILENT_UNITS = re.compile(r"(?:date|day|month|text|jour|día|mois|mes|дата|месяц)$|" + _YEAR_UNIT.pattern, re.IGNORECASE)
"""Units that say what a value is, and are never printed beside it."""

_MONTH = re.compile(r"(\d{4})-(0[1-9]|1[0-2])")
"""A value that is a month: `2024-03`."""


def find_locale(language: str) -> Locale:
    """Babel's locale for a language tag; plain English where Babel does not know it."""
    try:
        return Locale.parse(_ENGLISH_LOCALE.get(language, language.replace("-", "_")))
    except (UnknownLocaleError, ValueError):
        return Locale.parse("en_GB")


def format_long_date(value: date, language: str) -> str:
    """A date in words: 26 April 2024."""
    words = _read_date_words(language)
    text = str(format_date(value, format="long", locale=find_locale(language)))
    if first_day := words.get("first-day"):
        text = re.sub(r"^1 ", f"{first_day} ", text)
    return write_year_out(replace_month(text, value.month, language), language)


def _read_date_words(language: str) -> Mapping[str, Any]:
    """What a language writes otherwise than CLDR, and which day and months it is about."""
    words: Mapping[str, Any] = read_language(get_language_code(language)).get("dates", {})
    return words


def replace_month(text: str, month: int, language: str) -> str:
    """The name of the month as documents of the United Nations in this language have it, where CLDR has another one."""
    names = _read_date_words(language).get("months")
    return text.replace(str(find_locale(language).months["format"]["wide"][month]), names[month - 1]) if names else text


def write_year_out(text: str, language: str) -> str:
    """A date of CLDR with the word for *year* whole, as it is in a sentence: `года` where CLDR has `г.`, in Russian."""
    short, whole = _read_date_words(language).get("year-word", ("", ""))
    return _replace_ending(text, short, f" {whole}")


def shorten_year(text: str, language: str) -> str:
    """The same date where there is little room, with the short word, `г.` in Russian."""
    short, whole = _read_date_words(language).get("year-word", ("", ""))
    return _replace_ending(text, whole, f"\N{NARROW NO-BREAK SPACE}{short}")


def _replace_ending(text: str, ending: str, other: str) -> str:
    """A text with another ending, which has the space before it; without the ending, as it is."""
    return f"{text.removesuffix(ending).rstrip()}{other}" if ending and text.endswith(ending) else text


def find_month_names(month: int, language: str) -> frozenset[str]:
    """The names of a month in a language, whole and short, as they are in a date and by themselves."""
    months = find_locale(language).months
    return frozenset(
        str(months[use][width][month]) for use in ("format", "stand-alone") for width in ("wide", "abbreviated")
    ) | {str(name) for name in _read_date_words(language).get("months", ())[month - 1 : month]}


def format_fact(fact: Fact, language: str) -> str:
    """A fact's value in words: 10,000 to 300,000; 11.3; 26 April 2024."""
    return _join_ends([format_value(end, fact.unit, language) for end in _list_ends(fact)], fact, language)


def format_with_unit(fact: Fact, language: str) -> str:
    """A fact's value with its unit: 14.5 micrograms per litre; 45%; 26 April 2024."""
    if fact.unit.strip() == "%":
        return format_amount(fact, language)
    value = format_fact(fact, language)
    return value if not fact.unit or SILENT_UNITS.match(fact.unit) else f"{value} {fact.unit}"


def find_unit(fact: Fact) -> str:
    """What a fact counts, where its value does not say it: people; nothing for a date or a share."""
    return "" if SHARE_UNIT.match(fact.unit) or SILENT_UNITS.match(fact.unit) else fact.unit.strip()


def format_amount(fact: Fact, language: str) -> str:
    """A fact's value by itself, in a chart or in large type: a share with its sign at each end, 30% to 90%; in some languages a shorter range."""
    ends, locale = _list_ends(fact), find_locale(language)
    if not SHARE_UNIT.match(fact.unit) or not all(isinstance(end, int | Decimal) for end in ends):
        texts = [format_value(end, fact.unit, language) for end in ends]
        return _join_ends(texts, fact, language, by_itself=True)
    with _keep_digits(*ends):
        shares = [Decimal(str(end)) / 100 for end in ends]
        texts = [format_percent(share, locale=locale, decimal_quantization=False) for share in shares]
        return _join_ends(texts, fact, language)


def format_inexact_amount(fact: Fact, language: str) -> str:
    """The same with the words that say how exact it is: about 60, at least 1,076."""
    return find_exactness_pattern(fact, language).format(format_amount(fact, language))


def find_exactness_pattern(fact: Fact, language: str) -> str:
    """What is printed round a figure, `{}`: `about {}`; in a language without words for it, a sign."""
    if fact.exactness is None:
        return "{}"
    words = read_language(get_language_code(language)).get("exactness", {})
    return str(words.get(fact.exactness, EXACTNESS_SIGNS[fact.exactness]))


def format_end(fact: Fact, index: int, language: str) -> str:
    """The lower (0) or the upper (-1) end of a range by itself, as `format_amount` prints it."""
    return format_amount(replace(fact, value=_list_ends(fact)[index]), language)


def _list_ends(fact: Fact) -> tuple[FactValue, ...]:
    """The value, or both ends of a range that has two."""
    if not isinstance(fact.value, tuple):
        return (fact.value,)
    return fact.value if fact.value[0] != fact.value[1] else fact.value[:1]


def _join_ends(ends: list[str], fact: Fact, language: str, *, by_itself: bool = False) -> str:
    if len(ends) == 1:
        return ends[0]
    first, formats = _list_ends(fact)[0], read_language(get_language_code(language)).get("ranges", {})
    kind = (
        "dates" if isinstance(first, date)
        else "months" if is_month(first)
        else "years" if is_year(first, fact.unit)
        else "figures" if by_itself
        else "numbers"
    )  # fmt: skip
    return str(formats.get(kind, formats.get("numbers", _DASHED))).format(*ends)


def format_year(year: int | str, language: str) -> str:
    """A year by itself: 2024, 2024年."""
    return str(_read_date_words(language).get("year", "{}")).format(year)


def is_month(value: FactValue) -> bool:
    """Whether a value is a month, as `2024-03`."""
    return isinstance(value, str) and _MONTH.fullmatch(value) is not None


def is_year(value: FactValue, unit: str) -> bool:
    """Whether a value names a year: by its unit, or because it has none and four digits."""
    if not isinstance(value, int) or isinstance(value, bool):
        return False
    return _YEAR_UNIT.match(unit) is not None or (not unit.strip() and _FIRST_YEAR <= value <= _LAST_YEAR)


def format_value(value: FactValue, unit: str, language: str) -> str:
    """One value in words, without its unit."""
    if isinstance(value, date):
        return format_long_date(value, language)
    if is_month(value):
        year, month = map(int, str(value).split("-"))
        text = str(format_skeleton("yMMMM", date(year, month, 1), locale=find_locale(language)))
        return write_year_out(replace_month(text, month, language), language)
    if isinstance(value, int | Decimal) and not is_year(value, unit):
        with _keep_digits(value):
            return str(format_decimal(value, locale=find_locale(language), decimal_quantization=False))
    return str(value)


@contextmanager
def _keep_digits(*numbers: object) -> Iterator[None]:
    """Calculate with as many digits as the numbers have: Python uses 28."""
    with localcontext() as context:
        context.prec = max(context.prec, *(len(str(number)) + 4 for number in numbers))
        yield


def format_short_month(month: str, language: str) -> str:
    """A month such as `2024-03` in few letters: Mar 2024."""
    year, number = map(int, month.split("-"))
    return str(format_skeleton("yMMM", date(year, number, 1), locale=find_locale(language)))


def format_large_number(number: int | Decimal, language: str) -> str:
    """A number of millions in words: 1.5 million."""
    return str(format_compact_decimal(number, format_type="long", locale=find_locale(language), fraction_digits=1))


NAMES_IN_SENTENCES = {
    "en": {"CD": "Democratic Republic of the Congo", "CG": "Republic of the Congo", "HK": "Hong Kong", "MM": "Myanmar", "MO": "Macao"},
    "fr": {"CD": "République démocratique du Congo", "CG": "République du Congo", "HK": "Hong Kong", "MM": "Myanmar", "MO": "Macao",
           "RE": "Réunion"},
    "es": {"CG": "República del Congo", "HK": "Hong Kong", "MM": "Myanmar", "MO": "Macao"},
}  # fmt: skip
"""Names where the one of CLDR is for lists and not for sentences: `Congo - Kinshasa`, `Myanmar (Burma)`."""


def find_country_name(alpha3: str, language: str) -> str:
    """A state's name in a language from its ISO 3166-1 code; the code itself where no name is known."""
    code = _to_alpha2(alpha3)
    own = NAMES_IN_SENTENCES.get(language.partition("-")[0], {}).get(code)
    return own or str(find_locale(language).territories.get(code, alpha3)).replace(" & ", " and ")


CODES_OF_CLDR = frozenset(("AC", "CP", "DG", "EU", "TA", "XA", "XB", "ZZ"))
"""Codes of CLDR that are not those of states or territories of ISO 3166-1: islands, groups, and codes for tests and for what is unknown."""


def list_country_codes() -> list[str]:
    """The codes of two letters of those who can be an addressee: the states and territories of ISO 3166-1, and Kosovo, which CLDR names."""
    names = find_locale("en").territories
    codes = {two for three, (two, *_) in _load_aliases().items() if len(three) == 3 and two in names}
    return sorted({code for code in codes if code.isalpha()} - CODES_OF_CLDR)


def _to_alpha2(alpha3: str) -> str:
    return str((_load_aliases().get(alpha3) or [alpha3])[0])


def _load_aliases() -> Mapping[str, list[str]]:
    from babel.core import get_global  # noqa: PLC0415 - the table is needed only where a state is named

    aliases: Mapping[str, list[str]] = get_global("territory_aliases")
    return aliases
