"""Numbers, dates and names of countries in the brief's language. Home of Babel."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from decimal import Decimal, localcontext

from babel import Locale, UnknownLocaleError
from babel.dates import format_date
from babel.numbers import format_decimal, format_percent

from briefgen.values.library import Fact, FactValue

_BRITISH = {"en": "en_GB"}
"""English of the United Nations and of most readers: 26 April 2024, not April 26, 2024."""

_RANGE = {"en": "{} to {}", "fr": "{} à {}", "es": "{} a {}", "ru": "от {} до {}", "ar": "{} إلى {}", "zh": "{}至{}"}
"""Two ends of a range in running text, in the six languages of the United Nations; a dash elsewhere."""

PER_CENT = "per cent"
"""How the unit of a share begins: `per cent of the population`."""

_CALENDAR_UNITS = frozenset({"year"})
"""Numbers that name a year take no thousands separator: 1948."""


def locale_of(language: str) -> Locale:
    """Babel's locale for a language tag; plain English where Babel does not know it."""
    try:
        return Locale.parse(_BRITISH.get(language, language.replace("-", "_")))
    except (UnknownLocaleError, ValueError):
        return Locale.parse("en_GB")


def direction_of(language: str) -> str:
    """`rtl` for Arabic, Persian, Hebrew and the like, else `ltr`."""
    return "rtl" if locale_of(language).text_direction == "rtl" else "ltr"


def print_date(value: date, language: str) -> str:
    """A date in words: 26 April 2024."""
    return str(format_date(value, format="long", locale=locale_of(language)))


def print_fact(fact: Fact, language: str) -> str:
    """A fact's value in words: 10,000 to 300,000; 11.3; 26 April 2024."""
    if isinstance(fact.value, tuple):
        low, high = (_print_value(one, fact.unit, language) for one in fact.value)
        return _RANGE.get(language.partition("-")[0], "{}–{}").format(low, high)
    return _print_value(fact.value, fact.unit, language)


def print_amount(fact: Fact, language: str) -> str:
    """A fact's value as it stands alone, in a chart or set large: a share with its sign, 90%."""
    if not fact.unit.startswith(PER_CENT):
        return print_fact(fact, language)
    ends = fact.value if isinstance(fact.value, tuple) else (fact.value,)
    if not all(isinstance(one, int | Decimal) for one in ends):
        return print_fact(fact, language)
    with _digits_of(*ends):
        shares = [
            str(format_percent(Decimal(str(one)) / 100, locale=locale_of(language), decimal_quantization=False))
            for one in ends
        ]
    return _RANGE.get(language.partition("-")[0], "{}–{}").format(*shares) if len(shares) == 2 else shares[0]


def _print_value(value: FactValue, unit: str, language: str) -> str:
    if isinstance(value, date):
        return print_date(value, language)
    if isinstance(value, int | Decimal) and unit not in _CALENDAR_UNITS:
        with _digits_of(value):
            return str(format_decimal(value, locale=locale_of(language), decimal_quantization=False))
    return str(value)


@contextmanager
def _digits_of(*numbers: object) -> Iterator[None]:
    """Count with as many digits as somebody wrote: Python counts with 28."""
    with localcontext() as context:
        context.prec = max(context.prec, *(len(str(one)) + 4 for one in numbers))
        yield


def country_name(alpha3: str, language: str) -> str:
    """A state's name in a language from its ISO 3166-1 alpha-3 code; the code itself where Babel has none."""
    territories = locale_of(language).territories
    return str(territories.get(_alpha2(alpha3), alpha3))


def _alpha2(alpha3: str) -> str:
    from babel.core import get_global  # noqa: PLC0415 - the table is wanted only where a state is named

    aliases = get_global("territory_aliases")
    return str((aliases.get(alpha3) or [alpha3])[0])
