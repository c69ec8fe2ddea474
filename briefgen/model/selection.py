"""What the select stage decided, with a reason for each block taken and for each left out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from briefgen.model.audience import SectionPlan
from briefgen.model.library import Block, Fact, Source, Unlabelled, Variant


@dataclass(frozen=True, slots=True)
class Choice:
    """A block taken, in the cut that this reader gets."""

    block: Block
    variant: Variant
    reason: str


@dataclass(frozen=True, slots=True)
class Omission:
    """A block left out."""

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
    """What this reader may have, and what of it this brief takes."""

    sections: tuple[SelectedSection, ...]
    omissions: tuple[Omission, ...]
    facts: Mapping[str, Fact]
    sources: Mapping[str, Source]
    images: Mapping[str, Path]
    """What lies at or under the ceiling; nothing else reaches the next stage."""
    unlabelled: Unlabelled = field(default_factory=Unlabelled)
    """Names to hint at, where a text all but writes one."""

    @property
    def choices(self) -> tuple[Choice, ...]:
        """Every block taken, in reading order."""
        return tuple(choice for section in self.sections for choice in _collect_choices(section))


def _collect_choices(section: SelectedSection) -> tuple[Choice, ...]:
    return section.choices + tuple(one for inner in section.sections for one in _collect_choices(inner))
