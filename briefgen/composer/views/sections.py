"""The sections of a brief with their blocks, and the blocks of the library that are not in it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from briefgen.check.rules.shortening import count_words_by_block
from briefgen.composer.reading import BriefReading
from briefgen.model.audience import CountedPart
from briefgen.model.library import Block
from briefgen.model.selection import Choice, Omission, OmissionCause, SelectedSection
from briefgen.model.word_count import count_printed_words

PRINTED_PARTS = frozenset({CountedPart.BODY, CountedPart.ANNEX})

ADDABLE = frozenset(
    {
        OmissionCause.OVER_LIMIT,
        OmissionCause.KIND,
        OmissionCause.TOPIC,
        OmissionCause.NOT_NAMED,
        OmissionCause.OTHER_STATE,
    }
)
"""Why a block is left out that the brief can name for a section all the same."""

FITTING = frozenset({OmissionCause.OVER_LIMIT, OmissionCause.NOT_NAMED})
"""Why a block is left out of a section that takes blocks like it."""


@dataclass(frozen=True, slots=True)
class Cut:
    """A text of a block that the brief may choose."""

    name: str
    words: int
    """About how many, of its Markdown."""


@dataclass(frozen=True, slots=True)
class BlockRow:
    """A block in its section."""

    id: str
    title: str
    kind: str
    is_on: bool
    cut: str
    """The variant that is printed; empty: the block's own text."""
    stated_cut: str
    """That which the brief states; empty: the audience chooses."""
    cuts: tuple[Cut, ...]
    words: int
    reason: str
    """Why it is here, or why it is off."""
    status: str
    sensitivity: str
    language: str
    topics: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SectionRow:
    """A section, after those that come before it in reading order."""

    id: str
    title: str
    """Empty where no heading is printed."""
    depth: int
    blocks: tuple[BlockRow, ...]


@dataclass(frozen=True, slots=True)
class LibraryRow:
    """A block that the brief does not print, and why not."""

    id: str
    title: str
    kind: str
    topics: tuple[str, ...]
    words: int
    reason: str
    section: str
    """That which would take it otherwise; may be empty."""
    can_be_added: bool


def build_sections(reading: BriefReading) -> tuple[SectionRow, ...]:
    """Every section in reading order, with the blocks that are on and those that the brief switched off."""
    if reading.selection is None or reading.whole_selection is None:
        return ()
    counts = count_words_by_block(reading.document, PRINTED_PARTS) if reading.document else {}
    taken = {choice.block.id for choice in reading.selection.choices}
    return tuple(_build_sections(reading.whole_selection.sections, reading, taken, counts, 0))


def _build_sections(
    sections: tuple[SelectedSection, ...],
    reading: BriefReading,
    taken: set[str],
    counts: Mapping[str, int],
    depth: int,
) -> Iterator[SectionRow]:
    for section in sections:
        rows = [_build_row(choice, reading, counts, is_on=choice.block.id in taken) for choice in section.choices]
        rows += list(_build_unnamed_rows(section.plan.id, reading))
        yield SectionRow(section.plan.id, section.plan.title or "", depth, tuple(rows))
        yield from _build_sections(section.sections, reading, taken, counts, depth + 1)


def _build_unnamed_rows(section: str, reading: BriefReading) -> Iterator[BlockRow]:
    """The blocks that are switched off in a section whose blocks the brief names: they are no longer in its list."""
    excluded = reading.brief.blocks.exclude if reading.brief else frozenset()
    for omission in reading.whole_selection.omissions if reading.whole_selection else ():
        is_named = omission.cause is OmissionCause.NOT_NAMED and omission.section == section
        if is_named and omission.block.id in excluded:
            choice = Choice(omission.block, omission.block.variants[0], "excluded by the brief")
            yield _build_row(choice, reading, {}, is_on=False)


def _build_row(choice: Choice, reading: BriefReading, counts: Mapping[str, int], *, is_on: bool) -> BlockRow:
    block, variant = choice.block, choice.variant
    stated = reading.brief.blocks.cuts.get(block.id, "") if reading.brief else ""
    return BlockRow(
        id=block.id,
        title=variant.title or block.id,
        kind=block.kind,
        is_on=is_on,
        cut=variant.name,
        stated_cut=stated,
        cuts=tuple(_list_cuts(block, variant.language)),
        words=counts.get(block.id, 0) if is_on else count_printed_words(variant.body),
        reason=choice.reason if is_on else "excluded by the brief",
        status=block.status.value,
        sensitivity=variant.sensitivity.word,
        language=variant.language,
        topics=tuple(sorted(block.topics)),
    )


def _list_cuts(block: Block, language: str) -> Iterator[Cut]:
    """The variants that this reader may get, in the language of the one that is printed."""
    for variant in block.variants:
        if variant.name and variant.language == language:
            yield Cut(variant.name, count_printed_words(variant.body))


def build_library_rows(reading: BriefReading, sections: Sequence[SectionRow]) -> tuple[LibraryRow, ...]:
    """The blocks that no section shows and whose existence the reader may learn, each with the reason."""
    if reading.selection is None:
        return ()
    displayed = {row.id for section in sections for row in section.blocks}
    omissions = (
        omission
        for omission in reading.selection.omissions
        if not omission.withheld and omission.block.id not in displayed
    )
    return tuple(
        _build_library_row(omission, reading.brief.language if reading.brief else "") for omission in omissions
    )


def _build_library_row(omission: Omission, language: str) -> LibraryRow:
    block = omission.block
    variant = next((text for text in block.variants if text.language == language), block.variants[0])
    return LibraryRow(
        id=block.id,
        title=variant.title or block.id,
        kind=block.kind,
        topics=tuple(sorted(block.topics)),
        words=count_printed_words(variant.body),
        reason=omission.reason,
        section=omission.section if omission.cause in FITTING else "",
        can_be_added=omission.cause in ADDABLE,
    )
