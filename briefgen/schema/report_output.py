"""The formats that programs read: `verify --format json`, `corrections --format json` and a line of `deliveries.jsonl`."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, RootModel


class OutputModel(BaseModel):
    """One object that briefgen writes."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class PrintedFactOutput(OutputModel):
    """A fact as a file printed it."""

    value: str = Field(description="The same in every language: `12500`, `10000 to 300000`, `2024-04-26`.")
    text: str = Field(description="In the language of the file, with the unit.")
    unit: str


class FigureChangeOutput(OutputModel):
    """A fact that has another value today."""

    fact: str
    label: str = Field(description="What is counted, in the language of the file.")
    old: str = Field(description="As the file printed it.")
    new: str = Field(description="Today, in the language of the file; empty if the fact is no longer in the library.")
    why: str = Field(description="The reason that `facts.yaml` states; may be empty.")


class TextChangeOutput(OutputModel):
    """A text or an image that is not the same today."""

    name: str = Field(description="`block voice`, `image images/bridge.jpg`.")
    reason: str


class ChangesOutput(OutputModel):
    """What is no longer true, the most urgent first."""

    withdrawn: list[TextChangeOutput] = Field(description="Withdrawn texts and images, and those whose consent ended.")
    figures: list[FigureChangeOutput]
    changed: list[TextChangeOutput] = Field(description="Texts with other words.")


class CreatedFileOutput(OutputModel):
    """A file that was created."""

    file: str = Field(description="Its path, as it is printed without `--format json`.")


class CreatedOutput(RootModel[list[CreatedFileOutput]]):
    """What `briefgen init`, `briefgen new` and `briefgen eject` print with `--format json`."""


class PassageChangeOutput(OutputModel):
    """A passage that a reader sees differently; each note is in brackets, with its text."""

    change: Literal["added", "changed", "moved", "removed"]
    file: str = Field(description="Where the text is written; may be empty.")
    old: str | None
    new: str | None


class PrintedFigureChangeOutput(OutputModel):
    """A fact that is printed with another value."""

    fact: str
    old: str
    new: str


class DiffOutput(OutputModel):
    """What `briefgen diff --format json` prints."""

    passages: list[PassageChangeOutput]
    numbers: list[str] = Field(description="Paragraphs and notes with other numbers, in words.")
    figures: list[PrintedFigureChangeOutput]


class SentOutput(OutputModel):
    """Who received the file, and when."""

    to: str
    on: str


class VerifyOutput(ChangesOutput):
    """What `briefgen verify --format json` prints."""

    path: str = Field(description="Below the output folder in which it was built.")
    sha256: str
    brief: str
    audience: str
    library: str
    language: str
    recipient: str | None
    campaign: str | None
    settings: dict[str, str] = Field(description="What `--set` gave, except what the reader may not see.")
    format: str
    pages: int | None
    words: int
    built: str | None = Field(description="`2026-11-29T14:02:11Z`; null if that is not known.")
    sent: list[SentOutput]
    made_from: dict[str, list[str]] = Field(description="Names of blocks, facts, sources and images.")
    facts: dict[str, PrintedFactOutput]
    current: bool
    out_of_date: list[str] = Field(description="What changed since, in words: `fact wells`.")
    newer_formats: list[str] = Field(description="Other formats of the document with a newer text.")


class CorrectedFileOutput(OutputModel):
    """One file of a delivery."""

    name: str
    sha256: str


class CorrectionOutput(ChangesOutput):
    """What one addressee must know about one document."""

    to: str
    on: str
    brief: str
    audience: str
    library: str
    language: str
    files: list[CorrectedFileOutput]


class CorrectionsOutput(RootModel[list[CorrectionOutput]]):
    """What `briefgen corrections --format json` prints."""


class PrintedOutput(OutputModel):
    """What a file printed, and nothing of its text."""

    brief: str
    audience: str
    library: str
    language: str
    campaign: str
    brief_digest: str
    ceiling: str = Field(description="What its reader might see: `partner`.")
    settings: dict[str, str]
    unsaved: bool = Field(description="The brief has no file.")
    values: dict[str, PrintedFactOutput] = Field(description="The facts by their ids.")
    consents: list[str] = Field(description="What needs a consent: `block voice`.")
    inputs: dict[str, str] = Field(description="The digest of each block, fact, source and image.")


class DeliveryOutput(OutputModel):
    """One line of `deliveries.jsonl`."""

    on: str = Field(description="The day: `2026-11-29`.")
    to: str
    file: str = Field(description="The name of the file as it was sent.")
    sha256: str
    format: str
    recipient: str | None
    recipient_state: str | None = Field(description="ISO 3166-1 alpha-3 code.")
    pages: int | None
    words: int
    recipient_digest: str
    text_digest: str
    built: str
    printed: PrintedOutput


class BrokenRuleOutput(OutputModel):
    """The rule of an audience that a problem or a notice tells of."""

    limit: str
    actual: str
    verdict: str
    source: str = Field(description="The text that the rule comes from.")
    verified: bool = Field(description="Whether a person compared the limit with that text.")


class ProblemOutput(OutputModel):
    """One problem, or the notice that a rule is kept."""

    severity: Literal["error", "warning", "notice"]
    code: str = Field(description="`<area>-<fault>`, as in docs/diagnostics.md.")
    message: str
    path: str | None = Field(description="The file, relative to the project; null where no file is meant.")
    line: int | None = Field(description="Counted from 1; null where no single line is meant.")
    column: int | None = Field(description="The first character that the problem is about, counted from 1.")
    end_column: int | None = Field(description="The character after the last one that the problem is about.")
    hints: list[str]
    documents: int = Field(description="How many documents it touches; 0 where it was found before any was started.")
    rule: BrokenRuleOutput | None = Field(None, description="Only where a rule of the audience is meant.")


class ProblemsOutput(RootModel[list[ProblemOutput]]):
    """What `briefgen check --format json` prints, and `build` and `batch` on standard error: every problem once, by place."""
