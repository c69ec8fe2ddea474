"""Changes the pieces of a paragraph that a style sheet sets otherwise than they stand in the tree."""

from __future__ import annotations

from collections.abc import Iterable

from briefgen.model.tree import Element, Node, Text


def strip_weight(node: Node) -> tuple[Node, ...]:
    """A passage without the weight that it has in the tree, titles apart."""
    if isinstance(node, Element) and node.tag == "strong" and "run-in-title" not in node.classes:
        return node.children
    return (node,)


def stack_pieces(nodes: Iterable[Node]) -> list[Node]:
    """Pieces of one line, each on a line of its own."""
    pieces = [node for node in nodes if not isinstance(node, Text) or node.content.strip()]
    return [one for piece in pieces for one in (Element("br"), piece)][1:]
