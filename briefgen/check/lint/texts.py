"""The remarks that lints make, and the sentences that they count."""

from __future__ import annotations

import re
from dataclasses import dataclass

from briefgen.model.diagnostic import Origin

_SENTENCE_END = re.compile(r"(?<=[.!?])[\"'”’)\]]*\s+(?=[\"'“‘(]?[A-ZÀ-Þ])")


@dataclass(frozen=True, slots=True)
class Remark:
    """One thing that an editor would mark: what is wrong, where, and what to do."""

    message: str
    origin: Origin
    hints: tuple[str, ...] = ()


def split_sentences(text: str) -> list[str]:
    """The sentences of a text."""
    return [sentence for sentence in _SENTENCE_END.split(text) if sentence.strip()]
