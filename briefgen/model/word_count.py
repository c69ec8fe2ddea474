"""Counts words as a word processor counts them, in every script, and names the scripts in which it cannot.

Compared with LibreOffice 7.4. Korean is the exception: LibreOffice counts its syllables, Word the words between spaces, as
the bodies that set limits do.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from briefgen.model.translation import to_base_language

MAX_KEPT_COUNTS = 1_000
"""Texts: parts of a document, and lines of a page."""

_HANGUL = "\u1100-\u11ff\u3130-\u318f\ua960-\ua97f\uac00-\ud7ff"
_OPENING_BRACKETS, _CLOSING_BRACKETS = "\u3008\u300a\u300c\u300e\u3010", "\u3009\u300b\u300d\u300f\u3011"
"""Brackets of East Asia. Beside a Korean word they belong to it, as other brackets do."""
_SIGNS = (
    "\u2460-\u24ff\u2e80-\u2fdf\u2ff0-\u2fff\u3001-\u3007\u3012-\u303f\u3040-\u30ff\u3100-\u312f\u31a0-\u31ff\u3200-\u4dbf"
    "\u4e00-\u9fff\ua000-\ua4cf\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff9f\uffe0-\uffef\U00020000-\U0003ffff"
)
"""Characters of Chinese and Japanese, each of which is a word: Han, kana, circled numbers, wide punctuation."""

_UNSEGMENTED = (
    "\u0e01-\u0fff\u1000-\u109f\u1780-\u17ff\u1950-\u19df\u1a20-\u1aaf\u1b00-\u1b7f\ua980-\ua9df\uaa60-\uaadf"
)
_UNSEGMENTED_SIGN = re.compile(f"[{_UNSEGMENTED}]")
_UNSEGMENTED_RUN = re.compile(f"[{_UNSEGMENTED}]+")

_ALONE = f"{_SIGNS}{_OPENING_BRACKETS}{_CLOSING_BRACKETS}{_UNSEGMENTED}"
PIECES = re.compile(
    rf"\s+|(?:[^\s{_ALONE}]|[{_OPENING_BRACKETS}](?=[{_HANGUL}])|(?<=[{_HANGUL}])[{_CLOSING_BRACKETS}])+|[{_ALONE}]"
)
"""Spaces, what is between them, and characters that are words."""

_CHARACTER_WORD = re.compile(f"[{_ALONE}]")

INVISIBLE_CHARACTERS = re.compile("[\u00ad\u200b\u200e\u200f\u202a-\u202c\u2060\u2066-\u2069\ufe0e]")
"""Characters that are in a text for the line and not for the reader: break points, joiners, isolates."""

LANGUAGE_NAMES: Mapping[str, str] = {
    "th": "Thai", "lo": "Lao", "km": "Khmer", "my": "Burmese", "bo": "Tibetan", "dz": "Dzongkha",
    "shn": "Shan", "mnw": "Mon",
}  # fmt: skip
"""Languages that put no spaces between words, by code."""


@dataclass(frozen=True, slots=True)
class UncountedText:
    """Text in a script without spaces between words."""

    name: str
    """Of the script: `Thai`."""
    most: int
    """Words, if each letter were one."""
    fewest: int
    """Words, if each run of letters were one."""


@lru_cache(maxsize=MAX_KEPT_COUNTS)
def count_printed_words(text: str) -> int:
    """The number of words in a text. Rules, the record and the page each ask for the same texts."""
    plain = INVISIBLE_CHARACTERS.sub("", unicodedata.normalize("NFC", text))
    return sum(map(is_counted, PIECES.findall(plain)))


def is_counted(piece: str) -> bool:
    """Whether a match of `PIECES` is a word: not a space, and not a vowel sign above or below a letter."""
    return not piece.isspace() and not (len(piece) == 1 and unicodedata.category(piece) == "Mn")


def is_character_word(piece: str) -> bool:
    """Whether a match of `PIECES` is one character that is a word by itself, whatever is beside it."""
    return _CHARACTER_WORD.fullmatch(piece) is not None


def find_uncounted_text(text: str) -> UncountedText | None:
    """The part of a text whose words nobody can count without a dictionary; None if there is none."""
    first = _UNSEGMENTED_SIGN.search(text)
    if first is None:
        return None
    signs = [sign for sign in _UNSEGMENTED_SIGN.findall(text) if unicodedata.category(sign) != "Mn"]
    name = unicodedata.name(first[0], "THIS").partition(" ")[0].capitalize()
    return UncountedText(name, len(signs), len(_UNSEGMENTED_RUN.findall(text)))


def find_uncounted_language(language: str) -> str:
    """The name of a language that puts no spaces between words; empty for another language."""
    return LANGUAGE_NAMES.get(to_base_language(language), "")
