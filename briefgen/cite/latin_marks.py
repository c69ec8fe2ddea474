"""Finds the quotation marks and apostrophes of Latin words in Chinese and Japanese, whose typefaces draw these marks as wide as a character.

Unicode has the same characters for both, so only the words around a mark say which typeface it needs.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import groupby

from briefgen.cite.running_text import INLINE_TAGS
from briefgen.model.languages import get_language_code, read_language
from briefgen.model.tree import Element, Node, Note, Text, extract_text, find_elements, walk

LATIN_CLASS = "latin"
_CLOSING_BY_OPENING = {"“": "”", "‘": "’"}
_FARTHEST = 80
"""How far before a mark its word is looked for."""
KEPT_TAGS = frozenset({"code", "pre"})

_MARKS = "‘’“”…·"
_MARK = re.compile(f"[{_MARKS}]")
_LATIN = r"[0-9A-Za-z\u00c0-\u024f\u0370-\u052f]"
_BETWEEN = rf"[\s\u00a0\u2060\u200b{_MARKS}.,;:!?()\[\]'\"\-\u2010-\u2015/&]*"
"""What can be between a mark and the word that says whose it is."""
_LATIN_BEFORE, _LATIN_AFTER = re.compile(f"{_LATIN}{_BETWEEN}$"), re.compile(f"{_BETWEEN}{_LATIN}")
_DIVIDING_DOT = re.compile(r"(?<=[\s\u00a0])·(?=[\s\u00a0])")
_NOTHING = re.compile(rf"{_BETWEEN}$")


def set_latin_marks(body: Element, language: str) -> Element:
    """The tree with each mark of Latin words in an element of the class `latin`, in a language that has wide marks."""
    wide = read_language(get_language_code(language)).get("quotation-marks", {}).get("wide")
    return body.with_children(_set_children(body.children)) if wide else body


def find_latin_marks(text: str) -> frozenset[int]:
    """The places of the marks in a text with Latin words on both sides, or on one and nothing on the other.

    Two quotation marks of a pair are both Latin or neither. A dot with a space on both sides is Latin: it divides entries, not a name.
    """
    latin = {mark.start() for mark in _MARK.finditer(text) if _is_latin(text[: mark.start()], text[mark.end() :])}
    latin |= {dot.start() for dot in _DIVIDING_DOT.finditer(text)}
    for pair in _find_pairs(text):
        if not latin.issuperset(pair):
            latin.difference_update(pair)
    return frozenset(latin)


def _is_latin(before: str, after: str) -> bool:
    left, right = _LATIN_BEFORE.search(before[-_FARTHEST:]), _LATIN_AFTER.match(after)
    return bool((left and right) or (left and _NOTHING.match(after)) or (right and _NOTHING.match(before)))


def _find_pairs(text: str) -> Iterator[tuple[int, int]]:
    """The places of each two quotation marks that belong together; an apostrophe is none."""
    opened: dict[str, list[int]] = {"”": [], "’": []}
    for mark in re.finditer(rf"[“‘]|[”’](?!(?<={_LATIN}.){_LATIN})", text):
        if mark[0] in _CLOSING_BY_OPENING:
            opened[_CLOSING_BY_OPENING[mark[0]]].append(mark.start())
        elif opened[mark[0]]:
            yield opened[mark[0]].pop(), mark.start()


def _set_children(nodes: Iterable[Node]) -> Iterator[Node]:
    for is_inline, group in groupby(nodes, _is_inline):
        if is_inline:
            yield from _set_stretch(tuple(group))
        else:
            for node in group:
                yield node.with_children(_set_children(node.children)) if isinstance(node, Element) else node


def _is_inline(node: Node) -> bool:
    return not isinstance(node, Element) or all(
        inner.tag in INLINE_TAGS for inner in find_elements((node,), notes=False)
    )


def _set_stretch(nodes: tuple[Node, ...]) -> Iterator[Node]:
    text = "".join(node.content for node in walk(nodes, notes=False) if isinstance(node, Text))
    marks = find_latin_marks(text)
    yield from _set_nodes(nodes, marks, 0)[0]


def _set_nodes(nodes: Iterable[Node], marks: frozenset[int], place: int) -> tuple[list[Node], int]:
    """The nodes from a place of the text on, and the place behind them."""
    found: list[Node] = []
    for node in nodes:
        if isinstance(node, Text):
            found += _divide(node, marks, place)
            place += len(node.content)
        elif isinstance(node, Note):
            found.append(node.with_children(tuple(_set_children(node.children))))
        elif isinstance(node, Element) and node.attributes.get("class") == LATIN_CLASS:
            found.append(node)
            place += len(extract_text((node,)))
        elif isinstance(node, Element):
            children, place = _set_nodes(node.children, marks if node.tag not in KEPT_TAGS else frozenset(), place)
            found.append(node.with_children(children))
        else:
            found.append(node)
    return found, place


def _divide(text: Text, marks: frozenset[int], place: int) -> Iterator[Node]:
    own = [mark - place for mark in sorted(marks) if place <= mark < place + len(text.content)]
    end = 0
    for mark in own:
        if mark > end:
            yield replace(text, content=text.content[end:mark])
        sign = replace(text, content=text.content[mark])
        yield Element("span", (sign,), {"class": LATIN_CLASS}, text.origin)
        end = mark + 1
    if end < len(text.content) or not own:
        yield replace(text, content=text.content[end:])
