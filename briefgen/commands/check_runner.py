"""Checks briefs, or everything a project has, up to the finished text of each brief; renders and writes nothing."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from datetime import datetime
from functools import partial

from briefgen.campaign import formats_from_campaign, plan_campaign
from briefgen.commands.arguments import load_limited_library
from briefgen.commands.report import format_count
from briefgen.commands.session import Session
from briefgen.load import (
    infer_sensitivity_for_all,
    list_names,
    load_audience,
    load_brief,
    load_brief_audiences,
    load_campaign,
)
from briefgen.load.brief_audiences import BriefWithAudience
from briefgen.model.artifact import Format
from briefgen.model.brief import Brief, Campaign, Project, Recipient
from briefgen.model.diagnostic import BriefgenError, Sink
from briefgen.model.verdict import RuleOutcome
from briefgen.pipeline import (
    check_library,
    check_printable,
    compose_document,
    find_unlabelled_in_campaign,
    find_unlabelled_in_library,
    load_inputs,
)
from briefgen.resource_limits import ResourceLimits, limit_resources


def check_briefs(session: Session, project: Project, names: Sequence[str], now: datetime) -> str:
    """Check briefs, each as its campaigns address it; returns what was checked, in words."""
    campaigns = [one for name in list_names(project, "campaigns") if (one := _load_campaign(project, name, Sink()))]
    _check_each_brief(session, project, dict.fromkeys(names), campaigns, now)
    return format_count(len(dict.fromkeys(names)), "brief")


def check_project(session: Session, project: Project, now: datetime) -> str:
    """Check every library, audience, campaign and brief; returns what was checked, in words."""
    audiences, libraries = list_names(project, "audiences"), list_names(project, "libraries")
    briefs, campaign_names = list_names(project, "briefs"), list_names(project, "campaigns")
    for name in audiences:
        _collect_problems(session, partial(load_audience, project, name, language=project.language))
    every = tuple(load_brief_audiences(project))
    for name in libraries:
        _collect_problems(session, partial(_check_library, session, project, name, every, now))
    campaigns = []
    for name in campaign_names:
        sink = Sink()
        if one := _load_campaign(project, name, sink):
            campaigns.append(one)
            session.unlabelled.extend(find_unlabelled_in_campaign(project, one))
        session.sink.extend(sink.collect_sorted())
    _check_each_brief(session, project, briefs, campaigns, now)
    own = [name for name in audiences if (project.root / "templates" / name).is_dir()]
    counted = [(libraries, "library"), (own, "audience"), (briefs, "brief"), (campaign_names, "campaign")]
    return ", ".join(format_count(len(names), word) for names, word in counted if names) or "an empty project"


def _describe_brief(brief: Brief) -> tuple[str, str]:
    """The brief's file, and whom it addresses in which language."""
    recipient = f"to {brief.recipient.id}, " if brief.recipient else ""
    return brief.origin.path, f"{recipient}{brief.language}"


def _check_each_brief(
    session: Session, project: Project, names: Iterable[str], campaigns: Sequence[Campaign], now: datetime
) -> None:
    for name in names:
        own = Sink()
        try:
            brief = load_brief(project, name, own)
            own.stop_on_errors()
        except BriefgenError as error:
            own.extend(error.diagnostics)
            session.sink.extend(own.collect_sorted())
            continue
        session.sink.extend(own.collect_sorted())
        for unaddressed, recipients in _list_sent_briefs(brief, campaigns):
            _check_sent_brief(session, project, unaddressed, recipients, now)


