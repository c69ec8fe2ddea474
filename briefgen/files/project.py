"""The format of `briefgen.yaml`."""

from __future__ import annotations

from pydantic import Field

from briefgen.files.model import FileModel, FilledText, Language, SensitivityWord, Text


class ContactFile(FileModel):
    """How the organisation is reached."""

    email: Text = Field("", description="Address for letters about the publication.")
    phone: Text = Field("", description="Telephone number, with the country's code.")
    address: Text = Field("", description="Postal address, on one line or several.")


class OrganisationFile(FileModel):
    """The organisation behind a project."""

    name: FilledText = Field(description="Full name of the organisation.")
    acronym: Text = Field("", description="Its acronym.")
    description: Text = Field("", description="What it is, in one or two sentences.")
    website: Text = Field("", description="Address of its site.")
    logo: Text = Field("", description="Image file of its logo, by its path below the project.")
    contact: ContactFile = Field(default=ContactFile(), description="How it is reached.")


class ProjectFile(FileModel):
    """A project: the folder with this file, its content, templates, briefs and campaigns."""

    organisation: OrganisationFile = Field(description="Who publishes.")
    language: Language = Field("en", description="Language of texts that do not name theirs, and of briefs.")
    output: FilledText = Field("out", description="Folder that finished files go to, below the project.")
    unlabelled: SensitivityWord | None = Field(
        None,
        description="Sensitivity of facts, sources, images, variables and columns that state none: write `confidential` "
        "to be strict. Omitted: they have that of the text that uses them.",
    )
