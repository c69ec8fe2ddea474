"""Italics inside italics: `em` in `em` becomes upright text between two stretches of italics, so that no format has to know."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import groupby

from briefgen.values.tree import Element, Node, elements

ITALIC = ("em", "i", "cite")
INLINE = frozenset(("a", "abbr", "b", "mark", "q", "s", "small", "span", "strong", "sub", "sup", "u"))


def toggled(nodes: Iterable[Node]) -> tuple[Node, ...]:
    """The nodes with italics inside italics set upright."""
    return tuple(node for one in nodes for node in _toggled(one))


def _toggled(node: Node) -> Iterator[Node]:
    if not isinstance(node, Element) or not any(_nested(one) for one in elements((node,), *ITALIC)):
        yield node
    elif node.tag in ITALIC or node.tag in INLINE:
        yield from _runs(node)
    else:
        yield replace(node, children=toggled(node.children))


def _nested(italic: Element) -> bool:
    return next(elements(italic.children, *ITALIC), None) is not None


def _runs(node: Element) -> Iterator[Node]:
    """An inline element as stretches that are wholly italic or wholly upright."""
    for italic, run in groupby(_pieces((node,), italic=False), key=lambda piece: piece[1]):
        pieces = tuple(piece for piece, _ in run)
        yield from (Element("em", pieces),) if italic else pieces


def _pieces(nodes: Iterable[Node], *, italic: bool) -> Iterator[tuple[Node, bool]]:
    for node in nodes:
        if not isinstance(node, Element):
            yield node, italic
        elif "nodecor" in node.classes:
            yield from _pieces(node.children, italic=False)
        elif node.tag in ITALIC:
            yield from _pieces(node.children, italic=not italic)
        else:
            for inner, run in groupby(_pieces(node.children, italic=italic), key=lambda piece: piece[1]):
                yield replace(node, children=tuple(piece for piece, _ in run)), inner
