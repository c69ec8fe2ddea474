"""The document in the middle: composed, then cited; every format is made from it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from briefgen.model.audience import Audience, NotePlacement
from briefgen.model.brief import Brief, Organisation
from briefgen.model.library import Source
from briefgen.model.tree import Element


@dataclass(frozen=True, slots=True)
class Metadata:
    """What the file says of itself, and nothing else."""

    title: str
    language: str
    direction: str
    """`ltr` or `rtl`."""
    organisation: str
    date: date | None
    keywords: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Assets:
    """The files that a document is printed with. Paths only: the renderer alone reads them."""

    styles: tuple[Path, ...]
    """In the order of the cascade."""
    images: Mapping[str, Path]
    """By the `src` that stands in the tree."""
    fonts: Mapping[str, Path]
    """By the address that the style sheets use: `fonts/SourceSerif4-Regular.ttf`."""
    theme: str = ""
    """What the project changes of the first style sheet: a style sheet that follows it."""
    reencoded_images: frozenset[str] = frozenset()
    """Images, by the same `src`, whose files were made anew from their pixels before: they are printed as they are."""


@dataclass(frozen=True, slots=True)
class Composition:
    """The whole text of a brief under one order of headings; citations and references still open."""

    brief: Brief
    audience: Audience
    organisation: Organisation
    metadata: Metadata
    body: Element
    sources: Mapping[str, Source]
    assets: Assets
    notes: NotePlacement
    citation_style: Path
    """The citation style, a `.csl` file."""
    blocks: tuple[str, ...]
    facts: tuple[str, ...]
    """Ids of what it shows, in reading order."""
    unlabelled_sources: frozenset[str] = frozenset()
    """Keys of sources to hint at, where a citation all but names one."""


@dataclass(frozen=True, slots=True)
class Document:
    """The finished text: every note, paragraph and heading numbered, every citation in words."""

    brief: Brief
    audience: Audience
    metadata: Metadata
    body: Element
    """Holds no `Citation` and no `CrossReference` any more; its `Note`s are numbered."""
    assets: Assets
    notes: NotePlacement
    blocks: tuple[str, ...]
    facts: tuple[str, ...]
    cited_keys: tuple[str, ...]
    """Keys of the works cited, in the order of first citation."""
