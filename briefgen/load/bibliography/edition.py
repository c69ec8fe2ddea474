"""Reads the edition of a book, `Second`, `2nd ed.`, `3. Auflage`, as its number, which citation styles can count with."""

from __future__ import annotations

import re

_ORDINALS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth "
    "sixteenth seventeenth eighteenth nineteenth twentieth"
).split()
_NUMBER = rf"(?:(?P<number>\d{{1,3}})(?:st|nd|rd|th|e|er|ère|ème|[.aªºo])?|(?P<word>{'|'.join(_ORDINALS)}))"
_EDITION = re.compile(
    rf"(?:the\s+)?{_NUMBER}(?:\s*(?:ed|edn|edition|éd|édition|aufl|auflage|edición)\.?)?", re.IGNORECASE
)


def read_edition(text: str) -> str:
    """The number of an edition; other words, `rev. ed.`, as they are."""
    found = _EDITION.fullmatch(text.strip())
    if not found:
        return text
    return found["number"] or str(_ORDINALS.index(found["word"].lower()) + 1)
