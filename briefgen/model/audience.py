"""Audiences: structure, page, citations and rules of the documents that are built for a reader."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from briefgen.model.approval import ApprovalRequirement
from briefgen.model.diagnostic import Origin, Severity
from briefgen.model.library import Sensitivity
from briefgen.model.numerals import WESTERN


class Requests(StrEnum):
    """Which recommendations a section takes, by what their reader is asked to do."""

    RECOMMEND = "recommend"
    """To recommend something to the state of the brief, or to another one."""
    OWN = "own"
    """To do something themselves: the `asks` of a recommendation to others, or one to the reader's own state."""


class TitleStyle(StrEnum):
    """How the titles of blocks appear inside their section."""

    HEADINGS = "headings"
    CALLOUTS = "callouts"
    """Numbered 01, 02, 03 inside their group; a block without a group gets a heading."""
    RUN_IN = "run-in"
    NONE = "none"


class NotePlacement(StrEnum):
    """Where notes are printed."""

    FOOTNOTES = "footnotes"
    ENDNOTES = "endnotes"
    NONE = "none"
    """Citations are printed nowhere."""


class HeadingNumbers(StrEnum):
    """How sections are numbered."""

    NONE = "none"
    DECIMAL = "decimal"
    """1, 1.1, 1.1.1"""
    UN = "un"
    """I, A, 1 as in documents of the United Nations."""
    ALPHABETIC = "letters"
    """A, 1, (a)"""


class CountedPart(StrEnum):
    """The parts of a document whose words are counted separately."""

    BODY = "body"
    NOTES = "notes"
    ANNEX = "annex"
    COVER = "cover"
    REFERENCES = "references"


@dataclass(frozen=True, slots=True)
class Passage:
    """A fixed text of an audience: Markdown with Jinja, from a file beside `audience.yaml`."""

    text: str
    origin: Origin


@dataclass(frozen=True, slots=True)
class SectionPlan:
    """What an audience requires of one section."""

    id: str
    title: str
    """As printed; may be empty for a section without a heading."""
    kinds: tuple[str, ...]
    """In this order."""
    topics: frozenset[str]
    """A block needs one of them; empty: any."""
    blocks: tuple[str, ...]
    """Exact block ids in order; then kinds and topics do not matter."""
    variants: tuple[str, ...]
    """Names of variants, best first; the block's own text is always the last choice."""
    at_most: int | None
    required: bool
    numbered: bool
    titles: TitleStyle
    part: CountedPart
    before: Passage | None
    after: Passage | None
    sections: tuple[SectionPlan, ...]
    origin: Origin
    fixed: bool = False
    """A brief cannot rename it, and the sections before it stay the same."""
    requests: Requests | None = None
    """Which recommendations it takes; None: all."""
    actions: bool = True
    """Recommendations with reasons print what they ask for; otherwise the page prints it elsewhere."""


def walk_section_plans(plans: Iterable[SectionPlan]) -> Iterator[SectionPlan]:
    """Every section with those inside it, in reading order."""
    for plan in plans:
        yield plan
        yield from walk_section_plans(plan.sections)


@dataclass(frozen=True, slots=True)
class ReferenceGroup:
    """One heading of the references and the CSL types listed under it."""

    id: str
    title: str
    types: frozenset[str]
    """Empty: everything that no other group took."""


@dataclass(frozen=True, slots=True)
class CitationSettings:
    """How an audience cites."""

    style: str
    """A name under `styles/citations/`, without `.csl`."""
    notes: NotePlacement
    references: tuple[ReferenceGroup, ...]
    """Empty: no list of references."""
    is_short: bool = False
    """Works by their short titles alone: for documents of one or two pages."""
    are_grouped: bool = False
    """One note for all citations of a paragraph."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One requirement that the check stage tests, with the text it comes from."""

    code: str
    kind: str
    """One of `RULE_KINDS`."""
    limit: int | None
    counts: frozenset[CountedPart]
    severity: Severity
    source: str
    as_of: str
    verified: bool
    origin: Origin
    values: tuple[str, ...] = ()
    """What the kind compares with: sections, fields, formats, words, a time zone."""
    when: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """The rule applies where each of these parameters has one of these values."""
    languages: tuple[str, ...] = ()
    """Languages that it applies to; empty: all."""
    pace: int = 150
    """Words a minute, for speaking time."""

    def applies(self, language: str, parameters: Mapping[str, str], open_parameters: Collection[str] = ()) -> bool:
        """Whether it is for a brief in a language with these parameters; one that is open can still have any value."""
        return all(
            name in open_parameters or parameters.get(name) in values for name, values in self.when.items()
        ) and (not self.languages or bool({language, language.partition("-")[0]} & set(self.languages)))


