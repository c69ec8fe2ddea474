"""The file formats of briefgen, each defined once: what load checks, `briefgen schema` prints and the docs list."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import GenerateJsonSchema

from briefgen.files.audience import AudienceFile
from briefgen.files.block import BlockFile
from briefgen.files.brief import BriefFile
from briefgen.files.campaign import CampaignFile
from briefgen.files.facts import FactsFile
from briefgen.files.images import ImagesFile
from briefgen.files.people import PeopleFile, WatchListFile
from briefgen.files.project import ProjectFile
from briefgen.files.sources import SourcesFile

MODELS: Mapping[str, type[BaseModel]] = {
    "project": ProjectFile,
    "block": BlockFile,
    "sources": SourcesFile,
    "facts": FactsFile,
    "images": ImagesFile,
    "audience": AudienceFile,
    "brief": BriefFile,
    "campaign": CampaignFile,
    "people": PeopleFile,
    "watchlist": WatchListFile,
}

KINDS = tuple(MODELS)
"""The kinds of files, in the order in which a user meets them."""


def schema(kind: str) -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of a kind of file. Raises `KeyError` for an unknown kind."""
    written = MODELS[kind].model_json_schema(by_alias=True, mode="validation")
    return {"$schema": GenerateJsonSchema.schema_dialect, **written}
