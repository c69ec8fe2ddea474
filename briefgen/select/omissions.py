"""Says of every block that was not taken why it was not."""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.access.filter import PermittedLibrary, find_withholding_reason
from briefgen.model.audience import Audience, walk_section_plans
from briefgen.model.library import Block
from briefgen.model.selection import Omission, OmissionCause
from briefgen.select.requested_blocks import format_list, is_for_audience
from briefgen.select.section_filling import SectionFiller, SkipReason


def collect_omissions(permitted: PermittedLibrary, filler: SectionFiller) -> Iterator[Omission]:
    """Every block left out: first those withheld, then the others, each by id."""
    for block in permitted.withheld:
        reason = find_withholding_reason(block, filler.brief, filler.audience)
        yield Omission(block, OmissionCause.WITHHELD, reason)
    for block in permitted.blocks:
        if block.id not in filler.chosen:
            skipped = _find_reason(block, filler)
            yield Omission(block, skipped.cause, skipped.reason, skipped.section)


def _find_reason(block: Block, filler: SectionFiller) -> SkipReason:
    if not is_for_audience(block, filler.audience):
        reason = f"not for this audience: lists {format_list(block.audiences or ())}"
        return SkipReason(OmissionCause.OTHER_AUDIENCE, reason)
    if block.id in filler.brief.blocks.exclude:
        return SkipReason(OmissionCause.EXCLUDED, "excluded by the brief")
    return filler.skip_reasons.get(block.id) or explain_no_section(filler.audience, block)


def explain_no_section(audience: Audience, block: Block) -> SkipReason:
    """Why no section of an audience takes a block."""
    for plan in walk_section_plans(audience.sections):
        if block.kind in plan.kinds and plan.topics:
            reason = f"section `{plan.id}` needs one of the topics {format_list(plan.topics)}"
            return SkipReason(OmissionCause.TOPIC, reason, plan.id)
    return SkipReason(OmissionCause.KIND, f"no section takes kind `{block.kind}`")
