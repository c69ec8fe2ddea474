"""The formats to make where the command line names none: the campaign's, else the audience's."""

from __future__ import annotations

from briefgen.model.artifact import Format
from briefgen.model.audience import Audience
from briefgen.model.campaign import Campaign


def formats_from_audience(audience: Audience) -> tuple[Format, ...]:
    """The formats that an audience asks for."""
    return tuple(map(Format, audience.formats))


def formats_from_campaign(campaign: Campaign) -> tuple[Format, ...] | None:
    """The formats that a campaign asks for; None where it leaves them to the audience."""
    return tuple(map(Format, campaign.formats)) or None
