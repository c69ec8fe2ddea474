"""Turns what a file says of consent into values."""

from __future__ import annotations

from collections.abc import Iterable

from briefgen.files.consent import ANY, ConsentFile
from briefgen.load.states import check_state, three_letters
from briefgen.values.consent import Consent
from briefgen.values.diagnostic import Origin, Sink


def consents_of(
    files: Iterable[ConsentFile] | None, origin: Origin, sink: Sink, *, needed: bool
) -> tuple[Consent, ...] | None:
    """The consents that a thing has; None for one that has none and needs none."""
    if files is None:
        return () if needed else None
    files = tuple(files)
    for place in (place for one in files for place in one.places if place != ANY):
        check_state(place, "`places`", origin, sink)
    return tuple(
        Consent(
            given=one.given,
            audiences=_named(one.audiences),
            places=_named(map(three_letters, one.places)),
            until=one.until,
            withdrawn=one.withdrawn,
            origin=origin,
        )
        for one in files
    )


def _named(names: Iterable[str]) -> frozenset[str] | None:
    found = frozenset(names)
    return None if ANY in found else found
