"""Sets the direction of text that says only its language, and isolates what reads from the left in a text from the right."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import accumulate, groupby
from math import inf

from briefgen.model.direction import LEFT_TO_RIGHT, RIGHT_TO_LEFT, find_language_direction, find_note_direction
from briefgen.model.right_marks import LATIN_RUN, RIGHT_CHARACTERS
from briefgen.model.tree import Element, Node, Note, Text, extract_text, walk

_FROM_THE_LEFT = re.compile(
    r"""
    (?:https?://|www\.)[^\s<>«»“”،؛\u0600-\u06ff]*[^\s<>«»“”،؛\u0600-\u06ff.,;:!?)\]]
    | [\w.+-]+@[\w-]+(?:\.[\w-]+)+
    | \+\d[\d\s().-]{5,}\d
    | \d+[A-Z]?(?:\(\w{1,4}\))+
    | \d+[A-Z]\b
    | \d+[ \u00a0][A-Z]{2,6}[ \u00a0]\d+\b
    | \d{1,3}(?:[ \u00a0\u202f]\d{3})+
    | \d+[-\u2010-\u2015/]\d+(?:[-/]\d+)?
    | [A-Z]+(?:/[A-Za-z0-9]+(?:\.\d+)?)+
    """,
    re.VERBOSE,
)
"""Addresses, telephone numbers, articles with their paragraphs, ranges, symbols of documents, pages of a series (`1465 UNTS 85`): their parts change places otherwise."""

_LEFT_RUN = re.compile(LATIN_RUN)

_HAS_RIGHT = re.compile(f"[{RIGHT_CHARACTERS}]")
_DIVIDED_RUN = re.compile(rf"{LATIN_RUN}|\d[\d.,]*%?")

DIVIDING_TAGS = frozenset({"strong", "em", "b", "i", "a", "span", "cite", "small"})
"""Elements that can start and end inside a name or a figure."""

KEPT_TAGS = frozenset({"bdi", "bdo", "code", "pre"})
QUOTED_ATTRIBUTES = ("lang", "dir")
"""What is of the quoted words alone: the marks around them are those of the text that quotes."""


def set_directions(body: Element, language: str) -> Element:
    """The tree with `dir` on each element whose language is written in the other direction than the text around it."""
    return body.with_children(_set_nodes(body.children, find_language_direction(language)))


def _set_nodes(nodes: Iterable[Node], direction: str) -> Iterator[Node]:
    for node in _join_left(nodes) if direction == RIGHT_TO_LEFT else nodes:
        if isinstance(node, Element):
            yield _set_element(node, direction)
        elif isinstance(node, Note):
            own = find_note_direction(extract_text(node.children), direction)
            yield node.with_children(tuple(_set_nodes(node.children, own)))
        elif isinstance(node, Text) and direction == RIGHT_TO_LEFT:
            yield from _separate_left(node)
        else:
            yield node


def _set_element(element: Element, direction: str) -> Element:
    if element.tag == "q" and any(map(element.get, QUOTED_ATTRIBUTES)):
        return _set_element(_move_into_marks(element), direction)
    stated, language = element.get("dir"), element.get("lang")
    own = (
        stated
        if stated in {LEFT_TO_RIGHT, RIGHT_TO_LEFT}
        else find_language_direction(language)
        if language
        else direction
    )
    if element.tag in KEPT_TAGS:
        is_from_right = element.tag == "bdi" and own == RIGHT_TO_LEFT != direction
        return element.with_children(_set_nodes(element.children, own)) if is_from_right else element
    if element.tag == "a" and direction == RIGHT_TO_LEFT and not stated and _is_address(element):
        return element.with_attributes(dir=LEFT_TO_RIGHT)
    changed = element.with_children(_set_nodes(element.children, own))
    return changed.with_attributes(dir=own) if own != direction and not stated else changed


def _move_into_marks(quotation: Element) -> Element:
    """The quotation with its language and direction inside its marks."""
    inner = {name: value for name in QUOTED_ATTRIBUTES if (value := quotation.get(name))}
    outer = {name: value for name, value in quotation.attributes.items() if name not in QUOTED_ATTRIBUTES}
    words = Element("span", quotation.children, inner, quotation.origin)
    return replace(quotation, children=(words,), attributes=outer)


def _is_address(link: Element) -> bool:
    words = "".join(child.content for child in link.children if isinstance(child, Text))
    return _FROM_THE_LEFT.fullmatch(words.strip()) is not None


def _join_left(nodes: Iterable[Node]) -> Iterator[Node]:
    """The nodes with words and figures from the left isolated together where emphasis or the end of a line of the file divides them."""
    for can_be_inside, group in groupby(nodes, _can_be_inside):
        neighbours = tuple(group)
        yield from _join_divided(neighbours) if can_be_inside else neighbours


def _can_be_inside(node: Node) -> bool:
    """Whether a node can be in a name: a text, or an element that states no language, calls no note, and has nothing from the right."""
    if not isinstance(node, Element):
        return isinstance(node, Text)
    is_plain = node.tag in DIVIDING_TAGS and not any(map(node.get, QUOTED_ATTRIBUTES))
    has_note = any(isinstance(inner, Note) for inner in walk(node.children))
    return is_plain and not has_note and not _HAS_RIGHT.search(extract_text(node.children))


def _join_divided(nodes: tuple[Node, ...]) -> Iterator[Node]:
    place = 0
    for start, end in _find_divided_runs(nodes):
        yield from _extract_part(nodes, place, start)
        inside = tuple(_extract_part(nodes, start, end))
        yield Element("bdi", inside, {"dir": LEFT_TO_RIGHT}, inside[0].origin)
        place = end
    yield from _extract_part(nodes, place, inf)


def _find_divided_runs(nodes: tuple[Node, ...]) -> list[tuple[int, int]]:
    """Where words and figures from the left go on from one node to the next, with the whole of each element that they touch."""
    places = tuple(accumulate((len(extract_text((node,))) for node in nodes), initial=0))
    placed = tuple(zip(nodes, places, places[1:], strict=False))
    divided: list[tuple[int, int]] = []
    for found in _DIVIDED_RUN.finditer(extract_text(nodes)):
        touched = [part for part in placed if part[1] < found.end() and part[2] > found.start()]
        elements = [part for part in touched if isinstance(part[0], Element)]
        if len(touched) == 1 or not (elements or _FROM_THE_LEFT.search(found[0])):
            continue
        start = min([found.start(), *(first for _, first, _ in elements)])
        end = max([found.end(), *(last for _, _, last in elements)])
        if divided and start < divided[-1][1]:
            start, _ = divided.pop()
        divided.append((start, end))
    return divided


def _extract_part(nodes: Iterable[Node], start: float, end: float) -> Iterator[Node]:
    """The nodes between two places in their text; elements are whole."""
    place = 0
    for node in nodes:
        length = len(extract_text((node,)))
        if isinstance(node, Text):
            content = node.content[int(max(start - place, 0)) : int(max(min(end - place, length), 0))]
            if content:
                yield replace(node, content=content)
        elif start <= place < end:
            yield node
        place += length


def _separate_left(text: Text) -> Iterator[Node]:
    end = 0
    for start, stop in _find_left_runs(text.content):
        if start > end:
            yield replace(text, content=text.content[end:start])
        yield Element("bdi", (replace(text, content=text.content[start:stop]),), {"dir": LEFT_TO_RIGHT}, text.origin)
        end = stop
    if end < len(text.content) or not text.content:
        yield replace(text, content=text.content[end:])


def _find_left_runs(content: str) -> Iterator[tuple[int, int]]:
    """Where parts from the left are: with the Latin words around them, for two isolated parts side by side change places."""
    runs = [found.span() for found in _LEFT_RUN.finditer(content)]
    end = 0
    for found in _FROM_THE_LEFT.finditer(content):
        if found.start() < end:
            continue
        around = ((start, stop) for start, stop in runs if start <= found.start() and found.end() <= stop)
        start, end = next(around, found.span())
        yield start, end
