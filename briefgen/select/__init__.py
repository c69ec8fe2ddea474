"""The select stage: chooses the blocks of each section from what the reader may see, with the reason for each."""

from __future__ import annotations

from briefgen.access.filter import filter_library, find_permitted_state, find_unlabelled, redact_brief
from briefgen.access.withheld import collect_withheld
from briefgen.model.audience import Audience
from briefgen.model.brief import Brief
from briefgen.model.diagnostic import Sink
from briefgen.model.library import Library
from briefgen.model.selection import Selection
from briefgen.select.arrangement import add_own_sections, arrange_sections
from briefgen.select.block_paths import replace_block_paths
from briefgen.select.missing_blocks import report_empty_sections, report_missing_blocks, report_unplaced_blocks
from briefgen.select.omissions import collect_omissions
from briefgen.select.requested_blocks import find_requested_blocks, is_for_audience
from briefgen.select.section_filling import SectionFiller

__all__ = ["collect_withheld", "redact_brief", "select"]


def select(brief: Brief, audience: Audience, library: Library, sink: Sink) -> Selection:
    """Filter the library for the reader, then choose the blocks of each section and the variant of each block.

    The result does not depend on the order in which the library was read.
    """
    planned = audience
    permitted = filter_library(brief, planned, library, sink)
    brief = replace_block_paths(brief, library.name, permitted.blocks)
    audience = add_own_sections(brief, planned, sink)
    requested = find_requested_blocks(brief, audience, permitted, sink)
    report_missing_blocks(audience, library, permitted, sink)
    usable = tuple(
        block for block in permitted.blocks if is_for_audience(block, audience) and block.id not in brief.blocks.exclude
    )
    filler = SectionFiller(brief, audience, find_permitted_state(brief, audience), usable, requested, sink)
    sections = filler.fill_sections()
    report_empty_sections(filler, sections, permitted, sink)
    report_unplaced_blocks(filler, sink)
    return Selection(
        sections=arrange_sections(sections, brief, planned, sink),
        omissions=tuple(collect_omissions(permitted, filler)),
        facts=permitted.facts,
        sources=permitted.sources,
        images=permitted.images,
        unlabelled=find_unlabelled(brief, audience, library),
    )
