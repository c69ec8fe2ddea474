"""Omits the full stop of a sentence whose last word is data that brings its own: `21 мая 2019 г.`, `Example Inc.`: tree to tree."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from briefgen.compose.html_reader import INLINE_TAGS, VOID_TAGS
from briefgen.model.diagnostic import DataOrigin
from briefgen.model.tree import Citation, Element, Node, Note, Text

STOPS = frozenset(".。۔।")
_ONE_STOP = re.compile(r"([.。۔।])(?!\1)")
_TAGS_OF_WORDS = INLINE_TAGS - VOID_TAGS


def omit_doubled_stops(body: Element) -> Element:
    """The tree without a stop that is typed directly after data with the same stop at its end."""
    return body.with_children(_StopOmitter().omit_in_nodes(body.children))


class _StopOmitter:
    """Keeps the stop of the data just before, through the calls of notes between the two."""

    def __init__(self) -> None:
        self._last = ""

    def omit_in_nodes(self, nodes: Iterable[Node]) -> Iterator[Node]:
        """The nodes, in order."""
        for node in nodes:
            match node:
                case Text():
                    yield self._omit_in_text(node)
                case Element():
                    yield self._omit_in_element(node)
                case Note():
                    yield node.with_children(tuple(_StopOmitter().omit_in_nodes(node.children)))
                case Citation():
                    yield node
                case _:
                    self._last = ""
                    yield node

    def _omit_in_element(self, element: Element) -> Element:
        if element.tag in _TAGS_OF_WORDS:
            return element.with_children(self.omit_in_nodes(element.children))
        self._last = ""
        changed = element.with_children(self.omit_in_nodes(element.children))
        self._last = ""
        return changed

    def _omit_in_text(self, text: Text) -> Text:
        if not text.content:
            return text
        if isinstance(text.origin, DataOrigin):
            self._last = text.content[-1] if text.content[-1] in STOPS else ""
            return text
        last, self._last = self._last, ""
        stop = _ONE_STOP.match(text.content)
        return replace(text, content=text.content[1:]) if stop and stop[0] == last else text
