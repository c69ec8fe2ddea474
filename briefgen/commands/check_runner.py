"""Checks briefs, or everything a project has, up to the finished text of each brief; renders and writes nothing."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from briefgen.approve.requirement import summarise_approvals
from briefgen.campaign import formats_from_campaign, plan_campaign
from briefgen.commands.arguments import choose_job_count, load_limited_library
from briefgen.commands.report import format_count
from briefgen.commands.session import Session
from briefgen.executor import Failure, describe_failure, execute, execute_with_sink
from briefgen.load import (
    LoadedLibraries,
    infer_sensitivity_for_all,
    list_names,
    load_audience,
    load_brief,
    load_brief_audiences,
    load_campaign,
    load_library,
)
from briefgen.load.brief_audiences import BriefWithAudience
from briefgen.load.names import FOLDERS
from briefgen.model.artifact import Format
from briefgen.model.brief import Brief, Project, Recipient
from briefgen.model.campaign import Campaign
from briefgen.model.diagnostic import BriefgenError, MachineError, Origin, Sink
from briefgen.model.file_names import find_windows_fault
from briefgen.model.selection import OmissionCause
from briefgen.model.verdict import RuleOutcome
from briefgen.pipeline import (
    check_appearance,
    check_library,
    compose_document,
    find_approval_standings,
    find_unlabelled_in_campaign,
    find_unlabelled_in_library,
    load_inputs,
    select_blocks,
)
from briefgen.resource_limits import DEFAULT_LIMITS

_libraries = LoadedLibraries()
"""Read before the workers start, which are copies of this process: the versions of a brief, and other briefs, share them."""


def check_briefs(session: Session, project: Project, names: Sequence[str], now: datetime) -> str:
    """Check briefs, each as its campaigns address it; returns what was checked, in words."""
    campaigns = [
        campaign for name in list_names(project, "campaigns") if (campaign := _load_campaign(project, name, Sink()))
    ]
    _check_each_brief(session, project, dict.fromkeys(names), campaigns, now)
    return format_count(len(dict.fromkeys(names)), "brief")


def check_project(session: Session, project: Project, now: datetime) -> str:
    """Check every library, audience, campaign and brief; returns what was checked, in words."""
    audiences, libraries = list_names(project, "audiences"), list_names(project, "libraries")
    briefs, campaign_names = list_names(project, "briefs"), list_names(project, "campaigns")
    warn_about_names(project, session.sink)
    for name in audiences:
        sink = Sink()
        try:
            load_audience(project, name, sink, language=project.language)
        except BriefgenError as error:
            sink.extend(error.diagnostics)
        session.sink.extend(sink.collect_sorted())
    readers = tuple(load_brief_audiences(project))
    for name in libraries:
        sink = Sink()
        try:
            arguments = project, name, readers, now
            session.unlabelled.extend(execute_with_sink(_check_library, arguments, sink, f"the library `{name}`"))
        except BriefgenError as error:
            sink.extend(error.diagnostics)
        session.sink.extend(sink.collect_sorted())
    campaigns = []
    for name in campaign_names:
        sink = Sink()
        if campaign := _load_campaign(project, name, sink):
            campaigns.append(campaign)
            session.unlabelled.extend(find_unlabelled_in_campaign(project, campaign))
        session.sink.extend(sink.collect_sorted())
    _check_each_brief(session, project, briefs, campaigns, now)
    own = [name for name in audiences if (project.root / "templates" / name).is_dir()]
    counted = [(libraries, "library"), (own, "audience"), (briefs, "brief"), (campaign_names, "campaign")]
    return ", ".join(format_count(len(names), word) for names, word in counted if names) or "an empty project"


def warn_about_names(project: Project, sink: Sink) -> None:
    """Warn of names that a colleague on Windows or macOS cannot have, or has as one file where there are two."""
    for folder in FOLDERS.values():
        for parent, folders, files in os.walk(project.root / folder):
            place, first = Path(parent).relative_to(project.root).as_posix(), dict[str, str]()
            for name in sorted(name for name in (*folders, *files) if not name.startswith(".")):
                origin, other = Origin(f"{place}/{name}"), first.setdefault(name.casefold(), name)
                if other != name:
                    message = f"`{name}` and `{other}` differ only in capitals, and are one file on Windows and macOS"
                    sink.warning("name-capitals", message, origin, "rename one of them")
                if fault := find_windows_fault(origin.path):
                    sink.warning("name-windows", fault, origin, "rename it")


def _describe_brief(brief: Brief) -> tuple[str, str]:
    """The brief's file, and whom it addresses in which language."""
    recipient = f"to {brief.recipient.id}, " if brief.recipient else ""
    return brief.origin.path, f"{recipient}{brief.language}"


@dataclass(frozen=True, slots=True)
class _SentBrief:
    """A brief as a campaign sends it, and to whom: one task of a worker."""

    project: Project
    brief: Brief
    recipients: Sequence[Recipient]
    now: datetime


