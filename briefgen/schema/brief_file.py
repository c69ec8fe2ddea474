"""The format of `briefs/*.yaml`."""

from __future__ import annotations

import re
from datetime import date, datetime, time
from decimal import Decimal
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, Discriminator, Field, Tag, WithJsonSchema

from briefgen.model.audience import NotePlacement, TitleStyle
from briefgen.model.brief import VariableValue
from briefgen.schema.key_types import (
    ENTRY_LIST,
    LIST_TAG,
    MAPPING_TAG,
    AudienceName,
    BlockName,
    BlockNames,
    Day,
    FileModel,
    FilledText,
    FilledTranslatableText,
    Language,
    LibraryName,
    Name,
    Names,
    NumeralsName,
    SensitivityWord,
    State,
    Text,
    Texts,
    TranslatableText,
    TranslatableTexts,
    Word,
    build_fault,
    build_value_fault,
    require_word_of,
)


def _freeze_data(value: object) -> VariableValue:
    """Free data, frozen."""
    if isinstance(value, dict):
        return {str(key): _freeze_data(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return tuple(_freeze_data(item) for item in value)
    if value is None or isinstance(value, str | int | Decimal | date | bool):
        return value
    raise build_value_fault("data", value)


def read_variables(value: object) -> VariableValue:
    """Free data under names that blocks can write."""
    if not isinstance(value, dict):
        raise build_value_fault("a mapping of names and values", value)
    for name in value:
        if not str(name).isidentifier():
            hint = "use letters, digits and `_`, so that blocks can write `{{ brief.variables.name }}`"
            raise build_fault("brief-variable", f"has the name `{name}`, which no block can write", hint)
    return _freeze_data(value)


def _require_one_paragraph(text: Any) -> Any:
    """A text without a blank line, or such texts by language."""
    for paragraph in text.values() if isinstance(text, dict) else (text,):
        if re.search(r"\n\s*\n", paragraph.strip()):
            raise build_fault("file-value", "must be one paragraph, found several", "take out the blank lines")
    return text


class SubmitterFile(FileModel):
    """One organisation that submits the brief."""

    name: FilledTranslatableText = Field(description="Its full name, or names by language.")
    acronym: TranslatableText = Field("", description="Its acronym, or acronyms by language.")
    website: Text = Field("", description="Address of its site.")
    description: TranslatableText = Field("", description="What it is, in one or two sentences; or texts by language.")
    contact: Text = Field("", description="How it is reached, as printed.")


class CoverImageFile(FileModel):
    """The photograph or ornament of the cover."""

    path: FilledText = Field(description="Its path below the library: `images/river.jpg`.")
    alt: TranslatableText = Field(
        "", description="What it shows, for those who do not see it; or texts by language. Omitted: an ornament."
    )
    credit: TranslatableText = Field("", description="Whose it is, as printed; or texts by language.")


class BriefSectionFile(FileModel):
    """One section of a brief that orders or renames the sections of its audience, or adds its own."""

    id: Name = Field(description="A section of the audience, or a name for a section of the brief's own.")
    title: TranslatableText | None = Field(
        None,
        description="Heading, as printed: a text, or texts by language. Empty: no heading. Omitted: the audience's. "
        "Required for a section of the brief's own.",
    )
    blocks: BlockNames | None = Field(
        None,
        description="Exact blocks and their order. Omitted: as the audience chooses. Required for a section of the brief's own.",
    )
    titles: Annotated[TitleStyle, require_word_of(TitleStyle)] | None = Field(
        None,
        description="Titles of its blocks: `headings`, `callouts`, `run-in` or `none`. Omitted: as the audience says, and "
        "`headings` for a section of the brief's own.",
    )


Sections = Annotated[
    Annotated[dict[Name, BlockNames], Tag(MAPPING_TAG)]
    | Annotated[tuple[BriefSectionFile, ...], *ENTRY_LIST, Tag(LIST_TAG)],
    Discriminator(lambda value: LIST_TAG if isinstance(value, list | tuple) else MAPPING_TAG),
]
"""Blocks by section, or a list of sections in the order of the brief."""


class PeriodFile(FileModel):
    """The time that a brief covers."""

    start: Day = Field(description="Its first day.")
    end: Day = Field(description="Its last day.")


def _drop_empty_parameters(value: object) -> object:
    """Parameters without those that have nothing behind them, as a new brief has them: they are not stated."""
    return {key: item for key, item in value.items() if item is not None} if isinstance(value, dict) else value


def _refuse_time_zone(moment: datetime) -> datetime:
    """A time by the clocks of the body. One by other clocks is refused, for nobody here knows how far they are apart."""
    if moment.tzinfo is not None:
        hint = "write it by the clocks of the body, as `2026-12-01 18:00`"
        raise build_fault("file-value", f"has the time zone `{moment:%z}`", hint)
    return moment


def _read_deadline(value: object) -> datetime:
    """A day, which ends a minute before midnight, or a day and a time."""
    if isinstance(value, datetime):
        return _refuse_time_zone(value)
    if isinstance(value, date):
        return datetime.combine(value, time(23, 59))
    text = str(value).strip()
    try:
        whole = datetime.fromisoformat(text)
    except ValueError:
        hint = "write it as `2026-12-01` or `2026-12-01 18:00`"
        raise build_value_fault("a day and time", value, hint) from None
    return datetime.combine(whole.date(), time(23, 59)) if len(text) == len("2026-12-01") else _refuse_time_zone(whole)


class BriefCitationsFile(FileModel):
    """Choices that replace those of the audience."""

    style: FilledText | None = Field(
        None, description="Citation style: a file under `styles/citations/`, without `.csl`."
    )
    notes: Annotated[NotePlacement, require_word_of(NotePlacement)] | None = Field(
        None, description="`footnotes`, `endnotes`, or `none`."
    )


class BriefFile(FileModel):
    """One document to make. It is named by its file: `briefs/upr-china.yaml` is `upr-china`."""

    audience: AudienceName = Field(description="Who reads it: a folder under `templates/`.")
    library: LibraryName = Field(description="Where its blocks are: a folder under `content/`.")
    title: FilledTranslatableText = Field(description="Title, as printed: a text, or texts by language.")
    subtitle: TranslatableText = Field("", description="Subtitle, as printed: a text, or texts by language.")
    language: Language | None = Field(
        None, description="Language, and that of its texts that do not name theirs. Omitted: the project's."
    )
    state: State | None = Field(None, description="The state it is about, by its ISO 3166-1 alpha-3 code.")
    date: Day | None = Field(None, description="Its date: `2026-11-23`. It never comes from the clock.")
    authors: Texts = Field((), description="Who wrote it, as printed.")
    submitters: tuple[SubmitterFile, ...] = Field(
        (), description="Organisations that submit it. Omitted: the project's own, by its name alone."
    )
    keywords: TranslatableTexts = Field(
        (), description="Words by which it is found, for the file's properties: each a text, or texts by language."
    )
    key_facts: Names = Field(
        (),
        description="Facts for the panel of key figures, by id; each needs a `sensitivity`, or a text that prints it.",
    )
    image: CoverImageFile | None = Field(
        None, description="The image of its cover; it needs a `sensitivity`, or a text that shows it."
    )
    sections: Sections = Field(
        {},
        description="Exact blocks and their order for a section of the audience: `{legal: [legal/torture]}`. Or a list, which "
        "also orders and renames sections: `[{id: legal, title: The law, blocks: [legal/torture]}]`.",
    )
    standfirsts: dict[Name, Annotated[FilledTranslatableText, AfterValidator(_require_one_paragraph)]] = Field(
        {},
        description="A sentence or two that open a section, below its heading: `{legal: What binds the State.}`; each a "
        "text, or texts by language.",
    )
    exclude: BlockNames = Field((), description="Blocks that it leaves out.")
    cuts: dict[BlockName, Name] = Field(
        {}, description="Variants instead of those that the audience would choose: `{legal/torture: short}`."
    )
    citations: BriefCitationsFile = Field(BriefCitationsFile(), description="Choices instead of the audience's.")
    numerals: NumeralsName | None = Field(
        None,
        description="Digits, if its language has them: `western`, `arabic-indic`, `persian` or `devanagari`. Omitted: the audience's.",
    )
    ceiling: SensitivityWord | None = Field(
        None, description="The most sensitive text it may hold; lower than the audience's, never higher."
    )
    parameters: Annotated[dict[Word, TranslatableText], BeforeValidator(_drop_empty_parameters)] = Field(
        {},
        description="What the audience asks for: `{committee: CCPR}`, each a text or texts by language. "
        "`briefgen new brief` writes them down, `briefgen list audiences` names them.",
    )
    period: PeriodFile | None = Field(None, description="The time that it covers.")
    deadline: Annotated[datetime, BeforeValidator(_read_deadline), WithJsonSchema({"type": "string"})] | None = Field(
        None,
        description="Last moment for handing it in, by the clocks of the body: `2026-12-01`, the end of that day, or "
        "`2026-12-01 18:00`.",
    )
    variables: Annotated[Any, BeforeValidator(read_variables), WithJsonSchema({"type": "object"})] = Field(
        {}, description="Free data for blocks and pages."
    )
    sensitivity: dict[Name, SensitivityWord] = Field(
        {},
        description="Who may read a variable: `{source_name: confidential}`. Not named here: who may read a text that "
        "prints it, else nobody below `confidential`.",
    )
