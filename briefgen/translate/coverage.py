"""Compares each translation with the original that it was made from: missing, current, stale or never recorded."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from briefgen.model.diagnostic import Origin
from briefgen.model.translation import find_text, is_same_language
from briefgen.model.translation_record import TextKey, TranslationRecord
from briefgen.translate.changed_words import describe_changes
from briefgen.translate.originals import Original, normalise_text


class TranslationState(StrEnum):
    """How a translation compares with its original, what needs work first."""

    STALE = "stale"
    MISSING = "missing"
    UNRECORDED = "never recorded"
    CURRENT = "current"


@dataclass(frozen=True, slots=True)
class TranslationStanding:
    """One text in one language."""

    original: Original
    language: str
    state: TranslationState
    changes: tuple[str, ...] = ()
    """The words of the original that changed since, where it is stale."""

    @property
    def origin(self) -> Origin:
        """The place of the translation, else of the original."""
        found = find_text(self.original.translations, self.language)
        return found.origin if found else self.original.origin


class RecordedOriginals:
    """What is recorded, the newest entry of each text and language."""

    def __init__(self, records: Iterable[TranslationRecord]) -> None:
        self._originals: dict[TextKey, dict[str, tuple[str, ...]]] = {}
        for record in records:
            self._originals.setdefault(record.key, {}).update(dict.fromkeys(record.languages, record.original))

    def __bool__(self) -> bool:
        return bool(self._originals)

    def find(self, key: TextKey, language: str) -> tuple[str, ...] | None:
        """The original of a translation as it was recorded."""
        return find_text(self._originals.get(key, {}), language)


def find_translation_standings(
    originals: Iterable[Original], records: RecordedOriginals, languages: Iterable[str]
) -> Iterator[TranslationStanding]:
    """The standing of each text in each language but its own."""
    tags = tuple(languages)
    for original in originals:
        for language in tags:
            if not is_same_language(language, original.language):
                yield find_translation_standing(original, records, language)


def find_translation_standing(original: Original, records: RecordedOriginals, language: str) -> TranslationStanding:
    """The standing of one text in one language."""
    if find_text(original.translations, language) is None:
        return TranslationStanding(original, language, TranslationState.MISSING)
    recorded = records.find(original.key, language)
    if recorded is None:
        return TranslationStanding(original, language, TranslationState.UNRECORDED)
    before = tuple(map(normalise_text, recorded))
    if before == original.texts:
        return TranslationStanding(original, language, TranslationState.CURRENT)
    changes = tuple(describe_changes(before, original.texts))
    return TranslationStanding(original, language, TranslationState.STALE, changes)


def count_states(standings: Iterable[TranslationStanding]) -> Mapping[str, Mapping[TranslationState, int]]:
    """How many texts of each language have each state."""
    counts: dict[str, dict[TranslationState, int]] = {}
    for standing in standings:
        states = counts.setdefault(standing.language, dict.fromkeys(TranslationState, 0))
        states[standing.state] += 1
    return counts
