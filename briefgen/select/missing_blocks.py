"""Reports what a selection lacks: required sections without a block, blocks without a section."""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.access.filter import PermittedLibrary
from briefgen.model.audience import Audience, SectionPlan, walk_section_plans
from briefgen.model.brief import Brief
from briefgen.model.diagnostic import Sink
from briefgen.model.library import Library
from briefgen.model.nearest import did_you_mean
from briefgen.model.selection import SelectedSection
from briefgen.select.omissions import explain_no_section
from briefgen.select.requested_blocks import format_list
from briefgen.select.section_filling import SectionFiller, accepts


def report_missing_blocks(audience: Audience, library: Library, admitted: PermittedLibrary, sink: Sink) -> None:
    """Blocks that sections name and the library lacks: a warning, for an audience serves many libraries."""
    known = {block.id for block in library.blocks}
    offered = [block.id for block in admitted.blocks]
    for plan in walk_section_plans(audience.sections):
        for name in plan.blocks:
            if name not in known:
                message = f"section `{plan.id}` names block `{name}`, which library `{library.name}` lacks"
                sink.warning("section-block", message, plan.origin, *did_you_mean(name, offered))


def report_empty_sections(
    placing: SectionFiller, sections: tuple[SelectedSection, ...], admitted: PermittedLibrary, sink: Sink
) -> None:
    """Required sections that hold nothing, and a brief that holds nothing at all.

    Where blocks have no text in the brief's language alone, that is reported already.
    Of withheld blocks nothing is said, neither their names nor how many there are.
    """
    brief, untranslated = placing.brief, placing.placed - placing.chosen
    for section in _walk_sections(sections):
        if section.plan.required and section.is_empty:
            _report_empty_section(brief, section.plan, admitted, sink)
    if sections and all(section.is_empty for section in sections) and not untranslated:
        hint = "look at `sensitivity:` and `kind:` of the blocks: without `sensitivity` a block is confidential"
        sink.error("brief-empty", "no section has a block that this reader may have", brief.origin, hint)


def _report_empty_section(brief: Brief, plan: SectionPlan, admitted: PermittedLibrary, sink: Sink) -> None:
    origin = brief.origin_of(f"sections.{plan.id}")
    if any(accepts(one, block) for one in walk_section_plans((plan,)) for block in admitted.withheld):
        message = f"section `{plan.id}` is required, and nothing for it may be shown to this reader"
        sink.error("section-empty", message, origin, "add a block for it that this reader may have")
        return
    kinds = " or ".join(f"`{kind}`" for kind in plan.kinds)
    hint = f"add a block of kind {kinds}" if kinds else "add a block that it takes"
    sink.error("section-empty", f"section `{plan.id}` is required and has no block", origin, hint)


def report_unplaced_blocks(placing: SectionFiller, sink: Sink) -> None:
    """Blocks written for this audience that no section of it takes."""
    plans = tuple(walk_section_plans(placing.audience.sections))
    kinds = {kind for plan in plans for kind in plan.kinds}
    for block in placing.blocks:
        if block.audiences and block.id not in placing.chosen and block.id not in placing.skip_reasons:
            why = explain_no_section(placing.audience, block)
            message = f"block `{block.id}` lists audience `{placing.audience.id}`, but {why}"
            hints = did_you_mean(block.kind, kinds - {block.kind}) if block.kind not in kinds else ()
            sink.warning(
                "block-unplaced", message, block.origin, *(hints or (f"its sections take {format_list(kinds)}",))
            )


def _walk_sections(sections: tuple[SelectedSection, ...]) -> Iterator[SelectedSection]:
    for section in sections:
        yield section
        yield from _walk_sections(section.sections)
