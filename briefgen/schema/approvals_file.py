"""The format of `approvals.yaml`, and of what projects and audiences require."""

from __future__ import annotations

from pydantic import Field, RootModel

from briefgen.schema.key_types import Count, Day, FileModel, FilledText, Text, Texts, Words


class RequirementFile(FileModel):
    """How many people must have approved every text that a document prints, and which roles among them."""

    approvals: Count = Field(1, description="How many different people: `2` for two pairs of eyes. Omitted: 1.")
    roles: Words = Field((), description="Roles that must be among them: `[legal]`.")


class ApprovalFile(FileModel):
    """One approval: of one text of a block, in one cut and one language, as it was on that day."""

    block: FilledText = Field(
        description="The text by the name of its file, without `.md`: `legal/torture`, `legal/torture@short.fr`."
    )
    by: FilledText = Field(description="Who approved it.")
    role: Text = Field("", description="In which role: `legal`.")
    on: Day = Field(description="On which day.")
    text: FilledText = Field(description="Digest of the text.")
    pieces: Texts = Field((), description="Digests of its title, fields and paragraphs, in order.")
    facts: dict[FilledText, Text] = Field({}, description="Facts that it printed, with value and sources.")
    sources: dict[FilledText, Text] = Field({}, description="Digests of the sources that it cited.")
    images: dict[FilledText, Text] = Field({}, description="Digests of the images that it showed.")


class ApprovalsFile(RootModel[tuple[ApprovalFile, ...]]):
    """Who approved what: `briefgen approve` adds the entries."""
