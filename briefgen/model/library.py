"""A library on one subject: blocks with their variants, sources and facts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import IntEnum, StrEnum
from pathlib import Path
from typing import Any

from briefgen.model.approval import Approval
from briefgen.model.consent import Consent
from briefgen.model.diagnostic import Origin
from briefgen.model.translation import Translations
from briefgen.model.translation_record import TranslationRecord


class Sensitivity(IntEnum):
    """Who may read something; ordered, so that "above the ceiling" is `>`."""

    PUBLIC = 1
    PARTNER = 2
    CONFIDENTIAL = 3

    @property
    def word(self) -> str:
        """The word users write: `public`, `partner`, `confidential`."""
        return self.name.lower()


class Status(StrEnum):
    """The editorial status of a block."""

    DRAFT = "draft"
    REVIEWED = "reviewed"
    APPROVED = "approved"


class Certainty(StrEnum):
    """How a figure was obtained."""

    COUNTED = "counted"
    ESTIMATE = "estimate"
    REPORTED = "reported"
    DISPUTED = "disputed"


class Exactness(StrEnum):
    """How near a figure is to what was counted; a figure without a word for it is meant as it is written."""

    ABOUT = "about"
    AT_LEAST = "at-least"
    MORE_THAN = "more-than"
    AT_MOST = "at-most"
    LESS_THAN = "less-than"


class Position(StrEnum):
    """The answer of the state under review to a recommendation; there is no `rejected`."""

    SUPPORTED = "supported"
    NOTED = "noted"


class Implementation(StrEnum):
    """Whether a recommendation was carried out."""

    NOT_IMPLEMENTED = "not-implemented"
    PARTLY_IMPLEMENTED = "partly-implemented"
    IMPLEMENTED = "implemented"


@dataclass(frozen=True, slots=True)
class PreviousRecommendation:
    """A recommendation of an earlier review, as its report has it."""

    cycle: int
    """0 where it is not from the Universal Periodic Review."""
    paragraph: str
    """`28.12`; empty where the report was not read."""
    states: tuple[str, ...]
    """Those that made it, by their ISO 3166-1 alpha-3 codes."""
    text: str
    """Its own words, never a paraphrase; empty where the report was not read."""
    source: str
    """A citation in the syntax of blocks, without brackets."""
    position: Position | None
    """None where the state gave none, or has none to give."""
    implementation: Implementation | None = None
    key: str = ""
    """In `previous.yaml`; empty for one that is written out in a recommendation."""
    body: str = ""
    """Who made it, if it is not from the Universal Periodic Review."""
    origin: Origin | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class RecommendationWording:
    """A recommendation in its authors' own words for readers whose text is otherwise made from the action."""

    question: str = ""
    """What a parliament may ask of its government."""
    ask: str = ""
    """What a third state can do."""
    call: str = ""
    """The sentence of a speech."""


@dataclass(frozen=True, slots=True)
class Recommendation:
    """The structured fields of a block of kind `recommendation`."""

    addressee: str
    action: str
    """The sentence, verb first."""
    asks: tuple[str, ...] = ()
    """What a third state can do for it, verb first."""
    offers: tuple[str, ...] = ()
    """What a third state can offer the addressee for it, verb first."""
    legal_basis: tuple[str, ...] = ()
    """Citations in the syntax of blocks, without brackets: `@cat, art 3`."""
    themes: tuple[str, ...] = ()
    deadline: str = ""
    state: str = ""
    """ISO 3166-1 alpha-3 code of the addressee, where it is a state."""
    rights: tuple[str, ...] = ()
    previous: tuple[PreviousRecommendation, ...] = ()
    sdg: tuple[str, ...] = ()
    """Sustainable Development Goals and targets: `16`, `10.7`."""
    indicator: str = ""
    """How to see that it was done."""
    wording: RecommendationWording = RecommendationWording()
    action_origin: Origin | None = field(default=None, compare=False)
    """The line of its action."""


