"""The result of the select stage, with a reason for each block that is selected or left out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from pathlib import Path

from briefgen.model.audience import SectionPlan
from briefgen.model.library import Block, Fact, Source, Unlabelled, Variant


@dataclass(frozen=True, slots=True)
class Choice:
    """A selected block, in the variant that this reader gets."""

    block: Block
    variant: Variant
    reason: str

    @property
    def name(self) -> str:
        """The block with its variant: `legal/torture@short`."""
        return f"{self.block.id}@{self.variant.name}" if self.variant.name else self.block.id


class OmissionCause(StrEnum):
    """Why a block is left out, in the words of the line that ends every build."""

    OVER_LIMIT = "over the section's limit"
    KIND = "of a kind that no section takes"
    TOPIC = "without a topic that its section needs"
    NOT_NAMED = "not named by the brief for its section"
    OTHER_AUDIENCE = "for other audiences"
    OTHER_STATE = "to another state than the reader's"
    EXCLUDED = "excluded by the brief"
    UNTRANSLATED = "without a text in this language"
    WITHHELD = "not for this reader"


@dataclass(frozen=True, slots=True)
class Omission:
    """A block that is left out."""

    block: Block
    cause: OmissionCause
    reason: str
    section: str = ""
    """The section that would take it, if it is over the limit of one."""

    @property
    def withheld(self) -> bool:
        """Whether this reader must not learn that the block exists."""
        return self.cause is OmissionCause.WITHHELD


@dataclass(frozen=True, slots=True)
class SelectedSection:
    """One section with its blocks in order."""

    plan: SectionPlan
    choices: tuple[Choice, ...]
    sections: tuple[SelectedSection, ...]

    @property
    def is_empty(self) -> bool:
        """Whether nothing was chosen here or below."""
        return not self.choices and all(section.is_empty for section in self.sections)


@dataclass(frozen=True, slots=True)
class Selection:
    """What this reader may see, and the blocks that this brief prints."""

    sections: tuple[SelectedSection, ...]
    omissions: tuple[Omission, ...]
    facts: Mapping[str, Fact]
    sources: Mapping[str, Source]
    images: Mapping[str, Path]
    """Everything at or below the ceiling; nothing else reaches the next stage."""
    unlabelled: Unlabelled = field(default_factory=Unlabelled)
    """Names for hints, where a text nearly writes one."""

    @property
    def omission_counts(self) -> Mapping[OmissionCause, int]:
        """How many blocks are left out, by the cause. An audience without sections, such as that of notices, prints data alone."""
        return Counter(omission.cause for omission in self.omissions if self.sections)

    @property
    def choices(self) -> tuple[Choice, ...]:
        """Every block taken, in reading order."""
        return tuple(choice for section in walk_selected_sections(self.sections) for choice in section.choices)

    def without_omissions(self) -> Selection:
        """The same without what is left out, so that no text can print it."""
        return replace(self, omissions=())


def walk_selected_sections(sections: Iterable[SelectedSection]) -> Iterator[SelectedSection]:
    """Every section with those inside it, in reading order."""
    for section in sections:
        yield section
        yield from walk_selected_sections(section.sections)
