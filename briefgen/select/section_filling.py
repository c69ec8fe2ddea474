"""Puts each block into the first section that takes it, with the reason."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from briefgen.model.audience import Audience, Requests, SectionPlan, walk_section_plans
from briefgen.model.brief import Brief
from briefgen.model.diagnostic import Sink
from briefgen.model.library import Block, Recommendation, Status
from briefgen.model.selection import Choice, OmissionCause, SelectedSection
from briefgen.select.variant import choose_variant


def accepts(plan: SectionPlan, block: Block) -> bool:
    """Whether a section takes blocks like this one. With topics and no kinds it takes any kind."""
    if plan.blocks:
        return block.id in plan.blocks
    kind_fits = block.kind in plan.kinds if plan.kinds else bool(plan.topics)
    return kind_fits and (not plan.topics or bool(plan.topics & block.topics))


@dataclass(frozen=True, slots=True)
class SkipReason:
    """Why a block is left out, for its authors."""

    cause: OmissionCause
    reason: str
    section: str = ""
    """The section that would take it otherwise, if one would."""


@dataclass(slots=True)
class SectionFiller:
    """The state of one selection while its sections are filled in reading order.

    Sections inside a section are filled before it, because they are the narrower ones.
    """

    brief: Brief
    audience: Audience
    recipient_state: str
    """Its code; empty if none is known."""
    blocks: tuple[Block, ...]
    """Those that this audience may see and the brief does not exclude."""
    requested: Mapping[str, tuple[Block, ...]]
    """Blocks that the brief names, by section."""
    sink: Sink
    placed: set[str] = field(default_factory=set)
    """Ids that a section has claimed."""
    chosen: set[str] = field(default_factory=set)
    """Those of them that have a text for this reader."""
    reserved_by_brief: set[str] = field(default_factory=set)
    reserved: set[str] = field(default_factory=set)
    """Ids that the brief or a section names: no other section takes them by kind."""
    skip_reasons: dict[str, SkipReason] = field(default_factory=dict)
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
        inner = tuple(self._fill_section(inner_plan) for inner_plan in plan.sections)
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
            claimed = self.placed | self.reserved_by_brief
            blocks = [by_id[name] for name in plan.blocks if name in by_id and name not in claimed]
            yield from self._apply_limit(plan, [(block, f"named by section `{plan.id}`") for block in blocks])
        else:
            blocks = [block for block in self.blocks if self._fits_reader(plan, block) and self._is_free(block)]
            blocks = self._choose_own(plan, blocks)
            blocks.sort(key=_build_sort_key(plan, self.recipient_state))
            yield from self._apply_limit(plan, [(block, self._explain_match(plan, block)) for block in blocks])

    def _explain_match(self, plan: SectionPlan, block: Block) -> str:
        topics = ", ".join(f"`{topic}`" for topic in sorted(plan.topics & block.topics))
        reason = f"kind `{block.kind}`{f', topic {topics}' if topics else ''}, section `{plan.id}`"
        if _has_recommended_before(block, self.recipient_state):
            reason += ", and the recipient's state recommended it before"
        return reason

    def _apply_limit(self, plan: SectionPlan, candidates: list[tuple[Block, str]]) -> Iterator[tuple[Block, str]]:
        within_limit = candidates[: plan.at_most]
        yield from within_limit
        for block, _ in candidates[len(within_limit) :]:
            reason = f"section `{plan.id}` takes at most {plan.at_most}"
            self.skip_reasons.setdefault(block.id, SkipReason(OmissionCause.OVER_LIMIT, reason, plan.id))

    def _fits_reader(self, plan: SectionPlan, block: Block) -> bool:
        """Whether a section takes a block in this document. What only another state can do is not for its reader."""
        if not accepts(plan, block):
            return False
        if plan.requests is None or block.recommendation is None:
            return True
        requests = find_requests(block.recommendation, self.brief.state, self.recipient_state)
        if requests is None:
            reason = f"it asks {block.recommendation.addressee}, which is not the reader's state"
            self.skip_reasons.setdefault(block.id, SkipReason(OmissionCause.OTHER_STATE, reason, plan.id))
        return requests is plan.requests

    def _choose_own(self, plan: SectionPlan, blocks: list[Block]) -> list[Block]:
        """The blocks without what is asked of others, where the reader's own state is asked by name."""
        own = next((block for block in blocks if _is_addressed_to(block, self.recipient_state)), None)
        if plan.requests is not Requests.OWN or own is None:
            return blocks
        kept = []
        for block in blocks:
            if block.recommendation is None or _is_addressed_to(block, self.recipient_state):
                kept.append(block)
                continue
            reason = f"it asks {block.recommendation.addressee}; the reader's own state is asked in `{own.id}`"
            self.skip_reasons.setdefault(block.id, SkipReason(OmissionCause.OTHER_STATE, reason, plan.id))
        return kept

    def _is_free(self, block: Block) -> bool:
        return block.id not in self.placed and block.id not in self.reserved

    def _skip_matching(self, plan: SectionPlan, reason: str) -> None:
        for block in self.blocks:
            if accepts(plan, block) and self._is_free(block):
                self.skip_reasons.setdefault(block.id, SkipReason(OmissionCause.NOT_NAMED, reason, plan.id))

    def _build_choice(self, block: Block, plan: SectionPlan, reason: str) -> Choice | None:
        self.placed.add(block.id)
        requested = self.brief.blocks.cuts.get(block.id, "")
        choice = choose_variant(block, self.audience.id, plan, self.brief.language, requested)
        if choice is None:
            self._report_untranslated(block)
            return None
        if block.status is Status.DRAFT:
            hint = "finish it and write `status: reviewed`, or exclude it"
            self.sink.warning("block-draft", f"block `{block.id}` is a draft", block.origin, hint)
        self.chosen.add(block.id)
        variant, why = choice
        return Choice(block, variant, f"{reason}, {why}")

    def _report_untranslated(self, block: Block) -> None:
        language = self.brief.language
        self.skip_reasons[block.id] = SkipReason(OmissionCause.UNTRANSLATED, f"it has no text in `{language}`")
        missing = f"{block.origin.path.removesuffix('.md')}.{language}.md"
        message = f"block `{block.id}` has no text in `{language}` for this reader"
        self.sink.error("block-untranslated", message, block.origin, f"write `{missing}`, or exclude the block")


