"""Divides words where a language or a project says, instead of where the dictionary of hyphenation does."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from functools import partial
from types import MappingProxyType
from typing import Any

from briefgen.model.word_breaks import find_word_breaks

_ENDING = re.compile(r"[’']s?$")
"""What a word has behind it in English where something belongs to it."""
_own_words: ContextVar[Mapping[str, tuple[str, ...]]] = ContextVar("own_words", default=MappingProxyType({}))
"""The words of the project whose document is laid out, by language."""


@contextmanager
def divide_words(own: Mapping[str, tuple[str, ...]]) -> Iterator[None]:
    """Divide the words of a project where it says, while the block runs."""
    token = _own_words.set(own)
    try:
        yield
    finally:
        _own_words.reset(token)


def read_own_words() -> Mapping[str, tuple[str, ...]]:
    """The words of the project whose document is laid out, by language."""
    return _own_words.get()


def find_breaks(word: str, language: str) -> frozenset[int] | None:
    """Where a word may be divided; None where only the dictionary knows."""
    bare_word = _ENDING.sub("", word.casefold())
    return find_word_breaks(language.replace("_", "-"), _own_words.get()).get(bare_word)


class WordDictionaries(dict[Any, Any]):
    """WeasyPrint's dictionaries of one document by language: each is asked only for words that nobody listed."""

    def __setitem__(self, key: Any, dictionary: Any) -> None:
        dictionary.iterate = partial(_divide, dictionary.iterate, language=key[0])
        super().__setitem__(key, dictionary)


def _divide(divide: Any, word: str, *, language: str) -> Iterator[tuple[str, str]]:
    """The parts of a word at each place where it may be divided, the last place first, as pyphen gives them."""
    breaks = find_breaks(word, language)
    if breaks is None:
        yield from divide(word)
    else:
        yield from ((word[:place], word[place:]) for place in sorted(breaks, reverse=True))
