"""Inserts spaces that do not break and points that do, so that lines break as a typesetter breaks them."""

from __future__ import annotations

import re
from dataclasses import replace

from briefgen.model.direction import LEFT_TO_RIGHT, find_note_direction, find_text_direction
from briefgen.model.tree import Element, Node, Note, Text, extract_text, get_children
from briefgen.render.bound_words import PREFORMATTED_TAGS, bind_words
from briefgen.render.pdf.east_asian_breaks import measure_width, set_east_asian_breaks

PARAGRAPH_TAGS = frozenset({"p", "li", "dd"})
EMPHASIS_TAGS = frozenset({"strong", "em"})
"""Elements whose last words can be the last words of a paragraph."""
SHORTEST_LINE = 40
"""Characters of a line in a narrow column: a text with fewer is one line."""

SHORTEST_LAST_LINE, LONGEST_HELD = 17, 40
"""Characters of a last line: a quarter of a line at least; more than half a line is not held together, or lines before it get loose."""

_QUOTE_BEFORE_BRACKET = re.compile(r"(?<=[’”»]) (?=[(\[])")
"""Unicode allows no line break between a closing quotation mark and a bracket: it takes the mark for an opening one."""
_ADDRESS = re.compile(r"https?://\S+")
_BETWEEN_PARAMETERS = re.compile(r"(?<=[&=])(?=[\w%])")
"""Unicode allows no line break here, so that a long address broke before any of its letters."""


def control_line_breaks(body: Element, direction: str = LEFT_TO_RIGHT) -> Element:
    """The tree of a document in this direction with these spaces and points; no other character changes."""
    bound = bind_words(body)
    return bound.with_children(_control_node(node, direction) for node in bound.children)


def _control_node(node: Node, direction: str) -> Node:
    if isinstance(node, Text):
        text = _QUOTE_BEFORE_BRACKET.sub("\N{ZERO WIDTH SPACE} ", node.content)
        text = set_east_asian_breaks(_ADDRESS.sub(_divide_address, text))
        return node if text == node.content else replace(node, content=text)
    if isinstance(node, Element | Note) and not (isinstance(node, Element) and node.tag in PREFORMATTED_TAGS):
        own = _find_direction(node, direction)
        children = tuple(_control_node(child, own) for child in get_children(node))
        if isinstance(node, Element) and node.tag in PARAGRAPH_TAGS and _is_longer_than_a_line(node):
            children = _hold_last_words(children, own)
        return replace(node, children=children)
    return node


def _find_direction(node: Element | Note, direction: str) -> str:
    if isinstance(node, Note):
        return find_note_direction(extract_text(node.children), direction)
    return node.get("dir") or direction


def _is_longer_than_a_line(paragraph: Element) -> bool:
    return measure_width(extract_text(paragraph.children)) > SHORTEST_LINE


def _hold_last_words(nodes: tuple[Node, ...], direction: str) -> tuple[Node, ...]:
    """The content of a paragraph with its last words on one line, so that they are not a stub: a quarter of a line at least."""
    end = next((at + 1 for at in range(len(nodes) - 1, -1, -1) if not _is_after_the_words(nodes[at])), 0)
    last = nodes[end - 1] if end else None
    if isinstance(last, Element) and last.tag in EMPHASIS_TAGS:
        return (*nodes[: end - 1], last.with_children(_hold_last_words(last.children, direction)), *nodes[end:])
    first = next((at + 1 for at in range(end - 1, -1, -1) if not isinstance(nodes[at], Text)), 0)
    texts = [node for node in nodes[first:end] if isinstance(node, Text)]
    start = _find_last_words("".join(text.content for text in texts), direction)
    if not start:
        return nodes
    free: list[Node] = []
    held: list[Node] = []
    for text in texts:
        cut = min(start, len(text.content))
        free += [replace(text, content=text.content[:cut])] * bool(cut)
        held += [replace(text, content=text.content[cut:])] * (cut < len(text.content))
        start -= cut
    return (*nodes[:first], *free, Element("span", tuple(held), {"class": "last-words"}), *nodes[end:])


def _find_last_words(text: str, direction: str) -> int:
    """Where the last words of a text start that make a line; 0 where there are none of that length."""
    text = text.rstrip()
    starts = [space.end() for space in re.finditer(r"[ \n]", text)]
    long_enough = (start for start in reversed(starts) if measure_width(text[start:]) >= SHORTEST_LAST_LINE)
    last = next((start for start in long_enough if not _is_in_other_run(text, start, direction)), 0)
    return last if measure_width(text[last:]) <= LONGEST_HELD else 0


def _is_in_other_run(text: str, place: int, direction: str) -> bool:
    """Whether the words on both sides are written against the line: they change places if an element divides them."""
    before, after = find_text_direction(reversed(text[:place])), find_text_direction(text[place:])
    return before == after and before not in {direction, ""}


def _is_after_the_words(node: Node) -> bool:
    """Whether a node prints nothing in the line: a note, or white space."""
    return isinstance(node, Note) or (isinstance(node, Text) and not node.content.strip())


def _divide_address(found: re.Match[str]) -> str:
    return _BETWEEN_PARAMETERS.sub("\N{ZERO WIDTH SPACE}", found[0])
