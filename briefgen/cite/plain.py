"""Takes bold, italics and underlining out of a text, for bodies that refuse them; the words stay."""

from __future__ import annotations

from collections.abc import Iterable

from briefgen.model.tree import Element, Node, rebuild

EMPHASIS_TAGS = frozenset({"b", "strong", "i", "em", "u", "cite", "ins"})


def strip_emphasis(body: Element) -> Element:
    """The text without emphasis. What says more than emphasis, such as a language, stays as a `span`."""
    return body.with_children(rebuild(body.children, _strip_node))


def _strip_node(node: Node) -> Iterable[Node]:
    if not isinstance(node, Element) or node.tag not in EMPHASIS_TAGS:
        return (node,)
    return (Element("span", node.children, node.attributes, node.origin),) if node.attributes else node.children
