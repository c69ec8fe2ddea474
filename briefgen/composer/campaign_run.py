"""Builds the documents of a campaign, as `briefgen batch` does."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from briefgen.campaign import (
    BuildReason,
    ExecutionOptions,
    Plan,
    PlanSurvey,
    Stores,
    count_processors,
    formats_from_campaign,
    list_orphans,
    open_stores,
    plan_campaign,
    prepare_folder,
    report_orphans,
)
from briefgen.composer.arguments import build_act_error
from briefgen.composer.runs import Run
from briefgen.composer.session import ComposerSession
from briefgen.load import list_names, load_briefs, load_campaign
from briefgen.model.brief import Project
from briefgen.model.diagnostic import Sink
from briefgen.model.nearest import suggest_nearest


@dataclass(frozen=True, slots=True)
class CampaignRequest:
    """What is built of a campaign."""

    campaign: str
    only: frozenset[str] = frozenset()
    """The ids of some recipients; empty: for all of them."""
    is_forced: bool = False
    """Also what is up to date."""


def start_campaign(session: ComposerSession, arguments: Mapping[str, Any]) -> None:
    """Build what is due of the campaign that the arguments name. Raises `BriefgenError` while another run goes on."""
    project, name, only = session.require_project(), arguments.get("campaign"), arguments.get("only", [])
    if not isinstance(name, str) or name not in list_names(project, "campaigns"):
        raise build_act_error("no-campaign", campaign=name or "")
    if not isinstance(only, list) or not all(isinstance(recipient, str) for recipient in only):
        raise build_act_error("no-ids")
    request = CampaignRequest(name, frozenset(only), arguments.get("force") is True)
    session.runs.start(name, lambda run: build_campaign(run, project, request))


def build_campaign(run: Run, project: Project, request: CampaignRequest) -> None:
    """Build the documents of a campaign that are due. Raises `BriefgenError`."""
    sink = run.sink
    campaign = load_campaign(project, request.campaign, sink)
    sink.stop_on_errors()
    briefs = load_briefs(project, campaign.briefs, sink)
    plan = plan_campaign(project, campaign, briefs, formats_from_campaign(campaign), project.output, sink)
    sink.stop_on_errors()
    plan = replace(plan, only=_check_recipients(plan, request.only, sink))
    with open_stores(project, project.output, sink) as stores:
        _build_due(run, plan, stores, request)


def _check_recipients(plan: Plan, only: frozenset[str], sink: Sink) -> frozenset[str]:
    """The ids, each of which the campaign has. Raises `BriefgenError`."""
    known = {recipient.id for recipient in plan.campaign.recipients} if only else frozenset[str]()
    for name in sorted(only - known):
        message = f"no recipient `{name}` in the campaign `{plan.campaign.id}`"
        sink.stop("recipient-unknown", message, None, *suggest_nearest(name, known))
    return only


def _build_due(run: Run, plan: Plan, stores: Stores, request: CampaignRequest) -> None:
    survey = PlanSurvey(plan, stores.state, is_forced=request.is_forced)
    for task in survey.look_through():
        if task.build_reason is BuildReason.CURRENT:
            run.counts.update(set(task.diagnostics))
    left = () if request.only else survey.left_stems
    report_orphans(list_orphans(left, stores), stores.state.folder, run.sink)
    options = ExecutionOptions(count_processors(), manifest_at_end=True)
    with prepare_folder(survey, stores, options, run.sink) as options:
        run.build(survey.list_due(), survey.due_count, survey.count - survey.due_count, stores, options)
