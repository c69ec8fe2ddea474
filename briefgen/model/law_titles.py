"""Sets the marks that a language prints round the titles of treaties and laws: 《难民公约》."""

from __future__ import annotations

from briefgen.model.characters import has_no_italics
from briefgen.model.languages import get_language_code, read_language

LAW_TYPES = frozenset({"treaty", "legislation", "bill"})
"""Kinds of sources that have these marks."""


def mark_law_title(title: str, language: str) -> str:
    """The title with the marks of the language of the brief; as it is where the language has none, or the title is in another script or has them."""
    marks = read_language(get_language_code(language)).get("titles", {}).get("laws")
    if not marks or not has_no_italics(title) or title.startswith(marks[0]):
        return title
    return f"{marks[0]}{title}{marks[1]}"
