"""Turns what a file says of consent into values."""

from __future__ import annotations

from collections.abc import Iterable

from briefgen.files.consent import ANY, ConsentFile
from briefgen.values.consent import Consent
from briefgen.values.diagnostic import Origin


def consents_of(files: Iterable[ConsentFile] | None, origin: Origin, *, needed: bool) -> tuple[Consent, ...] | None:
    """The consents that a thing has; None for one that has none and needs none."""
    if files is None:
        return () if needed else None
    return tuple(
        Consent(
            given=one.given,
            audiences=_named(one.audiences),
            places=_named(one.places),
            until=one.until,
            withdrawn=one.withdrawn,
            origin=origin,
        )
        for one in files
    )


def _named(names: tuple[str, ...]) -> frozenset[str] | None:
    return None if ANY in names else frozenset(names)
