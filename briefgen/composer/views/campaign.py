"""The campaigns of the project, and the recipients of one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from briefgen.composer.reading import name_recipient
from briefgen.composer.session import ComposerSession
from briefgen.load import list_names, load_campaign
from briefgen.model.brief import Project
from briefgen.model.diagnostic import BriefgenError, Sink


@dataclass(frozen=True, slots=True)
class CampaignView:
    """What can be built, and for whom."""

    campaigns: tuple[str, ...]
    campaign: str
    """The one that the arguments name; the first where they name none that is there."""
    recipients: Mapping[str, str]
    """Its names by id; none where it cannot be read."""


def build_campaign_view(session: ComposerSession, arguments: Mapping[str, Any]) -> CampaignView:
    """The campaigns by name, with the recipients of one `campaign`."""
    project, name = session.require_project(), arguments.get("campaign")
    campaigns = tuple(list_names(project, "campaigns"))
    if not campaigns:
        return CampaignView((), "", {})
    chosen = name if name in campaigns else campaigns[0]
    recipients = session.read(("recipients-of", chosen), lambda: _list_recipients(project, chosen))
    return CampaignView(campaigns, chosen, recipients)


def _list_recipients(project: Project, campaign: str) -> Mapping[str, str]:
    try:
        found = load_campaign(project, campaign, Sink()).recipients
    except BriefgenError:
        return {}
    return {row.id: name_recipient(row) for row in found}
