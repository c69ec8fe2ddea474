"""Plans the document of a recorded file as it would be built today: with its language, recipient and settings."""

from __future__ import annotations

from briefgen.campaign.plan import BuildRequest, PlannedDocument, plan_single_brief
from briefgen.campaign.requested_brief import CampaignRecipient, apply_setting, create_unsaved_brief
from briefgen.load import list_names, load_brief, load_campaign
from briefgen.model.brief import Project
from briefgen.model.diagnostic import Sink
from briefgen.model.record import FileRecord


def plan_recorded_document(project: Project, file: FileRecord, sink: Sink) -> PlannedDocument | None:
    """The document as it would be built today; None where its campaign does not send it any more. Raises `BriefgenError`."""
    contents = file.contents
    if contents.unsaved:
        brief = create_unsaved_brief(project, contents.audience, contents.library)
    else:
        brief = load_brief(project, contents.brief, sink)
    own_language = brief.language
    brief = brief.in_language(contents.language) if contents.language else brief
    sender = None
    if file.recipient:
        addressee = _find_recipient(project, contents.campaign, file.recipient, sink)
        if addressee is None:
            return None
        brief, sender = addressee.address_brief(brief), addressee.campaigns[0]
    for key, value in contents.settings.items():
        brief = apply_setting(brief, key, value)
    request = BuildRequest(own_language, sender, tuple(contents.settings.items()), contents.unsaved)
    return plan_single_brief(project, brief, None, project.root / file.folder, request)


def _find_recipient(project: Project, campaign_id: str, recipient_id: str, sink: Sink) -> CampaignRecipient | None:
    if campaign_id not in list_names(project, "campaigns"):
        return None
    campaign = load_campaign(project, campaign_id, sink)
    recipient = next((row for row in campaign.recipients if row.id == recipient_id), None)
    return CampaignRecipient(recipient, (campaign,)) if recipient else None
