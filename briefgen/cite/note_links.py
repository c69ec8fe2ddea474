"""Prints the addresses of a note that holds nothing but links, so that a reader on paper can follow them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from briefgen.model.tree import Element, Node, Text, extract_text, find_elements, rebuild

_SCHEME = re.compile(r"(?:https?://)?(?:www\.)?", re.IGNORECASE)


def print_addresses(nodes: Sequence[Node]) -> tuple[Node, ...]:
    """The content of a note; where all its words are links, each with its address behind it."""
    links = [link for link in find_elements(nodes, "a") if _is_web_link(link)]
    linked = sum(len(extract_text(link.children).split()) for link in links)
    words = re.findall(r"\S*\w\S*", extract_text(nodes))
    if not links or linked < len(words):
        return tuple(nodes)

    def add_address(node: Node) -> Iterable[Node]:
        if not isinstance(node, Element) or not _is_web_link(node) or _has_visible_address(node):
            return (node,)
        address = node.get("href", "")
        return (node, Text(" <"), Element("a", (Text(address),), {"href": address}), Text(">"))

    return tuple(rebuild(nodes, add_address))


def _is_web_link(element: Element) -> bool:
    return element.tag == "a" and element.get("href", "").startswith(("https://", "http://"))


def _has_visible_address(link: Element) -> bool:
    words, address = extract_text(link.children).strip(), link.get("href", "")
    return _SCHEME.sub("", words, count=1).rstrip("/") == _SCHEME.sub("", address, count=1).rstrip("/")
