"""Where words may be divided at the end of a line, for words that the dictionaries of hyphenation divide wrongly or not at all."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from itertools import accumulate

from briefgen.model.languages import get_language_code, read_language

WordBreaks = Mapping[str, frozenset[int]]
"""Words in small letters, each with the places where it may be divided, counted in letters; none: it is never divided."""


def read_word_breaks(words: Iterable[str]) -> WordBreaks:
    """The places that hyphens mark in words: `Pyong-yang` may be divided behind five letters, `songbun` nowhere."""
    return {word.replace("-", "").casefold(): frozenset(_find_places(word)) for word in words}


def find_word_breaks(language: str, own: Mapping[str, tuple[str, ...]]) -> WordBreaks:
    """The words of a language, from its file and from the project, whose word counts."""
    code = get_language_code(language)
    chosen = (own[tag] for tag in (code, language) if tag in own)
    return {**_read_builtin_breaks(code), **read_word_breaks(word for words in chosen for word in words)}


@cache
def _read_builtin_breaks(code: str) -> WordBreaks:
    return read_word_breaks(read_language(code).get("hyphenation", {}).get("words", ()))


def _find_places(word: str) -> list[int]:
    return list(accumulate(map(len, word.split("-")[:-1])))
