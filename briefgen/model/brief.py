"""Projects and briefs, and the people they are for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

from briefgen.model.approval import ApprovalRequirement
from briefgen.model.audience import Audience, NotePlacement, TitleStyle
from briefgen.model.cell import CellValue
from briefgen.model.diagnostic import Origin, Severity
from briefgen.model.library import Sensitivity
from briefgen.model.translation import (
    Translations,
    apply_translations,
    find_translations,
    find_untranslated,
    has_words,
    is_same_language,
)

VariableValue = (
    str | int | float | Decimal | bool | date | None | tuple["VariableValue", ...] | Mapping[str, "VariableValue"]
)
"""What users may write under `variables`: text, never markup."""


@dataclass(frozen=True, slots=True)
class Contact:
    """Addresses of the organisation."""

    email: str = ""
    phone: str = ""
    address: str = ""


@dataclass(frozen=True, slots=True)
class Organisation:
    """Who publishes."""

    name: str
    acronym: str = ""
    description: str = ""
    website: str = ""
    logo: str = ""
    """A path below the project."""
    contact: Contact = field(default_factory=Contact)
    written_language: str = ""
    """The language of its texts; empty where it is not stated."""
    translations: Translations = field(default_factory=dict)
    """Its name, acronym and description in other languages."""
    logo_origin: Origin | None = field(default=None, compare=False)
    """The line that states the logo."""


@dataclass(frozen=True, slots=True)
class Ruling:
    """The severity that a project gives a rule or a lint."""

    severity: Severity | None
    """None: it is switched off."""
    reason: str


@dataclass(frozen=True, slots=True)
class Period:
    """The time that a brief covers, both days included."""

    start: date
    end: date


@dataclass(frozen=True, slots=True)
class Theme:
    """The brand of an organisation. Where a value is empty, the style sheets decide."""

    colours: Mapping[str, str] = field(default_factory=dict)
    """By the name of the custom property of CSS without its dashes: `accent`, `ink-soft`."""
    text_face: str = ""
    label_face: str = ""
    """Families of the fonts for text, and for headings, tables and captions."""
    paper: str = ""
    """`A4` or `Letter`."""


@dataclass(frozen=True, slots=True)
class Person:
    """Someone who is named by a pseudonym."""

    key: str
    pseudonym: str
    identifying_terms: tuple[str, ...]
    """Names and places that identify the person: no finished file may contain them."""


@dataclass(frozen=True, slots=True)
class Project:
    """One folder with a `briefgen.yaml`."""

    root: Path
    organisation: Organisation
    language: str
    output: Path
    """Absolute."""
    search_path: tuple[Path, ...]
    """Folders that hold `templates/` and `styles/`, the project's own first."""
    default_sensitivity: Sensitivity | None = None
    """Of facts, sources, images, variables and columns without a label; None: as the texts that print them."""
    consent_kinds: frozenset[str] = frozenset({"testimony"})
    """Kinds of blocks that need a consent."""
    people: tuple[Person, ...] = ()
    watched_terms: tuple[str, ...] = ()
    """Words that no finished file may contain."""
    rulings: Mapping[str, Ruling] = field(default_factory=dict)
    """What the project changes about rules and lints, by code."""
    theme: Theme = field(default_factory=Theme)
    requires: ApprovalRequirement = field(default_factory=ApprovalRequirement)
    """Approvals that every text of every document needs."""
    approvers: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Who may approve, each with the roles; empty: anybody, in any role."""
    divided_words: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Words with hyphens where they may be divided, by language."""


@dataclass(frozen=True, slots=True)
class Submitter:
    """One organisation that submits the brief."""

    name: str
    acronym: str = ""
    website: str = ""
    description: str = ""
    contact: str = ""
    written_language: str = field(default="", compare=False)
    translations: Translations = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class CoverImage:
    """The photograph or ornament of the cover."""

    path: str
    """Below the library: `images/river.jpg`."""
    alt: str = ""
    """Empty: decorative."""
    credit: str = ""
    written_language: str = field(default="", compare=False)
    translations: Translations = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Recipient:
    """One addressee: a row of a campaign's recipients."""

    id: str
    fields: Mapping[str, str]
    """Every column of the row, `id` included."""
    origin: Origin
    sensitivity: Mapping[str, Sensitivity] = field(default_factory=dict)
    """Labels of columns. A column without one may be read by everyone who may read a text that prints it."""
    values: Mapping[str, CellValue] = field(default_factory=dict)
    """Dates and numbers of columns, which each language writes in its own way."""


@dataclass(frozen=True, slots=True)
class SectionRequest:
    """A section as a brief has it, where its `sections` are a list."""

    id: str
    """That of a section of the audience, or of the brief's own."""
    title: str | None = None
    """None: that of the audience."""
    titles: TitleStyle | None = None
    """Of its blocks; None: as the audience says."""


@dataclass(frozen=True, slots=True)
class BlockRequests:
    """What a brief states about blocks, where the audience would choose otherwise."""

    sections: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Exact blocks and their order, by section of the audience."""
    exclude: frozenset[str] = frozenset()
    cuts: Mapping[str, str] = field(default_factory=dict)
    """The variant of a block, by its id."""
    arrangement: tuple[SectionRequest, ...] = ()
    """Sections in the order of the brief, renamed or its own; those that it does not name stay where they are."""


@dataclass(frozen=True, slots=True)
class CitationRequests:
    """How a brief cites, where it differs from its audience."""

    style: str = ""
    notes: NotePlacement | None = None


@dataclass(frozen=True, slots=True)
class AccessSettings:
    """Who may read what a brief brings along."""

    ceiling: Sensitivity | None = None
    """Lower than the ceiling of the audience, never higher."""
    sensitivity: Mapping[str, Sensitivity] = field(default_factory=dict)
    """The label of each variable that has one."""
    default_sensitivity: Sensitivity | None = None
    """Of variables without a label, also those that a campaign or the command line adds; None: that of the texts that print them."""


@dataclass(frozen=True, slots=True)
class Wording:
    """The languages of the texts in a brief's file."""

    written_language: str = ""
    """Empty where it is not stated."""
    translations: Translations = field(default_factory=dict)
    """Texts in other languages, by key: `title`, `parameters.theme`."""
    untranslated_keys: tuple[str, ...] = ()
    """Keys of texts that are in another language than the brief."""


