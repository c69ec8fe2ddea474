"""The remarks that lints make, and the sentences that they count."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from briefgen.check.lint.printed import SOURCES
from briefgen.model.diagnostic import Origin

_SENTENCE_END = re.compile(r"(?<=[.!?؟۔])[\"'”’»)\]]*\s+(?=(?:[\"'“‘„(]|«\s?)?(?![a-zß-öø-ÿα-ωά-ώа-яѐ-џ])[^\W\d_])")
"""A sentence ends before a letter that is not a small one: Arabic and Korean have no capitals."""

MIN_NAMES = 4
"""Fewer words are not a list of names."""
NAMES_SHARE = 0.6
LISTED_NAMES = 3
"""Names that a message writes out."""
MAX_KEPT_PARAGRAPHS = 4_096
"""Paragraphs of which a lint keeps what it found: most are the same in the next document, and after the next edit."""


@dataclass(frozen=True, slots=True)
class Remark:
    """One thing that an editor would mark: what is wrong, where, and what to do."""

    message: str
    origin: Origin
    hints: tuple[str, ...] = ()


def split_sentences(text: str) -> list[str]:
    """The sentences of a text."""
    return [sentence for sentence in _SENTENCE_END.split(text) if sentence.strip()]


def quote_start(text: str) -> str:
    """The first words of a text, for a message."""
    return f"{' '.join(SOURCES.sub('', text).split()[:6])}..."


def list_first(names: list[str]) -> str:
    """The first names, and how many more there are."""
    more = f" and {len(names) - LISTED_NAMES} more" if len(names) > LISTED_NAMES else ""
    return f"{', '.join(names[:LISTED_NAMES])}{more}"


def count_longest_part(sentence: str) -> int:
    """The words of the longest part of a sentence between semicolons and colons, at which a reader can rest."""
    return max(len(part.split()) for part in re.split(r"[;:](?=\s|$)", sentence))


@lru_cache(maxsize=MAX_KEPT_PARAGRAPHS)
def is_list_of_names(text: str) -> bool:
    """Whether a paragraph names people or organisations and says nothing: signatories, credits, an address."""
    words = [word for word in re.findall(r"[^\W\d_]{4,}", text) if not word.isupper()]
    return len(words) >= MIN_NAMES and sum(word[0].isupper() for word in words) > len(words) * NAMES_SHARE
