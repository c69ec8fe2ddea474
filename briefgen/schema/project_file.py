"""The format of `briefgen.yaml`."""

from __future__ import annotations

import re
from typing import Annotated

from pydantic import BeforeValidator, Field, WithJsonSchema

from briefgen.schema.approvals_file import RequirementFile
from briefgen.schema.key_types import (
    DividedWords,
    FileModel,
    FilledText,
    FilledTranslatableText,
    Language,
    SchemaChange,
    SensitivityWord,
    Text,
    TranslatableText,
    Word,
    Words,
    require_one_of,
    require_pattern,
    wrap_in_list,
)


class ContactFile(FileModel):
    """How the organisation is reached."""

    email: Text = Field("", description="Address for letters about the publication.")
    phone: Text = Field("", description="Telephone number, with the country's code.")
    address: Text = Field("", description="Postal address, on one line or several.")


class OrganisationFile(FileModel):
    """The organisation behind a project."""

    name: FilledTranslatableText = Field(description="Full name of the organisation, or names by language.")
    acronym: TranslatableText = Field("", description="Its acronym, or acronyms by language.")
    description: TranslatableText = Field("", description="What it is, in one or two sentences; or texts by language.")
    website: Text = Field("", description="Address of its site.")
    logo: Text = Field("", description="Image file of its logo, by its path below the project.")
    contact: ContactFile = Field(default=ContactFile(), description="How it is reached.")


COLOUR_PATTERN = re.compile(r"#[0-9A-Fa-f]{6}")
FAMILY_PATTERN = re.compile(r"[^\W_][\w .'-]*")

Colour = Annotated[
    str, BeforeValidator(require_pattern(COLOUR_PATTERN, "a colour", "write it as `#0a4f5c`, in quotes"))
]
FontFamily = Annotated[str, BeforeValidator(require_pattern(FAMILY_PATTERN, "the name of a family of fonts"))]
Paper = Annotated[str, BeforeValidator(require_one_of(("A4", "Letter")))]


class ThemeFile(FileModel):
    """The brand: colours, fonts and paper of all briefs; what is left out is as in `styles/base.css`."""

    accent: Colour | None = Field(None, description="Colour of the cover, rules, charts, numerals and links.")
    accent_ink: Colour | None = Field(None, description="Colour of text on the accent.")
    accent_text: Colour | None = Field(
        None, description="Colour of numerals and links, where the accent is too light to be read. Omitted: the accent."
    )
    ink: Colour | None = Field(None, description="Colour of text.")
    ink_soft: Colour | None = Field(None, description="Colour of running heads and captions.")
    rule: Colour | None = Field(None, description="Colour of hairlines.")
    tint: Colour | None = Field(None, description="Colour of panels.")
    text_face: FontFamily | None = Field(
        None, description="Family of fonts for text, known to a style sheet of the project."
    )
    label_face: FontFamily | None = Field(None, description="Family of fonts for headings, tables and captions.")
    paper: Paper | None = Field(None, description="`A4` or `Letter`.")


SEVERITIES = ("error", "warning", "off")


def _read_severity(value: object) -> str:
    """YAML reads `off` as false."""
    return require_one_of(SEVERITIES)("off" if value is False else value)


class RulingFile(FileModel):
    """The project's own weight for one rule or lint."""

    severity: Annotated[str, BeforeValidator(_read_severity), WithJsonSchema({"enum": [*SEVERITIES, False]})] = Field(
        description="`error`, `warning` or `off`."
    )
    reason: FilledText = Field(description="Why, as printed with it.")


def _read_approvers(value: object) -> object:
    """A list of names stands for people who may take any role."""
    names = wrap_in_list(value)
    if isinstance(names, list) and all(isinstance(name, str) for name in names):
        return {name: [] for name in names}
    return {name: roles or [] for name, roles in value.items()} if isinstance(value, dict) else value


Approvers = Annotated[
    dict[FilledText, Words],
    BeforeValidator(_read_approvers),
    SchemaChange(lambda schema: {"anyOf": [{"type": "array", "items": {"type": "string"}}, schema]}),
]


class ProjectFile(FileModel):
    """A project: the folder with this file, its content, templates, briefs and campaigns."""

    organisation: OrganisationFile = Field(description="Who publishes.")
    language: Language = Field("en", description="Language of texts that do not name theirs, and of briefs.")
    theme: ThemeFile = Field(default=ThemeFile(), description="Colours, fonts and paper of all briefs.")
    output: FilledText = Field("out", description="Folder that finished files go to, below the project.")
    default_sensitivity: SensitivityWord | None = Field(
        None,
        description="Sensitivity of facts, sources, images, variables and columns that state none: write `confidential` "
        "to be strict. Omitted: that of the least sensitive text that prints them, and `confidential` where none does.",
    )
    consent_kinds: Words = Field(
        (), description="Kinds of blocks that nobody gets without `consent`, beside `testimony`: `[case]`."
    )
    hyphenation: dict[Language, DividedWords] = Field(
        {},
        description="Words that may be divided at the end of a line on paper only where they have a hyphen here, by language: "
        "`{en: [Pyong-yang, songbun]}`. A word without a hyphen is never divided.",
    )
    rules: dict[Word, RulingFile] = Field(
        {},
        description="Rules and lints that weigh more, less or nothing here, by code: `rule-upr-words`, `lint-quotation`.",
    )
    requires: RequirementFile | None = Field(
        None, description="Approvals without which no document is built. Omitted: none are needed."
    )
    approvers: Approvers = Field(
        {},
        description="Who may approve, by name, each with the roles: `{Ann Lee: [legal], Bo Park: [editor, legal]}`, or a list of "
        "names for any role. Omitted: anybody.",
    )
