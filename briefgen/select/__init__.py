"""The select stage: what this reader may have, and of it the blocks of each section, with the reason for each."""

from __future__ import annotations

from briefgen.select.gaps import report_empty, report_missing_blocks, report_unplaced
from briefgen.select.gate import admit, closed_to, readable, state_heeded
from briefgen.select.omissions import omissions
from briefgen.select.placing import Placing
from briefgen.select.wishes import check_wishes, is_for
from briefgen.select.withholding import withhold
from briefgen.values.audience import Audience
from briefgen.values.brief import Brief
from briefgen.values.diagnostic import Sink
from briefgen.values.library import Library
from briefgen.values.selection import Selection

__all__ = ["readable", "select", "withhold"]


def select(brief: Brief, audience: Audience, library: Library, sink: Sink) -> Selection:
    """Drop what lies above the ceiling, then choose the blocks of each section and the cut of each block.

    The result does not depend on the order in which the library was read.
    """
    admitted = admit(brief, audience, library, sink)
    named = check_wishes(brief, audience, admitted, sink)
    report_missing_blocks(audience, library, admitted, sink)
    allowed = tuple(block for block in admitted.blocks if is_for(block, audience) and block.id not in brief.exclude)
    placing = Placing(brief, audience, state_heeded(brief, audience), allowed, named, sink)
    sections = placing.fill()
    report_empty(placing, sections, admitted, sink)
    report_unplaced(placing, sink)
    return Selection(
        sections=sections,
        omissions=tuple(omissions(admitted, placing)),
        facts=admitted.facts,
        sources=admitted.sources,
        images=admitted.images,
        closed=closed_to(brief, audience, library),
    )
