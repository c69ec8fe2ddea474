"""Turns what a file says of consent into values."""

from __future__ import annotations

from collections.abc import Iterable

from briefgen.load.states import check_state, to_alpha3
from briefgen.model.consent import Consent
from briefgen.model.diagnostic import Origin, Sink
from briefgen.schema.consent import ANY, ConsentFile


def build_consents(
    files: Iterable[ConsentFile] | None, origin: Origin, sink: Sink, *, required: bool
) -> tuple[Consent, ...] | None:
    """The consents that a thing has; None for one that has none and needs none."""
    if files is None:
        return () if required else None
    files = tuple(files)
    for place in (place for one in files for place in one.places if place != ANY):
        check_state(place, "`places`", origin, sink)
    return tuple(
        Consent(
            given=one.given,
            audiences=_collect_names(one.audiences),
            places=_collect_names(map(to_alpha3, one.places)),
            until=one.until,
            withdrawn=one.withdrawn,
            origin=origin,
        )
        for one in files
    )


def _collect_names(names: Iterable[str]) -> frozenset[str] | None:
    found = frozenset(names)
    return None if ANY in found else found
