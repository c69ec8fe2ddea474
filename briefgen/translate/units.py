"""Divides texts into the units that a translator gets, and knows them again when they come back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from hashlib import sha256

from briefgen.model.diagnostic import Origin
from briefgen.model.text_pieces import BODY
from briefgen.model.translation import find_text, is_same_language
from briefgen.model.translation_record import TextKey
from briefgen.translate.coverage import RecordedOriginals, TranslationState, find_translation_standing
from briefgen.translate.originals import TITLE_LABELS, Original, normalise_text

WHOLE_BODY = "body"
"""The label of a unit that holds all paragraphs: where a translation has more or fewer than its original."""
PARAGRAPH_BREAK = "\n\n"
DIGEST_LENGTH = 12
"""Hexadecimal digits: enough to tell two versions of one passage apart."""


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
    exported_digest: str = ""
    """The digest of its target when it was exported; empty where an exchange file does not say it."""
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


def digest_target(text: str) -> str:
    """A short name for the words of a translation, so that an import can tell who changed them."""
    return sha256(normalise_text(text).encode("utf-8", "surrogatepass")).hexdigest()[:DIGEST_LENGTH]


def find_translated_texts(original: Original, language: str) -> dict[str, str]:
    """The translation that there is, by the labels of units: each paragraph by itself, and all of them as one body."""
    found = find_text(original.translations, language)
    pieces = found.pieces if found else ()
    paragraphs = [piece.text for piece in pieces if piece.label == BODY]
    fields = {piece.label: piece.text for piece in pieces if piece.label != BODY}
    numbered = {f"{BODY}.{index}": text for index, text in enumerate(paragraphs)}
    return {**fields, **numbered, WHOLE_BODY: PARAGRAPH_BREAK.join(paragraphs)}


def build_units(original: Original, language: str) -> Iterator[TranslationUnit]:
    """The units of a text in a language, with the translations that there are."""
    translated = find_translated_texts(original, language)
    paragraphs = [piece for piece in original.pieces if piece.label == BODY]
    labels = [f"{BODY}.{index}" for index in range(len(paragraphs))]
    path = original.origin.path

    def build_unit(label: str, source: str, line: int) -> TranslationUnit:
        target = translated.get(label, "")
        return TranslationUnit(
            original.key, label, source, target, Origin(path, line), exported_digest=digest_target(target)
        )

    for piece in original.pieces:
        if piece.label != BODY:
            yield build_unit(piece.label, piece.text, piece.line)
    if is_divided_otherwise(labels, translated):
        source = PARAGRAPH_BREAK.join(piece.text for piece in paragraphs)
        yield build_unit(WHOLE_BODY, source, paragraphs[0].line if paragraphs else 1)
        return
    for label, piece in zip(labels, paragraphs, strict=True):
        yield build_unit(label, piece.text, piece.line)


def is_divided_otherwise(labels: Iterable[str], translated: Iterable[str]) -> bool:
    """Whether a translation has other paragraphs than these; both by the labels of their passages."""
    present = {label for label in translated if label.startswith(f"{BODY}.")}
    return bool(present) and present != {label for label in labels if label.startswith(f"{BODY}.")}


def is_body(unit: TranslationUnit) -> bool:
    """Whether a passage is one of the body, and not a title or a field."""
    return unit.label == WHOLE_BODY or unit.label.startswith(f"{BODY}.")


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
