"""The nearest valid word, for hints."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches

NEAR_MATCH_CUTOFF = 0.8
"""How similar a word must be to the name of something unlabelled, before a hint names it: one or two characters of ten may differ."""


def find_nearest(word: str, candidates: Iterable[str]) -> str | None:
    """The candidate most like `word`, or None where none is near; ties go by the alphabet."""
    known = {candidate.lower(): candidate for candidate in sorted(candidates)}
    matches = get_close_matches(word.lower(), known, n=1, cutoff=0.6)
    return known[matches[0]] if matches else None


def suggest_nearest(word: str, candidates: Iterable[str], unlabelled: Iterable[str] = ()) -> tuple[str, ...]:
    """A hint with the nearest candidate, or no hint.

    `unlabelled` are names that count as confidential: a hint names one only to a user who nearly wrote it.
    """
    known = get_close_matches(word, [name for name in unlabelled if name != word], n=1, cutoff=NEAR_MATCH_CUTOFF)
    found = find_nearest(word, [*candidates, *known])
    return (f"did you mean `{found}`?",) if found else ()
