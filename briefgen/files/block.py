"""The front matter of blocks and of their variants."""

from __future__ import annotations

import re
from typing import Annotated

from pydantic import BeforeValidator, Field, WithJsonSchema

from briefgen.files.consent import Consents
from briefgen.files.model import (
    LIST,
    BlockId,
    Citation,
    Citations,
    Count,
    FileModel,
    FilledText,
    Names,
    Number,
    SensitivityWord,
    Text,
    Texts,
    Word,
    Worded,
    Words,
    fault,
    list_of,
    matching,
    word_of,
)
from briefgen.values.library import Implementation, Position, Sensitivity, Status

STATE = re.compile(r"[A-Z]{3}")
RECOMMENDATION = "recommendation"
"""The kind whose blocks have structured fields."""


def _someone(value: object) -> object:
    if value == []:
        raise fault("block-audiences", "names nobody", "name the audiences, or leave the key out for any audience")
    return list_of(value)


State = Annotated[
    str,
    BeforeValidator(matching(STATE, "a state's code", "write three capital letters: `CHN`")),
    WithJsonSchema({"type": "string", "pattern": f"^{STATE.pattern}$"}),
]


class PreviousFile(FileModel):
    """A recommendation of an earlier Universal Periodic Review, as its report has it."""

    cycle: Count = Field(description="The cycle of the review: 1 to 4.")
    paragraph: FilledText = Field(description='Its number in the report, in quotes: `"28.12"`.')
    states: Annotated[tuple[State, ...], *LIST] = Field(description="States that made it, by their codes.")
    text: FilledText = Field(description="Its own words, never a paraphrase.")
    source: Citation = Field(description="Where they stand: `@un-upr-china-2023, para 28.12`.")
    position: Annotated[Position, word_of(Position)] = Field(description="`supported` or `noted`.")
    implementation: Annotated[Implementation, word_of(Implementation)] | None = Field(
        None, description="`not-implemented`, `partly-implemented` or `implemented`."
    )


class RecommendationKeys(FileModel):
    """Who is asked, to do what, on what basis. Only in blocks of kind `recommendation`."""

    addressee: FilledText | None = Field(None, description="Who is asked. Required in a recommendation.")
    action: FilledText | None = Field(None, description="What is asked, verb first. Required in a recommendation.")
    asks: Texts = Field((), description="What a third state can do for it, verb first.")
    legal_basis: Citations = Field((), description="Citations that it rests on: `@cat, art 3`.")
    themes: Texts = Field((), description="Themes, in the words of the body it is addressed to.")
    deadline: Text = Field("", description="Until when, in words or as a date.")
    state: State = Field("", description="The addressee's ISO 3166-1 alpha-3 code, where it is a state.")
    rights: Texts = Field((), description="Rights that it serves.")
    previous: tuple[PreviousFile, ...] = Field((), description="Recommendations of earlier reviews that it takes up.")
    sdg: Texts = Field((), description="Sustainable Development Goals or targets: `16`, `10.7`.")
    indicator: Text = Field("", description="By what one will see that it was done.")


class VariantFile(RecommendationKeys):
    """The front matter of a variant. Every key is optional: what it does not state holds as in its block."""

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
    group: Worded = Field(
        "", description="Sub-section that neighbouring blocks share: its title, or titles by language."
    )
    audiences: Annotated[Names | None, BeforeValidator(_someone)] = Field(
        None, description="Audiences that may have it. Omitted: any audience."
    )
    topics: Words = Field((), description="Topics, by which sections choose.")
    sensitivity: SensitivityWord = Field(
        Sensitivity.CONFIDENTIAL,
        description="Who may read it: `public`, `partner` or `confidential`. Omitted: `confidential`.",
    )
    consent: Consents | None = Field(
        None,
        description="What those whose words it holds agreed to. Required in a block of kind `testimony` or of another "
        "kind that `consent_kinds` of the project names; without it, nobody gets the block.",
    )
    status: Annotated[Status, word_of(Status)] = Field(
        Status.DRAFT, description="How far the text has come: `draft`, `reviewed` or `approved`."
    )


class BlockFile(RecommendationKeys, BlockKeys):
    """The front matter of a block: what it is and who may read it."""
