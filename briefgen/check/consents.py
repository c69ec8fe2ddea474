"""Warns of consents that end soon, have ended, were withdrawn, or were never stated."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from briefgen.model.consent import Consent
from briefgen.model.diagnostic import Origin, Sink
from briefgen.model.library import Block

WARNING_PERIOD = timedelta(days=90)


def check_consents(
    blocks: Iterable[Block], images: Mapping[str, tuple[Consent, ...]], library: str, today: date, sink: Sink
) -> None:
    """Warn of every consent that someone must act on; `images` are consents by the name of the image."""
    for block in blocks:
        if block.consents is not None:
            _check_consents_of(f"block `{block.id}`", block.consents, block.origin, today, sink)
    for name, consents in images.items():
        _check_consents_of(f"image `{name}`", consents, Origin(f"content/{library}/images.yaml"), today, sink)


def _check_consents_of(what: str, consents: tuple[Consent, ...], origin: Origin, today: date, sink: Sink) -> None:
    if not consents:
        hint = "add `consent:` with `given`, `audiences` and `places`"
        sink.warning("consent-missing", f"{what} has no consent, and nobody gets it", origin, hint)
    for consent in consents:
        if consent.withdrawn:
            hint = "`briefgen impact --withdrawn` lists the files that hold it; delete it when they are taken back"
            sink.warning(
                "consent-withdrawn", f"consent for {what} was withdrawn on {consent.withdrawn}", consent.origin, hint
            )
        elif consent.until and consent.until < today:
            hint = "ask again, or take it out"
            sink.warning("consent-ended", f"consent for {what} ended on {consent.until}", consent.origin, hint)
        elif consent.until and consent.until - today <= WARNING_PERIOD:
            days = (consent.until - today).days
            hint = "ask again before then"
            when = "today" if not days else f"in {days} day{'s' if days > 1 else ''}"
            sink.warning("consent-ends", f"consent for {what} ends on {consent.until}, {when}", consent.origin, hint)
