"""The format of `campaigns/*.yaml`."""

from __future__ import annotations

import re
from typing import Annotated, Any

from pydantic import BeforeValidator, Field, WithJsonSchema

from briefgen.files.brief import named_data
from briefgen.files.model import (
    BlockIds,
    FileModel,
    FilledText,
    FormatNames,
    Languages,
    Name,
    Names,
    SensitivityWord,
    Text,
    Texts,
    fault,
    found,
)

PLACE = re.compile(r"\{([^{}]*)\}")
KNOWN_PLACE = re.compile(r"recipient\.\w[\w -]*|brief\.id|language|campaign\.id")
DEFAULT_OUTPUT = "{recipient.id}/{brief.id}-{language}"


def _pattern(value: object) -> str:
    if not isinstance(value, str) or not value.strip():
        raise fault(
            "file-value", f"wants a pattern of names, found {found(value)}", f"write it like `{DEFAULT_OUTPUT}`"
        )
    for place in PLACE.findall(value):
        if not KNOWN_PLACE.fullmatch(place):
            hint = "use `{recipient.<column>}`, `{brief.id}`, `{language}` or `{campaign.id}`"
            raise fault("campaign-output", f"has the unknown place `{{{place}}}`", hint)
    if "{" in PLACE.sub("", value) or "}" in PLACE.sub("", value):
        raise fault("campaign-output", "has a brace without its partner", f"write it like `{DEFAULT_OUTPUT}`")
    return value.strip()


class OverrideFile(FileModel):
    """What a brief is to be for one recipient, instead of what its file says."""

    title: FilledText | None = Field(None, description="Title, as printed.")
    subtitle: Text | None = Field(None, description="Subtitle, as printed.")
    key_facts: Names | None = Field(None, description="Facts for the panel of key figures, by id.")
    sections: dict[Name, BlockIds] = Field(
        {}, description="Exact blocks for a section of the audience; the brief's other sections stay."
    )
    exclude: BlockIds = Field((), description="Blocks that it leaves out, beside those of the brief.")
    variables: Annotated[Any, BeforeValidator(named_data), WithJsonSchema({"type": "object"})] = Field(
        {}, description="Free data, beside or instead of the brief's."
    )


class CampaignFile(FileModel):
    """Briefs for recipients, in languages and formats. It is named by its file."""

    briefs: Names = Field(description="Briefs to make, by name.")
    recipients: FilledText = Field(
        description="File of the recipients, by its path from this file: `embassies.csv`, or `.yaml`, `.xlsx`."
    )
    where: dict[FilledText, Texts] = Field(
        {}, description="Only recipients with these values: `{region: [Europe, Asia]}`."
    )
    sensitivity: dict[FilledText, SensitivityWord] = Field(
        {},
        description="Who may read a column: `{phone: confidential}`. Not named here: who may read a text that prints it, "
        "else nobody below `confidential`. `id` is public.",
    )
    languages: Languages = Field(
        (),
        description="Languages to make each brief in. Omitted: that in the recipient's column `language`, else the brief's own.",
    )
    formats: FormatNames = Field((), description="Formats to make. Omitted: the audience's.")
    overrides: dict[FilledText, OverrideFile] = Field(
        {}, description="Other wishes for single recipients, by id: `{japan: {exclude: [situation/trade]}}`."
    )
    output: Annotated[str, BeforeValidator(_pattern)] = Field(
        DEFAULT_OUTPUT, description="Names of the files below the output folder, without ending."
    )