def _check_sent_brief(
    session: Session, project: Project, brief: Brief, recipients: Sequence[Recipient], now: datetime
) -> None:
    """Check one brief, for each of its recipients who may get another document than those before: the files are read once."""
    loading, usual = Sink(), dict[str, RuleOutcome]()
    try:
        with limit_resources(ResourceLimits()):
            inputs = load_inputs(project, brief, loading)
    except BriefgenError as error:
        loading.extend(error.diagnostics)
        session.add_document_diagnostics(loading.diagnostics)
        return
    unlike = [brief.for_recipient(one) for one in _find_distinct_recipients(recipients, inputs.library.relevant_states)]
    for addressed in unlike or [brief]:
        sink = Sink(list(loading.diagnostics))
        try:
            with limit_resources(ResourceLimits()):
                document = compose_document(inputs.with_brief(addressed), sink, now=now)
                check_printable(document, map(Format, inputs.audience.formats), sink)
        except BriefgenError as error:
            sink.extend(error.diagnostics)
        session.add_document_diagnostics(sink.diagnostics)
        outcomes = {one.code: one.outcome for one in sink.verdicts}
        if outcomes and outcomes != usual:
            session.verdicts[_describe_brief(addressed)] = tuple(sink.verdicts)
            session.word_counts[_describe_brief(addressed)] = sink.word_counts
        usual = usual or outcomes


def _list_sent_briefs(brief: Brief, campaigns: Sequence[Campaign]) -> Iterator[tuple[Brief, Sequence[Recipient]]]:
    """The brief as campaigns send it: in each language, to those who get what everybody gets, and to each for whom something is overridden.

    As it stands, to nobody, where no campaign sends it.
    """
    sending = [campaign for campaign in campaigns if brief.id in campaign.briefs]
    for campaign in sending:
        for language in campaign.find_languages(brief):
            spoken = brief.in_language(language)
            alike, overridden = list[Recipient](), list[Recipient]()
            for one in campaign.find_recipients(language, brief):
                (overridden if one.id in campaign.overrides else alike).append(one)
            if alike:
                yield spoken, alike
            for one in overridden:
                yield campaign.overrides[one.id].apply_to(spoken), (one,)
    if not sending:
        yield brief, ()


def _find_distinct_recipients(recipients: Iterable[Recipient], heeded: Container[str]) -> Iterable[Recipient]:
    """The first of those who may get the same document: for whom the library has the same texts, with the same cells filled in."""
    first: dict[tuple[str, frozenset[str]], Recipient] = {}
    for one in recipients:
        state = one.fields.get("state", "")
        blank = frozenset(column for column, cell in one.fields.items() if not cell)
        first.setdefault((state if state in heeded else "", blank), one)
    return first.values()


def _load_campaign(project: Project, name: str, sink: Sink) -> Campaign | None:
    """A campaign whose names of files have been planned; None where it cannot be used."""
    try:
        campaign = load_campaign(project, name, sink)
        formats = formats_from_campaign(campaign)
        known = [brief for brief in campaign.briefs if brief in list_names(project, "briefs")]
        briefs = [brief for one in known if (brief := _load_brief_silently(project, one))]
        plan_campaign(project, campaign, briefs, formats, project.output, sink)
    except BriefgenError as error:
        sink.extend(error.diagnostics)
        return None
    return campaign


def _check_library(
    session: Session, project: Project, name: str, every: Iterable[BriefWithAudience], now: datetime, *, sink: Sink
) -> None:
    """Load a library, and look at the consents in it and at what has no label."""
    library = load_limited_library(project, name, sink)
    check_library(project, library, now, sink)
    session.unlabelled.extend(
        find_unlabelled_in_library(infer_sensitivity_for_all(library, every, project.default_sensitivity))
    )


def _load_brief_silently(project: Project, name: str) -> Brief | None:
    """A brief, whose own problems are reported elsewhere."""
    try:
        return load_brief(project, name, Sink())
    except BriefgenError:
        return None


def _collect_problems(session: Session, load: Callable[..., object]) -> None:
    """Load something, and keep the problems."""
    sink = Sink()
    try:
        load(sink=sink)
    except BriefgenError as error:
        sink.extend(error.diagnostics)
    session.sink.extend(sink.collect_sorted())
