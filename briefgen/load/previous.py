"""Reads `previous.yaml`, earlier recommendations, and gives them to the recommendations that name them by key."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from briefgen.load.paths import find_files_named, to_display_path
from briefgen.load.states import check_state
from briefgen.load.syntax.validated import read_list_file
from briefgen.model.diagnostic import Sink
from briefgen.model.library import Block, PreviousRecommendation, Variant
from briefgen.model.nearest import suggest_nearest
from briefgen.schema.previous_file import PreviousFile

REVIEW = "Universal Periodic Review"


def load_previous(folder: Path, root: Path, sink: Sink) -> Mapping[str, PreviousRecommendation]:
    """The earlier recommendations of a library by key, in the order of the file."""
    files = list(find_files_named("previous", (".yaml",), folder, root, sink))
    read = read_list_file(PreviousFile, files[0], to_display_path(root, files[0]), sink) if files else None
    if read is None:
        return {}
    found: dict[str, PreviousRecommendation] = {}
    for index, entry in enumerate(read.model.root):
        origin = read.find_origin(index, "key")
        if entry.key in found:
            message = f"`{entry.key}` is there twice, first at {found[entry.key].origin}"
            sink.error("previous-duplicate", message, origin, "rename or delete one of them")
            continue
        for state in entry.states:
            check_state(state, "`states`", read.find_origin(index, "states"), sink)
        found[entry.key] = PreviousRecommendation(
            cycle=entry.cycle or 0,
            paragraph=entry.paragraph,
            states=entry.states,
            text=entry.text,
            source=entry.source,
            position=entry.position,
            implementation=entry.implementation,
            key=entry.key,
            body="" if entry.body == REVIEW else entry.body,
            origin=origin,
        )
    return found


def resolve_previous(
    blocks: Sequence[Block], previous: Mapping[str, PreviousRecommendation], sink: Sink
) -> tuple[Block, ...]:
    """Blocks with the earlier recommendations that they name by key. A key that is not there is an error."""
    unknown: dict[str, PreviousRecommendation] = {}
    resolved = tuple(
        replace(block, variants=tuple(_resolve_variant(variant, previous, unknown) for variant in block.variants))
        for block in blocks
    )
    for entry in unknown.values():
        hints = suggest_nearest(entry.key, previous) or ("run `briefgen list previous`",)
        sink.error("previous-unknown", f"`{entry.key}` is not in previous.yaml", entry.origin, *hints)
    return resolved


def _resolve_variant(
    variant: Variant, previous: Mapping[str, PreviousRecommendation], unknown: dict[str, PreviousRecommendation]
) -> Variant:
    recommendation = variant.recommendation
    if recommendation is None or not any(entry.key for entry in recommendation.previous):
        return variant
    for entry in recommendation.previous:
        if entry.key and entry.key not in previous:
            unknown.setdefault(str(entry.origin), entry)
    known = tuple(
        previous[entry.key] if entry.key else entry
        for entry in recommendation.previous
        if not entry.key or entry.key in previous
    )
    return replace(variant, recommendation=replace(recommendation, previous=known))
