"""Replaces single characters of a text that is divided into nodes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from briefgen.model.tree import Element, Node, Text


def replace_characters(nodes: Iterable[Node], changes: Mapping[int, str]) -> tuple[Node, ...]:
    """The nodes with other characters at these places of their whole text; an empty text removes a character."""
    return _replace(nodes, changes, 0)[0] if changes else tuple(nodes)


def _replace(nodes: Iterable[Node], changes: Mapping[int, str], place: int) -> tuple[tuple[Node, ...], int]:
    """The nodes from a place of the text on, and the place behind them."""
    found: list[Node] = []
    for node in nodes:
        if isinstance(node, Element):
            children, place = _replace(node.children, changes, place)
            found.append(node.with_children(children))
        elif isinstance(node, Text):
            characters = (changes.get(at, character) for at, character in enumerate(node.content, start=place))
            found.append(replace(node, content="".join(characters)))
            place += len(node.content)
        else:
            found.append(node)
    return tuple(found), place
