"""What the gate kept back from one reader: handed past the document to those who prove that none of it got out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from briefgen.model.brief import VariableValue
from briefgen.model.diagnostic import Diagnostic, Origin, Severity
from briefgen.model.library import Block, Fact, Source, Variant


@dataclass(frozen=True, slots=True)
class Withheld:
    """Everything that a reader may not have, for its sensitivity or for want of consent. Never part of a document, a message or a file."""

    blocks: tuple[Block, ...] = ()
    variants: tuple[Variant, ...] = ()
    """Cuts and translations above the ceiling of blocks that are not."""
    facts: tuple[Fact, ...] = ()
    sources: tuple[Source, ...] = ()
    unlabelled_sources: frozenset[str] = frozenset()
    """Keys of those that nobody labelled and nothing cites."""
    images: Mapping[str, Path] = field(default_factory=dict)
    image_reasons: Mapping[str, str] = field(default_factory=dict)
    """Why each image is kept back, in words for its authors."""
    variables: Mapping[str, VariableValue] = field(default_factory=dict)
    columns: Mapping[str, str] = field(default_factory=dict)
    """Of the recipient."""
    ranges: tuple[WithheldRange, ...] = ()

    @property
    def texts(self) -> tuple[Variant, ...]:
        """Every text that is kept back."""
        return tuple(variant for block in self.blocks for variant in block.variants) + self.variants

    def is_mentioned_in(self, diagnostic: Diagnostic) -> bool:
        """Whether a warning speaks of what is kept back. Errors are always told: nothing is made then."""
        origin = diagnostic.origin
        return (
            diagnostic.severity is Severity.WARNING
            and origin is not None
            and any(place.contains(origin) for place in self.ranges)
        )


@dataclass(frozen=True, slots=True)
class WithheldRange:
    """Where something that is kept back stands: a file, or some lines of one."""

    path: str
    first_line: int = 0
    end_line: int | None = None
    """The line after the last; None: to the end of the file."""

    def contains(self, origin: Origin) -> bool:
        """Whether an origin lies here."""
        return (
            origin.path == self.path
            and origin.line >= self.first_line
            and (self.end_line is None or origin.line < self.end_line)
        )
