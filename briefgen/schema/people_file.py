"""The format of `private/people.yaml` and `private/watchlist.yaml`: names that no finished file may contain."""

from __future__ import annotations

from pydantic import Field, RootModel

from briefgen.schema.key_types import FileModel, FilledText, Name, Texts


class PersonFile(FileModel):
    """One person who is named by a pseudonym."""

    pseudonym: FilledText = Field(description='What `{{ person("p7") }}` prints, the same in every brief.')
    names: Texts = Field((), description="Real names, in every spelling and script: no finished file may contain them.")
    places: Texts = Field(
        (), description="Places and other words that identify the person: no finished file may contain them either."
    )


class PeopleFile(RootModel[dict[Name, PersonFile]]):
    """People by keys that tell nothing: `p7`."""


class WatchListFile(FileModel):
    """Names, places and other words that no finished file may contain."""

    terms: Texts = Field((), description="The words, each as it could be written in a text. Capitals do not matter.")
