"""Sets citations in Latin words in their own direction in a document from the right: notes, and entries of the list of works.

Arabic publications print such a citation as one line from the left. Its words in Arabic, such as a date, are isolated in it, and the
marks between its words are Western. A citation from the right has the marks of the language, except in words from the left.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from briefgen.cite.character_changes import replace_characters
from briefgen.cite.directions import KEPT_TAGS
from briefgen.cite.running_text import CLOSING, OPENING, ElementBoundary, RunningText
from briefgen.model.direction import LEFT_TO_RIGHT, RIGHT_TO_LEFT, find_language_direction, find_note_direction
from briefgen.model.right_marks import ISOLATE, find_right_marks
from briefgen.model.tree import Element, Node, Note, Text, extract_text, rebuild

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
        if isinstance(node, Note):
            enclosed = _enclose_passages(node.children) if _is_from_left(node) else _set_right_marks(node, language)
            return (node.with_children(enclosed),)
        if isinstance(node, Element) and node.tag == "ul" and "references" in node.classes:
            return (node.with_children(_set_entry(entry, language) for entry in node.children),)
        return (node,)

    return body.with_children(rebuild(body.children, set_node))


def _set_entry(node: Node, language: str) -> Node:
    if not isinstance(node, Element):
        return node
    if not _is_from_left(node):
        return node.with_children(_set_right_marks(node, language))
    return node.with_children(_enclose_passages(node.children)).with_attributes(dir=LEFT_TO_RIGHT)


def _set_right_marks(node: Note | Element, language: str) -> tuple[Node, ...]:
    """The words of a citation from the right with its marks between them."""
    return replace_characters(node.children, find_right_marks("".join(_read_outer_text(node.children)), language))


def _read_outer_text(nodes: Iterable[Node]) -> Iterator[str]:
    """The text with the characters of isolated words masked."""
    for node in nodes:
        if isinstance(node, Text):
            yield node.content
        elif isinstance(node, Element):
            text = "".join(_read_outer_text(node.children))
            yield ISOLATE * len(text) if node.tag in KEPT_TAGS else text


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
