"""Compares what a file printed with the library today: figures, texts and consents."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from briefgen.campaign.inputs import compute_current_digests
from briefgen.model.consent import Consent
from briefgen.model.library import Block, Library, Sensitivity
from briefgen.model.record import FileContents
from briefgen.model.translation import apply_translations
from briefgen.record.printed import build_printed_fact


@dataclass(frozen=True, slots=True)
class FigureChange:
    """A fact that has another value today."""

    fact: str
    label: str
    """What is counted, in the language of the file; the id where the fact has no label."""
    old: str
    """As the file printed it."""
    new: str
    """In the language of the file; empty where the fact is no longer in the library."""
    why: str
    """The reason that the library states; may be empty."""


@dataclass(frozen=True, slots=True)
class TextChange:
    """A text or an image that is not the same today."""

    name: str
    """`block voice`, `image images/bridge.jpg`."""
    reason: str


@dataclass(frozen=True, slots=True)
class ContentChanges:
    """What of a file is no longer true, the most urgent first."""

    withdrawn: tuple[TextChange, ...]
    """Texts and images whose consent ended, or that this reader may no longer see."""
    figures: tuple[FigureChange, ...]
    changed: tuple[TextChange, ...]
    """Texts with other words."""

    def __bool__(self) -> bool:
        return bool(self.withdrawn or self.figures or self.changed)


def compare_contents(contents: FileContents, library: Library, ceiling: Sensitivity, today: date) -> ContentChanges:
    """What of a file changed since; `ceiling` is that of its audience."""
    withdrawn = dict(_find_withdrawn(contents, library, ceiling, today))
    return ContentChanges(
        tuple(TextChange(name, reason) for name, reason in withdrawn.items()),
        tuple(_find_figures(contents, library)),
        tuple(change for change in _find_changed_blocks(contents, library) if change.name not in withdrawn),
    )


def _find_withdrawn(
    contents: FileContents, library: Library, ceiling: Sensitivity, today: date
) -> Iterator[tuple[str, str]]:
    blocks = {block.id: block for block in library.blocks}
    for name in contents.list_names("block"):
        id_, _, variant = name.partition("@")
        block = blocks.get(id_)
        reason = (
            _explain_end(block.consents or (), contents.audience, today) or _explain_label(block, variant, ceiling)
            if block
            else "it is no longer in the library"
        )
        if reason:
            yield f"block {name}", reason
    for name in contents.list_names("image"):
        reason = _explain_end(library.image_consents.get(name, ()), contents.audience, today)
        if not reason and f"image {name}" in contents.consents and name not in library.images:
            reason = "it is no longer in the library"
        if reason:
            yield f"image {name}", reason


def _explain_end(consents: tuple[Consent, ...], audience: str, today: date) -> str:
    """Why a consent does not hold any more; empty where it does."""
    for consent in consents:
        if consent.withdrawn:
            return f"consent was withdrawn on {consent.withdrawn}"
        if consent.until and consent.until < today:
            return f"consent ended on {consent.until}"
        if consent.audiences is not None and audience not in consent.audiences:
            return f"consent is no longer for the audience `{audience}`"
    return ""


def _explain_label(block: Block, variant: str, ceiling: Sensitivity) -> str:
    own = [text.sensitivity for text in block.variants if text.name == variant] or [block.sensitivity]
    lowest = min(own)
    return f"it is {lowest.word} now" if lowest > ceiling else ""


def _find_figures(contents: FileContents, library: Library) -> Iterator[FigureChange]:
    for name, printed in contents.facts.items():
        fact = library.facts.get(name)
        if fact is None:
            yield FigureChange(name, name, printed.text, "", "")
            continue
        local = apply_translations(fact, contents.language)
        now = build_printed_fact(fact, contents.language)
        if (now.value, now.unit) != (printed.value, printed.unit):
            yield FigureChange(name, local.label or name, printed.text, now.text, local.why)


def _find_changed_blocks(contents: FileContents, library: Library) -> Iterator[TextChange]:
    for record in contents.inputs:
        if record.kind != "block" or record.name.partition("@")[0] not in {block.id for block in library.blocks}:
            continue
        digests = compute_current_digests(library, "block", record.name.partition("@")[0])
        if record.name not in digests:
            yield TextChange(str(record), "this version of it is no longer in the library")
        elif record.digest not in digests[record.name]:
            yield TextChange(str(record), "its text changed")
