"""The front matter of blocks and of their variants."""

from __future__ import annotations

from typing import Annotated

from pydantic import BeforeValidator, Field

from briefgen.files.model import (
    BlockId,
    Citations,
    FileModel,
    FilledText,
    Names,
    Number,
    SensitivityWord,
    Text,
    Texts,
    Word,
    Words,
    fault,
    list_of,
    word_of,
)
from briefgen.values.library import Sensitivity, Status

RECOMMENDATION = "recommendation"
"""The kind whose blocks have structured fields."""


def _someone(value: object) -> object:
    if value == []:
        raise fault("block-audiences", "names nobody", "name the audiences, or leave the key out for any audience")
    return list_of(value)


class RecommendationKeys(FileModel):
    """Who is asked, to do what, on what basis. Only in blocks of kind `recommendation`."""

    addressee: FilledText | None = Field(None, description="Who is asked. Required in a recommendation.")
    action: FilledText | None = Field(None, description="What is asked, verb first. Required in a recommendation.")
    asks: Texts = Field((), description="What a third state can do for it, verb first.")
    legal_basis: Citations = Field((), description="Citations that it rests on: `@cat, art 3`.")
    themes: Texts = Field((), description="Themes, in the words of the body it is addressed to.")
    deadline: Text = Field("", description="Until when, in words or as a date.")


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
    group: Text = Field("", description="Sub-section that neighbouring blocks share.")
    audiences: Annotated[Names | None, BeforeValidator(_someone)] = Field(
        None, description="Audiences that may have it. Omitted: any audience."
    )
    topics: Words = Field((), description="Topics, by which sections choose.")
    sensitivity: SensitivityWord = Field(
        Sensitivity.CONFIDENTIAL,
        description="Who may read it: `public`, `partner` or `confidential`. Omitted: `confidential`.",
    )
    status: Annotated[Status, word_of(Status)] = Field(
        Status.DRAFT, description="How far the text has come: `draft`, `reviewed` or `approved`."
    )


class BlockFile(RecommendationKeys, BlockKeys):
    """The front matter of a block: what it is and who may read it."""
