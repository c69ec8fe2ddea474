"""Sets quotation marks round titles in another script, where only titles in Chinese have marks such as 《》: `“North Korean Refugees”`.

The words of a citation come with 《》 round all titles in quotation marks, because the citation engine knows the language of the brief alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

from briefgen.cite.character_changes import replace_characters, replace_texts
from briefgen.cite.latin_marks import LATIN_CLASS
from briefgen.model.characters import has_no_italics
from briefgen.model.languages import get_language_code, read_language
from briefgen.model.tree import Element, Node, Text, extract_text


def set_foreign_title_marks(nodes: tuple[Node, ...], language: str) -> tuple[Node, ...]:
    """The words of a citation with the marks that the language of the brief has for titles in another script."""
    titles = read_language(get_language_code(language)).get("titles", {})
    if "foreign" not in titles:
        return nodes
    quotes = titles["foreign"]
    opening, closing = map(re.escape, titles["marks"])
    nodes = _drop_doubled_marks(nodes, re.compile(f"{opening}(?={opening}[^{opening}{closing}]*({closing}){closing})"))
    pattern = re.compile(f"{opening}([^{opening}{closing}]*){closing}")
    marks = dict[int, str]()
    for title in pattern.finditer(extract_text(nodes)):
        if not has_no_italics(title[1]):
            marks |= {title.start(): quotes[0], title.end() - 1: quotes[1]}
    return replace_texts(nodes, lambda text, start: _divide(text, marks, start)) if marks else nodes


def _drop_doubled_marks(nodes: tuple[Node, ...], doubled: re.Pattern[str]) -> tuple[Node, ...]:
    """The words with one pair of marks round a title of a law, which has its own in the quotation marks of a style."""
    places = (place for found in doubled.finditer(extract_text(nodes)) for place in (found.start(), found.start(1)))
    return replace_characters(nodes, dict.fromkeys(places, ""))


def _divide(text: Text, marks: Mapping[int, str], start: int) -> Iterator[Node]:
    """A text with its new marks in the typeface of Latin words: the words beside them can be in the other script."""
    end = 0
    for place in sorted(mark - start for mark in marks if start <= mark < start + len(text.content)):
        if place > end:
            yield replace(text, content=text.content[end:place])
        yield Element("span", (replace(text, content=marks[start + place]),), {"class": LATIN_CLASS}, text.origin)
        end = place + 1
    if end < len(text.content):
        yield replace(text, content=text.content[end:])
