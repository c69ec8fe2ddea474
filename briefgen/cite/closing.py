"""The words of a note as it is printed: italics inside italics upright, a capital where the style begins with one, closed once."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from briefgen.cite.emphasis import toggled
from briefgen.cite.pandoc_inlines import joined
from briefgen.values.tree import Element, Node, Text, text_of

BLOCKS = frozenset("blockquote dd div dl dt li ol p section ul".split())
LATIN_REFERENCE = re.compile(r"\s*(ibid|id|idem|loc|op)\b")
"""Words that a style writes small in its data and large where they open a note."""
_ONE_STOP = re.compile(r"\.(?!\.)")
_QUESTION_IN_QUOTES = re.compile(r"[?!][’”]$")
_CLOSED = re.compile(r"[.?!][)\]]?$|\.[’”»\"']$|\.\u00a0»$")


@dataclass(frozen=True, slots=True)
class Habits:
    """How a style begins and ends its notes."""

    small_letter: bool = True
    """Whether an `ibid` that opens a note stays small."""
    stop_in_quotes: bool = False
    """Whether the full stop goes inside closing quotation marks."""


def finished(nodes: Sequence[Node], habits: Habits) -> tuple[Node, ...]:
    """The content of a note as it is printed."""
    whole = joined(toggled(_without_doubled_stops(nodes)))
    return _closed(whole if habits.small_letter else _with_capital(whole), habits)


def _closed(nodes: tuple[Node, ...], habits: Habits) -> tuple[Node, ...]:
    """The nodes with a full stop at the end, unless they end a sentence already."""
    text = text_of(nodes).rstrip()
    if not text or _CLOSED.search(text) or (habits.stop_in_quotes and _QUESTION_IN_QUOTES.search(text)):
        return nodes
    last = max(index for index, node in enumerate(nodes) if text_of((node,)).strip())
    node = nodes[last]
    if isinstance(node, Element) and node.tag in BLOCKS:
        closed: tuple[Node, ...] = (node.with_children(_closed(node.children, habits)),)
    elif isinstance(node, Text):
        words = node.content.rstrip()
        inside = habits.stop_in_quotes and words.endswith(("”", "’"))
        closed = (replace(node, content=f"{words[:-1]}.{words[-1]}" if inside else f"{words}."),)
    else:
        closed = (node, Text("."))
    return (*nodes[:last], *closed, *nodes[last + 1 :])


def _with_capital(nodes: tuple[Node, ...]) -> tuple[Node, ...]:
    if not nodes or not LATIN_REFERENCE.match(text_of(nodes)):
        return nodes
    first = nodes[0]
    if isinstance(first, Text) and first.content.strip():
        start = len(first.content) - len(first.content.lstrip())
        first = replace(
            first, content=first.content[:start] + first.content[start].upper() + first.content[start + 1 :]
        )
        return (first, *nodes[1:])
    if isinstance(first, Element):
        return (first.with_children(_with_capital(first.children)), *nodes[1:])
    return (first, *_with_capital(nodes[1:]))


def _without_doubled_stops(nodes: Sequence[Node]) -> tuple[Node, ...]:
    """The nodes without the second of two full stops where a citation that ends in one meets the author's."""
    result: list[Node] = []
    for node in nodes:
        if isinstance(node, Element):
            result.append(node.with_children(_without_doubled_stops(node.children)))
        elif isinstance(node, Text) and _ONE_STOP.match(node.content) and text_of(result).endswith("."):
            result.append(replace(node, content=node.content[1:]))
        else:
            result.append(node)
    return tuple(result)
