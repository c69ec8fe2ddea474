"""Edits of characters of a text."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

BYTE_ORDER_MARK = "\ufeff"
LINE_END = re.compile(r"\r\n|\r|\n")


@dataclass(frozen=True, slots=True)
class TextEdit:
    """Characters of a text that become others."""

    start: int
    end: int
    text: str


def apply_edits(text: str, edits: Iterable[TextEdit]) -> str | None:
    """The text with all edits; None where two of them overlap."""
    ordered = sorted(edits, key=lambda edit: (edit.start, edit.end))
    if any(first.end > second.start for first, second in pairwise(ordered)):
        return None
    parts, end = [], 0
    for edit in ordered:
        parts += [text[end : edit.start], edit.text]
        end = edit.end
    return "".join((*parts, text[end:]))


def find_newline(text: str) -> str:
    """How the lines of a text end: as its first one."""
    found = LINE_END.search(text)
    return found[0] if found else "\n"


def find_line_start(text: str, position: int) -> int:
    """Where the line of a position starts."""
    return max(text.rfind("\n", 0, position), text.rfind("\r", 0, position)) + 1


def find_line_end(text: str, position: int) -> int:
    """Where the line of a position ends, without the sign of its end."""
    found = LINE_END.search(text, position)
    return found.start() if found else len(text)


def find_next_line(text: str, position: int) -> int:
    """Where the line behind that of a position starts, or the end of the text."""
    found = LINE_END.search(text, position)
    return found.end() if found else len(text)
