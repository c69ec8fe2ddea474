"""Reports what a selection lacks: required sections without a block, blocks without a section."""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.select.gate import Admitted
from briefgen.select.omissions import no_section
from briefgen.select.placing import Placing, takes
from briefgen.select.wishes import listed
from briefgen.values.audience import Audience, SectionPlan, each_plan
from briefgen.values.brief import Brief
from briefgen.values.diagnostic import Sink
from briefgen.values.library import Library
from briefgen.values.nearest import did_you_mean
from briefgen.values.selection import SelectedSection


def report_missing_blocks(audience: Audience, library: Library, admitted: Admitted, sink: Sink) -> None:
    """Blocks that sections name and the library lacks: a warning, for an audience serves many libraries."""
    known = {block.id for block in library.blocks}
    offered = [block.id for block in admitted.blocks]
    for plan in each_plan(audience.sections):
        for name in plan.blocks:
            if name not in known:
                message = f"section `{plan.id}` names block `{name}`, which library `{library.name}` lacks"
                sink.warning("section-block", message, plan.origin, *did_you_mean(name, offered))


def report_empty(brief: Brief, sections: tuple[SelectedSection, ...], admitted: Admitted, sink: Sink) -> None:
    """Required sections that hold nothing, and a brief that holds nothing at all.

    Of withheld blocks nothing is said, neither their names nor how many there are.
    """
    for section in _each(sections):
        if section.plan.required and section.empty:
            _report_section(brief, section.plan, admitted, sink)
    untranslated = any(one.code == "block-untranslated" for one in sink.found)  # told already, with what is to be done
    if sections and not untranslated and all(section.empty for section in sections):
        hint = "look at `sensitivity:` and `kind:` of the blocks: without `sensitivity` a block is confidential"
        sink.error("brief-empty", "no section has a block that this reader may have", brief.origin, hint)


def _report_section(brief: Brief, plan: SectionPlan, admitted: Admitted, sink: Sink) -> None:
    origin = brief.at(f"sections.{plan.id}")
    if any(takes(one, block) for one in each_plan((plan,)) for block in admitted.withheld):
        message = f"section `{plan.id}` is required, and nothing for it may be shown to this reader"
        sink.error("section-empty", message, origin, "add a block for it that this reader may have")
        return
    kinds = " or ".join(f"`{kind}`" for kind in plan.kinds)
    hint = f"add a block of kind {kinds}" if kinds else "add a block that it takes"
    sink.error("section-empty", f"section `{plan.id}` is required and has no block", origin, hint)


def report_unplaced(placing: Placing, sink: Sink) -> None:
    """Blocks written for this audience that no section of it takes."""
    plans = tuple(each_plan(placing.audience.sections))
    kinds = {kind for plan in plans for kind in plan.kinds}
    for block in placing.blocks:
        if block.audiences and block.id not in placing.taken and block.id not in placing.passed_over:
            why = no_section(placing.audience, block)
            message = f"block `{block.id}` lists audience `{placing.audience.id}`, but {why}"
            hints = did_you_mean(block.kind, kinds - {block.kind}) if block.kind not in kinds else ()
            sink.warning("block-unplaced", message, block.origin, *(hints or (f"its sections take {listed(kinds)}",)))


def _each(sections: tuple[SelectedSection, ...]) -> Iterator[SelectedSection]:
    for section in sections:
        yield section
        yield from _each(section.sections)
