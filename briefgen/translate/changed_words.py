"""Says in words how a text differs from an earlier one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

MAX_CHANGES = 6
"""Changes that are named; the others are counted."""
MAX_WORDS = 12
"""Words of one change that are quoted."""
PARAGRAPH_END = "\n"
WORD_WITH_SPACE = re.compile(r"\s*\S+(?:\s+$)?")


def describe_changes(before: Sequence[str], after: Sequence[str]) -> Iterator[str]:
    """`` `forty` is now `fifty` ``, `` added: `in spring` ``, `` taken out: `in winter` ``."""
    old, new = _split_words(before), _split_words(after)
    changes = [
        (old[start:end], new[first:last])
        for tag, start, end, first, last in SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
        if tag != "equal"
    ]
    for removed, added in changes[:MAX_CHANGES]:
        gone, come = _quote(removed), _quote(added)
        if gone and come:
            yield f"{gone} is now {come}"
        elif come:
            yield f"added: {come}"
        elif gone:
            yield f"taken out: {gone}"
        else:
            yield "paragraphs are divided in another way"
    if len(changes) > MAX_CHANGES:
        yield f"and {len(changes) - MAX_CHANGES} more"


@dataclass(frozen=True, slots=True)
class MarkedWords:
    """Words of a text, or words that it had before."""

    kind: str
    """`same`, `added`, or `removed` for what is no longer in the text."""
    text: str


def mark_changes(before: Sequence[str], text: str) -> Iterator[MarkedWords]:
    """A text in its order, with the words that came in and those that went since an earlier one."""
    pieces = WORD_WITH_SPACE.findall(text)
    old = [word for piece in before for word in piece.split()]
    new = [piece.strip() for piece in pieces]
    for tag, start, end, first, last in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag in {"replace", "delete"}:
            yield MarkedWords("removed", " ".join(old[start:end]))
        if first < last:
            yield MarkedWords("same" if tag == "equal" else "added", "".join(pieces[first:last]))


def _split_words(pieces: Sequence[str]) -> list[str]:
    return [word for piece in pieces for word in (*piece.split(), PARAGRAPH_END)]


def _quote(words: Sequence[str]) -> str:
    visible = [word for word in words if word != PARAGRAPH_END]
    if not visible:
        return ""
    more = " ..." if len(visible) > MAX_WORDS else ""
    return f"`{' '.join(visible[:MAX_WORDS])}{more}`"
