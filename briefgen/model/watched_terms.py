"""The ways in which people write a name or a number that a project watches for."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import product
from urllib.parse import unquote

from briefgen.model.phrases import Phrase, find_phrases
from briefgen.model.words import HANGUL, MIN_LONG_NUMBER, read_text, split_words

MIN_COMPACT_LENGTH = 6
"""Characters of a term. From this length on it is also found written as one word, and inside addresses and file names."""

MIN_COMPACT_DIGITS = 10
"""The same of a number: shorter ones are in coordinates and checksums by chance."""

MAX_NAME_WORDS = 4
"""Words of a name whose order can change."""

MIN_SPELLED_LENGTH = 4
"""Letters of a word that is also searched for with its letters apart: `Y.a.n.j.i`."""

MIN_SPLIT_LENGTH = 4
"""Letters of a given name that can be written as two words."""

NUMBER = re.compile(r"[+(\d][\d\s().,/\-\u2010-\u2015]*\d")
COUNTRY_CODE_DIGITS = (1, 2, 3)
MIN_LOCAL_DIGITS = 8
"""Digits of a telephone number without its country code."""

DOUBLE_SURNAMES = frozenset("남궁 독고 제갈 선우 황보 사공 서문 동방".split())


VOWEL_PAIRS = {"ä": "ae", "ö": "oe", "ü": "ue", "å": "aa", "ø": "oe"}
"""How passports and keyboards without these letters write them: `Müller` as `Mueller`. Without its accent, see `read_text`."""

_UMLAUTS = {VOWEL_PAIRS[letter]: letter for letter in "äöü"}
_VOWEL_PAIR = re.compile(
    rf"\b(?=\w{{6}})\w*?[bcdfghjklmnprstvwz](?P<pair>{'|'.join(_UMLAUTS)})(?=[bcdfghjkmnpqrstvwxz]|l\w)", re.IGNORECASE
)
"""A pair between consonants of a longer name. Elsewhere it is mostly two sounds, and the name with one letter is another
name or a common word: `Xue` and `Xu`, `Michael` and `Michal`, `Suen` and `Sun`, `Saad` and `sad`."""


def build_term_phrases(terms: Iterable[str]) -> frozenset[Phrase]:
    """Names, places and numbers as phrases, also short ones, in all the ways of writing them."""
    return _build_term_phrases(tuple(terms))


@lru_cache(maxsize=8)
def _build_term_phrases(terms: tuple[str, ...]) -> frozenset[Phrase]:
    """Cached: every document of a campaign has the same terms."""
    spelled = (spelling for term in terms for spelling in _list_vowel_spellings(term))
    return frozenset(phrase for term in spelled for phrase in _write_term(term) if phrase)


def has_term(name: str, phrases: frozenset[Phrase]) -> bool:
    """Whether a watched term is in a name that has no spaces, such as the name of a file."""
    return bool(find_phrases((name, unquote(name)), phrases)) or has_compact_term((name,), phrases)


def has_compact_term(texts: Iterable[str], phrases: frozenset[Phrase]) -> bool:
    """Whether a long term is in a text written as one word, at whatever place of it."""
    compact_terms = _join_long_phrases(phrases)
    if not compact_terms:
        return False
    strings = {"".join(split_words(written)) for text in texts for written in {text, unquote(text)}}
    together = "\n".join(strings)
    return any(term in together for term in compact_terms)


@lru_cache(maxsize=8)
def _join_long_phrases(phrases: frozenset[Phrase]) -> frozenset[str]:
    """The long terms, each as one word."""
    return frozenset(
        compact
        for phrase in phrases
        if len(compact := "".join(phrase)) >= (MIN_COMPACT_DIGITS if compact.isdigit() else MIN_COMPACT_LENGTH)
    )


def _list_vowel_spellings(term: str) -> tuple[str, ...]:
    """A term as it is, with two letters for each that has dots, a ring or a stroke, and with one letter for such a pair."""
    apart = together = unicodedata.normalize("NFC", term)
    for letter, pair in VOWEL_PAIRS.items():
        apart = apart.replace(letter, pair).replace(letter.upper(), pair.upper())
    while found := _VOWEL_PAIR.search(together):
        start, end = found.span("pair")
        together = f"{together[:start]}{_UMLAUTS[found['pair'].lower()]}{together[end:]}"
    return tuple(dict.fromkeys((term, apart, together)))


def _write_term(term: str) -> Iterator[Phrase]:
    yield from read_text(term)
    if NUMBER.fullmatch(term.strip()):
        yield from _write_number(term.strip())
        return
    words = term.split()
    for order in _order_words(words):
        yield from _write_words(order)
    yield from _separate_characters(words)
    if len(words) == 1 and HANGUL.search(term):
        yield from _separate_surname(words[0])


def _order_words(words: list[str]) -> Iterator[list[str]]:
    """The words of a name from each of them on: the family name can be the first or the last."""
    yield words
    if 1 < len(words) <= MAX_NAME_WORDS and sum(word[0].islower() for word in words) <= len(words) / 2:
        yield from (words[start:] + words[:start] for start in range(1, len(words)))


def _write_words(words: list[str]) -> Iterator[Phrase]:
    """Words in their order, each with its hyphens apart and joined, and all of them as one word."""
    if len(words) > MAX_NAME_WORDS:
        return
    readings = [read_text(word) for word in words]
    choices = [(*reading, *_split_long_word(reading, len(words))) for reading in readings]
    for choice in product(*choices):
        yield tuple(part for reading in choice for part in reading)
    joined = [reading[-1] for reading in readings]
    for start in range(len(words) - 1 if len(words) > 2 else 0):  # `Seo Nam byol` as `Seo Nambyol`
        pair = ("".join((*joined[start], *joined[start + 1])),)
        yield tuple(part for reading in (*joined[:start], pair, *joined[start + 2 :]) for part in reading)
    compact = "".join(part for reading in joined for part in reading)
    if len(words) > 1 and (len(compact) >= MIN_COMPACT_LENGTH or HANGUL.search(compact)):
        yield (compact,)


def _split_long_word(readings: tuple[Phrase, ...], count: int) -> Iterator[Phrase]:
    """One long word of several as two: `Seo Nambyol` as `Seo Nam byol`."""
    if count > 1 and len(readings) == 1 and len(readings[0]) == 1 and len(word := readings[0][0]) >= MIN_SPLIT_LENGTH:
        yield from ((word[:place], word[place:]) for place in range(2, len(word) - 1))


def _separate_characters(words: list[str]) -> Iterator[Phrase]:
    """A term with its letters apart, whole or in one of its words."""
    readings = [read_text(word)[0] for word in words]
    spelled = [tuple("".join(reading)) for reading in readings]
    if sum(map(len, spelled)) < (3 if HANGUL.search("".join(words)) else MIN_SPELLED_LENGTH):
        return
    yield tuple(letter for word in spelled for letter in word)
    for place, word in enumerate(spelled):
        if len(word) >= MIN_SPELLED_LENGTH:
            mixed = (*readings[:place], word, *readings[place + 1 :])
            yield tuple(part for reading in mixed for part in reading)


def _separate_surname(name: str) -> Iterator[Phrase]:
    """A Korean name with a space after the surname."""
    if 3 <= len(name) <= 4:
        length = 2 if name[:2] in DOUBLE_SURNAMES else 1
        yield (name[:length], name[length:])


def _write_number(number: str) -> Iterator[Phrase]:
    """A telephone or passport number without separators, and without the code of its country."""
    digits = "".join(split_words(number))
    if len(digits) < MIN_LONG_NUMBER:
        return
    yield (digits,)
    if number.startswith(("+", "00")):
        digits = digits.removeprefix("00")
        yield from ((digits,), (f"00{digits}",))
        for length in COUNTRY_CODE_DIGITS:
            if len(local := digits[length:]) >= MIN_LOCAL_DIGITS:
                yield from ((local,), (f"0{local}",))
