"""The nearest valid word, for hints."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches

NEAR_MATCH_CUTOFF = 0.8
"""How like a name must be to one that is there and not told: a letter or two of ten differ."""


def find_nearest(word: str, candidates: Iterable[str]) -> str | None:
    """The candidate most like `word`, or None where none is near; ties go by the alphabet."""
    known = {one.lower(): one for one in sorted(candidates)}
    matches = get_close_matches(word.lower(), known, n=1, cutoff=0.6)
    return known[matches[0]] if matches else None


def did_you_mean(word: str, candidates: Iterable[str], unlabelled: Iterable[str] = ()) -> tuple[str, ...]:
    """A hint with the nearest candidate, or no hint.

    `closed` are names that nobody may have who does not know them: one of them is told to whoever all but writes it.
    """
    known = get_close_matches(word, [one for one in unlabelled if one != word], n=1, cutoff=NEAR_MATCH_CUTOFF)
    found = find_nearest(word, [*candidates, *known])
    return (f"did you mean `{found}`?",) if found else ()
