"""Finds the notes in which `ibid` would send a reader to the section before, and so perhaps over a page turn."""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.model.tree import HEADING_TAGS, Element, Note, walk


def find_opening_notes(body: Element) -> Iterator[int]:
    """The number of the first note behind each heading. Pages are not laid out yet, so sections are the measure."""
    is_opening = False
    for node in walk((body,), notes=False):
        if isinstance(node, Element) and node.tag in HEADING_TAGS:
            is_opening = True
        elif isinstance(node, Note) and is_opening:
            yield node.number
            is_opening = False
