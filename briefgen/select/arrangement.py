"""Orders and renames the sections of a document as its brief asks, where its audience does not prescribe them.

Blocks are chosen in the order of the audience, because a block is in the first section that takes it. Only then are the
sections moved, so that another order of the page gives no section another text.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from briefgen.model.audience import Audience, CountedPart, SectionPlan, TitleStyle, walk_section_plans
from briefgen.model.brief import Brief, SectionRequest
from briefgen.model.diagnostic import Sink
from briefgen.model.nearest import suggest_nearest
from briefgen.model.selection import SelectedSection


def add_own_sections(brief: Brief, audience: Audience, sink: Sink) -> Audience:
    """The audience with the sections that the brief adds, without order. Those that cannot be used are reported."""
    known = {plan.id for plan in walk_section_plans(audience.sections)}
    requests = [request for request in brief.blocks.arrangement if request.id not in known]
    own = [_build_plan(request, brief) for request in requests if not _report_fault(request, brief, known, sink)]
    return replace(audience, sections=(*audience.sections, *own))


def _report_fault(request: SectionRequest, brief: Brief, known: set[str], sink: Sink) -> bool:
    """Report a section that the audience does not have and the brief does not describe either."""
    origin, hints = brief.find_origin(f"sections.{request.id}"), suggest_nearest(request.id, known)
    lacking = [f"`{key}`" for key, value in _list_required(request, brief) if value is None]
    if hints or lacking:
        message = f"audience `{brief.audience}` has no section `{request.id}`"
        own = f"for a section of your own, add {' and '.join(lacking)}" if lacking else ""
        sink.error("brief-section", message, origin, *(hints or (own,)))
    return bool(hints or lacking)


def _list_required(request: SectionRequest, brief: Brief) -> Iterator[tuple[str, object]]:
    yield "title", request.title
    yield "blocks", brief.blocks.sections.get(request.id)


def _build_plan(request: SectionRequest, brief: Brief) -> SectionPlan:
    return SectionPlan(
        id=request.id,
        title=request.title or "",
        kinds=(),
        topics=frozenset(),
        blocks=brief.blocks.sections[request.id],
        variants=(),
        at_most=None,
        required=False,
        numbered=True,
        titles=request.titles or TitleStyle.HEADINGS,
        part=CountedPart.BODY,
        before=None,
        after=None,
        sections=(),
        origin=brief.find_origin(f"sections.{request.id}"),
    )


def arrange_sections(
    sections: tuple[SelectedSection, ...], brief: Brief, audience: Audience, sink: Sink
) -> tuple[SelectedSection, ...]:
    """The filled sections, those of the audience and those that the brief adds, in the order and with the titles of the brief."""
    if not brief.blocks.arrangement:
        return sections
    known = frozenset(plan.id for plan in walk_section_plans(audience.sections))
    return _Arranger(brief, known, sink).arrange(sections)


@dataclass(frozen=True, slots=True)
class _Arranger:
    """Applies the list of sections of one brief."""

    brief: Brief
    known: frozenset[str]
    """Sections of the audience."""
    sink: Sink

    def arrange(self, sections: tuple[SelectedSection, ...]) -> tuple[SelectedSection, ...]:
        """Sections beside one another, and those inside them."""
        ordered = self._order(sections)
        for section in sections:
            if section.plan.fixed:
                self._report_fixed(section.plan, sections, ordered)
        return tuple(
            replace(section, plan=self._apply_request(section.plan), sections=self.arrange(section.sections))
            for section in ordered
        )

    def _order(self, sections: tuple[SelectedSection, ...]) -> tuple[SelectedSection, ...]:
        """Those that the brief names share their places in its order. A section of its own follows the one named before it."""
        by_id = {section.plan.id: section for section in sections}
        queue = [by_id[request.id] for request in self.brief.blocks.arrangement if request.id in by_id]
        named = {section.plan.id for section in queue}
        ordered: list[SelectedSection] = []
        for section in sections:
            if section.plan.id not in named:
                ordered.append(section)
            elif section.plan.id in self.known:
                following = next((i for i, entry in enumerate(queue) if entry.plan.id in self.known), 0) + 1
                while following < len(queue) and queue[following].plan.id not in self.known:
                    following += 1
                ordered += queue[:following]
                del queue[:following]
        return (*ordered, *queue)

    def _find_request(self, plan: SectionPlan) -> SectionRequest | None:
        return next((request for request in self.brief.blocks.arrangement if request.id == plan.id), None)

    def _apply_request(self, plan: SectionPlan) -> SectionPlan:
        request = self._find_request(plan)
        if request is None:
            return plan
        title = plan.title if request.title is None else request.title
        origin = plan.origin if request.title is None else self.brief.find_origin(f"sections.{plan.id}.title")
        return replace(plan, title=title, titles=request.titles or plan.titles, origin=origin)

    def _report_fixed(
        self, plan: SectionPlan, planned: tuple[SelectedSection, ...], ordered: tuple[SelectedSection, ...]
    ) -> None:
        """Report that the brief renames a section that the audience prescribes, or changes what is before it."""
        request, audience = self._find_request(plan), self.brief.audience
        if request and request.title not in {None, plan.title}:
            message = f"audience `{audience}` prescribes the title of section `{plan.id}`: `{plan.title}`"
            origin = self.brief.find_origin(f"sections.{plan.id}.title")
            self.sink.error("brief-section-fixed", message, origin, "take out `title:`")
        before = [entry for entry in _list_before(plan, planned) if entry.id in self.known]
        found = {entry.id for entry in _list_before(plan, ordered)}
        expected = {entry.id for entry in before}
        # Where all that is before it is prescribed, too, no section of the brief's own comes between.
        if found & self.known != expected or (found > expected and all(entry.fixed for entry in before)):
            place = f"after {', '.join(f'`{entry.id}`' for entry in before)}" if before else "first"
            message = f"audience `{audience}` prescribes the place of section `{plan.id}`: {place}"
            origin = self.brief.find_origin(f"sections.{plan.id}" if request else "sections")
            self.sink.error("brief-section-fixed", message, origin, "list the sections in the order of the audience")


def _list_before(plan: SectionPlan, sections: tuple[SelectedSection, ...]) -> list[SectionPlan]:
    plans = [section.plan for section in sections]
    return plans[: plans.index(plan)]
