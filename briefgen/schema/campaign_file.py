"""The format of `campaigns/*.yaml`."""

from __future__ import annotations

import re
from typing import Annotated, Any

from pydantic import BeforeValidator, Field, WithJsonSchema

from briefgen.schema.brief_file import read_variables
from briefgen.schema.key_types import (
    BlockNames,
    BriefNames,
    FileModel,
    FilledText,
    FormatNames,
    Languages,
    Name,
    Names,
    SensitivityWord,
    Text,
    Texts,
    build_fault,
    build_value_fault,
    require_one_of,
)

PLACEHOLDER = re.compile(r"\{([^{}]*)\}")
KNOWN_PLACEHOLDER = re.compile(r"recipient\.[^\W\d][^{}.]*|brief\.id|language|campaign\.id")
TABLE_ENCODINGS = (
    "utf-8", "utf-16", "windows-1250", "windows-1251", "windows-1252", "windows-1253", "windows-1254", "windows-1255", "windows-1256",
    "windows-1257", "windows-1258", "windows-874", "gb18030", "big5", "cp949", "cp932", "mac-roman",
)  # fmt: skip
"""What spreadsheets save CSV in, by country."""
DEFAULT_OUTPUT = "{recipient.id}/{brief.id}-{language}"


def _check_output_pattern(value: object) -> str:
    if not isinstance(value, str) or not value.strip():
        raise build_value_fault(
            "a pattern of names",
            value,
            f"write it like `{DEFAULT_OUTPUT}`",
        )
    for place in PLACEHOLDER.findall(value):
        if not KNOWN_PLACEHOLDER.fullmatch(place):
            hint = "use `{recipient.<column>}`, `{brief.id}`, `{language}` or `{campaign.id}`"
            raise build_fault("campaign-output", f"has the unknown place `{{{place}}}`", hint)
    if "{" in PLACEHOLDER.sub("", value) or "}" in PLACEHOLDER.sub("", value):
        raise build_fault("campaign-output", "has a brace without its partner", f"write it like `{DEFAULT_OUTPUT}`")
    return value.strip()


class OverrideFile(FileModel):
    """Changes to the briefs for one recipient."""

    title: FilledText | None = Field(None, description="Title, as printed.")
    subtitle: Text | None = Field(None, description="Subtitle, as printed.")
    key_facts: Names | None = Field(None, description="Facts for the panel of key figures, by id.")
    sections: dict[Name, BlockNames] = Field(
        {}, description="Exact blocks for a section of the audience; the brief's other sections stay."
    )
    exclude: BlockNames = Field((), description="Blocks that it leaves out, beside those of the brief.")
    variables: Annotated[Any, BeforeValidator(read_variables), WithJsonSchema({"type": "object"})] = Field(
        {}, description="Free data, beside or instead of the brief's."
    )


class CampaignFile(FileModel):
    """Briefs for recipients, in languages and formats. It is named by its file."""

    briefs: BriefNames = Field(description="Briefs to make, by name.")
    recipients: FilledText = Field(
        description="File of the recipients, by its path from this file: `embassies.csv`, or `.yaml`, `.xlsx`."
    )
    sheet: Text = Field("", description="Sheet of a workbook. Omitted: the only visible one that is not blank.")
    hidden: Annotated[str, BeforeValidator(require_one_of(("include", "leave-out")))] = Field(
        "",
        description="What is done with rows that are hidden or filtered out in a workbook: `include` or `leave-out`. Omitted: they are an error.",
    )
    encoding: Annotated[str, BeforeValidator(require_one_of(TABLE_ENCODINGS))] = Field(
        "", description="Encoding of a CSV file, such as `windows-1252`. Omitted: UTF-8, or UTF-16."
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
        {}, description="Changes for single recipients, by id: `{japan: {exclude: [situation/trade]}}`."
    )
    output: Annotated[str, BeforeValidator(_check_output_pattern)] = Field(
        DEFAULT_OUTPUT, description="Names of the files below the output folder, without ending."
    )
