"""The formats that programs read: `approve`, `doctor`, `explain`, `impact`, `list`, `sent` and `translations` with `--format json`."""

from __future__ import annotations

from pydantic import Field, RootModel

from briefgen.schema.report_output import OutputModel


class TakenBlockOutput(OutputModel):
    """A block that a section takes."""

    block: str
    cut: str = Field(description="`short`; empty for the block's own text.")
    language: str
    reason: str


class SectionOutput(OutputModel):
    """A section with its blocks in order."""

    id: str
    title: str
    blocks: list[TakenBlockOutput]
    sections: list[SectionOutput]


class LeftOutOutput(OutputModel):
    """A block that the brief does not take."""

    block: str
    reason: str


class WithheldOutput(OutputModel):
    """Something that this reader may not see."""

    kind: str = Field(description="`block`, `variant`, `fact`, `source`, `image`, `variable` or `column`.")
    name: str
    reason: str


class ExplainOutput(OutputModel):
    """What `briefgen explain --format json` prints."""

    brief: str
    audience: str
    library: str
    language: str
    sections: list[SectionOutput]
    left_out: list[LeftOutOutput]
    withheld_counts: dict[str, int] = Field(description="How many things of each kind this reader may not see.")
    withheld: list[WithheldOutput] = Field(description="Only with `--internal`.")


class UsageOutput(OutputModel):
    """One place where something is used."""

    kind: str = Field(description="`text`, `fact` or `passage`.")
    name: str
    file: str
    line: int | None


class HoldingFileOutput(OutputModel):
    """A finished file that holds a thing."""

    path: str = Field(description="Below the output folder.")
    current: bool = Field(description="It holds the thing as it is today.")


class AffectedApprovalOutput(OutputModel):
    """An approval of a text that prints a thing."""

    text: str = Field(description="`legal/torture.fr`.")
    by: str
    role: str
    on: str = Field(description="The day: `2026-11-29`.")
    holds: bool = Field(description="What was approved is what is printed today.")


class AffectedDeliveryOutput(OutputModel):
    """A file that was sent and holds a thing."""

    file: str
    to: str
    on: str = Field(description="The day: `2026-11-29`.")
    current: bool = Field(description="It holds the thing as it is today.")


class ThingImpactOutput(OutputModel):
    """What uses one thing of one library."""

    kind: str = Field(description="`fact`, `source` or `block`.")
    name: str
    library: str
    used_by: list[UsageOutput]
    briefs: list[str] = Field(description="The briefs that print it.")
    files: list[HoldingFileOutput]
    translations: list[str] = Field(description="The texts in other languages that print it: `legal/torture.fr`.")
    approvals: list[AffectedApprovalOutput]
    deliveries: list[AffectedDeliveryOutput]


class ImpactOutput(RootModel[list[ThingImpactOutput]]):
    """What `briefgen impact ID --format json` prints: an object for each library and kind with this name."""


class WithdrawalOutput(OutputModel):
    """A text or an image whose consent was withdrawn."""

    kind: str = Field(description="`block` or `image`.")
    name: str
    library: str
    withdrawn: str = Field(description="The day: `2026-11-01`.")
    file: str = Field(description="Where that is written.")
    line: int | None
    files: list[str] = Field(description="The finished files that hold it, below the output folder.")


class WithdrawnOutput(RootModel[list[WithdrawalOutput]]):
    """What `briefgen impact --withdrawn --format json` prints."""


class LanguageCoverageOutput(OutputModel):
    """How much of a project is translated into one language."""

    language: str
    missing: int
    current: int
    stale: int
    never_recorded: int
    total: int


class TranslationOutput(OutputModel):
    """One text in one language."""

    kind: str = Field(description="`block`, `fact`, `image`, `brief` ...")
    name: str
    library: str
    part: str
    language: str
    state: str = Field(description="`missing`, `current`, `stale` or `never recorded`.")
    changes: list[str] = Field(description="What changed in the original.")
    file: str
    line: int | None


