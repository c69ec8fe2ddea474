"""Turns a campaign into the documents to make: briefs x languages x recipients, each with the name of its file."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from briefgen.campaign.digest import digest
from briefgen.campaign.names import clash_key, output_stem
from briefgen.values.artifact import Format
from briefgen.values.brief import Brief, Campaign, Project
from briefgen.values.diagnostic import Sink


@dataclass(frozen=True, slots=True)
class PlannedDocument:
    """One document to make: plain values that can be handed to another process."""

    project: Project
    brief: Brief
    """In its language, addressed to its recipient."""
    formats: tuple[Format, ...] | None
    """None: the audience's own."""
    folder: Path
    stem: str
    """Its name below `folder`, without ending; may hold `/`."""
    campaign: str = ""
    """The campaign that it belongs to; empty for one that was asked for by itself."""
    group: str = ""
    """The digest of the brief before it was addressed: documents of one group share all but their recipient."""
    known: str = ""
    """The digest of the finished text that its files on disk show; empty where there are none that still stand."""


def plan_campaign(
    project: Project,
    campaign: Campaign,
    briefs: Sequence[Brief],
    formats: tuple[Format, ...] | None,
    folder: Path,
    sink: Sink,
) -> tuple[PlannedDocument, ...]:
    """Every document of a campaign, by brief, language and recipient.

    Two documents with one name are an error, found before anything is made.
    """
    planned = []
    for brief in briefs:
        for language, recipients in campaign.by_language(brief).items():
            unaddressed = replace(brief.into(language), recipient=None)
            group = digest(unaddressed)
            for recipient in recipients:
                own, its_group = unaddressed, group
                if recipient.id in campaign.overrides:
                    own = campaign.overrides[recipient.id].over(unaddressed)
                    its_group = digest(own)
                addressed = own.to(recipient)
                if stem := output_stem(campaign, addressed, recipient, sink):
                    planned.append(PlannedDocument(project, addressed, formats, folder, stem, campaign.id, its_group))
    _report_clashes(planned, sink)
    return tuple(planned)


def planned_alone(project: Project, brief: Brief, formats: tuple[Format, ...] | None, folder: Path) -> PlannedDocument:
    """A brief that was asked for by itself; its files go by its own name."""
    return PlannedDocument(project, brief, formats, folder, brief.id, "", digest(replace(brief, recipient=None)))


def _report_clashes(planned: Iterable[PlannedDocument], sink: Sink) -> None:
    first: dict[str, Brief] = {}
    for document in planned:
        brief, other = document.brief, first.setdefault(clash_key(document.stem), document.brief)
        if other is brief:
            continue
        message = f"{_called(other)} and {_called(brief)} would both be written to `{document.stem}`"
        hint = "make `output` tell them apart, as `{recipient.id}/{brief.id}-{language}` does"
        sink.error("campaign-clash", message, brief.recipient.origin if brief.recipient else None, hint)


def _called(brief: Brief) -> str:
    recipient = brief.recipient.id if brief.recipient else ""
    return f"`{brief.id}` in `{brief.language}` for `{recipient}`"
