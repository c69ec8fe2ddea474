"""The document in the middle: composed, then cited; every format is made from it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from briefgen.model.approval import Approval
from briefgen.model.audience import Audience, NotePlacement, Rule
from briefgen.model.brief import Brief, Organisation
from briefgen.model.diagnostic import Origin
from briefgen.model.library import Source
from briefgen.model.numerals import Numerals
from briefgen.model.tree import Element


@dataclass(frozen=True, slots=True)
class Metadata:
    """The properties of the finished file, and nothing else."""

    title: str
    language: str
    direction: str
    """`ltr` or `rtl`."""
    organisation: str
    date: date | None
    keywords: tuple[str, ...] = ()
    numerals: Numerals | None = None
    """The digits that are printed; None: Western ones. The properties themselves have Western ones."""
    divided_words: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Words with hyphens where the project lets them be divided on paper, by language: `Pyong-yang`, `songbun`."""


@dataclass(frozen=True, slots=True)
class Assets:
    """The files that a document is printed with. Only the renderer reads them."""

    styles: tuple[Path, ...]
    """In the order of the cascade."""
    images: Mapping[str, Path]
    """By their `src` in the tree."""
    fonts: Mapping[str, Path]
    """By the address that the style sheets use: `fonts/SourceSerif4-Regular.ttf`."""
    theme: str = ""
    """The project's changes to the first style sheet, as a style sheet that follows it."""
    reencoded_images: frozenset[str] = frozenset()
    """Images, by the same `src`, that were already encoded again from their pixels: they are printed unchanged."""
    image_origins: Mapping[str, Origin] = field(default_factory=dict)
    """Where an image is named, by the same `src`, if that is not where it is printed: the line of the logo in `briefgen.yaml`."""


@dataclass(frozen=True, slots=True)
class Composition:
    """The whole text of a brief under one order of headings; citations and cross-references not yet resolved."""

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
    """Ids of the printed blocks and facts, in reading order."""
    unlabelled_sources: frozenset[str] = frozenset()
    """Keys of sources for hints, where a citation nearly names one."""


@dataclass(frozen=True, slots=True)
class Document:
    """The finished text: every note, paragraph and heading numbered, every citation formatted."""

    brief: Brief
    audience: Audience
    metadata: Metadata
    body: Element
    """Without `Citation` and `CrossReference`; its `Note`s are numbered."""
    assets: Assets
    notes: NotePlacement
    blocks: tuple[str, ...]
    facts: tuple[str, ...]
    cited_keys: tuple[str, ...]
    """Keys of the works cited, in the order of first citation."""
    approvals: tuple[Approval, ...] = ()
    """Those that hold for the printed texts, in reading order."""

    @property
    def rules(self) -> tuple[Rule, ...]:
        """The rules of the audience that are for briefs in this language and with these parameters."""
        brief = self.brief
        return tuple(rule for rule in self.audience.rules if rule.applies(brief.language, brief.parameters))
