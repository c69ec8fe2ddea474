"""Converts pandoc's inline JSON to nodes of the tree, and an author's words to inline JSON."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from briefgen.model.tree import Element, Node, Text

Inline = Mapping[str, Any]
"""One inline of pandoc's document format, `{"t": "Str", "c": "word"}`: https://hackage.haskell.org/package/pandoc-types"""

QUOTES = {"SingleQuote": ("‘", "’"), "DoubleQuote": ("“", "”")}
TAG_BY_KIND = {
    "Emph": "em",
    "Strong": "strong",
    "Superscript": "sup",
    "Subscript": "sub",
    "Strikeout": "s",
    "Underline": "u",
}
SPACES = {"Space": " ", "SoftBreak": " ", "LineBreak": " "}


def nodes_from_inlines(inlines: Iterable[Inline]) -> tuple[Node, ...]:
    """The nodes that inlines stand for; neighbouring texts are one.

    Raises `ValueError` for an inline that no citation can hold.
    """
    return join_texts(node for inline in inlines for node in _read_inline(inline))


def join_texts(nodes: Iterable[Node]) -> tuple[Node, ...]:
    """The nodes with neighbouring texts as one text, and without empty ones."""
    result: list[Node] = []
    for node in nodes:
        if isinstance(node, Text) and result and isinstance(last := result[-1], Text):
            result[-1] = Text(last.content + node.content, last.origin)
        elif not isinstance(node, Text) or node.content:
            result.append(node)
    return tuple(result)


def inlines_from_text(text: str) -> list[Inline]:
    """Characters as one inline, in which pandoc reads no markup."""
    return [{"t": "Str", "c": text}] if text else []


def _read_inline(inline: Inline) -> Iterator[Node]:
    kind, content = inline["t"], inline.get("c")
    if kind in SPACES:
        yield Text(SPACES[kind])
    elif kind in TAG_BY_KIND:
        yield Element(TAG_BY_KIND[kind], nodes_from_inlines(_to_sequence(content)))
    elif kind in _READERS:
        yield from _READERS[kind](content)
    else:
        raise ValueError(f"inline of kind {kind!r} in a citation")


def _to_sequence(content: object) -> Sequence[Inline]:
    return content if isinstance(content, list) else []


def _read_quoted(content: Any) -> Iterator[Node]:
    opening, closing = QUOTES[content[0]["t"]]
    yield from (Text(opening), *nodes_from_inlines(content[1]), Text(closing))


def _read_span(content: Any) -> Iterator[Node]:
    """The content of a span; citeproc's `nodecor`, which removes italics, as an `em` that emphasis.py sets upright."""
    (_, classes, _), inlines = content
    inner = nodes_from_inlines(inlines)
    if "nodecor" in classes:
        yield Element("em", inner, {"class": "nodecor"})
    else:
        yield from inner


def _read_link(content: Any) -> Iterator[Node]:
    """A link where the address has a scheme: without one it would be a path on the reader's own disk."""
    _, inlines, (address, _) = content
    if address.startswith(("https://", "http://")):
        yield Element("a", nodes_from_inlines(inlines), {"href": address})
    else:
        yield from nodes_from_inlines(inlines)


_READERS: Mapping[str, Callable[[Any], Iterator[Node]]] = {
    "Str": lambda content: iter((Text(content),)),
    "Code": lambda content: iter((Text(content[1]),)),
    "RawInline": lambda content: iter((Text(content[1]),)),
    "Quoted": _read_quoted,
    "Span": _read_span,
    "Link": _read_link,
    "Cite": lambda content: iter(nodes_from_inlines(content[1])),
    "SmallCaps": lambda content: iter((Element("span", nodes_from_inlines(content), {"class": "small-caps"}),)),
}
