"""Compares what a file printed with the library today: figures, texts and consents."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from briefgen.campaign.inputs import compute_current_digests
from briefgen.model.consent import Consent, IntendedUse, explain_refusal
from briefgen.model.library import Library, Sensitivity
from briefgen.model.record import FileContents, FileRecord
from briefgen.model.translation import apply_translations
from briefgen.record.printed import build_printed_fact

GONE = "it is no longer in the library"


@dataclass(frozen=True, slots=True)
class FigureChange:
    """A fact that has another value today."""

    fact: str
    label: str
    """What is counted, in the language of the file; empty where the fact has no label."""
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


def compare_file(file: FileRecord, library: Library, ceiling: Sensitivity, today: date) -> ContentChanges:
    """What of a file changed since; `ceiling` is that of its audience."""
    contents = file.contents
    use = IntendedUse(contents.audience, file.recipient_state, today, date_name="today")
    withdrawn = dict(_find_withdrawn(contents, library, ceiling, use))
    return ContentChanges(
        tuple(TextChange(name, reason) for name, reason in withdrawn.items()),
        tuple(_find_figures(contents, library)),
        tuple(change for change in _find_changed_blocks(contents, library) if change.name not in withdrawn),
    )


def _find_withdrawn(
    contents: FileContents, library: Library, ceiling: Sensitivity, use: IntendedUse
) -> Iterator[tuple[str, str]]:
    for name in contents.list_names("block"):
        missing = _list_missing_consents(f"block {name}", contents)
        if reason := _explain_withdrawn_block(name, missing, library, ceiling, use):
            yield f"block {name}", reason
    for name in contents.list_names("image"):
        missing = _list_missing_consents(f"image {name}", contents)
        if reason := _explain_withdrawn_image(name, missing, library, ceiling, use):
            yield f"image {name}", reason
    for name in contents.facts:
        fact = library.facts.get(name)
        if fact and fact.labelled and fact.sensitivity > ceiling:
            yield f"fact {name}", f"it is {fact.sensitivity.word} now"


def _list_missing_consents(name: str, contents: FileContents) -> tuple[Consent, ...] | None:
    """What counts as the consents of a thing that states none today: missing where it had one, else it needs none."""
    return () if name in contents.consents else None


def _explain_withdrawn_block(
    name: str, missing: tuple[Consent, ...] | None, library: Library, ceiling: Sensitivity, use: IntendedUse
) -> str:
    """Why this reader may not see a text any more; empty where it may."""
    id_, _, variant = name.partition("@")
    block = library.find_block(id_)
    if block is None:
        return GONE
    own = [text.sensitivity for text in block.variants if text.name == variant] or [block.sensitivity]
    label = f"it is {min(own).word} now" if min(own) > ceiling else ""
    return explain_refusal(missing if block.consents is None else block.consents, use) or label


def _explain_withdrawn_image(
    name: str, missing: tuple[Consent, ...] | None, library: Library, ceiling: Sensitivity, use: IntendedUse
) -> str:
    if name not in library.images:  # without people in it, a picture is as good as before
        return "" if missing is None else GONE
    if name in library.labelled_images and library.image_sensitivity[name] > ceiling:
        return f"it is {library.image_sensitivity[name].word} now"
    return explain_refusal(library.image_consents.get(name, missing), use)


def _find_figures(contents: FileContents, library: Library) -> Iterator[FigureChange]:
    for name, printed in contents.facts.items():
        fact = library.facts.get(name)
        if fact is None:
            yield FigureChange(name, "", printed.text, "", "")
            continue
        local = apply_translations(fact, contents.language)
        now = build_printed_fact(fact, contents.language)
        if (now.value, now.unit) != (printed.value, printed.unit):
            yield FigureChange(name, local.label, printed.text, now.text, local.why)


def _find_changed_blocks(contents: FileContents, library: Library) -> Iterator[TextChange]:
    for record in contents.inputs:
        id_ = record.name.partition("@")[0]
        if record.kind != "block" or library.find_block(id_) is None:
            continue
        digests = compute_current_digests(library, "block", id_)
        if record.name not in digests:
            yield TextChange(str(record), "this version of it is no longer in the library")
        elif record.digest not in digests[record.name]:
            yield TextChange(str(record), "its text changed")
