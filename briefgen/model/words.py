"""Splits texts into words: as readers count them, and as the leak check compares them, however a file writes them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache

from briefgen.model.word_forms import (
    BASE_CHARACTERS,
    LATIN_BY_LOOKALIKE,
    LATIN_BY_UPPERCASE_LOOKALIKE,
    PARTICLES,
    RUSSIAN_ENDING,
    STRONG_LOOKALIKES,
)

Reading = tuple[str, ...]
"""The words of a text in one of the ways that it can be read."""

PRINTED_INVISIBLES = re.compile("[\u00ad\u200b\u200e\u200f\u202a-\u202c\u2060\ufe0e]")

INVISIBLE_CHARACTERS = re.compile(
    "[\x00\x01\x03-\x08\x0e-\x1f\u00ad\u034f\u0640\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b-\u200f\u202a-\u202e"
    "\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff9-\ufffd\U000e0000-\U000e0fff]"
)
TAGS, FLAGS = re.compile("[\U000e0020-\U000e007e]+"), re.compile("[\U0001f1e6-\U0001f1ff]+")
"""Characters that repeat ASCII: those that nobody sees, and the letters of which flags are made."""

MARKS = re.compile(
    "[\u0300-\u036f\u0483-\u0489\u0591-\u05c7\u064b-\u065f\u0670\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff]"
)
"""Accents, vowel points and strokes over letters; not the marks of kana, which make other letters."""

CHINESE = "\u3040-\u309a\u309d-\u309f\u30a1-\u30fa\u30fc-\u30ff\u3400-\u9fff\uf900-\ufaff"
"""Kana and Han, without the signs between them, such as the middle dot of names."""

WORD = re.compile(f"[{CHINESE}]|[^\\W_{CHINESE}]+")
"""A run of letters and digits; in scripts that write no spaces between words, one character."""

JOINT = "\\-\u2010-\u2015\u2212'\u2018\u2019\u02b9\u02bc\u0060\u00b4\ufffe\x02"
"""Characters inside a word: hyphens, as files and their readers write them (PDFium: U+0002 and U+FFFE), and apostrophes."""

INNER_JOINT = re.compile(f"(?<=[^\\W_])(?:[{JOINT}\u00ad]\\s*[\r\n\u2028]\\s*|[{JOINT}])(?=[^\\W_])")
DIGIT_GROUPS = re.compile(r"(?<![\d.,])(?<!\d )\d{1,3}([., \u00b7])\d{3}(?:\1\d{3})*(?:[.,]0{1,2})?(?![.,]?\d| \d)")
"""A number with separators between its thousands, perhaps with zeros for hundredths; not one of several numbers in a row."""

DIGIT_RUN = re.compile(r"\d+(?:[\s().,/\-\u2010-\u2015]{1,3}\d+)+")
MIN_LONG_NUMBER, MAX_LONG_NUMBER = 7, 16
"""Digits of what may be a telephone number, which is also found with other separators."""

NUMERIC_DATE = re.compile(r"(?<![\d.,/-])(\d{1,4})( ?[./\-\u2010-\u2015] ?)(\d{1,2})\2(\d{1,4})(?!\d)")

MIXED_SCRIPTS = re.compile("\\w*(?:[A-Za-z][\u0370-\u052f]|[\u0370-\u052f][A-Za-z])\\w*")
CYRILLIC, HANGUL = re.compile("[\u0400-\u052f]"), re.compile("[\uac00-\ud7a3]")
DISGUISED_LATIN = re.compile(f"[{STRONG_LOOKALIKES}]+|.*[a-z].*")
"""A word with Cyrillic letters that may be a Latin word, whose last letters are not an ending."""

PARTICLE_ENDINGS = tuple(
    re.compile(f"(.{{{shortest},}}?[\uac00-\ud7a3])(?:{'|'.join(PARTICLES)})+") for shortest in (1, 2)
)
"""A Korean word of at least two or three syllables, and what Korean joins to it."""

NOTE_NUMBER = re.compile(r"\d{1,3}")
WORD_WITH_NOTE_NUMBER = re.compile(r"([^\W\d]{2,})\d{1,3}")


def split_printed_words(text: str) -> tuple[str, ...]:
    """The words between spaces, without invisible characters: what is counted, and compared between formats."""
    plain = PRINTED_INVISIBLES.sub("", unicodedata.normalize("NFC", text))
    return tuple(plain.replace("\N{NON-BREAKING HYPHEN}", "-").split())


def split_words(text: str) -> list[str]:
    """The words of a text to search for, in one spelling; words with hyphens and apostrophes apart."""
    return list(_split_apart(_normalise(text)))


def read_text(text: str) -> tuple[Reading, ...]:
    """The two ways to read a text to search for: words with hyphens apart, and joined; only the first if it has none."""
    folded = _normalise(text)
    apart, joined = _split_apart(folded), _split_joined(folded)
    return (apart,) if apart == joined else (apart, joined)


@lru_cache(maxsize=4096)
def find_readings(text: str) -> tuple[Reading, ...]:
    """Every way to read a text that is searched: hyphens apart and joined, without the numbers of notes, without particles."""
    folded = _normalise(text)
    readings = [_split_apart(folded), _split_joined(folded)]
    readings += [_drop_note_numbers(reading) for reading in readings]
    if HANGUL.search(folded):
        readings += [
            tuple(_strip_particles(word, ending) for word in reading)
            for reading in readings[:2]
            for ending in PARTICLE_ENDINGS
        ]
    return tuple(dict.fromkeys(readings))


@lru_cache(maxsize=4096)
def find_special_words(text: str) -> frozenset[str]:
    """Dates in numbers, as `2023-10-09`, and long numbers without separators."""
    folded = _normalise(text)
    return frozenset((*_find_numeric_dates(folded), *_find_long_numbers(folded)))


def count_characters(text: str) -> int:
    """The letters and digits of a text."""
    return sum(len(word) for word in WORD.findall(_normalise(text, keep_endings=True)))


def _normalise(text: str, *, keep_endings: bool = False) -> str:
    """A text in small letters without accents, invisible characters and letters that only look like others."""
    if text.isascii():
        return INVISIBLE_CHARACTERS.sub("", text).lower()
    if tags := TAGS.findall(text):
        text = " ".join((text, *("".join(chr(ord(tag) - 0xE0000) for tag in run) for run in tags)))
    text = FLAGS.sub(lambda run: f" {''.join(chr(ord(letter) - 0x1F185) for letter in run[0])} ", text)
    text = INVISIBLE_CHARACTERS.sub("", re.sub("\u00ad(?=\\s*[\r\n])", "-", text))
    text = MIXED_SCRIPTS.sub(lambda word: word[0].translate(LATIN_BY_UPPERCASE_LOOKALIKE), text)
    text = MARKS.sub("", unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", text).casefold()))
    text = unicodedata.normalize("NFC", text).translate(BASE_CHARACTERS)
    if not CYRILLIC.search(text):
        return text.translate(LATIN_BY_LOOKALIKE)
    return WORD.sub(
        lambda word: word[0].translate(LATIN_BY_LOOKALIKE) if keep_endings else _remove_ending(word[0]), text
    )


def _remove_ending(word: str) -> str:
    """A word with Latin letters for those that look like them, and a Russian word without its ending."""
    latin = word.translate(LATIN_BY_LOOKALIKE)
    if not CYRILLIC.search(latin) and (latin == word or DISGUISED_LATIN.fullmatch(word)):
        return latin
    ending = RUSSIAN_ENDING.fullmatch(latin)
    return ending[1] if ending else latin


def _split_apart(folded: str) -> Reading:
    return tuple(WORD.findall(folded))


def _split_joined(folded: str) -> Reading:
    joined = DIGIT_GROUPS.sub(_join_digits, INNER_JOINT.sub("", folded))
    return tuple(WORD.findall(joined))


def _join_digits(number: re.Match[str]) -> str:
    """A number without separators between its thousands, and without zeros for hundredths."""
    return re.sub("[., \u00b7]", "", re.sub(r"[.,]0{1,2}\Z", "", number[0]))


def _drop_note_numbers(reading: Reading) -> Reading:
    """The words without the small numbers that are between them or directly after them, as calls of notes do."""
    return tuple(
        match[1] if (match := WORD_WITH_NOTE_NUMBER.fullmatch(word)) else word
        for word in reading
        if not NOTE_NUMBER.fullmatch(word)
    )


def _strip_particles(word: str, ending: re.Pattern[str]) -> str:
    found = ending.fullmatch(word)
    return found[1] if found else word


def _find_numeric_dates(folded: str) -> Iterator[str]:
    """Each date that three numbers can be: the day or the month first, or the year."""
    for first, separator, second, third in NUMERIC_DATE.findall(folded):
        if len(first) == 4 and len(third) < 3:
            orders: Iterable[tuple[str, str, str]] = ((first, second, third),)
        elif len(first) < 3 and len(third) in {2, 4}:
            years = (third,) if len(third) == 4 else (f"19{third}", f"20{third}")
            # Nobody writes the month first with stops.
            days = [(second, first)] if "." in separator else [(second, first), (first, second)]
            orders = ((year, *day) for year in years for day in days)
        else:
            continue
        yield from (f"{year}-{month:0>2}-{day:0>2}" for year, month, day in orders)


def _find_long_numbers(folded: str) -> Iterator[str]:
    for run in DIGIT_RUN.findall(folded):
        groups = re.findall(r"\d+", run)
        for start in range(len(groups)):
            number = groups[start]
            for group in groups[start + 1 :]:
                number += group
                if len(number) > MAX_LONG_NUMBER:
                    break
                if len(number) >= MIN_LONG_NUMBER:
                    yield number
