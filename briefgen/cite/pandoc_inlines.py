"""Converts pandoc's inline JSON to nodes of the tree, and an author's words to inline JSON."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import groupby
from typing import Any

from briefgen.model.tree import Element, Node, Text

Inline = Mapping[str, Any]
"""One inline of pandoc's document format, `{"t": "Str", "c": "word"}`: https://hackage.haskell.org/package/pandoc-types"""

PLAIN = frozenset({"Str", "Space", "SoftBreak", "LineBreak"})
"""Kinds of inlines that are a word, in `c`, or a space."""
QUOTES = {"SingleQuote": ("‘", "’"), "DoubleQuote": ("“", "”")}
TAG_BY_KIND = {
    "Emph": "em",
    "Strong": "strong",
    "Superscript": "sup",
    "Subscript": "sub",
    "Strikeout": "s",
    "Underline": "u",
}


def nodes_from_inlines(inlines: Iterable[Inline]) -> tuple[Node, ...]:
    """The nodes that inlines stand for; neighbouring texts are one.

    Raises `ValueError` for an inline that no citation can hold.
    """
    return join_texts(_read_inlines(inlines))


def join_texts(nodes: Iterable[Node]) -> tuple[Node, ...]:
    """The nodes with neighbouring texts as one text, and without empty ones.

    What an author wrote, which has its place, and what a citation style prints stay two texts.
    """
    result: list[Node] = []
    for node in nodes:
        last = result[-1] if result else None
        if isinstance(node, Text) and isinstance(last, Text) and (last.origin is None) == (node.origin is None):
            result[-1] = Text(last.content + node.content, last.origin)
        elif not isinstance(node, Text) or node.content:
            result.append(node)
    return tuple(result)


def change_texts(nodes: Iterable[Node], change: Callable[[str], str]) -> tuple[Node, ...]:
    """The nodes with every text changed."""

    def change_node(node: Node) -> Node:
        if isinstance(node, Text):
            return Text(change(node.content), node.origin)
        return node.with_children(change_texts(node.children, change)) if isinstance(node, Element) else node

    return tuple(change_node(node) for node in nodes)


def inlines_from_text(text: str) -> list[Inline]:
    """Characters as one inline, in which pandoc reads no markup."""
    return [{"t": "Str", "c": text}] if text else []


def _read_inlines(inlines: Iterable[Inline]) -> Iterator[Node]:
    """The nodes of inlines; words and the spaces between them are one text, because nearly all inlines are such."""
    for is_plain, run in groupby(inlines, lambda inline: inline["t"] in PLAIN):
        if is_plain:
            yield Text("".join(inline.get("c", " ") for inline in run))
        else:
            for inline in run:
                yield from _read_inline(inline)


def _read_inline(inline: Inline) -> tuple[Node, ...]:
    nodes: tuple[Node, ...]
    match inline["t"], inline.get("c"):
        case "Code" | "RawInline", [_, str(text)]:
            nodes = (Text(text),)
        case "Quoted", [{"t": kind}, inlines]:
            opening, closing = QUOTES[kind]
            nodes = (Text(opening), *nodes_from_inlines(inlines), Text(closing))
        case "Span", [[_, classes, _], inlines] if "nodecor" in classes:
            # citeproc removes italics so; emphasis.py sets an `em` inside an `em` upright, and this one always.
            nodes = (Element("em", nodes_from_inlines(inlines), {"class": "nodecor"}),)
        case "Link", [_, inlines, [str(address), _]] if address.startswith(("https://", "http://")):
            # An address without a scheme would be a path on the reader's own disk.
            nodes = (Element("a", nodes_from_inlines(inlines), {"href": address}),)
        case "Span" | "Cite" | "Link", [_, inlines, *_]:
            nodes = nodes_from_inlines(inlines)
        case "SmallCaps", [*inlines]:
            nodes = (Element("span", nodes_from_inlines(inlines), {"class": "small-caps"}),)
        case kind, [*inlines] if kind in TAG_BY_KIND:
            nodes = (Element(TAG_BY_KIND[kind], nodes_from_inlines(inlines)),)
        case kind, _:
            raise ValueError(f"inline of kind {kind!r} in a citation")
    return nodes
