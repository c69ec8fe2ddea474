"""Texts as sequences of words, to search for in any file, however it breaks or punctuates them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator

WORD = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]|[^\W_\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]+")
"""A run of letters and digits; in scripts that write no spaces between words, one character."""

LINE_END_HYPHEN = re.compile(r"[-\u2010\u00ad\ufffe\x02]\s*[\r\n]\s*")
"""A hyphen at the end of a line, as files and their readers write it."""

INVISIBLE_CHARACTERS = re.compile(r"[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\ufffe]")

LONGEST_PHRASE = 6
"""Words in a phrase: enough that two texts seldom share one by chance."""

SHORTEST_PHRASE = 3
"""Words of the shortest text that is searched for as a whole."""

JINJA = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{##.*?##\}", re.DOTALL)
MARKUP = re.compile(r"<[^<>]*>|\[\^[^\]]*\]:?|\[[^\[\]]*@[^\[\]]*\]|\]\([^()]*\)|\n\s*\n|\n\s*[|#>*+-]|\{[:#][^{}]*\}")
"""Where the words of a text part: everything between is printed in another way, or elsewhere."""

Phrase = tuple[str, ...]


def split_words(text: str) -> list[str]:
    """The words of a text, in one case and one composition, without what cannot be seen."""
    return WORD.findall(
        unicodedata.normalize("NFKC", INVISIBLE_CHARACTERS.sub("", LINE_END_HYPHEN.sub("", text))).casefold()
    )


def build_shingles(run: list[str], length: int) -> Iterator[Phrase]:
    """Every sequence of so many neighbouring words."""
    return (tuple(run[start : start + length]) for start in range(len(run) - length + 1))


def find_printed_runs(markdown: str) -> Iterator[list[str]]:
    """The stretches of a Markdown text that are printed unchanged, as words."""
    for stretch in MARKUP.split(JINJA.sub("\n\n", markdown)):
        if found := split_words(stretch):
            yield found


def build_phrases(texts: Iterable[str]) -> frozenset[Phrase]:
    """The phrases that find any part of some texts: sequences of neighbouring words, and short texts whole."""
    found: set[Phrase] = set()
    for text in texts:
        for run in find_printed_runs(text):
            if len(run) >= SHORTEST_PHRASE:
                found.update(build_shingles(run, min(LONGEST_PHRASE, len(run))))
    return frozenset(found)


def find_phrases(texts: Iterable[str], phrases: frozenset[Phrase]) -> frozenset[Phrase]:
    """The phrases that occur in some texts."""
    lengths = sorted({len(phrase) for phrase in phrases})
    found: set[Phrase] = set()
    for text in texts:
        for run in (
            (split_words(text), split_words(text.replace("\n", " ")))
            if LINE_END_HYPHEN.search(text)
            else (split_words(text),)
        ):
            for length in lengths:
                found.update(phrases.intersection(build_shingles(run, length)))
    return frozenset(found)
