"""Finds what stands where a Word file has no place for it: words beside the rows of a table, a note among typed lines."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from briefgen.values.diagnostic import Sink
from briefgen.values.tree import Element, Node, Note, Text, elements, walk

HOLDS: Mapping[str, tuple[str, ...]] = {
    "table": ("tr", "thead", "tbody", "tfoot", "caption", "colgroup"),
    **dict.fromkeys(("thead", "tbody", "tfoot"), ("tr",)),
    "tr": ("td", "th"),
    "ul": ("li",),
    "ol": ("li",),
}
"""Elements that hold certain others only; what else is in them a browser moves somewhere else, or shows by chance."""


def check_form(body: Element, sink: Sink) -> None:
    """Report each piece of text, each note and each image that would be lost, with its place."""
    for element in elements((body,)):
        for lost in _lost(element):
            message = f"a Word file cannot carry {_kind(lost)} at this place in `<{element.tag}>`"
            wanted = HOLDS.get(element.tag)
            hint = f"set it into a `<{wanted[0]}>`" if wanted else "set it above or below"
            origin = lost.origin if isinstance(lost, Element | Note | Text) else None
            sink.error("docx-element", message, origin or element.origin, hint)


def _lost(element: Element) -> Iterator[Node]:
    allowed = HOLDS.get(element.tag)
    for child in element.children if allowed else ():
        if not (isinstance(child, Element) and child.tag in (allowed or ())):
            yield from (one for one in walk((child,), notes=False) if _is_seen(one))
    if element.tag == "pre":
        yield from (one for one in walk(element.children, notes=False) if _is_seen(one) and not isinstance(one, Text))


def _is_seen(node: Node) -> bool:
    if isinstance(node, Text):
        return bool(node.content.strip())
    return isinstance(node, Note) or (isinstance(node, Element) and node.tag == "img")


def _kind(node: Node) -> str:
    return "a note" if isinstance(node, Note) else "text" if isinstance(node, Text) else "an image"
