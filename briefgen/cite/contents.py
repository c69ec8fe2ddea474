"""The table of contents: what stands in `<nav role="doc-toc">`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from briefgen.cite.number import HEADINGS
from briefgen.values.tree import Element, Node, Note, Text, rebuild

_DEPTH = 2


@dataclass(frozen=True, slots=True)
class _Entry:
    depth: int
    """From 1."""
    link: Element


def fill_contents(body: Element) -> Element:
    """The body with every empty table of contents filled, to the depth in its `data-depth` (two levels unasked)."""
    entries = tuple(_entries(body.children, 1))

    def change(node: Node) -> tuple[Node, ...]:
        if isinstance(node, Element) and node.get("role") == "doc-toc":
            depth = int(node.get("data-depth", str(_DEPTH)))
            wanted = [one for one in entries if one.depth <= depth]
            return (node.with_children((*node.children, _list(wanted, 1))),) if wanted else ()
        return (node,)

    return body.with_children(rebuild(body.children, change))


def _entries(nodes: tuple[Node, ...], depth: int) -> Iterator[_Entry]:
    for node in nodes:
        if not isinstance(node, Element):
            continue
        heading = next((one for one in node.children if isinstance(one, Element)), None)
        if node.tag == "section" and node.get("id") and heading is not None and heading.tag in HEADINGS:
            if "callout" not in node.classes:
                yield _Entry(depth, _link(node.get("id"), heading))
            yield from _entries(node.children, depth + 1)
        else:
            yield from _entries(node.children, depth)


def _link(address: str, heading: Element) -> Element:
    number = [one for one in heading.children if isinstance(one, Element) and one.classes & {"heading-number"}]
    title = rebuild((one for one in heading.children if one not in number), _in_contents)
    while title and isinstance(title[0], Text) and not title[0].content.strip():
        title = title[1:]
    between: tuple[Node, ...] = (*number, Text(" ")) if number else ()
    return Element("a", (*between, Element("span", title, {"class": "toc-title"})), {"href": f"#{address}"})


def _in_contents(node: Node) -> tuple[Node, ...]:
    """A piece of a heading as the contents repeat it: no notes, no links, no ids."""
    if isinstance(node, Note):
        return ()
    if isinstance(node, Element) and node.tag == "a":
        return node.children
    if isinstance(node, Element) and node.get("id"):
        return (Element(node.tag, node.children, {k: v for k, v in node.attributes.items() if k != "id"}, node.origin),)
    return (node,)


def _list(entries: list[_Entry], depth: int) -> Element:
    items: list[Element] = []
    position = 0
    while position < len(entries):
        inner = position + 1
        while inner < len(entries) and entries[inner].depth > depth:
            inner += 1
        below = entries[position + 1 : inner]
        nested = (_list(below, depth + 1),) if below else ()
        items.append(Element("li", (entries[position].link, *nested)))
        position = inner
    return Element("ol", tuple(items))
