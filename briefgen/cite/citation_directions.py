"""Sets citations in Latin words in their own direction in a document from the right: notes, and entries of the list of works.

Arabic publications print such a citation as one line from the left. Its words in Arabic, such as a date, are isolated in it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from briefgen.cite.running_text import CLOSING, OPENING, ElementBoundary, RunningText
from briefgen.model.direction import LEFT_TO_RIGHT, RIGHT_TO_LEFT, find_language_direction, find_note_direction
from briefgen.model.tree import Element, Node, Note, extract_text, rebuild

_RIGHT = r"\u0590-\u060b\u060d-\u061a\u061c-\u061e\u0620-\u08ff\ufb1d-\ufdff\ufe70-\ufefc"
"""Letters from the right, without their comma, semicolon and question mark."""
_PARAGRAPH = r"(?<=[\d)])\(\w{1,4}\)"
_PASSAGE = re.compile(
    rf"(?:(?<![\w.])\d+[ \u00a0])?[{_RIGHT}]"
    rf"(?:(?:[^()\[\]<>«»“”A-Za-z\u00c0-\u024f{OPENING}{CLOSING}]|{_PARAGRAPH})*(?:[{_RIGHT}\d]|{_PARAGRAPH}))?"
    rf"(?:[ \u00a0][{OPENING}]+\d+[{CLOSING}])?"
)
"""Words from the right with the numbers beside them: a date, an article with its paragraph, or a note and its linked number."""
_LATIN_MARKS = str.maketrans({"،": ",", "؛": ";"})


def set_citation_directions(body: Element, language: str) -> Element:
    """The tree with `dir` on the entries, and with the words of notes and entries from the left in their order."""
    if find_language_direction(language) != RIGHT_TO_LEFT:
        return body

    def set_node(node: Node) -> Iterable[Node]:
        if isinstance(node, Note) and _is_from_left(node):
            return (node.with_children(_enclose_passages(node.children)),)
        if isinstance(node, Element) and node.tag == "ul" and "references" in node.classes:
            return (node.with_children(map(_set_entry, node.children)),)
        return (node,)

    return body.with_children(rebuild(body.children, set_node))


def _set_entry(node: Node) -> Node:
    if not isinstance(node, Element) or not _is_from_left(node):
        return node
    return node.with_children(_enclose_passages(node.children)).with_attributes(dir=LEFT_TO_RIGHT)


def _is_from_left(node: Note | Element) -> bool:
    return find_note_direction(extract_text(node.children), RIGHT_TO_LEFT) == LEFT_TO_RIGHT


def _enclose_passages(nodes: Iterable[Node]) -> tuple[Node, ...]:
    """The nodes with each passage from the right isolated, and with Latin commas and semicolons around it."""
    running = RunningText()
    text = running.encode(nodes)
    return running.decode("".join(_write_pieces(text, running)))


def _write_pieces(text: str, running: RunningText) -> Iterator[str]:
    end = 0
    for found in _PASSAGE.finditer(text):
        yield text[end : found.start()].translate(_LATIN_MARKS)
        yield _enclose(found[0], running)
        end = found.end()
    yield text[end:].translate(_LATIN_MARKS)


def _enclose(passage: str, running: RunningText) -> str:
    isolated = Element("bdi", (), {"dir": RIGHT_TO_LEFT})
    start = running.add_mark(OPENING, ElementBoundary(isolated))
    return start + passage + running.add_mark(CLOSING, ElementBoundary(isolated, is_end=True))
