"""What a user asks for: the project, its briefs and campaigns, and whom they are for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

from briefgen.model.audience import Audience, NotePlacement
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
"""What users may put under `variables`: text, never markup."""


@dataclass(frozen=True, slots=True)
class Contact:
    """How the organisation is reached."""

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
    """The language of its texts; empty where nobody said."""
    translations: Translations = field(default_factory=dict)
    """Its name, acronym and description in other languages."""


@dataclass(frozen=True, slots=True)
class Ruling:
    """A project's own weight for a rule or a lint."""

    severity: Severity | None
    """None: it is silenced."""
    reason: str


@dataclass(frozen=True, slots=True)
class Period:
    """The time that a brief covers."""

    start: date
    end: date


@dataclass(frozen=True, slots=True)
class Theme:
    """The brand of an organisation. What is empty is as the style sheets have it."""

    colours: Mapping[str, str] = field(default_factory=dict)
    """By the name of the custom property of CSS without its dashes: `accent`, `ink-soft`."""
    text_face: str = ""
    label_face: str = ""
    """Families of the fonts for text, and for headings, tables and captions."""
    paper: str = ""
    """`A4` or `Letter`."""


@dataclass(frozen=True, slots=True)
class Person:
    """Someone who is spoken of under another name."""

    key: str
    pseudonym: str
    identifying_terms: tuple[str, ...]
    """Names and places that would tell who it is: no finished file may hold them."""


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
    """Of facts, sources, images, variables and columns without a label; None: that of the texts that print them."""
    consent_kinds: frozenset[str] = frozenset({"testimony"})
    """Kinds of blocks that nobody gets without a consent."""
    people: tuple[Person, ...] = ()
    """Those who are spoken of under another name."""
    watched_terms: tuple[str, ...] = ()
    """Words that no finished file may hold."""
    rulings: Mapping[str, Ruling] = field(default_factory=dict)
    """What the project changes about rules and lints, by code."""
    theme: Theme = field(default_factory=Theme)


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
    """Who may read a column; one that is not here goes to whoever may read a text that prints it."""


@dataclass(frozen=True, slots=True)
class Brief:
    """One document to make."""

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
    sections: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Exact blocks and their order for a section of the audience."""
    standfirsts: Mapping[str, str] = field(default_factory=dict)
    """What opens a section of the audience below its heading, in Markdown."""
    exclude: frozenset[str] = frozenset()
    cuts: Mapping[str, str] = field(default_factory=dict)
    """Variants by block, instead of those that the audience would choose."""
    citation_style: str = ""
    notes: NotePlacement | None = None
    ceiling: Sensitivity | None = None
    """Lower than the audience's, never higher."""
    variables: Mapping[str, VariableValue] = field(default_factory=dict)
    sensitivity: Mapping[str, Sensitivity] = field(default_factory=dict)
    """Who may read a variable."""
    default_sensitivity: Sensitivity | None = None
    """Of variables that are not there, be it that a campaign or the command line adds them; None: that of the texts that print them."""
    parameters: Mapping[str, str] = field(default_factory=dict)
    """What it tells its audience: `{committee: CCPR}`."""
    period: Period | None = None
    deadline: datetime | None = None
    """The last moment for handing it in, by the clocks of the body that receives it."""
    recipient: Recipient | None = None
    written_language: str = ""
    """The language that its file is written in; empty where nobody said."""
    translations: Translations = field(default_factory=dict)
    """Texts of its file in other languages, by key: `title`, `parameters.theme`."""
    untranslated_keys: tuple[str, ...] = ()
    """Keys of its texts that are in another language than the brief."""
    key_lines: Mapping[str, int] = field(default_factory=dict, compare=False)
    """The line of each key in the brief's file, `sections.background` included."""

    def origin_of(self, key: str) -> Origin:
        """The place of a key in the brief's file."""
        return replace(self.origin, line=self.key_lines.get(key, self.origin.line))

    def for_recipient(self, recipient: Recipient) -> Brief:
        """The same brief, addressed."""
        return replace(self, recipient=recipient)

    def in_language(self, language: str) -> Brief:
        """The same brief in a language, with its texts as far as they are written in it.

        What a recipient or the command line chooses comes afterwards: this puts the texts of the file back.
        """
        there = find_translations(self, language)
        submitters = tuple(apply_translations(one, language) for one in self.submitters)
        image = apply_translations(self.image, language) if self.image else None
        parameters = {name: there.get(f"parameters.{name}", value) for name, value in self.parameters.items()}
        standfirsts = {name: there.get(f"standfirsts.{name}", text) for name, text in self.standfirsts.items()}
        missing = [
            *find_untranslated(self, ("title", "subtitle"), language),
            *(["keywords"] if self._has_foreign_keywords(language) else []),
            *self._find_foreign_standfirsts(language),
            *(
                f"submitters.{i}.description"
                for i, one in enumerate(self.submitters)
                if find_untranslated(one, ("description",), language)
            ),
            *(f"image.{name}" for name in (find_untranslated(self.image, ("alt",), language) if self.image else ())),
        ]
        return replace(
            self,
            language=language,
            title=there.get("title", self.title),
            subtitle=there.get("subtitle", self.subtitle),
            keywords=tuple(there.get(f"keywords.{index}", one) for index, one in enumerate(self.keywords)),
            submitters=submitters,
            image=image,
            parameters=parameters,
            standfirsts=standfirsts,
            untranslated_keys=tuple(missing),
        )

    def _find_foreign_standfirsts(self, language: str) -> tuple[str, ...]:
        if not self.written_language or is_same_language(self.written_language, language):
            return ()
        there = find_translations(self, language)
        keys = {f"standfirsts.{name}": text for name, text in self.standfirsts.items()}
        return tuple(key for key, text in keys.items() if key not in there and has_words(text))

    def _has_foreign_keywords(self, language: str) -> bool:
        there = find_translations(self, language)
        left = tuple(one for index, one in enumerate(self.keywords) if f"keywords.{index}" not in there)
        return bool(self.written_language) and not is_same_language(self.written_language, language) and has_words(left)


