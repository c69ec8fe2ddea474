"""Counts the words of a document by part, as a word processor counts them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from briefgen.model.audience import CountedPart
from briefgen.model.document import Document
from briefgen.model.tree import AUTOMATIC_NUMBER_CLASSES, Element, Node, Note, Text, walk
from briefgen.model.word_count import UncountedText, count_printed_words, find_uncounted_text

INLINE_TAGS = frozenset(
    "a abbr b bdi bdo cite code data del dfn em i ins kbd mark q s samp small span strong sub sup time u var wbr".split()
)
"""Elements inside a line; any other element ends the word before it."""


def count_words(document: Document) -> Mapping[CountedPart, int]:
    """The words of each part, without the contents, automatic numbers, note calls and the heading over endnotes.

    A word processor does not count these either: it sets that heading with the line between text and endnotes.
    """
    return count_words_in_element(document.body, CountedPart.BODY)


def count_words_in_element(element: Element, part: CountedPart) -> Mapping[CountedPart, int]:
    """The words in an element; `part` is the part that the element is in."""
    texts = _collect_counted_texts(element, part)
    return Counter({part: count_printed_words(text) for part, text in texts.items()})


def find_uncounted_words(document: Document, parts: frozenset[CountedPart]) -> UncountedText | None:
    """The text of these parts whose words nobody can count, because its script has no spaces between them."""
    texts = _collect_counted_texts(document.body, CountedPart.BODY)
    return find_uncounted_text(" ".join(texts[part] for part in sorted(parts)))


def _collect_counted_texts(element: Element, part: CountedPart) -> Mapping[CountedPart, str]:
    texts: dict[CountedPart, list[str]] = {counted: [] for counted in CountedPart}
    _collect_texts(element.children, _find_part(element, part), texts)
    for node in walk(element.children):
        if isinstance(node, Note):
            _collect_texts((*node.children, Text(" ")), CountedPart.NOTES, texts)
    return {part: "".join(pieces) for part, pieces in texts.items()}


def _collect_texts(nodes: Iterable[Node], part: CountedPart, texts: dict[CountedPart, list[str]]) -> None:
    """The texts below these nodes, each to its part, with a space at both ends of a block."""
    for node in nodes:
        if isinstance(node, Text):
            texts[part].append(node.content)
        elif isinstance(node, Element) and not _is_uncounted(node):
            inner = _find_part(node, part)
            edge = "" if node.tag in INLINE_TAGS and inner is part else " "
            texts[inner].append(edge)
            _collect_texts(node.children, inner, texts)
            texts[inner].append(edge)
            texts[part].append(edge)


def _is_uncounted(element: Element) -> bool:
    return element.get("role") in {"doc-toc", "doc-endnotes"} or bool(element.classes & AUTOMATIC_NUMBER_CLASSES)


def _find_part(element: Element, part: CountedPart) -> CountedPart:
    if element.get("role") == "doc-bibliography":
        return CountedPart.REFERENCES
    named = element.get("data-part")
    return CountedPart(named) if named else part
