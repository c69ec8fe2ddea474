"""The format of `templates/<audience>/audience.yaml`.

Every key is optional here, because an audience that extends another states only what differs. The defaults hold for what
neither states; what a complete audience must have is checked after both are joined.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated

from pydantic import AfterValidator, BeforeValidator, Field, PrivateAttr, WithJsonSchema

from briefgen.model.artifact import Format
from briefgen.model.audience import CountedPart, HeadingNumbers, NotePlacement, Requests, TitleStyle
from briefgen.model.diagnostic import Origin, Severity
from briefgen.model.library import Sensitivity
from briefgen.model.numerals import WESTERN
from briefgen.model.rule_kinds import RULE_KINDS
from briefgen.schema import csl
from briefgen.schema.approvals_file import RequirementFile
from briefgen.schema.key_types import (
    ENTRY_LIST,
    ONE_OR_MORE,
    BlockIds,
    Count,
    ExtendedAudienceName,
    FileModel,
    FilledText,
    FilledTranslatableText,
    Flag,
    FormatNames,
    Language,
    Languages,
    Name,
    Names,
    NumeralsName,
    SensitivityWord,
    Text,
    Texts,
    TranslatableText,
    Word,
    Words,
    build_value_fault,
    require_one_of,
    require_word_of,
)

PAPERS = ("A4", "letter", "legal")
DEFAULT_FORMATS = (Format.PDF.value,)
DEFAULT_COUNTS = (CountedPart.BODY, CountedPart.NOTES)


class EntryFile(FileModel):
    """An entry of a list that knows where it is written, also after the lists of several files are joined."""

    _origin: Origin = PrivateAttr(Origin(""))

    @property
    def origin(self) -> Origin:
        """The file and line of the entry."""
        return self._origin

    def set_origin(self, origin: Origin) -> None:
        """State the file and line of the entry: once, when its file is read."""
        self._origin = origin


def _use_if_empty(default: tuple[str, ...]) -> AfterValidator:
    """An empty list means the same as no list."""
    return AfterValidator(lambda value: value or default)


UN_DOCUMENT = "un-document"
"""Documents of the United Nations, which CSL knows only as reports and regulations: for tables of their own."""
ReferenceTypes = Annotated[
    tuple[Annotated[str, BeforeValidator(require_one_of(sorted({*csl.TYPES, UN_DOCUMENT})))], ...], *ONE_OR_MORE
]


class ReferenceGroupFile(FileModel):
    """One heading of the references."""

    id: Name = Field(description="Its name, by which an audience that extends this one takes it over.")
    title: TranslatableText = Field(None, description="Heading, as printed: a text, or texts by language.")
    types: ReferenceTypes = Field(
        (),
        description="CSL types listed under it, or `un-document`. Omitted: everything no other group takes.",
    )


class AudienceCitationsFile(FileModel):
    """How the audience cites."""

    style: FilledText = Field(
        "oscola-4", description="Citation style: a file under `styles/citations/`, without `.csl`."
    )
    notes: Annotated[NotePlacement, require_word_of(NotePlacement)] = Field(
        NotePlacement.FOOTNOTES, description="`footnotes`, `endnotes`, or `none`: citations are printed nowhere."
    )
    short: Flag = Field(
        default=False,
        description="Whether works are cited by their short titles alone, and each paragraph has one note. Omitted: `false`.",
    )
    grouped: Flag | None = Field(
        None,
        description="Whether a paragraph has one note for all its citations, in the order of its claims, with works in full; several of more than three works. Omitted: as `short`.",
    )
    references: Annotated[tuple[ReferenceGroupFile, ...], *ENTRY_LIST] = Field(
        (), description="Groups of the list of references, in order. Omitted or empty: no list."
    )


class HeadingsFile(FileModel):
    """The numbers of headings."""

    numbers: Annotated[HeadingNumbers, require_word_of(HeadingNumbers)] = Field(
        HeadingNumbers.NONE, description="`none`, `decimal` (1, 1.1), `un` (I, A, 1) or `letters` (A, 1, (a))."
    )


class ParagraphsFile(FileModel):
    """The numbers of paragraphs."""

    numbered: Flag = Field(
        default=False, description="Whether paragraphs carry numbers, as in documents of the United Nations."
    )


def _build_length_type(lowest: int, highest: int, unit: str) -> tuple[BeforeValidator, WithJsonSchema]:
    """A length that is not too small or too large to be meant."""

    def check(value: object) -> float:
        number = float(value) if isinstance(value, int | float | Decimal) and not isinstance(value, bool) else None
        if number is None or not lowest <= number <= highest:
            raise build_value_fault(f"{lowest} to {highest} {unit}", value)
        return number

    return BeforeValidator(check), WithJsonSchema({"type": "number", "minimum": lowest, "maximum": highest})


Points = Annotated[float, *_build_length_type(6, 72, "points")]
Centimetres = Annotated[float, *_build_length_type(1, 10, "centimetres")]
Paper = Annotated[str, BeforeValidator(require_one_of(PAPERS)), WithJsonSchema({"enum": list(PAPERS)})]


class WordFile(FileModel):
    """What a body prescribes for the look of Word files."""

    font: FilledText = Field("", description="The face of everything: `Times New Roman`.")
    size: Points | None = Field(None, description="Size of the text in points; headings are never smaller.")
    note_size: Points | None = Field(None, description="Size of notes in points.")
    notes: Annotated[NotePlacement | None, require_word_of(NotePlacement)] = Field(
        None, description="`footnotes` or `endnotes`: where notes are in Word files. Omitted: as in the other formats."
    )
    paper: Paper = Field("", description="`A4`, `letter` or `legal`.")
    margin: Centimetres | None = Field(None, description="Margin on all sides in centimetres.")
    plain: Flag = Field(
        default=False, description="Whether bold, italics and underlining are left out everywhere. Omitted: `false`."
    )


class ReadingAloudFile(FileModel):
    """Time marks and line numbers in the margins of a text that is to be read aloud."""

    pace: Count = Field(description="Words that are spoken in a minute: 130 for interpreters to follow.")
    mark_every: Count = Field(30, description="Seconds from one mark to the next. Omitted: 30.")


class SectionFile(EntryFile):
    """One section."""

    id: Word = Field(description="Its name: unique in the audience, and what a brief writes under `sections`.")
    title: TranslatableText = Field(
        None, description="Heading, as printed: a text, or texts by language. Empty: no heading."
    )
    kinds: Words = Field(
        (), description="Kinds of blocks that it takes, in this order. Omitted: any, where `topics` are stated."
    )
    topics: Words = Field((), description="A block needs one of these topics. Omitted: any.")
    blocks: BlockIds = Field((), description="Exact blocks in order; then kinds and topics do not matter.")
    variant: Names = Field((), description="Variants, best first; a block without them gives its own text.")
    requests: Annotated[Requests, require_word_of(Requests)] | None = Field(
        None,
        description="Which recommendations it takes: `recommend`, what the reader can recommend to the state of the brief; "
        "`own`, what the reader's state can do itself. Omitted: all.",
    )
    at_most: Count | None = Field(None, description="How many blocks at most.")
    required: Flag = Field(default=False, description="Whether it is an error when it is empty. Omitted: `false`.")
    fixed: Flag = Field(
        default=False,
        description="Whether the reader prescribes its title and its place: a brief cannot rename it, and the sections before "
        "it stay the same. Omitted: `false`.",
    )
    numbered: Flag = Field(
        default=True, description="Whether its headings and paragraphs are numbered. Omitted: `true`."
    )
    titles: Annotated[TitleStyle, require_word_of(TitleStyle)] = Field(
        TitleStyle.HEADINGS,
        description="Titles of its blocks: `headings`, `callouts`, `run-in` or `none`. Omitted: `headings`.",
    )
    actions: Flag = Field(
        default=True,
        description="Whether its recommendations print what they ask for before their reasons; `false` where the page template "
        "prints it elsewhere. One without reasons always does. Omitted: `true`.",
    )
    part: Annotated[CountedPart, require_word_of(CountedPart)] = Field(
        CountedPart.BODY,
        description="Where its words count: `body`, `annex`, `cover`, `notes` or `references`. Omitted: `body`.",
    )
    before: FilledText | None = Field(
        None, description="Fixed passage before the blocks: a `.md` file of the audience."
    )
    after: FilledText | None = Field(None, description="Fixed passage after the blocks: a `.md` file of the audience.")
    sections: Annotated[tuple[SectionFile, ...], *ENTRY_LIST] = Field((), description="Sections inside it, in order.")


def _describe_rule_kinds() -> str:
    return "; ".join(f"`{word}`: {kind.description}" for word, kind in RULE_KINDS.items())


def _read_allowed_values(value: object) -> object:
    """Values with their words as printed; a list of values prints them as they are."""
    return {str(word): str(word) for word in value} if isinstance(value, list) else value


class ParameterFile(FileModel):
    """Something that a brief states for its audience."""

    title: FilledText = Field(description="What it is, in a word or two.")
    values: Annotated[
        dict[FilledText, FilledTranslatableText],
        BeforeValidator(_read_allowed_values),
        WithJsonSchema(
            {
                "anyOf": [
                    {"type": "array", "items": {"type": "string"}},
                    {
                        "type": "object",
                        "additionalProperties": {
                            "anyOf": [
                                {"type": "string"},
                                {"type": "object", "additionalProperties": {"type": "string"}},
                            ]
                        },
                    },
                ]
            }
        ),
    ] = Field(
        {},
        description="Values allowed, a list or each with its words as printed: a text, or texts by language. Omitted: any text.",
    )
    default: TranslatableText = Field(
        "",
        description="Value of a brief that does not say: a text, or texts by language. Omitted: every brief must say.",
    )
    when: dict[Word, Texts] = Field(
        {},
        description="Values of other parameters with which a brief must state it: `{procedure: [urgent]}`. Omitted: always.",
    )


class RuleFile(EntryFile):
    """One requirement that is checked, with the text it comes from."""

    code: Word = Field(description="Its name, by which diagnostics show it and an extending audience changes it.")
    kind: (
        Annotated[str, BeforeValidator(require_one_of(RULE_KINDS)), WithJsonSchema({"enum": list(RULE_KINDS)})] | None
    ) = Field(None, description=f"What is demanded: {_describe_rule_kinds()}. Required.")
    limit: Count | None = Field(
        None, description="The most that is allowed: words, pages, seconds, years. Required where the kind has a limit."
    )
    values: Texts = Field(
        (),
        description="What the kind looks for: sections, keys of the brief, languages, formats, words, a time zone.",
    )
    when: dict[Word, Texts] = Field(
        {}, description="Parameters and the values with which it holds: `{status: [general]}`. Omitted: always."
    )
    languages: Languages = Field((), description="Languages of a brief that it holds for. Omitted: all.")
    pace: Count = Field(150, description="Words a minute, for speaking time. Omitted: 150.")
    counts: Annotated[
        tuple[Annotated[CountedPart, require_word_of(CountedPart)], ...], *ONE_OR_MORE, _use_if_empty(DEFAULT_COUNTS)
    ] = Field(
        DEFAULT_COUNTS,
        description="Parts whose words count: `body`, `notes`, `annex`, `cover`, `references`. Omitted: `body` and `notes`.",
    )
    severity: Annotated[Severity, require_word_of(Severity)] | None = Field(
        None, description="`error` or `warning`. Omitted: `error` where it is verified, else `warning`."
    )
    source: FilledText | None = Field(None, description="The text it comes from: title and where. Required.")
    as_of: Text | None = Field(None, description="When that text was read. Required.")
    verified: Flag = Field(
        default=False, description="Whether someone compared it with the original text. Omitted: `false`."
    )


class AudienceFile(FileModel):
    """A reader: structure, page, citations and rules of the documents made for them."""

    extends: ExtendedAudienceName | None = Field(None, description="The audience that it takes over and changes.")
    abstract: Flag = Field(default=False, description="Whether it is only there to be extended. Never taken over.")
    title: FilledText | None = Field(None, description="What it is called in lists.")
    description: Text = Field("", description="Whom it is for, in one or two sentences.")
    ceiling: SensitivityWord = Field(
        Sensitivity.PUBLIC, description="The most sensitive text it may see. Omitted: `public`."
    )
    languages: Languages = Field((), description="Languages it reads. Omitted: any.")
    formats: Annotated[FormatNames, _use_if_empty(DEFAULT_FORMATS)] = Field(
        DEFAULT_FORMATS, description="Formats made for it. Omitted: `pdf`."
    )
    page: FilledText | None = Field(
        None, description="Page template: a file of the audience, or below `templates/`. Omitted: its `page.html`."
    )
    style: FilledText | None = Field(
        None,
        description="Style sheet: a file below `styles/`. Omitted: the one with its name, or of the audience it extends.",
    )
    citations: AudienceCitationsFile = Field(AudienceCitationsFile(), description="How it cites.")
    numerals: NumeralsName = Field(
        WESTERN,
        description="Digits of documents in a language that has them: `arabic-indic`, `persian`, `devanagari`. "
        "Omitted: `western`.",
    )
    headings: HeadingsFile = Field(HeadingsFile(), description="How headings are numbered.")
    paragraphs: ParagraphsFile = Field(ParagraphsFile(), description="How paragraphs are numbered.")
    plain: Flag = Field(
        default=False, description="Whether bold, italics and underlining are left out everywhere. Omitted: `false`."
    )
    word: WordFile = Field(
        WordFile(), description="What is prescribed for Word files. Omitted: they follow the style sheet."
    )
    reading_aloud: ReadingAloudFile | None = Field(
        None, description="For texts that are read aloud: time marks and line numbers in the margins. Omitted: none."
    )
    sections: Annotated[tuple[SectionFile, ...], *ENTRY_LIST] = Field(
        (),
        description="The sections, in order. Extending: an entry with the id of a section of the extended audience takes it "
        "over with the changes stated; sections not listed are dropped.",
    )
    words: dict[Language, dict[FilledText, Text]] = Field(
        {}, description="Fixed words of the page by language: `{en: {contents: Contents}}`."
    )
    parameters: dict[Word, ParameterFile] = Field(
        {}, description="What a brief states under `parameters`, by name: `committee`, `status`."
    )
    rules: tuple[RuleFile, ...] = Field(
        (), description="Demands on the document. Extending: joined to those of the extended audience, by code."
    )
    requires: RequirementFile | None = Field(
        None, description="Approvals without which no document for this audience is built, beside those of the project."
    )
