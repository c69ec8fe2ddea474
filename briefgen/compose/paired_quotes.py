"""Sets quotation marks that are typed straight, in languages that can have letters on both sides of a mark: by pairs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import groupby

from briefgen.compose.html_reader import INLINE_TAGS
from briefgen.model.punctuation import Quotes, find_quotes
from briefgen.model.translation import is_same_language
from briefgen.model.tree import Element, Node, Note, Text

UNCHANGED_TAGS = frozenset({"code", "pre", "kbd", "samp"})
STRAIGHT_MARKS = ("'", '"')

_APOSTROPHE = re.compile(r"(?<=[^\W\d_])'(?=[^\W\d_])")
"""Between letters with capitals it is an apostrophe; letters of other scripts can be quoted without a space."""


def pair_quotes_in_tree(body: Element, language: str) -> Element:
    """The tree with pairs of straight marks replaced, line by line; a mark without a partner stays."""
    quotes = find_quotes(language)
    return body.with_children(_QuotePairer(quotes, language).pair_in_nodes(body.children)) if quotes else body


class _QuotePairer:
    """Whether a mark is open, in the line that is read: the running text between two blocks, or of one."""

    def __init__(self, quotes: Quotes, language: str) -> None:
        self._quotes, self._language = quotes, language
        self._is_open = dict.fromkeys(STRAIGHT_MARKS, False)
        self._is_pairing = dict.fromkeys(STRAIGHT_MARKS, False)

    def pair_in_nodes(self, nodes: Iterable[Node]) -> Iterator[Node]:
        """The nodes with their marks replaced."""
        for is_line, run in groupby(nodes, key=_is_inline):
            run_nodes = tuple(run)
            yield from self._pair_in_line(run_nodes) if is_line else map(self._pair_in_node, run_nodes)

    def _pair_in_line(self, nodes: tuple[Node, ...]) -> tuple[Node, ...]:
        text = "".join(_set_apostrophes(part) for part in self._list_texts(nodes))
        outside = self._is_open, self._is_pairing
        self._is_open = dict.fromkeys(STRAIGHT_MARKS, False)
        self._is_pairing = {mark: text.count(mark) % 2 == 0 for mark in STRAIGHT_MARKS}
        paired = tuple(map(self._pair_in_node, nodes))
        self._is_open, self._is_pairing = outside
        return paired

    def _list_texts(self, nodes: Iterable[Node]) -> Iterator[str]:
        """The texts of a line whose marks are replaced together: without its notes and passages in other languages."""
        for node in nodes:
            if isinstance(node, Text):
                yield node.content
            elif isinstance(node, Element) and _is_inline(node) and self._is_own(node):
                yield from self._list_texts(node.children)

    def _pair_in_node(self, node: Node) -> Node:
        match node:
            case Text():
                return replace(node, content=self._pair_in_text(node.content))
            case Note():
                return node.with_children(tuple(self.pair_in_nodes(node.children)))
            case Element() if not self._is_own(node):
                return node
            case Element() if _is_inline(node):
                return node.with_children(map(self._pair_in_node, node.children))
            case Element():
                return node.with_children(self.pair_in_nodes(node.children))
            case _:
                return node

    def _is_own(self, element: Element) -> bool:
        """Whether the text of an element is prose in the language."""
        stated = element.get("lang")
        return element.tag not in UNCHANGED_TAGS and (not stated or is_same_language(stated, self._language))

    def _pair_in_text(self, text: str) -> str:
        if not any(mark in text for mark in STRAIGHT_MARKS):
            return text
        return "".join(map(self._replace_mark, _set_apostrophes(text)))

    def _replace_mark(self, character: str) -> str:
        if not self._is_pairing.get(character):
            return character
        first = 2 * STRAIGHT_MARKS.index(character)
        self._is_open[character] = not self._is_open[character]
        return self._quotes[first if self._is_open[character] else first + 1]


def _is_inline(node: Node) -> bool:
    return not isinstance(node, Element) or node.tag in INLINE_TAGS


def _set_apostrophes(text: str) -> str:
    return _APOSTROPHE.sub(lambda mark: "’" if _has_cases(text, mark.start()) else "'", text)


def _has_cases(text: str, position: int) -> bool:
    """Whether the letters on both sides of a mark belong to a script with capitals."""
    return all(letter.lower() != letter.upper() for letter in (text[position - 1], text[position + 1]))
