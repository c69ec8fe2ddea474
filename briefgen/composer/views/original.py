"""The original of a translation, with the words that changed in it since the translation was made."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from briefgen.composer.block_text import BlockText
from briefgen.model.direction import find_language_direction
from briefgen.model.library import Variant
from briefgen.translate.changed_words import MarkedWords, mark_changes
from briefgen.translate.coverage import RecordedOriginals, TranslationState, find_translation_standing
from briefgen.translate.originals import Original, find_block_originals


@dataclass(frozen=True, slots=True)
class OriginalView:
    """The text that another one translates."""

    standing: str
    """`stale`, `current` or `never recorded`: the worse of the title's and the text's."""
    title: tuple[MarkedWords, ...]
    """Empty where its title is that of the translation, too."""
    text: tuple[MarkedWords, ...]
    language: str
    direction: str
    """`ltr` or `rtl`."""


def build_original_view(text: BlockText) -> OriginalView | None:
    """The original of a text, None for one that is not a translation."""
    records = read_records(text)
    parts = {original.key.part: original for original in find_originals_of(text)}
    if "text" not in parts and "title" not in parts:
        return None
    language = text.variant.language
    standings = {part: find_translation_standing(original, records, language) for part, original in parts.items()}
    states = [standing.state for standing in standings.values() if standing.state is not TranslationState.MISSING]
    order = list(TranslationState)
    marked = {
        part: tuple(_mark(original, records, language, is_stale=standings[part].state is TranslationState.STALE))
        for part, original in parts.items()
    }
    worst = min(states, key=order.index, default=TranslationState.UNRECORDED)
    own = text.reading.project.language
    return OriginalView(worst.value, marked.get("title", ()), marked.get("text", ()), own, find_language_direction(own))


def find_originals_of(text: BlockText) -> Iterator[Original]:
    """The title and the text that a text of a block translates, as far as this reader may see them; none for a text in the language of the project."""
    reading, variant = text.reading, text.variant
    seen = {other.origin.path for other in text.block.variants}
    if variant.language == reading.project.language or reading.inputs is None:
        return
    blocks = (block for block in reading.inputs.library.blocks if block.id == text.block.id)
    for original in find_block_originals(next(blocks, text.block), reading.project.language):
        own = original.variant
        if own and own.name == variant.name and own.origin.path in seen:
            yield original


def read_records(text: BlockText) -> RecordedOriginals:
    """From which originals the translations of the library were made."""
    library = text.reading.inputs.library if text.reading.inputs else None
    return RecordedOriginals(library.translation_records if library else ())


def _mark(original: Original, records: RecordedOriginals, language: str, *, is_stale: bool) -> Iterator[MarkedWords]:
    written = _write_whole(original)
    before = records.find(original.key, language)
    if is_stale and before is not None:
        yield from mark_changes(before, written)
    elif written:
        yield MarkedWords("same", written)


def _write_whole(original: Original) -> str:
    """The pieces that are in the front matter, then the body as it is in its file."""
    variant: Variant | None = original.variant
    pieces = [piece.text for piece in original.pieces if piece.start < 0]
    body = [variant.body.strip("\n")] if variant and original.key.part == "text" else []
    return "\n\n".join((*pieces, *body))
