"""The first page: the briefs and campaigns of the project. How each brief is doing comes from `summary`, because each must be composed for it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from briefgen.composer.session import ComposerSession
from briefgen.composer.views.problem import ProblemRow, build_row
from briefgen.load import list_names, load_audience, load_brief, load_campaign
from briefgen.model.audience import Audience
from briefgen.model.brief import Brief, Project
from briefgen.model.campaign import Campaign
from briefgen.model.diagnostic import BriefgenError, Diagnostic, Severity, Sink
from briefgen.model.record import Delivery
from briefgen.record.deliveries import read_deliveries


@dataclass(frozen=True, slots=True)
class SentFiles:
    """What was sent last."""

    on: str
    to: str
    """The recipient that is named last in the list of that day."""
    others: int
    """How many other files were sent, on that day or before."""


@dataclass(frozen=True, slots=True)
class BriefEntry:
    """One brief in the list."""

    id: str
    title: str
    audience: str = ""
    language: str = ""
    date: str = ""
    deadline: str = ""
    """`2026-11-30`; empty where the brief has none."""
    days_left: int | None = None
    """Until the day of the deadline by the clocks of the reader; negative when it is over."""
    sent: SentFiles | None = None
    problem: ProblemRow | None = None
    """The first error of a file that cannot be read."""


@dataclass(frozen=True, slots=True)
class CampaignEntry:
    """One campaign in the list."""

    id: str
    briefs: tuple[str, ...] = ()
    recipients: int = 0
    languages: tuple[str, ...] = ()
    formats: tuple[str, ...] = ()
    sent: SentFiles | None = None
    problem: ProblemRow | None = None


@dataclass(frozen=True, slots=True)
class HomeView:
    """The project with its briefs."""

    organisation: str
    folder: str
    briefs: tuple[BriefEntry, ...]
    campaigns: tuple[CampaignEntry, ...]
    problems: tuple[ProblemRow, ...]
    """Of the project itself, and of the list of what was sent."""


def build_home_view(session: ComposerSession, _arguments: Mapping[str, Any]) -> HomeView:
    """The briefs by name. A project that cannot be used is shown with its problems."""
    read = session.read_project()
    if read.project is None:
        return HomeView("", session.root.name, (), (), tuple(map(build_row, read.problems)))
    deliveries, problems = session.read("deliveries with problems", lambda: read_deliveries_with_problems(session))
    now = datetime.now(UTC)
    return HomeView(
        read.project.organisation.name,
        session.root.name,
        tuple(_build_entries(read.project, deliveries, now)),
        tuple(_build_campaigns(read.project, deliveries)),
        tuple(map(build_row, (*read.problems, *problems))),
    )


def read_deliveries_with_problems(session: ComposerSession) -> tuple[tuple[Delivery, ...], tuple[Diagnostic, ...]]:
    """What was sent, and the lines of it that cannot be read."""
    sink, deliveries = Sink(), tuple[Delivery, ...]()
    with suppress(BriefgenError):  # it is in the sink
        deliveries = read_deliveries(session.root, sink)
    return deliveries, sink.collect_sorted()


def _build_entries(project: Project, deliveries: Iterable[Delivery], now: datetime) -> Iterator[BriefEntry]:
    audiences: dict[str, Audience | None] = {}
    for name in list_names(project, "briefs"):
        sink = Sink()
        sent = find_last_sent(delivery for delivery in deliveries if delivery.file.contents.brief == name)
        try:
            brief = load_brief(project, name, sink)
            sink.stop_on_errors()
        except BriefgenError as error:
            yield BriefEntry(name, name, sent=sent, problem=_find_first_error(error))
            continue
        if brief.audience not in audiences:
            audiences[brief.audience] = find_audience(project, brief.audience)
        audience = audiences[brief.audience]
        yield BriefEntry(
            name,
            brief.title,
            (audience.title if audience else "") or brief.audience,
            brief.language,
            brief.date.isoformat() if brief.date else "",
            brief.deadline.date().isoformat() if brief.deadline else "",
            count_days_left(brief, audience, now),
            sent,
        )


def _build_campaigns(project: Project, deliveries: Iterable[Delivery]) -> Iterator[CampaignEntry]:
    for name in list_names(project, "campaigns"):
        sent = find_last_sent(delivery for delivery in deliveries if delivery.file.contents.campaign == name)
        try:
            campaign = _load_campaign(project, name)
        except BriefgenError as error:
            yield CampaignEntry(name, sent=sent, problem=_find_first_error(error))
            continue
        count = sum(1 for _ in campaign.recipients)
        yield CampaignEntry(name, campaign.briefs, count, campaign.languages, campaign.formats, sent)


def _load_campaign(project: Project, name: str) -> Campaign:
    """The campaign with all its recipients. Raises `BriefgenError` where something of it is wrong."""
    sink = Sink()
    campaign = load_campaign(project, name, sink)
    sink.stop_on_errors()
    return campaign


def _find_first_error(error: BriefgenError) -> ProblemRow:
    found = (problem for problem in error.diagnostics if problem.severity is Severity.ERROR)
    return build_row(next(found, error.diagnostics[0]))


def find_last_sent(deliveries: Iterable[Delivery]) -> SentFiles | None:
    """The newest of some deliveries, which are in the order of their days; None where there is none."""
    found = list(deliveries)
    return SentFiles(found[-1].on, found[-1].to, len(found) - 1) if found else None


def count_days_left(brief: Brief, audience: Audience | None, now: datetime) -> int | None:
    """The days until the deadline of a brief, by the clocks that the rule of its reader names; None without a deadline."""
    if brief.deadline is None:
        return None
    rules = audience.rules if audience else ()
    zone = next((rule.values[0] for rule in rules if rule.kind == "deadline" and rule.values), "UTC")
    return (brief.deadline.date() - now.astimezone(ZoneInfo(zone)).date()).days


def find_audience(project: Project, name: str) -> Audience | None:
    """An audience; None where it cannot be read."""
    try:
        return load_audience(project, name, Sink(), language=project.language)
    except BriefgenError:
        return None


def find_audience_title(project: Project, name: str) -> str:
    """The title of an audience; its name where it cannot be read."""
    audience = find_audience(project, name)
    return (audience.title if audience else "") or name
