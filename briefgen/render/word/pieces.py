"""Changes the pieces of a paragraph before it is written for Word: without their weight, or below one another."""

from __future__ import annotations

from collections.abc import Iterable

from briefgen.model.tree import Element, Node, Text


def strip_weight(node: Node) -> tuple[Node, ...]:
    """A passage without its bold type, titles apart."""
    if isinstance(node, Element) and node.tag == "strong" and "run-in-title" not in node.classes:
        return node.children
    return (node,)


def stack_pieces(nodes: Iterable[Node]) -> list[Node]:
    """The pieces of a line, each on a line of its own."""
    pieces = [node for node in nodes if not isinstance(node, Text) or node.content.strip()]
    return [part for piece in pieces for part in (Element("br"), piece)][1:]
