"""The format of `previous.yaml`: recommendations that were made to a state before."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, RootModel

from briefgen.model.library import Implementation, Position
from briefgen.schema.key_types import Count, FileModel, FilledText, State, Text, Texts, require_word_of


class PreviousEntryFile(FileModel):
    """One recommendation of a body of the United Nations."""

    key: FilledText = Field(
        description="What names it in `previous` of a recommendation: `upr-2024-28.12`, `cat-2016-47`."
    )
    body: FilledText = Field(description="Who made it: `Universal Periodic Review`, `Committee against Torture`.")
    year: Count | None = Field(None, description="Of the document. Omitted: not known.")
    text: FilledText = Field(description="Its own words, never a paraphrase.")
    source: FilledText = Field(
        description="Where it is written: a citation, `@key, para 47`, or the symbol of the document."
    )
    cycle: Count | None = Field(None, description="The cycle of the Universal Periodic Review: 1 to 4.")
    paragraph: Text = Field("", description="Its number in the document.")
    states: tuple[State, ...] = Field((), description="States that made it, by their codes; none for other bodies.")
    position: Annotated[Position, require_word_of(Position)] | None = Field(None, description="`supported` or `noted`.")
    implementation: Annotated[Implementation, require_word_of(Implementation)] | None = Field(
        None, description="`not-implemented`, `partly-implemented` or `implemented`."
    )
    themes: Texts = Field((), description="Themes, in the words of the body.")
    sdg: Texts = Field((), description="Sustainable Development Goals.")
    persons: Texts = Field((), description="Groups of persons that it is about.")


class PreviousFile(RootModel[tuple[PreviousEntryFile, ...]]):
    """Earlier recommendations: `briefgen import --previous` adds the entries."""
