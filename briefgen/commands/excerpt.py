"""Finds the words of a line that a problem is about, for editors, which underline them, and for the terminal."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from briefgen.model.diagnostic import Diagnostic

QUOTED = re.compile(r"`([^`]+)`")
PRIVATE_AREAS = ("audit-", "leak-", "name-", "person-", "private-", "secret-", "consent-")
"""Problems with names that must not be printed. Their lines have these names in them."""
PRIVATE_FOLDER = "private/"


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A line of a file, and the words in it that a problem is about."""

    line: str
    start: int
    """The number of the first character, from 0."""
    end: int
    """The number of the character after the last."""
    is_whole_line: bool = False
    """No words were found that the problem names, so the line itself is meant."""


FindExcerpt = Callable[[Diagnostic], Excerpt | None]


def build_excerpt_finder(root: Path) -> FindExcerpt:
    """A function that finds the excerpt of a problem in the files of a project."""
    read = lru_cache(maxsize=64)(_read_lines)

    def find(diagnostic: Diagnostic) -> Excerpt | None:
        origin = diagnostic.origin
        if origin is None or not origin.line or origin.path.startswith(PRIVATE_FOLDER):
            return None
        lines = read(root / origin.path)
        return find_words(lines[origin.line - 1], diagnostic.message) if origin.line <= len(lines) else None

    return find


def is_printable(diagnostic: Diagnostic) -> bool:
    """Whether the line of a problem can be shown: not where it is about what must not be printed."""
    return not diagnostic.code.startswith(PRIVATE_AREAS) and diagnostic.withheld_origin is None


def find_words(line: str, message: str) -> Excerpt | None:
    """The first words in backticks of a message that are in the line; else the line without the spaces around it."""
    for quoted in QUOTED.findall(message):
        found = re.search(rf"(?<!\w){re.escape(quoted)}(?!\w)", line) or re.search(re.escape(quoted), line)
        if found:
            return Excerpt(line, found.start(), found.end())
    text = line.strip()
    start = line.index(text) if text else 0
    return Excerpt(line, start, start + len(text), is_whole_line=True) if text else None


def _read_lines(path: Path) -> list[str]:
    """The lines of a text; none where it cannot be read or is not a text."""
    try:
        return re.split(r"\r\n|\n|\r", path.read_text("utf-8-sig"))
    except (OSError, ValueError):
        return []
