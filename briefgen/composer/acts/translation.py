"""The act of somebody who has compared a translation with its original."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from briefgen.composer.arguments import build_act_error, read_text
from briefgen.composer.block_text import read_block_text
from briefgen.composer.session import ComposerSession
from briefgen.composer.views.original import find_originals_of, read_records
from briefgen.edit.file_edit import FileChangedMeanwhile, FileEdit
from briefgen.model.diagnostic import Sink
from briefgen.translate.coverage import TranslationState, find_translation_standing
from briefgen.translate.record import edit_translations

RECORDABLE = frozenset({TranslationState.STALE, TranslationState.UNRECORDED})


def accept_translation(session: ComposerSession, arguments: Mapping[str, Any]) -> tuple[FileEdit, ...]:
    """Record that a translation belongs to its original as it is, as `briefgen translations accept`.

    `base` says which body the person has read. Raises `FileChangedMeanwhile` for another.
    """
    text = read_block_text(session, arguments)
    if text.base != read_text(arguments, "base"):
        raise FileChangedMeanwhile([text.path])
    language = text.variant.language
    records = read_records(text)
    originals = {
        (original.key, language): original.texts
        for original in find_originals_of(text)
        if find_translation_standing(original, records, language).state in RECORDABLE
    }
    library = text.reading.inputs.library if text.reading.inputs else None
    if library is None or not originals:
        raise build_act_error("translation-recorded")
    return edit_translations(library.root, session.root, originals, Sink())