def _check_each_brief(
    session: Session, project: Project, names: Iterable[str], campaigns: Sequence[Campaign], now: datetime
) -> None:
    tasks = []
    for name in names:
        sink = Sink()
        if brief := _load_usable_brief(project, name, sink):
            sent = _list_sent_briefs(brief, campaigns)
            tasks += [_SentBrief(project, version, recipients, now) for version, recipients in sent]
        session.sink.extend(sink.collect_sorted())
    _read_shared_libraries(project, tasks)
    results = dict(execute(_check_sent_brief, tasks, choose_job_count(None)))
    for index, task in enumerate(tasks):
        checked = results[index]
        if isinstance(checked, Failure):
            error = describe_failure(checked, f"the brief `{task.brief.id}`", DEFAULT_LIMITS)
            if isinstance(error, MachineError):
                raise error
            session.add_document_diagnostics(error.diagnostics)
            continue
        for label, sink, counts, approvals in checked:
            if approvals:
                session.approvals[label] = approvals
            if counts is not None:
                session.left_out.add(counts, task.brief.id)
            session.add_document_diagnostics(sink.diagnostics)
            if sink.verdicts:
                session.verdicts[label] = tuple(sink.verdicts)
                session.word_counts[label] = sink.word_counts


def _read_shared_libraries(project: Project, tasks: Iterable[_SentBrief]) -> None:
    """Read each library of several documents, in a worker for its limits. One that cannot be used is reported with its briefs."""
    _libraries.clear()
    for name, documents in Counter(task.brief.library for task in tasks).items():
        sink = Sink()
        with suppress(BriefgenError):
            if documents > 1:
                _libraries.keep(load_limited_library(project, name, sink), sink.diagnostics)


def _check_sent_brief(
    task: _SentBrief,
) -> list[tuple[tuple[str, str], Sink, Mapping[OmissionCause, int] | None, tuple[str, ...]]]:
    """Check one brief, for each recipient whose document may differ from those before: the files are read once.

    Returns the label of each document with its problems and what it leaves out. Verdicts that repeat those of the first are left out.
    """
    loading, usual = Sink(), dict[str, RuleOutcome]()
    try:
        inputs = load_inputs(task.project, task.brief, loading, _libraries)
    except BriefgenError as error:
        loading.extend(error.diagnostics)
        return [(_describe_brief(task.brief), loading, None, ())]
    distinct = _find_distinct_recipients(task.recipients, inputs.library.relevant_states | {inputs.brief.state})
    checked = []
    for brief in [task.brief.for_recipient(recipient) for recipient in distinct] or [task.brief]:
        sink, counts = Sink(list(loading.diagnostics)), None
        approvals: tuple[str, ...] = ()
        try:
            addressed = inputs.with_brief(brief)
            selection = select_blocks(addressed, sink)
            counts = selection.omission_counts
            if inputs.library.approvals:
                approvals = summarise_approvals(find_approval_standings(addressed, selection))
            document = compose_document(addressed, sink, selection, now=task.now)
            check_appearance(document, map(Format, inputs.audience.formats), sink)
        except BriefgenError as error:
            sink.extend(error.diagnostics)
        outcomes = {verdict.code: verdict.outcome for verdict in sink.verdicts}
        if outcomes == usual:
            sink.verdicts.clear()
        usual = usual or outcomes
        checked.append((_describe_brief(brief), sink, counts, approvals))
    return checked


def _list_sent_briefs(brief: Brief, campaigns: Sequence[Campaign]) -> Iterator[tuple[Brief, Sequence[Recipient]]]:
    """The brief as campaigns send it: in each language, to those who get what everybody gets, and to each for whom something is overridden.

    Without changes, to no one, where no campaign sends it.
    """
    sending = [campaign for campaign in campaigns if brief.id in campaign.briefs]
    for campaign in sending:
        for language in campaign.find_languages(brief):
            translated = brief.in_language(language)
            regular, overridden = list[Recipient](), list[Recipient]()
            for recipient in campaign.find_recipients(language, brief):
                (overridden if recipient.id in campaign.overrides else regular).append(recipient)
            if regular:
                yield translated, regular
            for recipient in overridden:
                yield campaign.overrides[recipient.id].apply_to(translated), (recipient,)
    if not sending:
        yield brief, ()


def _find_distinct_recipients(recipients: Iterable[Recipient], relevant_states: Container[str]) -> Iterable[Recipient]:
    """The first of those who may get the same document: for whom the library has the same texts, with the same cells filled in."""
    first: dict[tuple[str, frozenset[str]], Recipient] = {}
    for recipient in recipients:
        state = recipient.fields.get("state", "")
        blank = frozenset(column for column, cell in recipient.fields.items() if not cell)
        first.setdefault((state if state in relevant_states else "", blank), recipient)
    return first.values()


def _load_campaign(project: Project, name: str, sink: Sink) -> Campaign | None:
    """A campaign whose names of files have been planned; None where it cannot be used."""
    try:
        campaign = load_campaign(project, name, sink)
        formats = formats_from_campaign(campaign)
        known = [brief for brief in campaign.briefs if brief in list_names(project, "briefs")]
        briefs = [brief for brief_id in known if (brief := _load_usable_brief(project, brief_id, Sink()))]
        plan_campaign(project, campaign, briefs, formats, project.output, sink)
    except BriefgenError as error:
        sink.extend(error.diagnostics)
        return None
    return campaign


def _check_library(
    project: Project, name: str, briefs: Iterable[BriefWithAudience], now: datetime, sink: Sink
) -> tuple[tuple[Origin, str], ...]:
    """Check a library's consents and kinds; returns what in it has no label."""
    library = load_library(project, name, sink)
    check_library(project, library, now, sink)
    return find_unlabelled_in_library(infer_sensitivity_for_all(library, briefs, project.default_sensitivity))


def _load_usable_brief(project: Project, name: str, sink: Sink) -> Brief | None:
    """A brief without errors; None with the errors in `sink`."""
    try:
        brief = load_brief(project, name, sink)
        sink.stop_on_errors()
    except BriefgenError as error:
        sink.extend(error.diagnostics)
        return None
    return brief
