"""The campaigns of the project, and the recipients of one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from briefgen.composer.session import ComposerSession
from briefgen.load import list_names, load_campaign
from briefgen.model.brief import Project
from briefgen.model.diagnostic import BriefgenError, Sink


@dataclass(frozen=True, slots=True)
class CampaignView:
    """What can be built, and for whom."""

    campaigns: tuple[str, ...]
    recipients: Mapping[str, str]
    """The names by id, of the campaign that the arguments name; none where it cannot be read."""


def build_campaign_view(session: ComposerSession, arguments: Mapping[str, Any]) -> CampaignView:
    """The campaigns by name, with the recipients of one `campaign`."""
    project, name = session.require_project(), arguments.get("campaign")
    campaigns = tuple(list_names(project, "campaigns"))
    recipients: Mapping[str, str] = {}
    if name in campaigns:
        recipients = session.read(("recipients-of", name), lambda: _list_recipients(project, name))
    return CampaignView(campaigns, recipients)


def _list_recipients(project: Project, campaign: str) -> Mapping[str, str]:
    try:
        found = load_campaign(project, campaign, Sink()).recipients
    except BriefgenError:
        return {}
    return {row.id: row.fields.get("name") or row.fields.get("state") or row.id for row in found}
