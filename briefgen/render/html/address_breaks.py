"""Lets a printed address break between its parts on a narrow screen, where a browser would break it inside a word.

A break is an element without characters, so a reader who copies the address gets it as it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from briefgen.model.tree import Element, Node, Text, extract_text, rebuild

_PRINTED_ADDRESS = re.compile(r"\s*https?://")
_BREAK = re.compile(r"(?<=[^/]/)(?=[^/])|(?<=[-?&=_])(?=[^/?&=_-])")
"""Behind a slash that is not of `https://`, and between the words and values of a path."""


def divide_address(node: Node) -> Node:
    """A link whose words are an address, with these breaks; any other node as it is."""
    if not (isinstance(node, Element) and node.tag == "a" and _PRINTED_ADDRESS.match(extract_text(node.children))):
        return node
    return node.with_children(
        rebuild(node.children, lambda part: _divide_text(part) if isinstance(part, Text) else (part,))
    )


def _divide_text(text: Text) -> Iterator[Node]:
    for position, part in enumerate(_BREAK.split(text.content)):
        if position:
            yield Element("wbr")
        yield Text(part, text.origin)
