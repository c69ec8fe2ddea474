"""Finds the fixed words of a rendering in the document's language."""

from __future__ import annotations

from briefgen.model.document import Document
from briefgen.render.notes import NoteWords


def find_note_words(document: Document) -> NoteWords:
    """The words round a list of notes, from the audience."""
    return NoteWords(_find_word(document, "notes", "Notes"), _find_word(document, "back-to-note", ""))


def _find_word(document: Document, key: str, otherwise: str) -> str:
    try:
        return document.audience.find_word(key, document.metadata.language)
    except KeyError:
        return otherwise
