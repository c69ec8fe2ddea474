"""Reports what a selection lacks: required sections without a block, blocks without a section."""

from __future__ import annotations

from briefgen.access.filter import PermittedLibrary
from briefgen.model.audience import Audience, SectionPlan, walk_section_plans
from briefgen.model.brief import Brief
from briefgen.model.diagnostic import Sink
from briefgen.model.library import Library
from briefgen.model.nearest import suggest_nearest
from briefgen.model.selection import SelectedSection, walk_selected_sections
from briefgen.select.omissions import explain_no_section
from briefgen.select.requested_blocks import format_list
from briefgen.select.section_filling import SectionFiller, accepts


def report_missing_blocks(audience: Audience, library: Library, permitted: PermittedLibrary, sink: Sink) -> None:
    """Warn of blocks that sections name and the library does not have. No error, because an audience is for many libraries."""
    known = {block.id for block in library.blocks}
    for plan in walk_section_plans(audience.sections):
        for name in plan.blocks:
            if name not in known:
                message = f"section `{plan.id}` names block `{name}`, which library `{library.name}` lacks"
                sink.warning(
                    "section-block",
                    message,
                    plan.origin,
                    *suggest_nearest(name, (block.id for block in permitted.blocks)),
                )


def report_empty_sections(
    filler: SectionFiller, sections: tuple[SelectedSection, ...], permitted: PermittedLibrary, sink: Sink
) -> None:
    """Report required sections without a block, and a brief without any block.

    Blocks that only lack a text in the language of the brief are reported already. Withheld blocks are neither named nor counted.
    """
    brief, untranslated = filler.brief, filler.placed - filler.chosen
    for section in walk_selected_sections(sections):
        if section.plan.required and section.is_empty:
            _report_empty_section(brief, section.plan, permitted, sink)
    if sections and all(section.is_empty for section in sections) and not untranslated:
        hint = "look at `sensitivity:` and `kind:` of the blocks: without `sensitivity` a block is confidential"
        sink.error("brief-empty", "no section has a block that this reader may see", brief.find_origin("library"), hint)


def _report_empty_section(brief: Brief, plan: SectionPlan, permitted: PermittedLibrary, sink: Sink) -> None:
    origin = brief.find_origin(f"sections.{plan.id}")
    if any(accepts(inner, block) for inner in walk_section_plans((plan,)) for block in permitted.withheld):
        message = f"section `{plan.id}` is required, and nothing for it may be shown to this reader"
        sink.error("section-empty", message, origin, "add a block for it that this reader may see")
        return
    kinds = " or ".join(f"`{kind}`" for kind in plan.kinds)
    hint = f"add a block of kind {kinds}" if kinds else "add a block that it takes"
    sink.error("section-empty", f"section `{plan.id}` is required and has no block", origin, hint)


def report_unplaced_blocks(filler: SectionFiller, sink: Sink) -> None:
    """Warn of blocks that are written for this audience and that none of its sections takes."""
    plans = tuple(walk_section_plans(filler.audience.sections))
    kinds = {kind for plan in plans for kind in plan.kinds}
    for block in filler.blocks:
        if block.audiences and block.id not in filler.chosen and block.id not in filler.skip_reasons:
            why = explain_no_section(filler.audience, block).reason
            message = f"block `{block.id}` lists audience `{filler.audience.id}`, but {why}"
            hints = suggest_nearest(block.kind, kinds - {block.kind}) if block.kind not in kinds else ()
            hints = hints or (f"its sections take {format_list(kinds)}",)
            sink.warning("block-unplaced", message, block.origin, *hints)
