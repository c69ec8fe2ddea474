"""Says of every block that was not taken why it was not."""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.access.filter import PermittedLibrary, find_withholding_reason
from briefgen.model.audience import Audience, walk_section_plans
from briefgen.model.library import Block
from briefgen.model.selection import Omission
from briefgen.select.requested_blocks import format_list, is_for_audience
from briefgen.select.section_filling import SectionFiller


def collect_omissions(permitted: PermittedLibrary, filler: SectionFiller) -> Iterator[Omission]:
    """Every block left out: first those withheld, then the others, each by id."""
    for block in permitted.withheld:
        yield Omission(block, find_withholding_reason(block, filler.brief, filler.audience), withheld=True)
    for block in permitted.blocks:
        if block.id not in filler.chosen:
            yield Omission(block, _find_reason(block, filler))


def _find_reason(block: Block, filler: SectionFiller) -> str:
    if not is_for_audience(block, filler.audience):
        return f"not for this audience: lists {format_list(block.audiences or ())}"
    if block.id in filler.brief.blocks.exclude:
        return "excluded by the brief"
    return filler.skip_reasons.get(block.id) or explain_no_section(filler.audience, block)


def explain_no_section(audience: Audience, block: Block) -> str:
    """Why no section of an audience takes a block."""
    for plan in walk_section_plans(audience.sections):
        if block.kind in plan.kinds and plan.topics:
            return f"section `{plan.id}` needs one of the topics {format_list(plan.topics)}"
    return f"no section takes kind `{block.kind}`"
