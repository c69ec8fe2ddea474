"""What people allowed to be done with their words and pictures, and whether one document keeps to it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from briefgen.model.diagnostic import Origin


@dataclass(frozen=True, slots=True)
class Consent:
    """What one person agreed to."""

    given: str
    """How it was given, and where that is kept; never printed."""
    audiences: frozenset[str] | None
    """None: any."""
    places: frozenset[str] | None
    """States whose recipients may have it, by ISO 3166-1 alpha-3 codes; None: anywhere."""
    until: date | None
    """The last day; None: until it is withdrawn."""
    withdrawn: date | None
    origin: Origin


@dataclass(frozen=True, slots=True)
class IntendedUse:
    """What a document would do with the words or the picture."""

    audience: str
    recipient_state: str
    """The state of its recipient; empty for a document that goes to nobody by name, and so may go anywhere."""
    document_date: date | None
    """The date of the document, never that of the clock."""


def explain_refusal(consents: Iterable[Consent] | None, use: IntendedUse) -> str:
    """Why something may not be used so, in words; empty where it may.

    None is for what needs no consent; one that is needed and missing is an empty list. Of several, every one must
    allow it.
    """
    if consents is None:
        return ""
    given = tuple(consents)
    if not given:
        return "no consent is stated for it"
    return next((reason for one in given if (reason := _explain_refusal(one, use))), "")


def _explain_refusal(consent: Consent, use: IntendedUse) -> str:
    if consent.withdrawn:
        return f"consent was withdrawn on {consent.withdrawn}"
    if consent.until and use.document_date is None:
        return f"consent ends on {consent.until}, and the brief has no date"
    if consent.until and use.document_date and use.document_date > consent.until:
        return f"consent ended on {consent.until}, before the date of the brief"
    if consent.audiences is not None and use.audience not in consent.audiences:
        return f"consent is not for audience `{use.audience}`"
    if consent.places is not None and use.recipient_state not in consent.places:
        where = f"to `{use.recipient_state}`" if use.recipient_state else "to no state in particular"
        return f"consent is for certain states alone, and this goes {where}"
    return ""
