"""The format that `briefgen merge --format json` writes for programs."""

from __future__ import annotations

from pydantic import Field

from briefgen.schema.report_output import OutputModel


class CommentOutput(OutputModel):
    """What somebody wrote beside the text."""

    author: str
    text: str
    about: str = Field(description="The words that it is about; empty for a place.")


class ChangeOutput(OutputModel):
    """One change of the edited file."""

    number: int | None = Field(description="What `--accept` takes; null for a comment beside unchanged words.")
    kind: str = Field(
        description="`prose`, `heading`, `table cell`, `new paragraph`, `deleted paragraph`, `moved paragraph`, `split paragraph`, `joined paragraphs`, `note`, `citation`, `fact`, `variable`, `fixed passage`, `generated text`, `reference number`, `picture`, `header, footer or contents`, `comment`."
    )
    block: str | None = Field(description="The id of its block; null outside of blocks.")
    file: str | None = Field(description="Where the words are written, from the folder of the project.")
    line: int | None
    old: str = Field(description="The words as they were built; empty for new ones.")
    new: str = Field(description="The words of the edited file; empty where they were taken out.")
    authors: list[str]
    tracked: bool
    comments: list[CommentOutput]
    touched: list[str] = Field(description="Facts, notes and citations that it touches: ``fact `wells` ``.")
    status: str = Field(description="What the sources are today: `clean`, `already there`, `conflict` or `gone`.")
    decision: str | None = Field(
        description="`can be accepted`, `cannot be accepted`, `accepted`, `not accepted`, `not taken` (it was accepted and cannot be written), `already there`; null for a comment."
    )
    reason: str = Field(description="Why it is not written; empty if it is, or can be.")


class MergeOutput(OutputModel):
    """What `briefgen merge --format json` prints."""

    file: str
    brief: str
    language: str
    recipient: str | None
    built: str | None = Field(description="`2026-11-29T14:02:11Z`; null if that is not known.")
    tracking: bool = Field(description="Whether the file has tracked changes.")
    format_changes: int = Field(description="Tracked changes of the look alone, which are not merged.")
    changes: list[ChangeOutput] = Field(description="In the order of the text; comments are last.")
    files: list[str] = Field(description="The files of blocks that change.")
    written: bool = Field(description="Whether they were written.")
    lapsed: list[str] = Field(description="Approvals that no longer hold after the changes.")
