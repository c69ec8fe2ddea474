"""Formats the name by which a sentence calls a work: its author, else its short title."""

from __future__ import annotations

from briefgen.cite.style_words import read_style_words
from briefgen.model.languages import get_language_code
from briefgen.model.library import Source, list_short_names

TYPES_CITED_BY_TITLE = ("treaty", "legislation", "bill", "regulation", "legal_case", "standard")
"""Types that are called by their title."""


def format_author(source: Source, language: str) -> str:
    """`Young`, `Young and Ashworth`, `Human Rights Watch`, `ICCPR`."""
    item = source.csl
    names = [] if item.get("type") in TYPES_CITED_BY_TITLE else item.get("author") or item.get("editor") or []
    words = list_short_names(names)
    language_words = read_style_words(get_language_code(language))
    if not words:
        return source.short_title or source.title
    if len(words) > 3:
        return f"{words[0]}{language_words.others}"
    return language_words.conjunction.join(filter(None, (", ".join(words[:-1]), words[-1])))
