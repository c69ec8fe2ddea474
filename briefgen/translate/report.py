"""Warns of translations in a document that are older than their originals."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from briefgen.model.brief import Brief
from briefgen.model.diagnostic import Sink
from briefgen.model.library import Library
from briefgen.model.selection import Choice
from briefgen.model.translation import is_same_language
from briefgen.translate.coverage import (
    RecordedOriginals,
    TranslationStanding,
    TranslationState,
    find_translation_standing,
)
from briefgen.translate.originals import Original, find_block_originals, find_brief_originals, find_fact_originals

MAX_NAMES = 8
"""Texts that a message names."""


def report_stale_translations(
    library: Library, project_language: str, brief: Brief, choices: Iterable[Choice], facts: Iterable[str], sink: Sink
) -> None:
    """A warning for each printed translation whose original changed since, and one for those that nobody recorded.

    In a library without a record nothing is known of any translation, so there is no warning.
    """
    records = RecordedOriginals(library.translation_records)
    if not records:
        return
    originals = _find_printed(library, project_language, brief, choices, facts)
    standings = [
        find_translation_standing(original, records, brief.language)
        for original in originals
        if not is_same_language(original.language, brief.language)
    ]
    for standing in standings:
        if standing.state is TranslationState.STALE:
            _report_stale(standing, sink)
    names = dict.fromkeys(
        f"`{standing.original.key}`" for standing in standings if standing.state is TranslationState.UNRECORDED
    )
    if names:
        listed = ", ".join([*names][:MAX_NAMES]) + (
            f" and {len(names) - MAX_NAMES} more" if len(names) > MAX_NAMES else ""
        )
        message = f"nobody recorded from which original these texts were translated into `{brief.language}`: {listed}"
        hint = f"compare them, then run `briefgen translations accept NAME -l {brief.language}`"
        sink.warning("translation-unrecorded", message, brief.origin, hint)


def find_stale_translations(
    library: Library, project_language: str, brief: Brief, choices: Iterable[Choice], facts: Iterable[str]
) -> Iterator[TranslationStanding]:
    """The translations, in any language, of the texts that a document prints and whose originals changed since."""
    records = RecordedOriginals(library.translation_records)
    for original in _find_printed(library, project_language, brief, choices, facts):
        for language in original.translations:
            standing = find_translation_standing(original, records, language)
            if standing.state is TranslationState.STALE:
                yield standing


def _find_printed(
    library: Library, project_language: str, brief: Brief, choices: Iterable[Choice], facts: Iterable[str]
) -> Iterator[Original]:
    """The originals of the texts that a document prints."""
    blocks = {block.id: block for block in library.blocks}
    for choice in choices:
        for original in find_block_originals(blocks[choice.block.id], project_language):
            if original.variant and original.variant.name == choice.variant.name:
                yield original
    for fact in facts:
        yield from find_fact_originals(library.facts[fact])
    yield from find_brief_originals(brief)


def _report_stale(standing: TranslationStanding, sink: Sink) -> None:
    key = standing.original.key
    message = (
        f"the {key.part} of {key.kind} `{key.name}` in `{standing.language}` is a translation of an older text; "
        f"in {standing.original.origin}: {'; '.join(standing.changes)}"
    )
    hint = f"correct it, then run `briefgen translations accept {format_accepted_name(standing)}`"
    sink.warning("translation-stale", message, standing.origin, hint)


def format_accepted_name(standing: TranslationStanding) -> str:
    """What to type after `translations accept` for a text."""
    key = standing.original.key
    name = key.name if key.kind == "block" else f"{key.kind}:{key.name}"
    return f"{name} -l {standing.language}"
