"""Texts as runs of words that can be looked for in any file, however it sets, breaks or punctuates them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator

WORD = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]|[^\W_\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]+")
"""A run of letters and digits; in scripts that write no spaces between words, one character."""

BROKEN = re.compile(r"[-\u2010\u00ad\ufffe\x02]\s*[\r\n]\s*")
"""A hyphen at the end of a line, as files and their readers write it."""

INVISIBLE = re.compile(r"[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\ufffe]")

LONGEST = 6
"""Words in a shingle: enough that two texts seldom share one by chance."""

SHORTEST = 3
"""Words of the shortest text that is looked for as a whole: a title such as `The house by the river`."""

JINJA = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{##.*?##\}", re.DOTALL)
MARKUP = re.compile(r"<[^<>]*>|\[\^[^\]]*\]:?|\[[^\[\]]*@[^\[\]]*\]|\]\([^()]*\)|\n\s*\n|\n\s*[|#>*+-]|\{[:#][^{}]*\}")
"""Where the words of a text part: what stands between is printed otherwise, or elsewhere."""

Phrase = tuple[str, ...]


def words(text: str) -> list[str]:
    """The words of a text, in one case and one composition, without what cannot be seen."""
    return WORD.findall(unicodedata.normalize("NFKC", INVISIBLE.sub("", BROKEN.sub("", text))).casefold())


def shingles(run: list[str], length: int) -> Iterator[Phrase]:
    """Every run of so many neighbouring words."""
    return (tuple(run[start : start + length]) for start in range(len(run) - length + 1))


def runs(markdown: str) -> Iterator[list[str]]:
    """The stretches of a Markdown text that are printed as they stand, as words."""
    for stretch in MARKUP.split(JINJA.sub("\n\n", markdown)):
        if found := words(stretch):
            yield found


def phrases(texts: Iterable[str]) -> frozenset[Phrase]:
    """What to look for to find any part of some texts: shingles, and short texts whole."""
    found: set[Phrase] = set()
    for text in texts:
        for run in runs(text):
            if len(run) >= SHORTEST:
                found.update(shingles(run, min(LONGEST, len(run))))
    return frozenset(found)


def holds(texts: Iterable[str], wanted: frozenset[Phrase]) -> frozenset[Phrase]:
    """Which of some phrases stand in some texts."""
    lengths = sorted({len(phrase) for phrase in wanted})
    found: set[Phrase] = set()
    for text in texts:
        for run in (words(text), words(text.replace("\n", " "))) if BROKEN.search(text) else (words(text),):
            for length in lengths:
                found.update(wanted.intersection(shingles(run, length)))
    return frozenset(found)