class TranslationsOutput(OutputModel):
    """What `briefgen translations --format json` prints."""

    languages: list[LanguageCoverageOutput]
    texts: list[TranslationOutput]


class ApprovedTextOutput(OutputModel):
    """A text that was approved."""

    text: str = Field(description="`legal/torture.fr`.")
    by: str
    role: str
    on: str = Field(description="The day: `2026-11-29`.")
    already: bool = Field(description="The same person had approved it as it is; nothing was added.")
    facts: list[str] = Field(description="The facts that it prints, which the approval covers, too.")
    sources: list[str]
    images: list[str]


class ApprovedOutput(RootModel[list[ApprovedTextOutput]]):
    """What `briefgen approve --format json` prints."""


class SentFileOutput(OutputModel):
    """A file that was sent."""

    file: str = Field(description="Below the project; of a copy from elsewhere, its name.")
    to: str
    on: str = Field(description="The day: `2026-11-29`.")
    sha256: str
    already: bool = Field(description="The same delivery was noted before; nothing was added.")


class SentFilesOutput(RootModel[list[SentFileOutput]]):
    """What `briefgen sent --format json` prints."""


class InstallationCheckOutput(OutputModel):
    """One thing that briefgen needs."""

    subject: str
    missing: str = Field(description="Why it cannot be used; empty where it can.")
    repair: dict[str, str] = Field(description="For each system the command that repairs it.")
    packages: dict[str, str] = Field(description="For each system the package that has it.")


class DoctorOutput(RootModel[list[InstallationCheckOutput]]):
    """What `briefgen doctor --format json` prints."""


class AudienceRow(OutputModel):
    """An audience."""

    audience: str
    title: str
    languages: list[str]
    formats: list[str]
    ceiling: str
    parameters: list[str]
    file: str


class BlockRow(OutputModel):
    """A block."""

    block: str
    library: str
    kind: str
    sensitivity: str
    status: str
    approvals: list[str] = Field(description="Who approved its texts; a lapsed approval starts with `lapsed:`.")
    variants: list[str] = Field(description="Its other texts, as their files name them: `@short`, `.fr`.")
    title: str


class BriefRow(OutputModel):
    """A brief."""

    brief: str
    audience: str
    library: str
    language: str
    date: str | None
    title: str


class FactRow(OutputModel):
    """A fact."""

    fact: str
    library: str
    value: str
    unit: str
    as_of: str
    certainty: str
    sources: list[str]


class PreviousRow(OutputModel):
    """An earlier recommendation."""

    key: str
    library: str
    body: str = Field(description="Who made it: `UPR 3`, `Committee against Torture`.")
    paragraph: str
    states: list[str] = Field(description="Those that made it, by their codes.")
    position: str = Field(description="`supported` or `noted`; empty where none is known.")
    taken_up_by: list[str] = Field(description="The recommendations that name it under `previous`.")
    text: str


class RecommendationRow(OutputModel):
    """A recommendation."""

    recommendation: str
    library: str
    addressee: str
    legal_basis: list[str]
    earlier: list[str]
    category: int | str = Field(description="1 to 5, or `?`.")
    audiences: list[str]
    action: str


class SourceRow(OutputModel):
    """A work that can be cited."""

    source: str
    library: str
    type: str | None
    year: str
    title: str


class AudiencesOutput(RootModel[list[AudienceRow]]):
    """What `briefgen list audiences --format json` prints."""


class BlocksOutput(RootModel[list[BlockRow]]):
    """What `briefgen list blocks --format json` prints."""


class BriefsOutput(RootModel[list[BriefRow]]):
    """What `briefgen list briefs --format json` prints."""


class FactsOutput(RootModel[list[FactRow]]):
    """What `briefgen list facts --format json` prints."""


class PreviousOutput(RootModel[list[PreviousRow]]):
    """What `briefgen list previous --format json` prints."""


class RecommendationsOutput(RootModel[list[RecommendationRow]]):
    """What `briefgen list recommendations --format json` prints."""


class SourcesOutput(RootModel[list[SourceRow]]):
    """What `briefgen list sources --format json` prints, without `--check`."""
