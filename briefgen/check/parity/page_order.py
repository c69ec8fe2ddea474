"""Compares text from the right, which a PDF has in the order of the page and not in that of reading."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence

from briefgen.check.parity.expected_text import IMAGE_PLACEHOLDER, ExpectedText, Line

RIGHT_TO_LEFT_CLASSES = frozenset({"R", "AL", "AN"})
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
MOST_CELLS = 12
"""Columns of a table in which lines beside one another are looked for."""

TATWEEL = "\N{ARABIC TATWEEL}"


def has_right_to_left(text: str) -> bool:
    """Whether a text has a letter that is written from the right."""
    return _RIGHT_TO_LEFT.search(text) is not None


def find_lines_beside_right(lines: Sequence[Line]) -> frozenset[int]:
    """The numbers of lines that can be in one row of a table with a line from the right.

    A reader of PDF files takes the whole row as written from the right, and changes the order of scripts in its other cells.
    """
    right = [number for number, line in enumerate(lines) if has_right_to_left(" ".join(line.words))]
    return frozenset(near for number in right for near in range(max(0, number - MOST_CELLS), number + MOST_CELLS + 1))


def find_in_any_order(expected: str, text: str, position: int) -> int:
    """The first place from `position` on with exactly these characters, in whichever order; -1 for none.

    In a line from the right, the words and numbers from the left have changed places.
    """
    size = len(expected)
    if not size:
        return position
    needed = Counter(expected)
    needed.subtract(text[position : position + size])
    for index in range(position, len(text) - size + 1):
        if not any(needed.values()):
            return index
        if index + size < len(text):
            needed[text[index]] += 1
            needed[text[index + size]] -= 1
    return -1


def find_lost_characters(expected: ExpectedText, text: str) -> list[str]:
    """The letters from the right that a document has more often than a file."""
    needed: Counter[str] = Counter()
    for line in (*expected.lines, *expected.notes.values()):
        needed.update(_collect_right_to_left(IMAGE_PLACEHOLDER.sub("", " ".join(line.words))))
    needed.subtract(Counter(_collect_right_to_left(text)) if needed else {})
    return sorted(letter for letter, count in needed.items() if count > 0)


def _collect_right_to_left(text: str) -> Iterator[str]:
    for character in unicodedata.normalize("NFKC", text):
        is_right = unicodedata.bidirectional(character) in RIGHT_TO_LEFT_CLASSES
        if is_right and character.isalnum() and character != TATWEEL:
            yield character
