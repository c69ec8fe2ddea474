"""The result of the select stage, with a reason for each block that is selected or left out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from briefgen.model.audience import SectionPlan
from briefgen.model.library import Block, Fact, Source, Unlabelled, Variant


@dataclass(frozen=True, slots=True)
class Choice:
    """A selected block, in the variant that this reader gets."""

    block: Block
    variant: Variant
    reason: str


@dataclass(frozen=True, slots=True)
class Omission:
    """A block that is left out."""

    block: Block
    reason: str
    withheld: bool = False
    """Above the ceiling: this reader must not learn that it exists."""


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
    def choices(self) -> tuple[Choice, ...]:
        """Every block taken, in reading order."""
        return tuple(choice for section in self.sections for choice in _collect_choices(section))


def _collect_choices(section: SelectedSection) -> tuple[Choice, ...]:
    return section.choices + tuple(choice for inner in section.sections for choice in _collect_choices(inner))
