"""Joins the words before the turn of a page with those behind it: a name can have its first word on one page and its last on the next."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

WINDOW = 6
"""Words on each side: a run of withheld words is as long."""

HEAD_LINES = 3
"""Lines at the top of a page of which one goes on with the text: the others are running heads."""

SEPARATOR = " 0turn0 "
"""A word that no text has, so that what is joined here and there is not a passage."""


def join_page_turns(pages: Sequence[str]) -> Iterator[str]:
    """For each page but the first, its first words behind those at each line end of the page before.

    The text can go on behind any line: notes, page numbers and running feet come after it.
    """
    for earlier, later in pairwise(page.splitlines() for page in pages):
        heads = [" ".join(" ".join(later[line:]).split()[:WINDOW]) for line in range(min(HEAD_LINES, len(later)))]
        tails: list[str] = []
        words: list[str] = []
        for line in earlier:
            words = [*words, *line.split()][-WINDOW:]
            tails.append(" ".join(words))
        yield SEPARATOR.join(f"{tail}\n{head}" for tail in dict.fromkeys(tails) for head in dict.fromkeys(heads))
