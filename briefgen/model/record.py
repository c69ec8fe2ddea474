"""What a finished file printed, and from what: the values of the record, the manifest and `deliveries.jsonl`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, order=True)
class InputRecord:
    """One thing that was used, as it was."""

    kind: str
    """`block`, `fact`, `source`, `image`, `template`, `style`, `font`, `citation style`, `tool` ..."""
    name: str
    digest: str
    """Empty where there is none of that name any more."""

    def __str__(self) -> str:
        return f"{self.kind} {self.name}".rstrip()


@dataclass(frozen=True, slots=True)
class PrintedFact:
    """A fact as one file printed it."""

    value: str
    """The same in every language: `12500`, `10000 to 300000`, `2024-04-26`."""
    text: str
    """In the language of the file, with the unit: `12,500 wells`."""
    unit: str


@dataclass(frozen=True, slots=True)
class FileContents:
    """What a file printed and from what, without its text. Files that differ in recipient and format alone share it."""

    brief: str
    audience: str
    library: str
    language: str
    campaign: str = ""
    """The campaign that its recipient is from; empty for a file for nobody in particular."""
    settings: Mapping[str, str] = field(default_factory=dict)
    """What `--set` gave, except what the reader may not see."""
    unsaved: bool = False
    """The brief has no file: `--audience` and `--library` made it."""
    brief_digest: str = ""
    """The digest of the brief as this reader sees it, before it was addressed."""
    facts: Mapping[str, PrintedFact] = field(default_factory=dict)
    ceiling: str = ""
    """What its reader might see: `partner`; empty where that is not known."""
    consents: tuple[str, ...] = ()
    """What needs a consent: `block voice`, `image images/bridge.jpg`. Never how it was given."""
    inputs: tuple[InputRecord, ...] = ()
    """Everything that it was made from, in order."""

    def list_names(self, kind: str) -> tuple[str, ...]:
        """The names of the inputs of a kind."""
        return tuple(record.name for record in self.inputs if record.kind == kind)


@dataclass(frozen=True, slots=True)
class FileRecord:
    """One finished file, known by its bytes."""

    sha256: str
    contents: FileContents
    format: str
    recipient: str = ""
    """The id of its recipient; empty for a file for nobody in particular."""
    recipient_state: str = ""
    """The state of its recipient, for consents that hold for certain states."""
    pages: int | None = None
    words: int = 0
    recipient_digest: str = ""
    """The digest of what the recipient's row gave to the file."""
    text_digest: str = ""
    """The digest of the finished text: two formats of one text share it."""
    folder: str = ""
    """The output folder: below the project where it is inside, else its whole path."""
    path: str = ""
    """Below the output folder, with forward slashes."""
    built: str = ""
    """When it was built, as `2026-11-29T14:02:11Z`; empty where that is not known."""


@dataclass(frozen=True, slots=True)
class Delivery:
    """One file that was sent to somebody on a day."""

    file: FileRecord
    name: str
    """The name of the file as it was sent."""
    to: str
    on: str
    """The day: `2026-11-29`."""
    line: int = 0
    """Its line in `deliveries.jsonl`; 0 for one that is not written yet."""