def find_requests(recommendation: Recommendation, state: str, recipient_state: str) -> Requests | None:
    """What a recommendation asks of its reader, in a brief about a state; None: it is not for this reader.

    A recommendation to the state of the brief is passed on by every reader, and done by that state itself. The reader's own
    state is asked for what is addressed to it. Another state is asked for the `asks` of all other recommendations.
    """
    addressed, has_asks = recommendation.state, bool(recommendation.asks or recommendation.wording.ask)
    if state and addressed == state:
        return Requests.RECOMMEND
    if addressed and addressed == recipient_state:
        return Requests.OWN
    if state and (recipient_state == state or (addressed and not has_asks)):
        return None
    return Requests.OWN if has_asks else Requests.RECOMMEND


def _has_recommended_before(block: Block, state: str) -> bool:
    """Whether a state made an earlier recommendation that this block continues."""
    previous = block.recommendation.previous if block.recommendation else ()
    return bool(state) and any(state in earlier.states for earlier in previous)


def _is_addressed_to(block: Block, state: str) -> bool:
    """Whether a block asks something of a state itself."""
    return block.recommendation is not None and bool(state) and block.recommendation.state == state


def _build_sort_key(plan: SectionPlan, state: str) -> Callable[[Block], tuple[int, bool, int, str]]:
    """Sort by the kinds of the section, then earlier recommendations of the recipient's state first, `order` and id."""
    positions = {kind: position for position, kind in enumerate(plan.kinds)}
    return lambda block: (
        positions.get(block.kind, 0),
        not _has_recommended_before(block, state),
        block.order,
        block.id,
    )
