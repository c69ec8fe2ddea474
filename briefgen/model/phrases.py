"""Texts as sequences of words, to search for in any file, however it breaks or punctuates them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from briefgen.model.words import Reading, find_readings, find_special_words, read_text

LONGEST_PHRASE = 6
"""Words in a phrase: enough that two texts seldom share one by chance."""

SHORTEST_PHRASE = 3
"""Words of the shortest text that is searched for as a whole."""

JINJA_MARK = re.compile(r"\{\{|\}\}|\{%|%\}|\{##|##\}")
JINJA_ENDS = {"{{": "}}", "{%": "%}", "{##": "##}"}
MARKUP = re.compile(
    r"<[^<>]*>|\[\^[^\[\]]*\]:?|\[[^\[\]@]*@[^\[\]]*\]|\]\([^()]*\)|\n\s*\n|\n\s*[|#>*+-]|\{[:#][^{}]*\}"
)
"""Where the words of a text part: everything between is printed in another way, or elsewhere."""

Phrase = tuple[str, ...]


def build_shingles(run: Reading, length: int) -> Iterator[Phrase]:
    """Every sequence of so many neighbouring words."""
    return (run[start : start + length] for start in range(len(run) - length + 1))


def find_printed_stretches(markdown: str) -> Iterator[str]:
    """The stretches of a Markdown text that are printed unchanged."""
    return (stretch for stretch in MARKUP.split(_remove_jinja(markdown)) if stretch.strip())


def build_phrases(texts: Iterable[str]) -> frozenset[Phrase]:
    """The phrases that find any part of some texts: sequences of neighbouring words, and short texts whole."""
    found: set[Phrase] = set()
    for text in texts:
        for stretch in find_printed_stretches(text):
            apart, *joined = read_text(stretch)
            if len(apart) >= SHORTEST_PHRASE:
                for run in (apart, *joined):
                    found.update(build_shingles(run, min(LONGEST_PHRASE, len(run))))
    return frozenset(found)


def find_phrases(texts: Iterable[str], phrases: frozenset[Phrase]) -> frozenset[Phrase]:
    """The phrases that occur in some texts."""
    lengths = _measure_lengths(phrases)
    if not lengths:
        return frozenset()
    found: set[Phrase] = set()
    for text in texts:
        for run in find_readings(text):
            for length in lengths:
                if length > len(run):
                    break
                found.update(phrases.intersection(build_shingles(run, length)))
        if lengths[0] == 1:
            found.update(phrases.intersection((word,) for word in find_special_words(text)))
    return frozenset(found)


@lru_cache(maxsize=16)
def _measure_lengths(phrases: frozenset[Phrase]) -> tuple[int, ...]:
    """The lengths that phrases have. Cached: a file has many texts, which are searched for the same phrases."""
    return tuple(sorted({len(phrase) for phrase in phrases}))


def _remove_jinja(markdown: str) -> str:
    """A text with an empty line in the place of everything that Jinja reads. In one pass, also where nothing is closed."""
    if "{" not in markdown:
        return markdown
    kept: list[str] = []
    position, closing = 0, ""
    for mark in JINJA_MARK.finditer(markdown):
        if not closing and mark[0] in JINJA_ENDS:
            kept.append(markdown[position : mark.start()])
            closing, position = JINJA_ENDS[mark[0]], mark.start()
        elif closing and mark[0] == closing:
            closing, position = "", mark.end()
    return "\n\n".join((*kept, markdown[position:]))
