"""The format of `private/people.yaml` and `private/watchlist.yaml`: names that no finished file may hold."""

from __future__ import annotations

from pydantic import Field, RootModel

from briefgen.schema.key_types import FileModel, FilledText, Name, Texts


class PersonFile(FileModel):
    """One person who is spoken of under another name."""

    pseudonym: FilledText = Field(description='What `{{ person("p7") }}` prints, in every brief alike.')
    names: Texts = Field((), description="Real names, in every spelling and script: no finished file may hold them.")
    places: Texts = Field((), description="Places and other words that would tell who it is: likewise.")


class PeopleFile(RootModel[dict[Name, PersonFile]]):
    """People by keys that tell nothing: `p7`."""


class WatchListFile(FileModel):
    """Names, places and other words that no finished file may hold."""

    terms: Texts = Field((), description="The words, each as it could stand in a text. Capitals do not matter.")
