"""The consent of people to the use of their words and pictures, and whether one document respects it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from briefgen.model.diagnostic import Origin


@dataclass(frozen=True, slots=True)
class Consent:
    """What one person agreed to."""

    record: str
    """How the consent was given, and where the proof is kept; never printed."""
    audiences: frozenset[str] | None
    """None: any."""
    places: frozenset[str] | None
    """States whose recipients may see it, by ISO 3166-1 alpha-3 codes; None: anywhere."""
    until: date | None
    """The last day; None: until it is withdrawn."""
    withdrawn: date | None
    origin: Origin


@dataclass(frozen=True, slots=True)
class IntendedUse:
    """Where and when a document uses the words or the picture."""

    audience: str
    recipient_state: str
    """The state of its recipient; empty for a document without a recipient, which may go anywhere."""
    document_date: date | None
    """The date in the brief; today for a document that was sent and is still read."""
    date_name: str = "the date of the brief"


def explain_refusal(consents: Iterable[Consent] | None, use: IntendedUse) -> str:
    """The reason why something may not be used this way; empty where it may.

    `consents` is None for what needs no consent, and empty where the consent is missing. Every consent must permit the use.
    """
    if consents is None:
        return ""
    required = tuple(consents)
    if not required:
        return "no consent is stated for it"
    return next((reason for consent in required if (reason := _explain_refusal(consent, use))), "")


def _explain_refusal(consent: Consent, use: IntendedUse) -> str:
    if consent.withdrawn:
        return f"consent was withdrawn on {consent.withdrawn}"
    if consent.until and use.document_date is None:
        return f"consent ends on {consent.until}, and the brief has no date"
    if consent.until and use.document_date and use.document_date > consent.until:
        return f"consent ended on {consent.until}, before {use.date_name}"
    if consent.audiences is not None and use.audience not in consent.audiences:
        return f"consent is not for audience `{use.audience}`"
    if consent.places is not None and use.recipient_state not in consent.places:
        where = f"to `{use.recipient_state}`" if use.recipient_state else "to no state in particular"
        return f"consent is for certain states alone, and this goes {where}"
    return ""