@dataclass(frozen=True, slots=True)
class Variant:
    """One text of a block: the block itself, or a shorter or longer version of it, in one language."""

    name: str
    """`short`, or an audience's name; empty for the block's own text."""
    language: str
    title: str
    short_title: str
    body: str
    """Markdown with Jinja, as in the file after the front matter."""
    body_line: int
    """The line of the file on which `body` starts, counted from 1."""
    sensitivity: Sensitivity
    origin: Origin
    recommendation: Recommendation | None = None
    """The structured fields in this text's words and language; None in other kinds of blocks."""

    @property
    def action(self) -> str:
        """What a recommendation asks for; empty in other kinds of blocks."""
        return self.recommendation.action if self.recommendation else ""


@dataclass(frozen=True, slots=True)
class Block:
    """One argument: what it is, who may read it, and its texts."""

    id: str
    """The path below the library without its ending: `legal/torture`."""
    kind: str
    order: int
    group: str
    """The sub-section that holds neighbouring blocks in long documents; may be empty."""
    audiences: frozenset[str] | None
    """None: any audience."""
    topics: frozenset[str]
    sensitivity: Sensitivity
    status: Status
    recommendation: Recommendation | None
    variants: tuple[Variant, ...]
    origin: Origin
    consents: tuple[Consent, ...] | None = None
    """Of the people whose words it holds. None: it needs no consent; empty: its consent is missing."""
    written_language: str = ""
    """The language of `group`; empty where it is not stated."""
    translations: Translations = field(default_factory=dict)
    """`group` in other languages."""

    @property
    def title(self) -> str:
        """The title of the block's own text."""
        return self.variants[0].title


FactValue = int | Decimal | date | str


@dataclass(frozen=True, slots=True)
class Fact:
    """One figure or date that blocks print by its id."""

    id: str
    value: FactValue | tuple[FactValue, FactValue]
    """A pair is a range, low to high."""
    unit: str
    label: str
    """A short name of what is counted, for panels of key figures."""
    as_of: str
    """The year or day it holds for, as the file says it."""
    sources: tuple[str, ...]
    """Citations in the syntax of blocks, without brackets: `@yoon2024, p 3`."""
    certainty: Certainty
    note: str
    review_by: date | None
    sensitivity: Sensitivity
    origin: Origin
    labelled: bool = True
    """Whether its file states the sensitivity; else it is inferred from the texts that print it."""
    needs_source: bool = True
    """False: its file says `source: none`."""
    written_language: str = ""
    """The language of its texts; empty where it is not stated."""
    translations: Translations = field(default_factory=dict)
    """`label`, `unit`, `why` and a `value` in words, in other languages."""
    exactness: Exactness | None = None
    was: FactValue | tuple[FactValue, FactValue] | None = field(default=None, compare=False)
    """The value before the last correction; None where none is stated. Only `corrections` and `verify` use it."""
    why: str = field(default="", compare=False)
    """Why the value was corrected, for those who received the earlier one."""


@dataclass(frozen=True, slots=True)
class Source:
    """One work that can be cited."""

    key: str
    csl: Mapping[str, Any] = field(compare=False)
    """The item as CSL data; its `id` is `key`."""
    sensitivity: Sensitivity
    origin: Origin
    labelled: bool = True
    """Whether its file states the sensitivity; else it is inferred from the texts and facts that use it."""
    written_language: str = ""
    """Empty: a work that is not translated is cited as it is."""
    translations: Translations = field(default_factory=dict, compare=False)
    """The whole item of CSL data for briefs in other languages."""

    @property
    def title(self) -> str:
        """The work's title, or its key where it has none."""
        return str(self.csl.get("title") or self.key)

    @property
    def short_title(self) -> str:
        """The short form of the work's title; empty where it has none."""
        return str(self.csl.get("title-short") or self.csl.get("shortTitle") or "")

    @property
    def has_short_form(self) -> bool:
        """Whether short notes name it by its short title and without its address; decisions of courts stay as they are."""
        return bool(self.short_title) and self.csl.get("type") != "legal_case"


