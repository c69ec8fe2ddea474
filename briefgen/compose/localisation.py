"""Numbers, dates and names of countries in the brief's language. Home of Babel."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from decimal import Decimal, localcontext

from babel import Locale, UnknownLocaleError
from babel.dates import format_date
from babel.numbers import format_decimal, format_percent

from briefgen.model.library import Fact, FactValue

_ENGLISH_LOCALE = {"en": "en_GB"}
"""English of the United Nations and of most readers: 26 April 2024, not April 26, 2024."""

_RANGE_FORMATS = {
    "en": "{} to {}",
    "fr": "{} à {}",
    "es": "{} a {}",
    "ru": "от {} до {}",
    "ar": "{} إلى {}",
    "zh": "{}至{}",
}
"""Two ends of a range in running text, in the six languages of the United Nations; a dash elsewhere."""

PERCENT_UNIT = "per cent"
"""How the unit of a share begins: `per cent of the population`."""

_CALENDAR_UNITS = frozenset({"year"})
"""Numbers that name a year take no thousands separator: 1948."""


def find_locale(language: str) -> Locale:
    """Babel's locale for a language tag; plain English where Babel does not know it."""
    try:
        return Locale.parse(_ENGLISH_LOCALE.get(language, language.replace("-", "_")))
    except (UnknownLocaleError, ValueError):
        return Locale.parse("en_GB")


def find_text_direction(language: str) -> str:
    """`rtl` for Arabic, Persian, Hebrew and the like, else `ltr`."""
    return "rtl" if find_locale(language).text_direction == "rtl" else "ltr"


def format_long_date(value: date, language: str) -> str:
    """A date in words: 26 April 2024."""
    return str(format_date(value, format="long", locale=find_locale(language)))


def format_fact(fact: Fact, language: str) -> str:
    """A fact's value in words: 10,000 to 300,000; 11.3; 26 April 2024."""
    if isinstance(fact.value, tuple):
        low, high = (_format_value(one, fact.unit, language) for one in fact.value)
        return _RANGE_FORMATS.get(language.partition("-")[0], "{}–{}").format(low, high)
    return _format_value(fact.value, fact.unit, language)


def format_amount(fact: Fact, language: str) -> str:
    """A fact's value as it stands alone, in a chart or set large: a share with its sign, 90%."""
    if not fact.unit.startswith(PERCENT_UNIT):
        return format_fact(fact, language)
    ends = fact.value if isinstance(fact.value, tuple) else (fact.value,)
    if not all(isinstance(one, int | Decimal) for one in ends):
        return format_fact(fact, language)
    with _keep_digits(*ends):
        shares = [
            str(format_percent(Decimal(str(one)) / 100, locale=find_locale(language), decimal_quantization=False))
            for one in ends
        ]
    return _RANGE_FORMATS.get(language.partition("-")[0], "{}–{}").format(*shares) if len(shares) == 2 else shares[0]


def _format_value(value: FactValue, unit: str, language: str) -> str:
    if isinstance(value, date):
        return format_long_date(value, language)
    if isinstance(value, int | Decimal) and unit not in _CALENDAR_UNITS:
        with _keep_digits(value):
            return str(format_decimal(value, locale=find_locale(language), decimal_quantization=False))
    return str(value)


@contextmanager
def _keep_digits(*numbers: object) -> Iterator[None]:
    """Count with as many digits as somebody wrote: Python counts with 28."""
    with localcontext() as context:
        context.prec = max(context.prec, *(len(str(one)) + 4 for one in numbers))
        yield


def find_country_name(alpha3: str, language: str) -> str:
    """A state's name in a language from its ISO 3166-1 alpha-3 code; the code itself where Babel has none."""
    territories = find_locale(language).territories
    return str(territories.get(_to_alpha2(alpha3), alpha3))


def _to_alpha2(alpha3: str) -> str:
    from babel.core import get_global  # noqa: PLC0415 - the table is wanted only where a state is named

    aliases = get_global("territory_aliases")
    return str((aliases.get(alpha3) or [alpha3])[0])
