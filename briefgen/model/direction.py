"""The direction in which languages and texts are written."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator

from briefgen.model.translation import to_base_language

LEFT_TO_RIGHT, RIGHT_TO_LEFT = "ltr", "rtl"

RIGHT_TO_LEFT_LANGUAGES = frozenset("ar arc ckb dv fa he ks ps sd ug ur yi".split())
LATIN_SUBTAG = "latn"
STRONG_RIGHT = frozenset({"R", "AL"})

LEAST_LEFT_CHARACTERS, LEAST_LEFT_SHARE = 40, 1.5
"""How many letters from the left a citation has in a document from the right, and how many times the others: a name with `(الحاشية 3)` has fewer."""


def find_language_direction(language: str) -> str:
    """`rtl` for Arabic, Persian, Hebrew and the like, else `ltr`."""
    is_from_right = to_base_language(language) in RIGHT_TO_LEFT_LANGUAGES and not is_romanised(language)
    return RIGHT_TO_LEFT if is_from_right else LEFT_TO_RIGHT


def is_romanised(language: str) -> bool:
    """Whether the code of a language says that it is written in Latin letters: `ko-Latn`."""
    return LATIN_SUBTAG in language.casefold().split("-")


def find_note_direction(text: str, direction: str) -> str:
    """The direction of a note: that of its document, unless all its letters are of the other one.

    From the right, also a citation in Latin letters with a date or another word of the language in it is of the other one.
    """
    found = Counter(directions := list(_read_directions(text)))
    if len(found) == 1:
        return directions[0]
    left, right = found[LEFT_TO_RIGHT], found[RIGHT_TO_LEFT]
    is_citation = (
        directions[:1] == [LEFT_TO_RIGHT] and left >= LEAST_LEFT_CHARACTERS and left >= right * LEAST_LEFT_SHARE
    )
    return LEFT_TO_RIGHT if is_citation else direction


def _read_directions(text: Iterable[str]) -> Iterator[str]:
    """The direction of each letter; marks of direction that are not seen are none."""
    seen = (character for character in text if unicodedata.category(character) != "Cf")
    for kind in map(unicodedata.bidirectional, seen):
        if kind in STRONG_RIGHT:
            yield RIGHT_TO_LEFT
        elif kind == "L":
            yield LEFT_TO_RIGHT
