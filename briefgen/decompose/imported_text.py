"""The values that pass between the steps of an import."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from briefgen.decompose.pandoc_tree import PandocNode


@dataclass(frozen=True, slots=True)
class Remark:
    """Something in the file that its author must know of, with its place."""

    place: str
    """The nearest heading above it, or the part of the file."""
    text: str


@dataclass(frozen=True, slots=True)
class Comment:
    """A comment of a reviewer."""

    author: str
    date: str
    text: str
    place: str
    """The nearest heading above it."""
    passage: str = ""
    """The words that it is about; empty where it is at a point."""


@dataclass(frozen=True, slots=True)
class CitedItem:
    """One work in a citation of another program."""

    name: str
    """What names the work there: an address, or a number."""
    place: str = ""
    """The pinpoint without its label: `12`."""
    label: str = ""
    """What the pinpoint is, in the words of CSL: `page`."""
    prefix: str = ""
    suffix: str = ""
    is_without_author: bool = False


@dataclass(frozen=True, slots=True)
class ImportedCitation:
    """A citation of a reference manager, or a typed note, which becomes a citation of briefgen."""

    items: tuple[CitedItem, ...]
    words: str
    """As it was printed."""
    note: int = 0
    """The number of the note in which it was typed; 0 for one of a reference manager."""
    reason: str = ""
    """Why a typed note means these works."""
    is_guess: bool = False


@dataclass(frozen=True, slots=True)
class ImportedText:
    """A whole file, as it was read."""

    title: str
    subtitle: str
    date: str
    """The day on which it was last changed, `2026-01-15`."""
    blocks: tuple[PandocNode, ...]
    passages: tuple[Remark, ...]
    """Every paragraph of its text, text boxes and notes, read apart from pandoc: what was written is compared with it."""
    property_title: str = ""
    """The title in the properties of the file, which nobody sees in it."""
    pictures: Mapping[str, bytes] = field(default_factory=dict)
    comments: tuple[Comment, ...] = ()
    citations: tuple[ImportedCitation, ...] = ()
    works: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    """The data of the works that are cited, by their names there."""
    note_count: int = 0
    word_notes: tuple[int, ...] = ()
    """The numbers of the notes that cite no work."""
    source_keys: frozenset[str] = frozenset()
    """The names of works that are keys of a list of sources, and stay as they are."""
    changes: tuple[Remark, ...] = ()
    """Its tracked changes, accepted or rejected."""
    left_out: tuple[Remark, ...] = ()
    """Words that are in no block: headers, footers, a list of contents, charts."""
    remarks: tuple[Remark, ...] = ()
    """What else to look at: hidden words, text boxes."""
