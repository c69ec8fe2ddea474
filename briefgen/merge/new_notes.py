"""Writes the notes that somebody added to a Word file: a call with a label, and its text at the end of the block."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from briefgen.decompose.back_references import read_back_reference
from briefgen.edit.text_edit import TextEdit
from briefgen.merge.changes import Change
from briefgen.merge.rewrite import write_paragraph
from briefgen.merge.source_file import SourceFile
from briefgen.model.printed_text import ATOMS, NOTE

_LABEL = re.compile(r"\[\^note-(\d+)\]")


def can_write_notes(change: Change) -> bool:
    """Whether all signs of its new words that are not words are new notes whose words say by themselves what they mean."""
    signs = [sign for sign in _read_new_words(change) if sign in ATOMS]
    return (
        not change.has_moved_note
        and len(signs) == len(change.new_notes)
        and set(signs) <= {NOTE}
        and all(change.new_notes)
        and not any(is_back_reference(text) for text in change.new_notes)
    )


def is_back_reference(text: str) -> bool:
    """Whether a note points to another one, such as "ibid, 5": its words are wrong as soon as a note is added before it."""
    return read_back_reference(" ".join(text.split()).rstrip(".")) is not None


def choose_labels(source: SourceFile, edits: Iterable[TextEdit], count: int) -> list[str]:
    """Labels that neither a file nor the edits planned for it have."""
    texts = (source.text, *(edit.text for edit in edits))
    last = max((int(found[1]) for text in texts for found in _LABEL.finditer(text)), default=0)
    return [f"note-{last + number}" for number in range(1, count + 1)]


def add_notes(source: SourceFile, labels: Sequence[str], texts: Sequence[str]) -> list[TextEdit]:
    """The edit that adds the texts of notes at the end of a block."""
    if not labels:
        return []
    end = len(source.text.rstrip())
    gap = 2 * source.newline
    notes = "".join(f"{gap}[^{label}]: {write_paragraph(text)}" for label, text in zip(labels, texts, strict=True))
    return [TextEdit(end, end, notes)]


def _read_new_words(change: Change) -> str:
    found = change.replacement
    if found is None:
        return change.new_text
    tokens = change.new_tokens[found.new_start : found.new_end]
    return change.new_text[tokens[0].start : tokens[-1].end] if tokens else ""
