"""Divides texts into the units that a translator gets, and knows them again when they come back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from briefgen.model.diagnostic import Origin
from briefgen.model.text_pieces import BODY, TextPiece
from briefgen.model.translation import find_text, is_same_language
from briefgen.model.translation_record import TextKey
from briefgen.translate.coverage import RecordedOriginals, TranslationState, find_translation_standing
from briefgen.translate.originals import TITLE_LABELS, Original, normalise_text

WHOLE_BODY = "body"
"""The label of a unit that holds all paragraphs: where a translation has more or fewer than its original."""


@dataclass(frozen=True, slots=True)
class TranslationUnit:
    """One passage with its translation."""

    key: TextKey
    label: str
    """`title`, `action`, `paragraph.3`, `body`."""
    source: str
    target: str = ""
    """Empty: not translated."""
    origin: Origin | None = None
    """In a project the place of the original, in an exchange file that of the unit."""
    is_stale: bool = False
    """Whether its original changed since it was translated, and nobody has looked at it again."""
    remark: str = ""
    """For the translator."""

    @property
    def name(self) -> str:
        """By which it is known again: `block legal/torture paragraph.3`."""
        return f"{self.key.kind} {self.key.name} {self.label}"


def read_unit_name(name: str) -> tuple[TextKey, str] | None:
    """The text and the label of a unit's name; None for a name that is not ours."""
    kind, _, rest = name.partition(" ")
    text, _, label = rest.rpartition(" ")
    if kind not in {"block", "fact", "brief"} or not text or not label:
        return None
    part = label if kind != "block" else "title" if label in TITLE_LABELS else "text"
    return TextKey(kind, text, part), label


def build_units(original: Original, language: str) -> Iterator[TranslationUnit]:
    """The units of a text in a language, with the translations that there are."""
    found = find_text(original.translations, language)
    fields = {piece.label: piece.text for piece in found.pieces if piece.label != BODY} if found else {}
    for piece in original.pieces:
        if piece.label != BODY:
            place = Origin(original.origin.path, piece.line)
            yield TranslationUnit(original.key, piece.label, piece.text, fields.get(piece.label, ""), place)
    paragraphs = [piece for piece in original.pieces if piece.label == BODY]
    translated = [piece for piece in found.pieces if piece.label == BODY] if found else []
    if translated and len(translated) != len(paragraphs):
        place = Origin(original.origin.path, paragraphs[0].line if paragraphs else 1)
        yield TranslationUnit(original.key, WHOLE_BODY, join_paragraphs(paragraphs), join_paragraphs(translated), place)
        return
    for index, piece in enumerate(paragraphs):
        target = translated[index].text if translated else ""
        place = Origin(original.origin.path, piece.line)
        yield TranslationUnit(original.key, f"{BODY}.{index}", piece.text, target, place)


def build_units_for_export(
    originals: Iterable[Original], records: RecordedOriginals, language: str
) -> Iterator[TranslationUnit]:
    """The units of all texts, with a remark and a mark where the original changed since it was translated."""
    for original in originals:
        if is_same_language(original.language, language):
            continue
        standing = find_translation_standing(original, records, language)
        units = tuple(build_units(original, language))
        if standing.state is TranslationState.STALE:
            remark = f"changed in the original: {'; '.join(standing.changes)}"
            known = {normalise_text(text) for text in records.find(original.key, language) or ()}
            changed = [unit.label == WHOLE_BODY or normalise_text(unit.source) not in known for unit in units]
            marks = changed if any(changed) else [True] * len(units)
            units = tuple(
                replace(unit, is_stale=is_stale, remark=remark if is_stale else "")
                for unit, is_stale in zip(units, marks, strict=True)
            )
        yield from units


def join_paragraphs(pieces: list[TextPiece]) -> str:
    """Paragraphs with an empty line between them."""
    return "\n\n".join(piece.text for piece in pieces)
