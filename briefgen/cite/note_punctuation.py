"""Finishes the words of a note: italics inside italics upright, a capital where the style starts with one, one full stop at the end."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from briefgen.cite.emphasis import toggle_italics
from briefgen.cite.native_marks import find_native_stop
from briefgen.cite.note_links import print_addresses
from briefgen.cite.pandoc_inlines import join_texts
from briefgen.model.sentence_end import OPEN_ENDS, is_sentence_end
from briefgen.model.tree import Element, Node, Text, extract_text

BLOCK_TAGS = frozenset("blockquote dd div dl dt li ol p section ul".split())
LATIN_REFERENCE = re.compile(r"\s*(ibid|id|idem|loc|op|там же|résolution|resolución|резолюция)\b")
"""Words that a style writes with a small letter in its data, and with a capital at the start of a note."""
_SINGLE_STOP = re.compile(r"\.(?!\.)")
_QUESTION_IN_QUOTES = re.compile(r"[?!][’”]$")
BLOCKS_WITHOUT_STOP = frozenset(("table", "figure", "pre", "img", "hr"))
"""What no full stop follows."""


@dataclass(frozen=True, slots=True)
class NotePunctuation:
    """How a style starts and ends its notes."""

    lowercase_ibid: bool = True
    """Whether an `ibid` that opens a note stays small."""
    full_stop_in_quotes: bool = False
    """Whether the full stop goes inside closing quotation marks."""
    language: str = "en"
    """Of the words of citations."""


def finish_note(nodes: Sequence[Node], habits: NotePunctuation) -> tuple[Node, ...]:
    """The content of a note as it is printed."""
    whole = join_texts(toggle_italics(_strip_doubled_stops(print_addresses(nodes))))
    return _add_full_stop(whole if habits.lowercase_ibid else _capitalise(whole), habits)


def _add_full_stop(nodes: tuple[Node, ...], habits: NotePunctuation) -> tuple[Node, ...]:
    """The nodes with a full stop at the end, unless they already end a sentence; it takes the place of a comma or a colon."""
    nodes = _strip_open_end(nodes)
    text = extract_text(nodes).rstrip()
    if not text or is_sentence_end(text) or (habits.full_stop_in_quotes and _QUESTION_IN_QUOTES.search(text)):
        return nodes
    last, stop = _find_last(nodes), find_native_stop(text, habits.language)
    closed: tuple[Node, ...]
    match nodes[last]:
        case Element() as block if block.tag in BLOCKS_WITHOUT_STOP:
            return nodes
        case Element() as block if block.tag in BLOCK_TAGS:
            closed = (block.with_children(_add_full_stop(block.children, habits)),)
        case Text() as end:
            words = end.content.rstrip()
            inside = habits.full_stop_in_quotes and words.endswith(("”", "’"))
            closed = (replace(end, content=f"{words[:-1]}.{words[-1]}" if inside else f"{words}{stop}"),)
        case other:
            closed = (other, Text(stop))
    return (*nodes[:last], *closed, *nodes[last + 1 :])


def _strip_open_end(nodes: tuple[Node, ...]) -> tuple[Node, ...]:
    last = _find_last(nodes)
    match nodes[last] if nodes else None:
        case Element() as element if element.tag not in BLOCKS_WITHOUT_STOP | BLOCK_TAGS:
            end: Node = element.with_children(_strip_open_end(element.children))
        case Text() as text:
            end = replace(text, content=text.content.rstrip(f"{OPEN_ENDS} \n\t\u00a0\u202f"))
        case _:
            return nodes
    return (*nodes[:last], end, *nodes[last + 1 :])


def _find_last(nodes: tuple[Node, ...]) -> int:
    """The place of the last node with words; 0 where none has any."""
    return max((index for index, node in enumerate(nodes) if extract_text((node,)).strip()), default=0)


def _capitalise(nodes: tuple[Node, ...]) -> tuple[Node, ...]:
    if not nodes or not LATIN_REFERENCE.match(extract_text(nodes)):
        return nodes
    first = nodes[0]
    if isinstance(first, Text) and first.content.strip():
        capital = re.sub(r"\S", lambda letter: letter[0].upper(), first.content, count=1)
        return (replace(first, content=capital), *nodes[1:])
    if isinstance(first, Element):
        return (first.with_children(_capitalise(first.children)), *nodes[1:])
    return (first, *_capitalise(nodes[1:]))


def _strip_doubled_stops(nodes: Sequence[Node]) -> tuple[Node, ...]:
    """The nodes without the second of two full stops where a citation that ends in one meets the author's."""
    result: list[Node] = []
    for node in nodes:
        if isinstance(node, Element):
            result.append(node.with_children(_strip_doubled_stops(node.children)))
        elif isinstance(node, Text) and _SINGLE_STOP.match(node.content) and extract_text(result).endswith("."):
            result.append(replace(node, content=node.content[1:]))
        else:
            result.append(node)
    return tuple(result)
