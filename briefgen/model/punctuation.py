"""The marks between and round words, by language, as `briefgen/languages/` has them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from briefgen.model.languages import get_language_code, read_language


@dataclass(frozen=True, slots=True)
class Punctuation:
    """The marks that a page sets between texts in one language, each with the space after it."""

    separator: str = ", "
    """Between the items of a list."""
    comma: str = ", "
    semicolon: str = "; "
    colon: str = ": "
    stop: str = "."
    """At the end of a sentence, without a space."""
    space: str = " "
    """After a sentence."""
    salutation: str = ","
    """After the salutation of a letter."""
    brackets: str = " ({})"
    """Round what is added to words, with `{}` for it and with the space before them."""
    call: str = "{}"
    """What calls a note, with `{}` for its number."""
    after_call: str = ""
    """The punctuation before which the call of a note is set; after all other marks."""


Quotes = tuple[str, str, str, str]
"""Single and double quotation marks, each opening and closing."""
ENGLISH_QUOTES: Quotes = ("‘", "’", "“", "”")


@cache
def find_punctuation(language: str) -> Punctuation:
    """The marks of a language; Western ones where its file has no others, or it has no file."""
    return Punctuation(**read_language(get_language_code(language)).get("punctuation", {}))


@cache
def find_quotes(language: str) -> Quotes | None:
    """The quotation marks of a language; None where they are not known."""
    marks = read_language(get_language_code(language)).get("quotation-marks")
    return (*marks["single"], *marks["double"]) if marks else None


def get_quotes(language: str) -> Quotes:
    """The quotation marks of a language; English ones where they are not known."""
    return find_quotes(language) or ENGLISH_QUOTES


@cache
def are_quotes_paired(language: str) -> bool:
    """Whether letters can be on both sides of a quotation mark: the first one opens, the next one closes."""
    return bool(read_language(get_language_code(language)).get("quotation-marks", {}).get("paired"))
