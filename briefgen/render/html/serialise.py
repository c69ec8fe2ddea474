"""Writes a tree as HTML text."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from briefgen.model.tree import Element, Node, Text

VOID_TAGS = frozenset({"br", "col", "hr", "img", "source", "wbr"})
"""Elements without content, so without an end tag."""

PRIVATE_ATTRIBUTES = frozenset({"data-origin", "data-title"})
"""Attributes with places on the author's machine: no file has them."""


def serialise(nodes: Iterable[Node]) -> str:
    """The HTML text of nodes whose notes have been placed; raises `TypeError` for one that HTML does not know."""
    parts: list[str] = []
    for node in nodes:
        if isinstance(node, Text):
            parts.append(escape(node.content, quote=False))
        elif isinstance(node, Element):
            parts.extend(_serialise_element(node))
        else:
            raise TypeError(f"{type(node).__name__} at {node.origin} has no form in HTML")
    return "".join(parts)


def _serialise_element(element: Element) -> tuple[str, ...]:
    attributes = "".join(
        f' {name}="{escape(value)}"' for name, value in element.attributes.items() if name not in PRIVATE_ATTRIBUTES
    )
    start = f"<{element.tag}{attributes}>"
    if element.tag in VOID_TAGS:
        return (start,)
    inner = serialise(element.children)
    if element.tag == "pre" and inner.startswith("\n"):
        inner = f"\n{inner}"  # readers of HTML drop the first line break of a `pre`
    return start, inner, f"</{element.tag}>"
