"""Checks briefs, or everything a project has, up to the finished text of each brief; renders and writes nothing."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from datetime import datetime
from functools import partial

from briefgen.campaign import formats_of_campaign, plan_campaign
from briefgen.commands.asked import library_read
from briefgen.commands.report import counted_word
from briefgen.commands.session import Session
from briefgen.limits import Allowance, held_to
from briefgen.load import (
    load_audience,
    load_brief,
    load_campaign,
    names_of,
    opened_for_all,
    readers,
)
from briefgen.load.readers import Reader
from briefgen.pipeline import (
    assemble,
    check_library,
    check_printable,
    closed_in_campaign,
    closed_in_library,
    load_inputs,
)
from briefgen.values.artifact import Format
from briefgen.values.brief import Brief, Campaign, Project, Recipient
from briefgen.values.diagnostic import BriefgenError, Sink
from briefgen.values.verdict import Outcome


def check_briefs(session: Session, project: Project, names: Sequence[str], now: datetime) -> str:
    """Check briefs, each as its campaigns address it; returns what was checked, in words."""
    campaigns = [one for name in names_of(project, "campaigns") if (one := _campaign(project, name, Sink()))]
    _check_each(session, project, dict.fromkeys(names), campaigns, now)
    return counted_word(len(dict.fromkeys(names)), "brief")


def check_project(session: Session, project: Project, now: datetime) -> str:
    """Check every library, audience, campaign and brief; returns what was checked, in words."""
    audiences, libraries = names_of(project, "audiences"), names_of(project, "libraries")
    briefs, campaign_names = names_of(project, "briefs"), names_of(project, "campaigns")
    for name in audiences:
        _attempt(session, partial(load_audience, project, name, language=project.language))
    every = tuple(readers(project))
    for name in libraries:
        _attempt(session, partial(_library, session, project, name, every, now))
    campaigns = []
    for name in campaign_names:
        sink = Sink()
        if one := _campaign(project, name, sink):
            campaigns.append(one)
            session.closed.extend(closed_in_campaign(project, one))
        session.sink.extend(sink.sorted())
    _check_each(session, project, briefs, campaigns, now)
    own = [name for name in audiences if (project.root / "templates" / name).is_dir()]
    counted = [(libraries, "library"), (own, "audience"), (briefs, "brief"), (campaign_names, "campaign")]
    return ", ".join(counted_word(len(names), word) for names, word in counted if names) or "an empty project"


def _named(brief: Brief) -> tuple[str, str]:
    """The brief's file, and whom it addresses in which language."""
    recipient = f"to {brief.recipient.id}, " if brief.recipient else ""
    return brief.origin.path, f"{recipient}{brief.language}"


def _check_each(
    session: Session, project: Project, names: Iterable[str], campaigns: Sequence[Campaign], now: datetime
) -> None:
    for name in names:
        own = Sink()
        try:
            brief = load_brief(project, name, own)
            own.stop_on_errors()
        except BriefgenError as error:
            own.extend(error.diagnostics)
            session.sink.extend(own.sorted())
            continue
        session.sink.extend(own.sorted())
        for unaddressed, recipients in _as_sent(brief, campaigns):
            _check_sent(session, project, unaddressed, recipients, now)


def _check_sent(
    session: Session, project: Project, brief: Brief, recipients: Sequence[Recipient], now: datetime
) -> None:
    """Check one brief, for each of its recipients who may get another document than those before: the files are read once."""
    loading, usual = Sink(), dict[str, Outcome]()
    try:
        with held_to(Allowance()):
            inputs = load_inputs(project, brief, loading)
    except BriefgenError as error:
        loading.extend(error.diagnostics)
        session.found_in_document(loading.found)
        return
    unlike = [brief.to(one) for one in _unlike(recipients, inputs.library.states_heeded)]
    for addressed in unlike or [brief]:
        sink = Sink(list(loading.found))
        try:
            with held_to(Allowance()):
                document = assemble(inputs.to(addressed), sink, now=now)
                check_printable(document, map(Format, inputs.audience.formats), sink)
        except BriefgenError as error:
            sink.extend(error.diagnostics)
        session.found_in_document(sink.found)
        outcomes = {one.code: one.outcome for one in sink.verdicts}
        if outcomes and outcomes != usual:
            session.verdicts[_named(addressed)] = tuple(sink.verdicts)
            session.counted[_named(addressed)] = sink.counted
        usual = usual or outcomes


def _as_sent(brief: Brief, campaigns: Sequence[Campaign]) -> Iterator[tuple[Brief, Sequence[Recipient]]]:
    """The brief as campaigns send it: in each language, to those who get what everybody gets, and to each for whom something is overridden.

    As it stands, to nobody, where no campaign sends it.
    """
    sending = [campaign for campaign in campaigns if brief.id in campaign.briefs]
    for campaign in sending:
        for language in campaign.languages_of(brief):
            spoken = brief.into(language)
            alike, overridden = list[Recipient](), list[Recipient]()
            for one in campaign.recipients_in(language, brief):
                (overridden if one.id in campaign.overrides else alike).append(one)
            if alike:
                yield spoken, alike
            for one in overridden:
                yield campaign.overrides[one.id].over(spoken), (one,)
    if not sending:
        yield brief, ()


def _unlike(recipients: Iterable[Recipient], heeded: Container[str]) -> Iterable[Recipient]:
    """The first of those who may get the same document: for whom the library has the same texts, with the same cells filled in."""
    first: dict[tuple[str, frozenset[str]], Recipient] = {}
    for one in recipients:
        state = one.fields.get("state", "")
        blank = frozenset(column for column, cell in one.fields.items() if not cell)
        first.setdefault((state if state in heeded else "", blank), one)
    return first.values()


def _campaign(project: Project, name: str, sink: Sink) -> Campaign | None:
    """A campaign whose names of files have been planned; None where it cannot be used."""
    try:
        campaign = load_campaign(project, name, sink)
        formats = formats_of_campaign(campaign)
        known = [brief for brief in campaign.briefs if brief in names_of(project, "briefs")]
        briefs = [brief for one in known if (brief := _quietly(project, one))]
        plan_campaign(project, campaign, briefs, formats, project.output, sink)
    except BriefgenError as error:
        sink.extend(error.diagnostics)
        return None
    return campaign


def _library(
    session: Session, project: Project, name: str, every: Iterable[Reader], now: datetime, *, sink: Sink
) -> None:
    """Load a library, and look at the consents in it and at what has no label."""
    library = library_read(project, name, sink)
    check_library(project, library, now, sink)
    session.closed.extend(closed_in_library(opened_for_all(library, every, project.unlabelled)))


def _quietly(project: Project, name: str) -> Brief | None:
    """A brief, whose own problems are reported elsewhere."""
    try:
        return load_brief(project, name, Sink())
    except BriefgenError:
        return None


def _attempt(session: Session, load: Callable[..., object]) -> None:
    """Load something, and keep the problems."""
    sink = Sink()
    try:
        load(sink=sink)
    except BriefgenError as error:
        sink.extend(error.diagnostics)
    session.sink.extend(sink.sorted())
