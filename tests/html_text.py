"""Reads the HTML of a brief as its reader sees it."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from lxml import html

Page = Any
"""An element of lxml, which ships no types."""


def read_page(path: Path) -> Page:
    """The body of an HTML file."""
    return html.document_fromstring(path.read_bytes()).find("body")


def words_of(element: Page) -> str:
    """Its words on one line, note calls as `[3]`, without what marks the way back."""
    return re.sub(r"\s+", " ", _words(element)).strip()


def notes_on(page: Page) -> dict[int, str]:
    """The words of each note by its number, in the order of the list."""
    found = page.xpath('//*[@role="doc-endnotes"]//*[starts-with(@id, "note-")]')
    return {
        int(note.get("id").removeprefix("note-")): re.sub(rf"^{note.get('id')[5:]}\W*", "", words_of(note))
        for note in found
    }


def calls_on(page: Page) -> list[int]:
    """The numbers of the note calls in reading order."""
    return [int(call.text_content()) for call in page.xpath('//*[@role="doc-noteref"]')]


def text_in(page: Page, section: str) -> list[str]:
    """The headings, paragraphs, items and cells of one section of the audience."""
    return [words_of(element) for element in page.xpath(f'//section[@data-section="{section}"]//*[{_LEAVES}]')]


def references_on(page: Page) -> list[str]:
    """The list of works cited."""
    return [words_of(entry) for entry in page.xpath('//*[@role="doc-bibliography"]//li')]


_LEAVES = " or ".join(f"self::{tag}" for tag in "h2 h3 h4 h5 p td th figcaption".split()) + " or self::li[not(p)]"


def _words(element: Page) -> str:
    if element.get("role") == "doc-backlink":
        return element.tail or ""
    inner = (element.text or "") + "".join(_words(child) for child in element if isinstance(child.tag, str))
    if element.get("role") == "doc-noteref":
        inner = f"[{inner}]"
    return inner + (element.tail or "")
