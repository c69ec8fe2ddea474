"""Encodes a stretch of inline nodes as one string and decodes it: each node that is not text becomes one private character.

So the rules for the place of a note call are patterns over the sentence as it is read, whatever italics and links
it contains. The loader refuses private characters in the user's files.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import TypeVar

from briefgen.model.diagnostic import BriefgenError, Diagnostic, Origin, Severity
from briefgen.model.tree import Citation, Element, Node, Note, Text

INLINE_TAGS = frozenset(
    "a abbr b bdi bdo br cite code data del dfn em i img ins kbd mark q s samp small span strong sub sup time u var wbr".split()
)
"""Elements that are part of the running text."""

_Kind = TypeVar("_Kind", Citation, Note)
_STEP = 0x2800
OPENING, CLOSING, OTHER, CITATION, AUTOMATIC, NOTE = (
    f"{chr(first)}-{chr(first + _STEP - 1)}" for first in range(0xF0000, 0xF0000 + 6 * _STEP, _STEP)
)
"""Ranges of characters, for use in `[...]` of a pattern. They stand for the start and the end of elements; for images,
line breaks and cross-references; for the author's citations, the sources of facts, and notes."""
BOUNDARY = OPENING + CLOSING
"""Characters that print nothing."""
_BOUNDARY_MARK = re.compile(f"[{BOUNDARY}]")
_MARK = re.compile(f"([{OPENING}{CLOSING}{OTHER}{CITATION}{AUTOMATIC}{NOTE}])")


@dataclass(frozen=True, slots=True)
class ElementBoundary:
    """Where an inline element starts or ends; without an element, where text of another origin starts."""

    element: Element | None = None
    is_end: bool = False
    origin: Origin | None = None


@dataclass(slots=True)
class RunningText:
    """The nodes behind the characters of one stretch."""

    meanings: dict[str, Node | ElementBoundary] = field(default_factory=dict)
    counts: dict[str, int] = field(default_factory=dict)

    def encode(self, nodes: Iterable[Node]) -> str:
        """The nodes as a string."""
        return "".join(part for node in nodes for part in self._encode_node(node))

    def decode(self, text: str) -> tuple[Node, ...]:
        """The nodes that a string stands for."""
        return tuple(self._decode_nodes(iter(_MARK.split(text))))

    def add_mark(self, kind: str, meaning: Node | ElementBoundary) -> str:
        """A new character of a kind, for a node. Raises `BriefgenError` where a paragraph has too many."""
        number = self.counts.get(kind, 0)
        if number >= _STEP:
            message = f"a paragraph has more than {_STEP:,} notes, links or other elements of one kind"
            origin = (meaning.element if isinstance(meaning, ElementBoundary) and meaning.element else meaning).origin
            raise BriefgenError(Diagnostic(Severity.ERROR, "limit-paragraph", message, origin, ("divide it",)))
        self.counts[kind] = number + 1
        character = chr(ord(kind[0]) + number)
        self.meanings[character] = meaning
        return character

    def get(self, kind: type[_Kind], character: str) -> _Kind:
        """The citation or note that a character stands for."""
        meaning = self.meanings[character]
        if not isinstance(meaning, kind):
            raise TypeError(f"{character!r} does not stand for a {kind.__name__}")
        return meaning

    def skip_link(self, text: str, position: int) -> int:
        """The position itself, or, inside a link, the position after the link."""
        depth = 0
        for mark in _BOUNDARY_MARK.finditer(text):
            if mark.start() >= position and depth == 0:
                return position
            meaning = self.meanings.get(mark[0])
            if isinstance(meaning, ElementBoundary) and meaning.element is not None and meaning.element.tag == "a":
                depth += -1 if meaning.is_end else 1
                position = max(position, mark.end()) if depth == 0 else position
        return position if depth == 0 else len(text)

    def _encode_node(self, node: Node) -> Iterator[str]:
        if isinstance(node, Text):
            yield self.add_mark(OPENING, ElementBoundary(origin=node.origin)) + node.content
        elif isinstance(node, Note):
            yield self.add_mark(NOTE, node)
        elif isinstance(node, Citation):
            yield self.add_mark(AUTOMATIC if node.automatic else CITATION, node)
        elif isinstance(node, Element) and node.children:
            yield self.add_mark(OPENING, ElementBoundary(node))
            yield self.encode(node.children)
            yield self.add_mark(CLOSING, ElementBoundary(node, is_end=True))
        else:
            yield self.add_mark(OTHER, node)

    def _decode_nodes(self, pieces: Iterator[str]) -> Iterator[Node]:
        """The nodes of words and marks in turn, up to the end of the element that they are in."""
        words, origin = "", None
        for piece in pieces:
            meaning = self.meanings.get(piece)
            if meaning is None:
                words += piece
                continue
            if words:
                yield Text(words, origin)
                words = ""
            if not isinstance(meaning, ElementBoundary):
                yield meaning
            elif meaning.is_end:
                return
            elif meaning.element is not None:
                yield meaning.element.with_children(tuple(self._decode_nodes(pieces)))
            else:
                origin = meaning.origin
        if words:
            yield Text(words, origin)
