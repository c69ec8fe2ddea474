"""Sets the commas and stops that a style prints in the script of the letter directly before them or of the words behind them: `، الفقرة 4`, `，第4段`."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import replace

from briefgen.model.punctuation import find_punctuation
from briefgen.model.tree import Element, Node, Text, extract_text

_MARK = re.compile(",[ \u00a0]?|\\.[ \u00a0]")
_NATIVE = re.compile("[\u0600-\u06ff\u2e80-\u30ff\u3400-\u9fff]")
"""Letters of scripts that have a comma of their own: Arabic, Han, kana."""


def set_native_marks(nodes: tuple[Node, ...], language: str) -> tuple[Node, ...]:
    """The words of a citation with the comma of the language beside words in its script, and its full stop between them; all others stay as they are."""
    marks = find_punctuation(language)
    if marks.comma == ", ":
        return nodes
    text, native = extract_text(nodes), dict[int, str]()
    for found in _MARK.finditer(text):
        if not _is_beside_native_words(text, found.start(), found.end()):
            continue
        if found[0][0] == ",":
            native[found.start()] = marks.comma
        elif find_native_stop(text[: found.start()], language) != ".":
            native[found.start()] = marks.stop + marks.space
    return _MarkWriter(native).write_nodes(nodes)


def find_native_stop(text: str, language: str) -> str:
    """The full stop behind a text: that of the language if the text ends in its script."""
    last = next((character for character in reversed(text) if character.isalpha()), "")
    return find_punctuation(language).stop if _NATIVE.match(last) else "."


def _is_beside_native_words(text: str, start: int, end: int) -> bool:
    """Whether the next letter is of a script with its own comma, or the last one if no other follows; a comma inside a number has none.

    A comma directly behind such a letter is of its script whatever follows.
    """
    if _NATIVE.match(text[start - 1 : start]):
        return True
    if end < len(text) and text[end - 1] == "," and text[end].isdigit():
        return False
    return _NATIVE.match(_find_letter(text[end:]) or _find_letter(text[:start][::-1])) is not None


def _find_letter(text: str) -> str:
    return next((character for character in text if unicodedata.category(character).startswith("L")), "")


class _MarkWriter:
    """Replaces marks by their places in a text that is divided into nodes."""

    def __init__(self, native: Mapping[int, str]) -> None:
        self._native, self._position = native, 0

    def write_nodes(self, nodes: Iterable[Node]) -> tuple[Node, ...]:
        """The nodes, which must come in reading order."""
        return tuple(self._write_node(node) for node in nodes)

    def _write_node(self, node: Node) -> Node:
        if isinstance(node, Element):
            return node.with_children(self.write_nodes(node.children))
        if not isinstance(node, Text):
            return node
        start, self._position = self._position, self._position + len(node.content)
        return replace(
            node, content=_MARK.sub(lambda found: self._native.get(start + found.start(), found[0]), node.content)
        )
