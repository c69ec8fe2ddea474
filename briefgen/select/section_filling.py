"""Puts each block into the first section that takes it, with the reason."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from briefgen.model.audience import Audience, SectionPlan, walk_section_plans
from briefgen.model.brief import Brief
from briefgen.model.diagnostic import Sink
from briefgen.model.library import Block, Status
from briefgen.model.selection import Choice, SelectedSection
from briefgen.select.variant import choose_variant


def accepts(plan: SectionPlan, block: Block) -> bool:
    """Whether a section takes blocks like this one. With topics and no kinds it takes any kind."""
    if plan.blocks:
        return block.id in plan.blocks
    kind_fits = block.kind in plan.kinds if plan.kinds else bool(plan.topics)
    return kind_fits and (not plan.topics or bool(plan.topics & block.topics))


@dataclass(slots=True)
class SectionFiller:
    """The state of one selection while its sections are filled in reading order.

    Sections inside a section are filled before it, for they are the narrower ones.
    """

    brief: Brief
    audience: Audience
    recipient_state: str
    """Of the recipient, by its code; empty where none is known."""
    blocks: tuple[Block, ...]
    """Those that this audience may have and the brief does not exclude."""
    requested: Mapping[str, tuple[Block, ...]]
    """Blocks that the brief names, by section."""
    sink: Sink
    placed: set[str] = field(default_factory=set)
    """Ids that a section has claimed."""
    chosen: set[str] = field(default_factory=set)
    """Those of them that have a text for this reader."""
    reserved_by_brief: set[str] = field(default_factory=set)
    reserved: set[str] = field(default_factory=set)
    """Ids that some section has by name: no other section takes them by kind."""
    skip_reasons: dict[str, str] = field(default_factory=dict)
    """Why a block that a section would take was left out of it."""

    def fill_sections(self) -> tuple[SelectedSection, ...]:
        """Every section with its blocks."""
        self.reserved_by_brief = {block.id for blocks in self.requested.values() for block in blocks}
        self.reserved = set(self.reserved_by_brief)
        for plan in walk_section_plans(self.audience.sections):
            if plan.id not in self.requested:
                self.reserved.update(plan.blocks)
        return tuple(self._fill_section(plan) for plan in self.audience.sections)

    def _fill_section(self, plan: SectionPlan) -> SelectedSection:
        inner = tuple(self._fill_section(one) for one in plan.sections)
        choices = tuple(
            choice for block, reason in self._choose_blocks(plan) if (choice := self._build_choice(block, plan, reason))
        )
        return SelectedSection(plan, choices, inner)

    def _choose_blocks(self, plan: SectionPlan) -> Iterator[tuple[Block, str]]:
        if plan.id in self.requested:
            for block in self.requested[plan.id]:
                yield block, f"named by the brief for section `{plan.id}`"
            self._skip_matching(plan, f"the brief names the blocks of section `{plan.id}`")
        elif plan.blocks:
            by_id = {block.id: block for block in self.blocks}
            wanted = [
                by_id[name]
                for name in plan.blocks
                if name in by_id and name not in self.placed | self.reserved_by_brief
            ]
            yield from self._apply_limit(plan, [(block, f"named by section `{plan.id}`") for block in wanted])
        else:
            fitting = [block for block in self.blocks if accepts(plan, block) and self._is_free(block)]
            yield from self._apply_limit(
                plan,
                [
                    (one, self._explain_choice(plan, one))
                    for one in sorted(fitting, key=_build_sort_key(plan, self.recipient_state))
                ],
            )

    def _explain_choice(self, plan: SectionPlan, block: Block) -> str:
        made = (
            ", and the recipient's state recommended it before"
            if _has_recommended_before(block, self.recipient_state)
            else ""
        )
        return f"{_describe_match(plan, block)}{made}"

    def _apply_limit(self, plan: SectionPlan, wanted: list[tuple[Block, str]]) -> Iterator[tuple[Block, str]]:
        yield from wanted[: plan.at_most]
        for block, _ in wanted[len(wanted[: plan.at_most]) :]:
            self.skip_reasons.setdefault(block.id, f"section `{plan.id}` takes at most {plan.at_most}")

    def _is_free(self, block: Block) -> bool:
        return block.id not in self.placed and block.id not in self.reserved

    def _skip_matching(self, plan: SectionPlan, reason: str) -> None:
        for block in self.blocks:
            if accepts(plan, block) and self._is_free(block):
                self.skip_reasons.setdefault(block.id, reason)

    def _build_choice(self, block: Block, plan: SectionPlan, reason: str) -> Choice | None:
        self.placed.add(block.id)
        cut = choose_variant(
            block, self.audience.id, plan, self.brief.language, self.brief.blocks.cuts.get(block.id, "")
        )
        if cut is None:
            self._report_untranslated(block)
            return None
        if block.status is Status.DRAFT:
            hint = "finish it and write `status: reviewed`, or exclude it"
            self.sink.warning("block-draft", f"block `{block.id}` is a draft", block.origin, hint)
        self.chosen.add(block.id)
        variant, why = cut
        return Choice(block, variant, f"{reason}, {why}")

    def _report_untranslated(self, block: Block) -> None:
        language = self.brief.language
        self.skip_reasons[block.id] = f"it has no text in `{language}`"
        missing = f"{block.origin.path.removesuffix('.md')}.{language}.md"
        message = f"block `{block.id}` has no text in `{language}` for this reader"
        self.sink.error("block-untranslated", message, block.origin, f"write `{missing}`, or exclude the block")


def _has_recommended_before(block: Block, state: str) -> bool:
    """Whether a state made a recommendation earlier that this one takes up."""
    earlier = block.recommendation.previous if block.recommendation else ()
    return bool(state) and any(state in one.states for one in earlier)


def _build_sort_key(plan: SectionPlan, state: str) -> Callable[[Block], tuple[int, bool, int, str]]:
    """Kinds as the section lists them; what the recipient's state recommended before; the order that blocks state; ids."""
    places = {kind: place for place, kind in enumerate(plan.kinds)}
    return lambda block: (places.get(block.kind, 0), not _has_recommended_before(block, state), block.order, block.id)


def _describe_match(plan: SectionPlan, block: Block) -> str:
    topics = ", ".join(f"`{topic}`" for topic in sorted(plan.topics & block.topics))
    return f"kind `{block.kind}`{f', topic {topics}' if topics else ''}, section `{plan.id}`"
