"""Writes words that were typed in capitals, as American notes print the authors and the titles of books, as names and titles."""

from __future__ import annotations

import re

_KEPT = frozenset(
    """
    ABA ACLU ACM AI AIDS BYU CIA COVID EC ECHR EEOC EPA EU FAO FAR FDA ICC ICJ ICTY IEEE ILO IMF IT LGBT LGBTI MIS MIT NAACP NASA NATO NGO NGOS NIH NYU OAS OECD OHCHR OMB OSCE
    SEC SMU UC UCLA UK UN UNDP UNESCO UNHCR UNICEF US USA USAID USC WHO WTO
    """.split()
)
"""Acronyms with a vowel; one without a vowel is known by that."""
_SMALL = frozenset("a al an and as at but by et for from in into nor of on or over the to under v with".split())
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_ROMAN = re.compile(r"(?:X{0,3})(?:IX|IV|V?I{0,3})")
_LAW_JOURNAL = re.compile(r"(?:[A-Z]\.)+")
"""`L.J.`, `N.Y.U.`: each letter is a word."""
_BEHIND_O = re.compile(r"(?<=^O[’'])[a-z]")
"""`O’Hara`"""
_STARTS_TITLE = re.compile(r"(?:^|[:?!–—]\s*|[“‘\"(]\s*)$")
LONGEST_ACRONYM = 5
"""Letters of a single word that can be the name of an organisation: `METR`."""


def has_capitals_only(words: str) -> bool:
    """Whether words are typed in capitals: several words, or one that is not an acronym."""
    found = _WORD.findall(words)
    long = [word for word in found if len(word) > 1]
    is_name = len(found) > 1 or (bool(long) and len(long[0]) > LONGEST_ACRONYM and not _is_acronym(long[0]))
    return words == words.upper() and bool(long) and is_name


def lower_capitals(words: str) -> str:
    """`THE LAW OF WELLS` as `The Law of Wells`; other words as they are."""
    if not has_capitals_only(words):
        return words
    return _WORD.sub(lambda found: _lower_word(found[0], words[: found.start()], words[found.end() :]), words)


def lower_capitals_of_journal(words: str) -> str:
    """The same for the name of a journal, where a short word without a full stop, as in `MIS Q.`, is an acronym."""
    has_long_words = any(len(word) > 3 for word in _WORD.findall(words))
    acronym = re.match(r"[A-Z]{2,3}\b(?!\.)", words)
    if has_long_words or not acronym:
        return lower_capitals(words)
    return acronym[0] + lower_capitals(words[acronym.end() :])


def _lower_word(word: str, before: str, after: str) -> str:
    is_letter = len(word) == 1 and (after[:1] == "." or before[-1:] == ".")
    is_abbreviation = after[:1] == "." and len(word) > 2
    if is_letter or (_is_acronym(word) and not is_abbreviation):
        return word
    lowered = word.lower()
    if before[-1:] == ".":  # `LAW.COM`
        return lowered
    if lowered in _SMALL and not _STARTS_TITLE.search(before) and (after or lowered in {"al", "et"}):
        return lowered
    return _BEHIND_O.sub(lambda found: found[0].upper(), lowered[0].upper() + lowered[1:])


def _is_acronym(word: str) -> bool:
    has_no_vowel = (
        len(word) > 1
        and not re.search("[AEIOUY]", word)
        and word not in {"DR", "JR", "LTD", "MR", "MRS", "PHD", "RSCH", "ST"}
    )
    return word in _KEPT or bool(word and _ROMAN.fullmatch(word)) or (has_no_vowel and len(word) < 5)
