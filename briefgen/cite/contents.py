"""Builds the table of contents in `<nav role="doc-toc">`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from briefgen.model.tree import HEADING_TAGS, Element, Node, Note, Text, rebuild

_DEFAULT_DEPTH = 2


@dataclass(frozen=True, slots=True)
class _ContentsEntry:
    depth: int
    """From 1."""
    link: Element


def fill_contents(body: Element) -> Element:
    """The body with every empty table of contents filled, to the depth in its `data-depth` (default: two levels)."""
    entries = tuple(_collect_entries(body.children, 1))

    def change(node: Node) -> tuple[Node, ...]:
        if isinstance(node, Element) and node.get("role") == "doc-toc":
            depth = int(node.get("data-depth", str(_DEFAULT_DEPTH)))
            listed = [entry for entry in entries if entry.depth <= depth]
            return (node.with_children((*node.children, _build_list(listed, 1))),) if listed else ()
        return (node,)

    return body.with_children(rebuild(body.children, change))


def _collect_entries(nodes: tuple[Node, ...], depth: int) -> Iterator[_ContentsEntry]:
    for node in nodes:
        if not isinstance(node, Element):
            continue
        heading = next((child for child in node.children if isinstance(child, Element)), None)
        if node.tag == "section" and node.get("id") and heading is not None and heading.tag in HEADING_TAGS:
            if "callout" not in node.classes:
                yield _ContentsEntry(depth, _build_link(node.get("id"), heading))
            yield from _collect_entries(node.children, depth + 1)
        else:
            yield from _collect_entries(node.children, depth)


def _build_link(address: str, heading: Element) -> Element:
    number = [node for node in heading.children if isinstance(node, Element) and "heading-number" in node.classes]
    title = rebuild((node for node in heading.children if node not in number), _strip_for_contents)
    while title and isinstance(title[0], Text) and not title[0].content.strip():
        title = title[1:]
    between: tuple[Node, ...] = (*number, Text(" ")) if number else ()
    return Element("a", (*between, Element("span", title, {"class": "toc-title"})), {"href": f"#{address}"})


def _strip_for_contents(node: Node) -> tuple[Node, ...]:
    """A node of a heading as the contents repeat it, without notes, links and ids."""
    if isinstance(node, Note):
        return ()
    if isinstance(node, Element) and node.tag == "a":
        return node.children
    if isinstance(node, Element) and node.get("id"):
        kept = {name: value for name, value in node.attributes.items() if name != "id"}
        return (replace(node, attributes=kept),)
    return (node,)


def _build_list(entries: list[_ContentsEntry], depth: int) -> Element:
    items: list[Element] = []
    position = 0
    while position < len(entries):
        inner = position + 1
        while inner < len(entries) and entries[inner].depth > depth:
            inner += 1
        below = entries[position + 1 : inner]
        nested = (_build_list(below, depth + 1),) if below else ()
        items.append(Element("li", (entries[position].link, *nested)))
        position = inner
    return Element("ol", tuple(items))
