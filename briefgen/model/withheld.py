"""What is withheld from one reader: it goes past the document to the leak check."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from briefgen.model.brief import VariableValue
from briefgen.model.diagnostic import Diagnostic, Origin, Severity
from briefgen.model.library import Block, Fact, Source, Variant


@dataclass(frozen=True, slots=True)
class Withheld:
    """Everything that a reader may not see, because of its sensitivity or a missing consent. Never part of a document, a message or a file."""

    blocks: tuple[Block, ...] = ()
    variants: tuple[Variant, ...] = ()
    """Variants above the ceiling, of blocks that are not."""
    facts: tuple[Fact, ...] = ()
    sources: tuple[Source, ...] = ()
    unlabelled_sources: frozenset[str] = frozenset()
    """Keys of sources without a label that no text cites."""
    images: Mapping[str, Path] = field(default_factory=dict)
    image_reasons: Mapping[str, str] = field(default_factory=dict)
    """Why each image is withheld, in words for its authors."""
    variables: Mapping[str, VariableValue] = field(default_factory=dict)
    columns: Mapping[str, str] = field(default_factory=dict)
    """Of the recipient."""
    ranges: tuple[WithheldRange, ...] = ()

    @property
    def texts(self) -> tuple[Variant, ...]:
        """Every withheld text."""
        return tuple(variant for block in self.blocks for variant in block.variants) + self.variants

    def is_mentioned_in(self, diagnostic: Diagnostic) -> bool:
        """Whether a warning is about something withheld. Errors are always reported, because then nothing is built."""
        origin = diagnostic.origin
        return (
            diagnostic.severity is Severity.WARNING
            and origin is not None
            and any(place.contains(origin) for place in self.ranges)
        )


@dataclass(frozen=True, slots=True)
class WithheldRange:
    """The place of something withheld: a file, or some lines of a file."""

    path: str
    first_line: int = 0
    end_line: int | None = None
    """The line after the last; None: to the end of the file."""

    def contains(self, origin: Origin) -> bool:
        """Whether an origin is in this range."""
        return (
            origin.path == self.path
            and origin.line >= self.first_line
            and (self.end_line is None or origin.line < self.end_line)
        )
