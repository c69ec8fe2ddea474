"""The select stage: what this reader may have, and of it the blocks of each section, with the reason for each."""

from __future__ import annotations

from briefgen.access.filter import filter_library, find_permitted_state, find_unlabelled, redact_brief
from briefgen.access.withheld import collect_withheld
from briefgen.model.audience import Audience
from briefgen.model.brief import Brief
from briefgen.model.diagnostic import Sink
from briefgen.model.library import Library
from briefgen.model.selection import Selection
from briefgen.select.missing_blocks import report_empty_sections, report_missing_blocks, report_unplaced_blocks
from briefgen.select.omissions import collect_omissions
from briefgen.select.requested_blocks import find_requested_blocks, is_for_audience
from briefgen.select.section_filling import SectionFiller

__all__ = ["collect_withheld", "redact_brief", "select"]


def select(brief: Brief, audience: Audience, library: Library, sink: Sink) -> Selection:
    """Drop what lies above the ceiling, then choose the blocks of each section and the cut of each block.

    The result does not depend on the order in which the library was read.
    """
    admitted = filter_library(brief, audience, library, sink)
    named = find_requested_blocks(brief, audience, admitted, sink)
    report_missing_blocks(audience, library, admitted, sink)
    allowed = tuple(
        block for block in admitted.blocks if is_for_audience(block, audience) and block.id not in brief.blocks.exclude
    )
    placing = SectionFiller(brief, audience, find_permitted_state(brief, audience), allowed, named, sink)
    sections = placing.fill_sections()
    report_empty_sections(placing, sections, admitted, sink)
    report_unplaced_blocks(placing, sink)
    return Selection(
        sections=sections,
        omissions=tuple(collect_omissions(admitted, placing)),
        facts=admitted.facts,
        sources=admitted.sources,
        images=admitted.images,
        unlabelled=find_unlabelled(brief, audience, library),
    )
