"""Says who changed each passage since a text was exported, the translator or the project, and joins both."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from briefgen.translate.originals import Original, normalise_text
from briefgen.translate.units import (
    WHOLE_BODY,
    TranslationUnit,
    digest_target,
    find_translated_texts,
    is_body,
    is_divided_otherwise,
)


@dataclass(frozen=True, slots=True)
class JoinedText:
    """One text with the changes of both."""

    units: tuple[TranslationUnit, ...]
    """Each with the words that are to be in the project."""
    changed: tuple[TranslationUnit, ...]
    """Those that the translator changed and the project does not have yet."""
    conflicts: tuple[TranslationUnit, ...]
    """Of these, those that were changed in the project, too, or of which that is not known."""


def join_changes(original: Original, units: Iterable[TranslationUnit], language: str) -> JoinedText:
    """The units of one text as they came back, compared with the translation that there is and with the one that was exported."""
    passages = tuple(units)
    present = find_translated_texts(original, language)
    changed = tuple(unit for unit in passages if _is_changed(unit, present.get(unit.label, "")))
    has_other_paragraphs = not any(unit.label == WHOLE_BODY for unit in passages) and is_divided_otherwise(
        [unit.label for unit in passages], present
    )
    conflicts = tuple(
        unit
        for unit in changed
        if (has_other_paragraphs and is_body(unit)) or not _is_as_exported(unit, present.get(unit.label, ""))
    )
    joined = tuple(unit if unit in changed else replace(unit, target=present.get(unit.label, "")) for unit in passages)
    return JoinedText(joined, changed, conflicts)


def _is_changed(unit: TranslationUnit, present: str) -> bool:
    """Whether the translator wrote other words than those that were exported and those that there are, or took them out."""
    if not unit.target.strip():
        return unit.exported_digest not in {"", digest_target("")} and bool(present.strip())
    return digest_target(unit.target) != unit.exported_digest and normalise_text(unit.target) != normalise_text(present)


def _is_as_exported(unit: TranslationUnit, present: str) -> bool:
    """Whether the translation in the project is still the one that was exported."""
    if not unit.exported_digest:
        return not present.strip()
    return digest_target(present) == unit.exported_digest
