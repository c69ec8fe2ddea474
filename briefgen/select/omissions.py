"""Says of every block that was not taken why it was not."""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.select.gate import Admitted, why_withheld
from briefgen.select.placing import Placing
from briefgen.select.wishes import is_for, listed
from briefgen.values.audience import Audience, each_plan
from briefgen.values.library import Block
from briefgen.values.selection import Omission


def omissions(admitted: Admitted, placing: Placing) -> Iterator[Omission]:
    """Every block left out: first those withheld, then the others, each by id."""
    for block in admitted.withheld:
        yield Omission(block, why_withheld(block, placing.brief, placing.audience), withheld=True)
    for block in admitted.blocks:
        if block.id not in placing.taken:
            yield Omission(block, _reason(block, placing))


def _reason(block: Block, placing: Placing) -> str:
    if not is_for(block, placing.audience):
        return f"not for this audience: lists {listed(block.audiences or ())}"
    if block.id in placing.brief.exclude:
        return "excluded by the brief"
    return placing.passed_over.get(block.id) or no_section(placing.audience, block)


def no_section(audience: Audience, block: Block) -> str:
    """Why no section of an audience takes a block."""
    for plan in each_plan(audience.sections):
        if block.kind in plan.kinds and plan.topics:
            return f"section `{plan.id}` wants one of the topics {listed(plan.topics)}"
    return f"no section takes kind `{block.kind}`"
