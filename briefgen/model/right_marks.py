"""Chooses the commas and semicolons of a text from the right: each is that of the words with which it is laid out.

A mark in words from the left, `KAS Reports, vol 2`, is Western; every other one is that of the language, also beside a name or a title
from the left that is set apart, for the mark then comes to the left of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from briefgen.model.direction import RIGHT_TO_LEFT, find_language_direction
from briefgen.model.punctuation import find_punctuation

RIGHT_CHARACTERS = r"\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc"
"""Letters and marks from the right, for use in `[...]` of a pattern."""
LATIN_RUN = (
    rf"[A-Za-z\u00c0-\u024f]"
    rf"(?:[^·|()\[\]{{}}<>«»“”{RIGHT_CHARACTERS}]|(?<![ \u00a0])[·|]|\([^()<>«»{RIGHT_CHARACTERS}]*\))*(?<=[\w)])"
)
"""Latin words with the numbers and brackets between them: `Vol 14, No 8(C)`. A dot or a line between spaces divides entries: the one
before it comes first, from the right."""
ISOLATE = "\u061c"
"""Stands for a character of words that are set apart, and that no run goes on over."""

_LATIN_RUN = re.compile(LATIN_RUN)
_MARK = re.compile("[,;](?=[ \u00a0])")
_BEFORE_DATE = re.compile(rf"[,;][ \u00a0]\d+[ \u00a0][{RIGHT_CHARACTERS}]")
"""A number before a word from the right is a day, and no part of the words before it."""


def find_right_marks(text: str, language: str) -> dict[int, str]:
    """The marks of the language by their places, in a text in whose isolated words each character is `ISOLATE`."""
    punctuation = find_punctuation(language)
    by_mark = {",": punctuation.comma.strip(), ";": punctuation.semicolon.strip()}
    kept = {place for run in _LATIN_RUN.finditer(text) for place in range(*run.span())}
    kept -= {found.start() for found in _BEFORE_DATE.finditer(text)}
    return {
        found.start(): by_mark[found[0]]
        for found in _MARK.finditer(text)
        if found.start() not in kept and by_mark[found[0]] != found[0]
    }


def join_with_commas(parts: Iterable[str], language: str) -> str:
    """The parts with the comma of the language between them; from the right, with a Western one between words from the left."""
    if find_language_direction(language) != RIGHT_TO_LEFT:
        return find_punctuation(language).comma.join(parts)
    text = ", ".join(parts)
    marks = find_right_marks(text, language)
    return "".join(marks.get(place, character) for place, character in enumerate(text))
