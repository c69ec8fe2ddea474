"""Turns a campaign into the documents to make: briefs x languages x recipients, each with the name of its file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
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


@dataclass(frozen=True, slots=True)
class Plan:
    """The documents of a campaign by brief, language and recipient, to be gone through as often as one likes.

    Each is made anew on the way, and nobody holds them all: a plan of thousands takes no more memory than one of ten.
    """

    project: Project
    campaign: Campaign
    briefs: tuple[tuple[Brief, str], ...]
    """Each brief that is sent, with a language in which it is."""
    formats: tuple[Format, ...] | None
    folder: Path
    only: frozenset[str] = frozenset()
    """Ids of recipients; none: all of them."""
    limit: int | None = None
    """How many of the documents, from the first; None: all."""

    def __iter__(self) -> Iterator[PlannedDocument]:
        return islice(self.documents(Sink()), self.limit)

    def documents(self, sink: Sink) -> Iterator[PlannedDocument]:
        """Every document for the recipients that are meant; names that cannot be go to `sink`."""
        campaign = self.campaign
        for brief, language in self.briefs:
            unaddressed = replace(brief.into(language), recipient=None)
            group = digest(unaddressed)
            for recipient in campaign.recipients_in(language, brief):
                if self.only and recipient.id not in self.only:
                    continue
                own, its_group = unaddressed, group
                if recipient.id in campaign.overrides:
                    own = campaign.overrides[recipient.id].over(unaddressed)
                    its_group = digest(own)
                addressed = own.to(recipient)
                if stem := output_stem(campaign, addressed, recipient, sink):
                    yield PlannedDocument(
                        self.project, addressed, self.formats, self.folder, stem, campaign.id, its_group
                    )


def plan_campaign(
    project: Project,
    campaign: Campaign,
    briefs: Sequence[Brief],
    formats: tuple[Format, ...] | None,
    folder: Path,
    sink: Sink,
) -> Plan:
    """The plan of a campaign. Two documents with one name are an error, found before anything is made."""
    sent = tuple((brief, language) for brief in briefs for language in campaign.languages_of(brief))
    plan = Plan(project, campaign, sent, formats, folder)
    _report_clashes(plan.documents(sink), sink)
    return plan


def planned_alone(project: Project, brief: Brief, formats: tuple[Format, ...] | None, folder: Path) -> PlannedDocument:
    """A brief that was asked for by itself; its files go by its own name."""
    return PlannedDocument(project, brief, formats, folder, brief.id, "", digest(replace(brief, recipient=None)))


def _report_clashes(documents: Iterable[PlannedDocument], sink: Sink) -> None:
    first: dict[str, tuple[str, str, str]] = {}
    for document in documents:
        own = _whose(document.brief)
        other = first.setdefault(clash_key(document.stem), own)
        if other is own:
            continue
        message = f"{_called(other)} and {_called(own)} would both be written to `{document.stem}`"
        hint = "make `output` tell them apart, as `{recipient.id}/{brief.id}-{language}` does"
        recipient = document.brief.recipient
        sink.error("campaign-clash", message, recipient.origin if recipient else None, hint)


def _whose(brief: Brief) -> tuple[str, str, str]:
    """The brief, its language and its recipient, by their names."""
    return brief.id, brief.language, brief.recipient.id if brief.recipient else ""


def _called(whose: tuple[str, str, str]) -> str:
    brief, language, recipient = whose
    return f"`{brief}` in `{language}` for `{recipient}`"
