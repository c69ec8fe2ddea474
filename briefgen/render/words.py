"""Finds the fixed words of a rendering in the document's language."""

from __future__ import annotations

from briefgen.render.notes import NoteWords
from briefgen.values.document import Document


def note_words(document: Document) -> NoteWords:
    """The words round a list of notes, from the audience."""
    return NoteWords(_word(document, "notes", "Notes"), _word(document, "back-to-note", ""))


def _word(document: Document, key: str, otherwise: str) -> str:
    try:
        return document.audience.word(key, document.metadata.language)
    except KeyError:
        return otherwise
