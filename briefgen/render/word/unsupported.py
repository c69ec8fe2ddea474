"""Reports content in places that a Word file does not have: words beside the rows of a table, a note in preformatted text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from briefgen.model.diagnostic import Sink
from briefgen.model.tree import Element, Node, Note, Text, find_elements, walk

ALLOWED_CHILDREN: Mapping[str, tuple[str, ...]] = {
    "table": ("tr", "thead", "tbody", "tfoot", "caption", "colgroup"),
    **dict.fromkeys(("thead", "tbody", "tfoot"), ("tr",)),
    "tr": ("td", "th"),
    "ul": ("li",),
    "ol": ("li",),
}
"""Elements that contain certain others only; a browser moves other content somewhere else, or shows it by chance."""


def check_unsupported_content(body: Element, sink: Sink) -> None:
    """Report each piece of text, each note and each image that would be lost, with its place."""
    for element in find_elements((body,)):
        for lost in _find_lost_nodes(element):
            message = f"a Word file cannot carry {_describe(lost)} at this place in `<{element.tag}>`"
            allowed = ALLOWED_CHILDREN.get(element.tag)
            hint = f"set it into a `<{allowed[0]}>`" if allowed else "set it above or below"
            origin = lost.origin if isinstance(lost, Element | Note | Text) else None
            sink.error("docx-element", message, origin or element.origin, hint)


def _find_lost_nodes(element: Element) -> Iterator[Node]:
    allowed = ALLOWED_CHILDREN.get(element.tag, ())
    for child in element.children if allowed else ():
        if not (isinstance(child, Element) and child.tag in allowed):
            yield from filter(_is_visible, walk((child,), notes=False))
    if element.tag == "pre":
        visible = filter(_is_visible, walk(element.children, notes=False))
        yield from (node for node in visible if not isinstance(node, Text))


def _is_visible(node: Node) -> bool:
    if isinstance(node, Text):
        return bool(node.content.strip())
    return isinstance(node, Note) or (isinstance(node, Element) and node.tag == "img")


def _describe(node: Node) -> str:
    return "a note" if isinstance(node, Note) else "text" if isinstance(node, Text) else "an image"
