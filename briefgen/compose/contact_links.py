"""Turns the addresses in a text of a template into links: `linked(org.website)`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from briefgen.compose.fill import Printable
from briefgen.compose.marks import ANY_MARK, MarkTable
from briefgen.model.tree import Element, Node, Text

_ADDRESS = re.compile(r"https?://[^\s<>\"]*[\w/]|(?P<email>[\w.+-]+@[\w-]+(?:\.[\w-]+)+)")
"""A web address without the full stop of its sentence, or an email address."""


def link_addresses(marks: MarkTable, text: object) -> Printable:
    """`linked(text)`: the text with each address in it as a link, whose words are the address as it is written."""
    return Printable(marks.add_nodes(*_divide_text(ANY_MARK.sub("", str(text)))))


def _divide_text(text: str) -> Iterator[Node]:
    start = 0
    for found in _ADDRESS.finditer(text):
        if found.start() > start:
            yield Text(text[start : found.start()])
        yield Element("a", (Text(found[0]),), {"href": f"mailto:{found[0]}" if found["email"] else found[0]})
        start = found.end()
    if start < len(text):
        yield Text(text[start:])
