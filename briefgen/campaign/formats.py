"""The formats to make, of those that a file asks for."""

from __future__ import annotations

from briefgen.values.artifact import Format
from briefgen.values.audience import Audience
from briefgen.values.brief import Campaign
from briefgen.values.diagnostic import Origin, Sink


def formats_of_audience(audience: Audience, sink: Sink) -> tuple[Format, ...]:
    """The formats that an audience asks for. Raises `BriefgenError` where none of them can be made."""
    return _available(audience.formats, audience.origin, sink)


def formats_of_campaign(campaign: Campaign, sink: Sink) -> tuple[Format, ...] | None:
    """The formats that a campaign asks for; None where it leaves them to the audience. Raises `BriefgenError`."""
    return _available(campaign.formats, campaign.origin, sink) if campaign.formats else None


def _available(names: tuple[str, ...], origin: Origin, sink: Sink) -> tuple[Format, ...]:
    known = [one.value for one in Format]
    missing = [name for name in names if name not in known]
    listed = ", ".join(f"`{name}`" for name in missing)
    if len(missing) == len(names):
        hint = f"add one of {', '.join(f'`{name}`' for name in known)}"
        sink.stop("format-unavailable", f"`formats` asks for {listed} alone, which cannot be made yet", origin, hint)
    if missing:
        sink.warning("format-unavailable", f"`formats` asks for {listed}, which cannot be made yet", origin)
    return tuple(Format(name) for name in names if name in known)
