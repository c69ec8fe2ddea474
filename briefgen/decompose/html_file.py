"""Reads the words of a web page apart from pandoc, so that what pandoc drops is named."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import html

from briefgen.decompose.imported_text import Remark
from briefgen.decompose.office_package import Xml
from briefgen.decompose.read_back import INLINE_TAGS
from briefgen.decompose.word_file import shorten
from briefgen.model.tree import HEADING_TAGS

_UNREAD_TAGS = frozenset({"script", "style", "head", "template", "noscript", "svg"})
_NOTE_LINKS = frozenset({"doc-noteref", "doc-backlink"})
"""Roles of links that pandoc reads as calls of notes: their numbers are set again."""
_FURTHER_INLINE_TAGS = frozenset({"font", "label", "u", "strike", "tt", "big", "ins"})


def list_html_passages(text: str) -> list[Remark]:
    """Each paragraph of a page with the heading above it."""
    if not text.strip():
        return []
    root = html.document_fromstring(text.encode("utf-8"), parser=html.HTMLParser(encoding="utf-8"))
    place, passages, words = "the start", [], ""
    for tag, piece in [*_walk(root), ("p", None)]:
        if piece is not None:
            words += piece
            continue
        if words.strip():
            place = shorten(words) if tag in HEADING_TAGS else place
            passages.append(Remark(place, words))
        words = ""
    return passages


def _walk(element: Xml) -> Iterator[tuple[str, str | None]]:
    """The texts of a page in order; None between two paragraphs, with the tag that ends there."""
    if not isinstance(element.tag, str) or element.tag in _UNREAD_TAGS or element.get("role") in _NOTE_LINKS:
        return
    is_block = element.tag not in INLINE_TAGS | _FURTHER_INLINE_TAGS
    if is_block:
        yield "", None
    yield element.tag, element.text or ""
    for child in element:
        yield from _walk(child)
        yield element.tag, child.tail or ""
    if is_block:
        yield element.tag, None
