"""Turns a campaign into the documents to make: briefs x languages x recipients, each with the name of its file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path

from briefgen.campaign.digest import digest
from briefgen.campaign.names import build_output_stem, normalise_for_comparison, sanitise_name
from briefgen.leak_check.watched_names import PublicName, check_public_names
from briefgen.model.artifact import INDEX_STEM, Format
from briefgen.model.brief import Brief, Project, Recipient
from briefgen.model.campaign import Campaign
from briefgen.model.diagnostic import Sink
from briefgen.pipeline import Target


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
    sender: str = ""
    """The campaign that its recipient is from; empty where it has none."""
    settings: tuple[tuple[str, str], ...] = ()
    """What `--set` gave."""
    unsaved: bool = False
    """The brief has no file: `--audience` and `--library` made it."""
    known_digest: str = ""
    """The digest of the finished text that its files on disk show; empty where there are none that are still current."""

    @property
    def target(self) -> Target:
        """The files to make."""
        return Target(self.folder, self.stem, self.formats)


@dataclass(frozen=True, slots=True)
class BuildRequest:
    """What a brief that is built by itself was requested with."""

    own_language: str
    """The language that the brief has by itself."""
    sender: Campaign | None = None
    """The campaign that its recipient is from."""
    settings: tuple[tuple[str, str], ...] = ()
    unsaved: bool = False
    """The brief has no file."""


@dataclass(frozen=True, slots=True)
class Plan:
    """The documents of a campaign by brief, language and recipient, to be gone through as often as one likes.

    Each is created when it is needed, and they are never all in memory: a plan of thousands takes no more memory than one of ten.
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
        for named in islice(self.list_named_documents(Sink()), self.limit):
            addressed = named.brief.for_recipient(named.recipient)
            yield PlannedDocument(
                self.project,
                addressed,
                self.formats,
                self.folder,
                named.stem,
                campaign=self.campaign.id,
                group=named.group,
                sender=self.campaign.id,
            )

    def list_named_documents(self, sink: Sink) -> Iterator[_NamedDocument]:
        """Every document for the recipients that are meant, by name; names that cannot be go to `sink`."""
        campaign = self.campaign
        for brief, language in self.briefs:
            unaddressed = replace(brief.in_language(language), recipient=None)
            group = digest(unaddressed)
            for recipient in campaign.find_recipients(language, brief):
                if self.only and recipient.id not in self.only:
                    continue
                own, its_group = unaddressed, group
                if recipient.id in campaign.overrides:
                    own = campaign.overrides[recipient.id].apply_to(unaddressed)
                    its_group = digest(own)
                if stem := build_output_stem(campaign, own, recipient, sink):
                    yield _NamedDocument(stem, own, its_group, recipient)


@dataclass(frozen=True, slots=True)
class _NamedDocument:
    """A document that is not addressed yet."""

    stem: str
    brief: Brief
    group: str
    recipient: Recipient

    @property
    def description(self) -> str:
        """Brief, language and recipient in words."""
        return f"`{self.brief.id}` in `{self.brief.language}` for `{self.recipient.id}`"


def plan_campaign(
    project: Project,
    campaign: Campaign,
    briefs: Sequence[Brief],
    formats: tuple[Format, ...] | None,
    folder: Path,
    sink: Sink,
) -> Plan:
    """The plan of a campaign. Two documents with one name are an error, found before anything is made."""
    sent = tuple((brief, language) for brief in briefs for language in campaign.find_languages(brief))
    plan = Plan(project, campaign, sent, formats, folder)
    _report_clashes(plan.list_named_documents(sink), sink)
    check_public_names(project, _list_public_names(plan), sink)
    return plan


def plan_single_brief(
    project: Project,
    brief: Brief,
    formats: tuple[Format, ...] | None,
    folder: Path,
    request: BuildRequest | None = None,
) -> PlannedDocument:
    """A brief that was requested by itself; its files are named by `request`, without one by the brief."""
    request = request or BuildRequest(brief.language)
    stem, campaign = _name_single_document(brief, request)
    return PlannedDocument(
        project,
        brief,
        formats,
        folder,
        stem,
        campaign=campaign,
        group=digest(replace(brief, recipient=None)),
        sender=request.sender.id if request.sender else "",
        settings=request.settings,
        unsaved=request.unsaved,
    )


def _name_single_document(brief: Brief, request: BuildRequest) -> tuple[str, str]:
    """The stem of a document, and the campaign that makes the same one; empty: none does. Raises `BriefgenError`.

    In another language than its own it has the language in its name. For a recipient it has the name that the campaign
    gives it.
    """
    campaign, recipient = request.sender, brief.recipient
    if campaign is None or recipient is None:
        return _add_language(brief.id, brief.language, request.own_language), ""
    if brief.id not in campaign.briefs:
        stem = f"{sanitise_name(recipient.id)}/{brief.id}"
        return _add_language(stem, brief.language, request.own_language), ""
    sink = Sink()
    named = build_output_stem(campaign, brief, recipient, sink)
    sink.stop_on_errors()
    usual = campaign.languages or (recipient.fields.get("language") or request.own_language,)
    if brief.language in usual:
        return named or brief.id, campaign.id
    in_name = "{language}" in campaign.output
    return named if in_name and named else _add_language(named or brief.id, brief.language, ""), ""


def _add_language(stem: str, language: str, own_language: str) -> str:
    return stem if language == own_language else f"{stem}.{language}"


def _list_public_names(plan: Plan) -> Iterator[PublicName]:
    """What the index and the manifest of a campaign name."""
    yield PublicName(plan.campaign.id, "the name of this campaign", plan.campaign.origin)
    for brief in {brief.id: brief for brief, _ in plan.briefs}.values():
        yield PublicName(brief.id, "the name of this brief", brief.origin)
    for document in plan.list_named_documents(Sink()):
        recipient = document.recipient
        yield PublicName(recipient.id, "the `id` of this recipient", recipient.origin)
        yield PublicName(document.stem, "the name that `output` makes for this recipient", recipient.origin)


def _report_clashes(documents: Iterable[_NamedDocument], sink: Sink) -> None:
    first = {INDEX_STEM: "the list of all files"}
    for document in documents:
        key = normalise_for_comparison(document.stem)
        if key not in first:
            first[key] = document.description
            continue
        message = f"{first[key]} and {document.description} would both be written to `{document.stem}`"
        hint = "make `output` tell them apart, as `{recipient.id}/{brief.id}-{language}` does"
        sink.error("campaign-clash", message, document.recipient.origin, hint)
