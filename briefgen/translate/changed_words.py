"""Says in words how a text differs from an earlier one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

MAX_CHANGES = 6
"""Changes that are named; the others are counted."""
MAX_WORDS = 12
"""Words of one change that are quoted."""
PARAGRAPH_END = "\n"


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


def _split_words(pieces: Sequence[str]) -> list[str]:
    return [word for piece in pieces for word in (*piece.split(), PARAGRAPH_END)]


def _quote(words: Sequence[str]) -> str:
    visible = [word for word in words if word != PARAGRAPH_END]
    if not visible:
        return ""
    more = " ..." if len(visible) > MAX_WORDS else ""
    return f"`{' '.join(visible[:MAX_WORDS])}{more}`"
