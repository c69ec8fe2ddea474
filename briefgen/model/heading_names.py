"""How a language counts headings where it does not write A, B, C: by the names of its own alphabet, as `briefgen/languages/` has them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from string import ascii_lowercase, ascii_uppercase

from briefgen.model.languages import get_language_code, read_language


@dataclass(frozen=True, slots=True)
class HeadingNames:
    """What is printed before headings in one language."""

    alphabet: Sequence[str] = ascii_uppercase
    small_alphabet: Sequence[str] = ascii_lowercase
    ordinals: Sequence[str] = ()
    """Instead of Roman numbers, as far as they go."""
    stop: str = "."
    """After a letter or a Roman number."""
    small_form: str = "({})"
    """Round a small letter."""

    @property
    def is_own(self) -> bool:
        """Whether the letters are others than Latin ones, which a Word file cannot count in."""
        return self.alphabet != ascii_uppercase

    def format_letter(self, number: int) -> str:
        """A, B, ... Z, AA, AB, as in the columns of a table."""
        return _format_letter(number, self.alphabet)

    def format_small_letter(self, number: int) -> str:
        """The same as a small letter, without brackets."""
        return _format_letter(number, self.small_alphabet)

    def format_roman(self, number: int) -> str:
        """I, II, III, or the ordinal of the language."""
        if 0 < number <= len(self.ordinals):
            return self.ordinals[number - 1]
        roman = ""
        for value, numeral in _ROMAN_NUMERALS:
            roman += numeral * (number // value)
            number %= value
        return roman


_ROMAN_NUMERALS = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"),
    (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip


def _format_letter(number: int, alphabet: Sequence[str]) -> str:
    before, last = divmod(number - 1, len(alphabet))
    joint = " " if len(alphabet[0]) > 1 else ""
    return (_format_letter(before, alphabet) + joint if before else "") + alphabet[last]


LATIN_NAMES = HeadingNames()


@cache
def find_heading_names(language: str) -> HeadingNames:
    """The names of a language; Latin letters where its file has no others."""
    return HeadingNames(**read_language(get_language_code(language)).get("heading-numbers", {}))
