"""The digits of a language that are not Western ones, as `[numerals]` in its file in `briefgen/languages/` has them."""

from __future__ import annotations

from dataclasses import dataclass

from briefgen.model.languages import get_language_code, read_language

WESTERN = "western"
"""The name of the digits 0 to 9, which every language has."""

NUMERALS = (WESTERN, "arabic-indic", "devanagari", "persian")
"""The names of all numerals: what `numerals:` takes. Written here, so that a start does not read the files of all languages."""


@dataclass(frozen=True, slots=True)
class Numerals:
    """Ten digits, and the marks inside of numbers that are written with them."""

    name: str
    """As CSS calls them: `arabic-indic`."""
    digits: str
    """From zero to nine."""
    decimal: str
    thousands: str
    percent: str
    places: tuple[str, ...] = ()
    """Words before the number of a place, such as *section*, besides those of citations: 2.1 behind them is not a decimal number."""

    def write_digits(self, text: str) -> str:
        """The text with every Western digit replaced."""
        return text.translate(str.maketrans("0123456789", self.digits))


def find_numerals(language: str, name: str) -> Numerals | None:
    """The numerals of this name in a language; None for Western ones, and for those of other languages."""
    marks = read_language(get_language_code(language)).get("numerals", {}).get(name)
    return Numerals(name, **{**marks, "places": tuple(marks.get("places", ()))}) if marks else None
