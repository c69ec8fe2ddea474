"""The front matter of blocks and of their variants."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, ClassVar

from pydantic import BeforeValidator, Discriminator, Field, Tag

from briefgen.model.library import Implementation, Position, Sensitivity, Status
from briefgen.schema.consent_file import Consents
from briefgen.schema.key_types import (
    MAPPING_TAG,
    ONE_OR_MORE,
    WORD_TAG,
    BlockId,
    CitationText,
    CitationTexts,
    Count,
    FileModel,
    FilledText,
    Names,
    Number,
    SensitivityWord,
    State,
    Text,
    Texts,
    TranslatableText,
    Word,
    Words,
    build_fault,
    require_word_of,
    wrap_in_list,
)

RECOMMENDATION_KIND = "recommendation"
"""The kind whose blocks have structured fields."""


def _require_audience(value: object) -> object:
    if value == []:
        raise build_fault(
            "block-audiences", "names nobody", "name the audiences, or leave the key out for any audience"
        )
    return wrap_in_list(value)


class PreviousRecommendationFile(FileModel):
    """A recommendation of an earlier Universal Periodic Review, as its report has it."""

    cycle: Count = Field(description="The cycle of the review: 1 to 4.")
    paragraph: Text = Field("", description='Its number in the report, in quotes: `"28.12"`. Omitted: not known.')
    states: Annotated[tuple[State, ...], *ONE_OR_MORE] = Field(description="States that made it, by their codes.")
    text: Text = Field("", description="Its own words, never a paraphrase. Omitted: the report was not read.")
    source: CitationText = Field(description="Where they are written: `@un-upr-china-2023, para 28.12`.")
    position: Annotated[Position, require_word_of(Position)] = Field(description="`supported` or `noted`.")
    implementation: Annotated[Implementation, require_word_of(Implementation)] | None = Field(
        None, description="`not-implemented`, `partly-implemented` or `implemented`."
    )


PreviousEntries = tuple[
    Annotated[
        Annotated[FilledText, Tag(WORD_TAG)] | Annotated[PreviousRecommendationFile, Tag(MAPPING_TAG)],
        Discriminator(lambda value: WORD_TAG if isinstance(value, str) else MAPPING_TAG),
    ],
    ...,
]
"""Keys of `previous.yaml`, and recommendations that are written out."""


class RecommendationWordingFile(FileModel):
    """Sentences that cannot be made from the action."""

    question: Text = Field("", description="The question that a parliament may put to its government.")
    ask: Text = Field("", description="What a third state can do, where there are no `asks`.")
    call: Text = Field("", description="The sentence of a speech.")


class RecommendationKeys(FileModel):
    """Who is asked, to do what, on what basis. Only in blocks of kind `recommendation`."""

    addressee: FilledText | None = Field(None, description="Who is asked. Required in a recommendation.")
    action: FilledText | None = Field(None, description="What is asked, verb first. Required in a recommendation.")
    asks: Texts = Field((), description="What a third state can do for it, verb first.")
    offers: Texts = Field((), description="What a third state can offer the addressee for it, verb first.")
    legal_basis: CitationTexts = Field((), description="Citations that it rests on: `@cat, art 3`.")
    themes: Texts = Field((), description="Themes, in the words of the body it is addressed to.")
    deadline: Text = Field("", description="Until when, in words or as a date.")
    state: State = Field("", description="The addressee's ISO 3166-1 alpha-3 code, where it is a state.")
    rights: Texts = Field((), description="Rights that it serves.")
    previous: PreviousEntries = Field(
        (), description="Recommendations of earlier reviews that it takes up: keys of `previous.yaml`, or written out."
    )
    sdg: Texts = Field((), description="Sustainable Development Goals or targets: `16`, `10.7`.")
    indicator: Text = Field("", description="How to see that it was done.")
    wording: RecommendationWordingFile | None = Field(
        None, description="Your own sentences for readers whose text is otherwise made from `action`."
    )


class VariantFile(RecommendationKeys):
    """The front matter of a variant. Every key is optional: what it does not state holds as in its block."""

    refused_keys: ClassVar[Mapping[str, str]] = dict.fromkeys(
        ("kind", "id", "order", "group", "audiences", "topics", "consent", "status"),
        "take it out: a variant or a translation has it from its block",
    )

    title: FilledText | None = Field(None, description="Title, as printed.")
    short_title: Text | None = Field(None, description="Shorter title, for running heads and narrow columns.")
    sensitivity: SensitivityWord | None = Field(
        None, description="Who may read it: `public`, `partner` or `confidential`. Never looser than its block."
    )


class BlockKeys(FileModel):
    """What a block is and who may read it."""

    title: FilledText = Field(description="Title, as printed.")
    kind: Word = Field(
        description="What it is: `background`, `situation`, `legal-analysis`, `case`, `recommendation`, `summary`, "
        "`conclusion`, or any other word that the sections of an audience name."
    )
    id: BlockId | None = Field(
        None, description="Name of the block. Omitted: its path below the library, `legal/torture`."
    )
    short_title: Text = Field("", description="Shorter title, for running heads and narrow columns.")
    order: Number = Field(100, description="Place among blocks of its kind, low first; ties go by id.")
    group: TranslatableText = Field(
        "", description="Sub-section that neighbouring blocks share: its title, or titles by language."
    )
    audiences: Annotated[Names | None, BeforeValidator(_require_audience)] = Field(
        None, description="Audiences that may see it. Omitted: any audience."
    )
    topics: Words = Field((), description="Topics, by which sections choose.")
    sensitivity: SensitivityWord = Field(
        Sensitivity.CONFIDENTIAL,
        description="Who may read it: `public`, `partner` or `confidential`. Omitted: `confidential`.",
    )
    consent: Consents | None = Field(
        None,
        description="What those whose words it holds agreed to. Required in a block of kind `testimony` or of another "
        "kind that `consent_kinds` of the project names; without it, the block is in no document.",
    )
    status: Annotated[Status, require_word_of(Status)] = Field(
        Status.DRAFT, description="Editorial status: `draft`, `reviewed` or `approved`."
    )


class BlockFile(RecommendationKeys, BlockKeys):
    """The front matter of a block: what it is and who may read it."""
