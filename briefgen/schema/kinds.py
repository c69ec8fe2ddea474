"""All kinds of files: what `briefgen schema` prints and the docs list."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import GenerateJsonSchema

from briefgen.schema.approvals_file import ApprovalsFile
from briefgen.schema.audience_file import AudienceFile
from briefgen.schema.block_file import BlockFile
from briefgen.schema.brief_file import BriefFile
from briefgen.schema.campaign_file import CampaignFile
from briefgen.schema.facts_file import FactsFile
from briefgen.schema.images_file import ImagesFile
from briefgen.schema.language_file import LanguageFile
from briefgen.schema.list_output import (
    ApprovedOutput,
    AudiencesOutput,
    BlocksOutput,
    BriefsOutput,
    DoctorOutput,
    ExplainOutput,
    FactsOutput,
    ImpactOutput,
    PreviousOutput,
    RecommendationsOutput,
    SentFilesOutput,
    SourcesOutput,
    TranslationsOutput,
    WithdrawnOutput,
)
from briefgen.schema.merge_output import MergeOutput
from briefgen.schema.people_file import PeopleFile, WatchListFile
from briefgen.schema.previous_file import PreviousFile
from briefgen.schema.project_choices import fill_in_choices
from briefgen.schema.project_file import ProjectFile
from briefgen.schema.report_output import (
    CorrectionsOutput,
    CreatedOutput,
    DeliveryOutput,
    DiffOutput,
    ProblemsOutput,
    VerifyOutput,
)
from briefgen.schema.sources_file import SourcesFile
from briefgen.schema.translations_file import TranslationsFile

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
    "approvals": ApprovalsFile,
    "previous": PreviousFile,
    "translations": TranslationsFile,
    "language": LanguageFile,
}

OUTPUT_MODELS: Mapping[str, type[BaseModel]] = {
    "problems": ProblemsOutput,
    "created": CreatedOutput,
    "diff": DiffOutput,
    "approved": ApprovedOutput,
    "sent": SentFilesOutput,
    "doctor": DoctorOutput,
    "delivery": DeliveryOutput,
    "verify": VerifyOutput,
    "corrections": CorrectionsOutput,
    "explain": ExplainOutput,
    "impact": ImpactOutput,
    "withdrawn": WithdrawnOutput,
    "coverage": TranslationsOutput,
    "merge": MergeOutput,
    "list-audiences": AudiencesOutput,
    "list-blocks": BlocksOutput,
    "list-briefs": BriefsOutput,
    "list-facts": FactsOutput,
    "list-previous": PreviousOutput,
    "list-recommendations": RecommendationsOutput,
    "list-sources": SourcesOutput,
}
"""What briefgen writes for programs."""

FILE_KINDS = tuple(MODELS)
"""The kinds of files, in the order in which a user meets them."""

OUTPUT_KINDS = tuple(OUTPUT_MODELS)
"""A line of `deliveries.jsonl`, and what commands print under `--format json`."""


def build_json_schema(kind: str, choices: Mapping[str, Sequence[str]] | None = None) -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of a kind of file. Raises `KeyError` for an unknown kind.

    `choices`: the names of one project for `audience`, `library`, `brief`, `block` and `citation`.
    """
    written = {**MODELS, **OUTPUT_MODELS}[kind].model_json_schema(by_alias=True, mode="validation")
    return {"$schema": GenerateJsonSchema.schema_dialect, **fill_in_choices(written, choices or {})}
