"""Sets italics inside italics upright, so that no format has to do it, and strips emphasis for bodies that do not accept it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

from briefgen.model.tree import Element, Node, find_elements, rebuild

ITALIC_TAGS = ("em", "i", "cite")
EMPHASIS_TAGS = frozenset({"b", "strong", "i", "em", "u", "cite", "ins"})
INLINE_TAGS = frozenset(("a", "abbr", "b", "mark", "q", "s", "small", "span", "strong", "sub", "sup", "u"))


def toggle_italics(nodes: Iterable[Node]) -> tuple[Node, ...]:
    """The nodes with italics inside italics set upright."""
    return tuple(toggled for node in nodes for toggled in _toggle_node(node))


def _toggle_node(node: Node) -> Iterator[Node]:
    if not isinstance(node, Element) or not any(map(_has_nested_italics, find_elements((node,), *ITALIC_TAGS))):
        yield node
    elif node.tag in ITALIC_TAGS or node.tag in INLINE_TAGS:
        yield from _split_into_runs(node)
    else:
        yield node.with_children(toggle_italics(node.children))


def _has_nested_italics(italic: Element) -> bool:
    return next(find_elements(italic.children, *ITALIC_TAGS), None) is not None


def _split_into_runs(node: Element) -> Iterator[Node]:
    """An inline element as stretches that are wholly italic or wholly upright."""
    for italic, run in groupby(_split_into_pieces((node,), italic=False), key=lambda piece: piece[1]):
        pieces = tuple(piece for piece, _ in run)
        yield from (Element("em", pieces),) if italic else pieces


def _split_into_pieces(nodes: Iterable[Node], *, italic: bool) -> Iterator[tuple[Node, bool]]:
    for node in nodes:
        if not isinstance(node, Element):
            yield node, italic
        elif "nodecor" in node.classes:
            yield from _split_into_pieces(node.children, italic=False)
        elif node.tag in ITALIC_TAGS:
            yield from _split_into_pieces(node.children, italic=not italic)
        else:
            for inner, run in groupby(_split_into_pieces(node.children, italic=italic), key=lambda piece: piece[1]):
                yield node.with_children(tuple(piece for piece, _ in run)), inner


def strip_emphasis(body: Element) -> Element:
    """The text without bold, italics and underlining. Elements with attributes, such as a language, become a `span`."""
    return body.with_children(rebuild(body.children, _strip_node))


def _strip_node(node: Node) -> Iterable[Node]:
    if not isinstance(node, Element) or node.tag not in EMPHASIS_TAGS:
        return (node,)
    return (Element("span", node.children, node.attributes, node.origin),) if node.attributes else node.children
