"""How a sentence ends, in any script, and how it starts."""

from __future__ import annotations

import re

_SENTENCE_END = re.compile(
    r"""[.?!]$ | \.[’”»"']$ | \.[\u00a0\u202f]»$ | \.{3}$ | …[)\]’”»"']*$
    | [。．｡！？؟۔।॥։።᙮។៕།][\u00a0\u202f]?[)\]}’”»›"'」』）】》〉〕］]*$""",
    re.VERBOSE,
)
"""What ends a sentence. Where a question in quotation marks ends, English prints a full stop behind them."""
_END_IN_BRACKETS = re.compile(r"[.?!][)\]]$")
OPEN_ENDS = ",;:،؛，；：、"
"""Characters that lead on to more words. At the end of a text they are left over, and a full stop is printed in their place."""
EXPECTING_END = re.compile(r"(?:[:：]|\s[-–—])\s*$")
"""What announces more words: without them, something is missing."""


def is_sentence_end(text: str) -> bool:
    """Whether a text needs no full stop: a stop in brackets is one only where the whole sentence is in them, not in *(2019 г.)*."""
    text = text.rstrip()
    if not _END_IN_BRACKETS.search(text):
        return bool(_SENTENCE_END.search(text))
    before = text[: _find_opening(text)].rstrip()
    return not before or is_sentence_end(before)


def _find_opening(text: str) -> int:
    """The place of the bracket that the last one closes; 0 if there is none."""
    depth = 0
    for position in range(len(text) - 1, -1, -1):
        depth += (text[position] in ")]") - (text[position] in "([")
        if depth == 0:
            return position
    return 0


def capitalise(text: str) -> str:
    """A text with a capital at its start, where its script has capitals."""
    return text[:1].upper() + text[1:]
