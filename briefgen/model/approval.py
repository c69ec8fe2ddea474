"""Approvals: who approved which text, and the exact content that was approved."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from briefgen.model.diagnostic import Origin

CUT_OR_LANGUAGE = re.compile(r"[@.].*", re.DOTALL)
"""What follows the id of the block in the name of a text: `@short.fr`."""


def normalise_name(name: str) -> str:
    """A person's name without its capitals and spaces: two spellings of it are one pair of eyes."""
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())


@dataclass(frozen=True, slots=True)
class ApprovedContent:
    """What one text of a block prints, in digests and figures: two equal values print the same."""

    pieces: tuple[str, ...]
    """The digest of each piece of the text, in order: its title, its fields, its paragraphs."""
    text: str
    """The digest of the whole text."""
    facts: Mapping[str, str] = field(default_factory=dict)
    """Each fact that it prints, with its value and sources in words."""
    sources: Mapping[str, str] = field(default_factory=dict)
    images: Mapping[str, str] = field(default_factory=dict)
    """The digest of each source and image."""


@dataclass(frozen=True, slots=True)
class Approval:
    """One entry of `approvals.yaml`: a person answers for one text of a block, in one cut and one language."""

    text_name: str
    """The name of its file below the library, without the ending: `legal/torture@short.fr`."""
    by: str
    role: str
    """May be empty."""
    on: date
    content: ApprovedContent
    origin: Origin

    @property
    def block_id(self) -> str:
        """The block whose text it is."""
        return CUT_OR_LANGUAGE.sub("", self.text_name)

    def __str__(self) -> str:
        return f"{self.by}{f' ({self.role})' if self.role else ''}, {self.on}"


@dataclass(frozen=True, slots=True)
class ApprovalRequirement:
    """How many people must have approved every printed text, and which roles among them."""

    approvals: int = 0
    roles: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.approvals or self.roles)

    def join(self, other: ApprovalRequirement) -> ApprovalRequirement:
        """What meets both."""
        roles = tuple(dict.fromkeys((*self.roles, *other.roles)))
        return ApprovalRequirement(max(self.approvals, other.approvals), roles)
