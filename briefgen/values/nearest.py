"""The nearest valid word, for hints."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches


def nearest(word: str, candidates: Iterable[str]) -> str | None:
    """The candidate most like `word`, or None where none is near; ties go by the alphabet."""
    known = {one.lower(): one for one in sorted(candidates)}
    matches = get_close_matches(word.lower(), known, n=1, cutoff=0.6)
    return known[matches[0]] if matches else None


def did_you_mean(word: str, candidates: Iterable[str]) -> tuple[str, ...]:
    """A hint with the nearest candidate, or no hint."""
    found = nearest(word, candidates)
    return (f"did you mean `{found}`?",) if found else ()
