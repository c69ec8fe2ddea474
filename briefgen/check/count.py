"""Counts the words of a document by part, as a word processor counts them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from briefgen.values.audience import Counted
from briefgen.values.document import Document
from briefgen.values.tree import Element, Node, Note, Text, walk

AUTOMATIC = frozenset({"heading-number", "paragraph-number", "callout-number"})
"""Numbers that a word processor sets by itself, and does not count."""

RUN_ON = frozenset(
    "a abbr b bdi bdo cite code data del dfn em i ins kbd mark q s samp small span strong sub sup time u var wbr".split()
)
"""Elements that stand inside a line; any other ends the word before it."""


def count(document: Document) -> Mapping[Counted, int]:
    """The words of each part; the list of contents, automatic numbers and note calls count nowhere.

    Nor does the heading over endnotes, which a word processor sets with the line that parts them from the text.
    """
    return count_element(document.body, Counted.BODY)


def count_element(element: Element, part: Counted) -> Mapping[Counted, int]:
    """The words below an element that stands in a part."""
    texts: dict[Counted, list[str]] = {one: [] for one in Counted}
    _gather(element.children, _part(element, part), texts)
    for node in walk(element.children):
        if isinstance(node, Note):
            _gather((*node.children, Text(" ")), Counted.NOTES, texts)
    return Counter({part: len("".join(pieces).split()) for part, pieces in texts.items()})


def _gather(nodes: Iterable[Node], part: Counted, texts: dict[Counted, list[str]]) -> None:
    """The texts below these nodes, each to its part, with a space wherever a block begins or ends."""
    for node in nodes:
        if isinstance(node, Text):
            texts[part].append(node.content)
        elif isinstance(node, Element) and not _uncounted(node):
            inner = _part(node, part)
            edge = "" if node.tag in RUN_ON and inner is part else " "
            texts[inner].append(edge)
            _gather(node.children, inner, texts)
            texts[inner].append(edge)
            texts[part].append(edge)


def _uncounted(element: Element) -> bool:
    return element.get("role") in {"doc-toc", "doc-endnotes"} or bool(element.classes & AUTOMATIC)


def _part(element: Element, part: Counted) -> Counted:
    if element.get("role") == "doc-bibliography":
        return Counted.REFERENCES
    named = element.get("data-part")
    return Counted(named) if named else part