def find_ceiling(brief: Brief, audience: Audience) -> Sensitivity:
    """The most sensitive thing that a brief's reader may have: the audience's ceiling, or a lower one of the brief."""
    return audience.ceiling if brief.ceiling is None else min(brief.ceiling, audience.ceiling)


@dataclass(frozen=True, slots=True)
class Override:
    """What a campaign's briefs are to be for one recipient."""

    title: str | None = None
    """None: as in the brief; so below."""
    subtitle: str | None = None
    key_facts: tuple[str, ...] | None = None
    sections: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """In the place of the brief's sections of these names."""
    exclude: frozenset[str] = frozenset()
    """Beside those of the brief."""
    variables: Mapping[str, VariableValue] = field(default_factory=dict)

    def apply_to(self, brief: Brief) -> Brief:
        """The brief as this recipient is to get it."""
        return replace(
            brief,
            untranslated_keys=tuple(one for one in brief.untranslated_keys if getattr(self, one, None) is None),
            title=brief.title if self.title is None else self.title,
            subtitle=brief.subtitle if self.subtitle is None else self.subtitle,
            key_facts=brief.key_facts if self.key_facts is None else self.key_facts,
            sections={**brief.sections, **self.sections},
            exclude=brief.exclude | self.exclude,
            variables={**brief.variables, **self.variables},
        )


@dataclass(frozen=True, slots=True)
class Campaign:
    """Briefs for recipients in languages and formats."""

    id: str
    briefs: tuple[str, ...]
    recipients: Iterable[Recipient]
    """To be gone through as often as one likes."""
    columns: tuple[str, ...]
    languages: tuple[str, ...]
    formats: tuple[str, ...]
    output: str
    """The pattern of names: `{recipient.id}/{brief.id}-{language}`, without an ending."""
    origin: Origin
    overrides: Mapping[str, Override] = field(default_factory=dict)
    """By the id of a recipient."""

    def address_brief(self, brief: Brief, recipient: Recipient) -> Brief:
        """A brief, in its language, as this campaign sends it to a recipient: with what is overridden for that one."""
        own = self.overrides.get(recipient.id)
        return (own.apply_to(brief) if own else brief).for_recipient(recipient)

    def find_languages(self, brief: Brief) -> tuple[str, ...]:
        """Those in which a brief is sent: the campaign's, else those of the recipients, of whom one without gets the brief's own."""
        if self.languages or "language" not in self.columns:
            return self.languages or (brief.language,)
        return tuple(dict.fromkeys(_find_recipient_language(one, brief) for one in self.recipients))

    def find_recipients(self, language: str, brief: Brief) -> Iterator[Recipient]:
        """Who gets a brief in a language."""
        return (one for one in self.recipients if self.languages or _find_recipient_language(one, brief) == language)


def _find_recipient_language(recipient: Recipient, brief: Brief) -> str:
    return recipient.fields.get("language") or brief.language
