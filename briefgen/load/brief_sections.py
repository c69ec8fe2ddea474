"""Reads `sections` of a brief: blocks by section, or a list that also orders and renames sections."""

from __future__ import annotations

from collections.abc import Mapping

from briefgen.load.syntax.translations import TranslationCollector
from briefgen.load.syntax.validated import ValidatedFile
from briefgen.model.brief import BlockRequests, SectionRequest
from briefgen.model.diagnostic import Sink
from briefgen.schema.brief_file import BriefFile, BriefSectionFile


def build_block_requests(
    read: ValidatedFile[BriefFile], wording: TranslationCollector, lines: Mapping[str, int], sink: Sink
) -> tuple[BlockRequests, Mapping[str, int]]:
    """What the brief states about blocks, and the lines of its keys by the id of each section."""
    model = read.model
    exclude, cuts = frozenset(model.exclude), model.cuts
    if isinstance(model.sections, dict):
        return BlockRequests(model.sections, exclude, cuts), lines
    entries: dict[str, tuple[int, BriefSectionFile]] = {}
    for index, entry in enumerate(model.sections):
        if entry.id in entries:
            message = f"section `{entry.id}` is there twice"
            sink.error("brief-section", message, read.find_origin("sections", index), "delete one of them")
            continue
        entries[entry.id] = (index, entry)
    arrangement = tuple(
        SectionRequest(
            id=name,
            title=wording.collect_text(
                f"sections.{name}.title", entry.title, read.find_origin("sections", index, "title")
            ),
            titles=entry.titles,
        )
        for name, (index, entry) in entries.items()
    )
    blocks = {name: entry.blocks for name, (_, entry) in entries.items() if entry.blocks is not None}
    renamed = {
        key.replace(f"sections.{index}", f"sections.{name}", 1): line
        for name, (index, _) in entries.items()
        for key, line in lines.items()
        if f"{key}.".startswith(f"sections.{index}.")
    }
    by_position = {
        key.replace(".blocks", "", 1): line for key, line in renamed.items() if key.split(".")[2:3] == ["blocks"]
    }
    return BlockRequests(blocks, exclude, cuts, arrangement), {**lines, **by_position, **renamed}
