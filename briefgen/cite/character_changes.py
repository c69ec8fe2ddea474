"""Changes characters of a text that is divided into nodes, by their places in the whole text."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace

from briefgen.model.tree import Element, Node, Text

WriteText = Callable[[Text, int], Iterable[Node]]
"""What takes the place of a text that starts at this place of the whole."""


def replace_characters(nodes: Iterable[Node], changes: Mapping[int, str]) -> tuple[Node, ...]:
    """The nodes with other characters at these places; an empty text removes a character."""

    def write(text: Text, start: int) -> Iterator[Text]:
        characters = (changes.get(place, character) for place, character in enumerate(text.content, start))
        yield replace(text, content="".join(characters))

    return replace_texts(nodes, write) if changes else tuple(nodes)


def replace_texts(nodes: Iterable[Node], write: WriteText) -> tuple[Node, ...]:
    """The nodes with what `write` makes of each text."""
    return _replace(nodes, write, 0)[0]


def _replace(nodes: Iterable[Node], write: WriteText, place: int) -> tuple[tuple[Node, ...], int]:
    """The nodes from a place of the whole text on, and the place behind them."""
    found: list[Node] = []
    for node in nodes:
        if isinstance(node, Element):
            children, place = _replace(node.children, write, place)
            found.append(node.with_children(children))
        elif isinstance(node, Text):
            found += write(node, place)
            place += len(node.content)
        else:
            found.append(node)
    return tuple(found), place