@dataclass(frozen=True, slots=True)
class Brief:
    """One document to build. Templates see its texts and dates under these names."""

    id: str
    audience: str
    library: str
    title: str
    language: str
    origin: Origin
    subtitle: str = ""
    state: str = ""
    """ISO 3166-1 alpha-3 code of the state it is about."""
    date: date | None = None
    authors: tuple[str, ...] = ()
    submitters: tuple[Submitter, ...] = ()
    keywords: tuple[str, ...] = ()
    key_facts: tuple[str, ...] = ()
    image: CoverImage | None = None
    standfirsts: Mapping[str, str] = field(default_factory=dict)
    """Markdown that opens a section of the audience, below its heading."""
    variables: Mapping[str, VariableValue] = field(default_factory=dict)
    parameters: Mapping[str, str] = field(default_factory=dict)
    """Answers to what the audience asks: `{committee: CCPR}`."""
    period: Period | None = None
    deadline: datetime | None = None
    """The last moment for submitting it, by the clocks of the body that receives it."""
    recipient: Recipient | None = None
    blocks: BlockRequests = field(default_factory=BlockRequests)
    citations: CitationRequests = field(default_factory=CitationRequests)
    numerals: str = ""
    """The digits, where the brief chooses them; empty: those of the audience."""
    access: AccessSettings = field(default_factory=AccessSettings)
    wording: Wording = field(default_factory=Wording)
    key_lines: Mapping[str, int] = field(default_factory=dict, compare=False)
    """The line of each key in the brief's file, `sections.background` included."""

    override_origins: Mapping[str, Origin] = field(default_factory=dict, compare=False)
    """The places of what a campaign changes for the recipient, by key; `exclude.legal/torture` for one block."""

    def find_origin(self, *keys: str) -> Origin:
        """The place of the first of these keys that is stated: in the brief's file, or in the campaign that changes it."""
        for key in keys:
            if key in self.override_origins:
                return self.override_origins[key]
            if key in self.key_lines:
                return replace(self.origin, line=self.key_lines[key])
        return self.origin

    def find_value(self, key: str) -> object:
        """The value under a top-level key of the brief's file, also where a group holds it; None for an unknown key."""
        return next((getattr(part, key) for part in (self, self.blocks, self.access) if hasattr(part, key)), None)

    @property
    def section_texts(self) -> Mapping[str, str]:
        """The Markdown that the brief writes for sections: standfirsts and titles, by their place in its file."""
        titles = {f"sections.{entry.id}.title": entry.title for entry in self.blocks.arrangement if entry.title}
        return {**{f"standfirsts.{name}": text for name, text in self.standfirsts.items()}, **titles}

    def for_recipient(self, recipient: Recipient) -> Brief:
        """The same brief, addressed."""
        return replace(self, recipient=recipient)

    def in_language(self, language: str) -> Brief:
        """The same brief in a language, with its texts as far as they are translated.

        Call it before a recipient or the command line changes a text: it restores the texts of the file.
        """
        translated = find_translations(self.wording, language)
        image = apply_translations(self.image, language) if self.image else None
        arrangement = (
            replace(entry, title=translated.get(f"sections.{entry.id}.title", entry.title))
            for entry in self.blocks.arrangement
        )
        return replace(
            self,
            language=language,
            title=translated.get("title", self.title),
            subtitle=translated.get("subtitle", self.subtitle),
            keywords=tuple(translated.get(f"keywords.{index}", word) for index, word in enumerate(self.keywords)),
            submitters=tuple(apply_translations(submitter, language) for submitter in self.submitters),
            image=image,
            parameters={name: translated.get(f"parameters.{name}", value) for name, value in self.parameters.items()},
            standfirsts={name: translated.get(f"standfirsts.{name}", text) for name, text in self.standfirsts.items()},
            blocks=replace(self.blocks, arrangement=tuple(arrangement)),
            wording=replace(self.wording, untranslated_keys=tuple(self._find_untranslated_keys(language))),
        )

    def _find_untranslated_keys(self, language: str) -> Iterator[str]:
        written_language = self.wording.written_language
        if written_language and not is_same_language(written_language, language):
            translated = find_translations(self.wording, language)
            texts = {"title": self.title, "subtitle": self.subtitle, **self.section_texts}
            yield from (key for key, text in texts.items() if key not in translated and has_words(text))
            keywords = enumerate(self.keywords)
            if any(f"keywords.{index}" not in translated and has_words(word) for index, word in keywords):
                yield "keywords"
        for index, submitter in enumerate(self.submitters):
            if find_untranslated(submitter, ("description",), language):
                yield f"submitters.{index}.description"
        if self.image and find_untranslated(self.image, ("alt",), language):
            yield "image.alt"


def find_ceiling(brief: Brief, audience: Audience) -> Sensitivity:
    """The highest sensitivity that the reader of a brief may see: the ceiling of the audience, or a lower one of the brief."""
    own = brief.access.ceiling
    return audience.ceiling if own is None else min(own, audience.ceiling)