def list_short_names(names: Iterable[Mapping[str, Any]]) -> tuple[str, ...]:
    """What a sentence calls the people and bodies in a list of CSL: `Young`, `van der Bergh`, `Human Rights Watch`."""
    return tuple(filter(None, map(_shorten_name, names)))


def _shorten_name(name: Mapping[str, Any]) -> str:
    if name.get("literal") or not name.get("family"):
        return str(name.get("literal") or name.get("given") or "")
    parts = (name.get("dropping-particle"), name.get("non-dropping-particle"), name["family"])
    return " ".join(map(str, filter(None, parts)))


@dataclass(frozen=True, slots=True)
class PrintedNames:
    """Columns of recipients and variables of briefs that texts print, each with the sensitivity of the least sensitive text."""

    columns: Mapping[str, Sensitivity] = field(default_factory=dict)
    variables: Mapping[str, Sensitivity] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Unlabelled:
    """Names of things without a sensitivity that no text prints, so that they count as confidential.

    Mostly an author has just written them, or has misspelt the name in the text. Messages may name them; a message never
    names what has a label above the ceiling, or what only a withheld text prints.
    """

    facts: frozenset[str] = frozenset()
    sources: frozenset[str] = frozenset()
    images: frozenset[str] = frozenset()
    columns: frozenset[str] = frozenset()
    variables: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Library:
    """Everything under `content/<name>/`."""

    name: str
    root: Path
    blocks: tuple[Block, ...]
    """By id."""
    facts: Mapping[str, Fact]
    sources: Mapping[str, Source]
    images: Mapping[str, Path]
    """Every file under `images/`, by its path below the library: `images/border.png`."""
    image_sensitivity: Mapping[str, Sensitivity] = field(default_factory=dict)
    """Who may see each image; one that is not here is confidential."""
    image_consents: Mapping[str, tuple[Consent, ...]] = field(default_factory=dict)
    """Of the people in an image; an image that is not here shows nobody who can be recognised."""
    labelled_images: frozenset[str] = frozenset()
    """Images whose sensitivity a file or a folder states; for others it is inferred from the texts that show them."""
    printed_names: PrintedNames = PrintedNames()
    """What the texts of its blocks print of recipients and briefs."""
    source_addresses: Mapping[str, str] = field(default_factory=dict)
    """By the address that another program uses as the key of a source: its key here."""
    unlabelled: Unlabelled = Unlabelled()
    """Facts, sources and images without a label that none of its texts prints."""
    approvals: tuple[Approval, ...] = ()
    """Who approved which text, in the order of `approvals.yaml`."""
    translation_records: tuple[TranslationRecord, ...] = ()
    """From which text each translation was made, in the order of `translations.yaml`."""
    previous: Mapping[str, PreviousRecommendation] = field(default_factory=dict)
    """Earlier recommendations by key, in the order of `previous.yaml`."""

    @property
    def relevant_states(self) -> frozenset[str]:
        """States whose recipients can get other documents: through a consent for certain places, a recommendation to them, or an earlier one of theirs.

        Beside these, the state that a brief is about.
        """
        consents = [*(block.consents or () for block in self.blocks), *self.image_consents.values()]
        places = {place for group in consents for consent in group for place in consent.places or ()}
        recommendations = [block.recommendation for block in self.blocks if block.recommendation]
        previous = (earlier for recommendation in recommendations for earlier in recommendation.previous)
        addressed = {recommendation.state for recommendation in recommendations if recommendation.state}
        return frozenset(places.union(addressed, *(earlier.states for earlier in previous)))

    def find_block(self, block_id: str) -> Block | None:
        """The block with this id."""
        return next((block for block in self.blocks if block.id == block_id), None)
