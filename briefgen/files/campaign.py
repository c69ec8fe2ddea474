"""The format of `campaigns/*.yaml`."""

from __future__ import annotations

import re
from typing import Annotated

from pydantic import BeforeValidator, Field

from briefgen.files.model import (
    FileModel,
    FilledText,
    FormatNames,
    Languages,
    Names,
    SensitivityWord,
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


class CampaignFile(FileModel):
    """Briefs for recipients, in languages and formats. It is named by its file."""

    briefs: Names = Field(description="Briefs to make, by name.")
    recipients: FilledText = Field(description="File of the recipients, by its path from this file: `embassies.csv`.")
    where: dict[FilledText, Texts] = Field(
        {}, description="Only recipients with these values: `{region: [Europe, Asia]}`."
    )
    sensitivity: dict[FilledText, SensitivityWord] = Field(
        {},
        description="Who may read a column: `{phone: confidential}`. A column not named here goes to whoever may read "
        "the text that prints it; see `unlabelled`.",
    )
    languages: Languages = Field((), description="Languages to make each brief in. Omitted: the brief's own.")
    formats: FormatNames = Field((), description="Formats to make. Omitted: the audience's.")
    output: Annotated[str, BeforeValidator(_pattern)] = Field(
        DEFAULT_OUTPUT, description="Names of the files below the output folder, without ending."
    )
