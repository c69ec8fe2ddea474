"""Counts the words on each laid-out page: of its text, of the notes at its foot, and of the notes at the end of a document."""

from __future__ import annotations

from collections import Counter
from typing import Any

from briefgen.model.artifact import PageWords
from briefgen.model.word_count import count_printed_words
from briefgen.render.engine.boxes import Box, get_page_box, unwrap_box

PART_ROLES = {"doc-endnotes": "endnotes", "doc-bibliography": "references", "doc-toc": "contents"}
"""What is on a page beside its text, by the role of its element."""


def count_page_words(layout: Any) -> tuple[PageWords, ...]:
    """The words of every page, in the order of the pages, without running heads."""
    return tuple(_count_words(get_page_box(page)) for page in layout.pages)


def _count_words(page: Box) -> PageWords:
    counts: Counter[str] = Counter()
    stack: list[tuple[Box, str]] = [(child, "text") for child in page.children]
    while stack:
        box, part = stack.pop()
        box = unwrap_box(box)
        kind = type(box).__name__
        if kind == "MarginBox":
            continue
        if kind == "FootnoteAreaBox":
            part = "footnotes"
        elif box.element is not None:
            part = PART_ROLES.get(box.element.get("role", ""), part)
        if kind == "LineBox":
            words = "".join(getattr(inner, "text", "") for inner in box.descendants())
            counts[part] += count_printed_words(words)
        else:
            stack.extend((child, part) for child in getattr(box, "children", ()))
    return PageWords(counts["text"], counts["footnotes"], counts["endnotes"])