@dataclass(frozen=True, slots=True)
class Parameter:
    """Something that a brief states for its audience: the committee, the consultative status."""

    name: str
    title: str
    values: Mapping[str, str]
    """The values allowed, each with its printed form; empty: any text."""
    default: str
    """Empty: the brief must state it."""
    when: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Values of other parameters with which it must be stated; empty: always."""


@dataclass(frozen=True, slots=True)
class WordSettings:
    """What a body prescribes for the look of Word files; what is not stated follows the style sheet."""

    font: str = ""
    """The typeface of everything."""
    size: float | None = None
    """Of the text, in points; headings are never smaller."""
    note_size: float | None = None
    """Of notes, in points."""
    paper: str = ""
    """`A4`, `letter` or `legal`."""
    margin: float | None = None
    """On all sides, in centimetres."""
    plain: bool = False
    """No bold, italics or underlining, headings included, and nothing larger than the text."""
    notes: NotePlacement | None = None
    """Where Word files have notes, if not where the other formats have them."""
    font_origin: Origin | None = field(default=None, compare=False)
    """The file and line that names the typeface."""


@dataclass(frozen=True, slots=True)
class ReadingAloud:
    """The time marks of a text that is read aloud."""

    pace: int
    """Words a minute."""
    mark_every: int = 30
    """Seconds from one mark to the next."""


@dataclass(frozen=True, slots=True)
class Audience:
    """A kind of reader: `templates/<id>/audience.yaml` with everything it extends."""

    id: str
    title: str
    description: str
    ceiling: Sensitivity
    languages: tuple[str, ...]
    """Empty: any."""
    formats: tuple[str, ...]
    page: str
    """The page template: a file below `templates/`, `public-report/page.html`."""
    style: str
    """The style sheet: a file below `styles/`."""
    citations: CitationSettings
    heading_numbers: HeadingNumbers
    numbered_paragraphs: bool
    sections: tuple[SectionPlan, ...]
    words: Mapping[str, Mapping[str, str]]
    """The audience's own fixed words by language: `{"en": {"contents": "Contents"}}`."""
    rules: tuple[Rule, ...]
    files: tuple[Path, ...]
    """Every `audience.yaml` and passage that it was read from."""
    origin: Origin
    parameters: tuple[Parameter, ...] = ()
    numerals: str = WESTERN
    """The digits of documents in a language that has these."""
    plain: bool = False
    """No bold, italics or underlining anywhere, whatever authors and citation styles write."""
    numbered_pages: bool = False
    """Whether its style sheet prints page numbers."""
    word_settings: WordSettings = WordSettings()
    """For Word files: `word` in the file."""
    reading_aloud: ReadingAloud | None = None
    """Marks of time in the text, and numbered lines on its pages; None: the text is not read aloud."""
    requires: ApprovalRequirement = field(default_factory=ApprovalRequirement)
    """Approvals that every text needs."""
    page_templates: tuple[Passage, ...] = field(default=(), compare=False)
    """The text of its page template, and of every other that this one takes in."""

    def find_word(self, key: str, language: str) -> str:
        """A fixed word in a language, else in English; raises `KeyError` where neither has it."""
        for candidate in (language, language.partition("-")[0], "en"):
            if key in self.words.get(candidate, {}):
                return self.words[candidate][key]
        raise KeyError(key)
