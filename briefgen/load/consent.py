"""Builds consents from the entries of a file."""

from __future__ import annotations

from collections.abc import Iterable

from briefgen.load.states import check_state, to_alpha3
from briefgen.model.consent import Consent
from briefgen.model.diagnostic import Origin, Sink
from briefgen.schema.consent_file import ANY, ConsentFile


def build_consents(
    files: Iterable[ConsentFile] | None, origin: Origin, sink: Sink, *, required: bool
) -> tuple[Consent, ...] | None:
    """The consents of a thing; None if it has none and needs none."""
    if files is None:
        return () if required else None
    files = tuple(files)
    for place in (place for file in files for place in file.places if place != ANY):
        check_state(place, "`places`", origin, sink)
    return tuple(
        Consent(
            record=file.given,
            audiences=_collect_names(file.audiences),
            places=_collect_names(map(to_alpha3, file.places)),
            until=file.until,
            withdrawn=file.withdrawn,
            origin=origin,
        )
        for file in files
    )


def _collect_names(names: Iterable[str]) -> frozenset[str] | None:
    distinct = frozenset(names)
    return None if ANY in distinct else distinct
