"""The chosen blocks as sections of the tree: headings, groups, call-outs, fixed passages."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import groupby

from briefgen.compose.fill import FillError
from briefgen.compose.passage import PassageReader, slug_of
from briefgen.values.audience import Counted, Passage, SectionPlan, Titles
from briefgen.values.citation_syntax import parse_cluster
from briefgen.values.diagnostic import Origin, Sink
from briefgen.values.library import Block
from briefgen.values.selection import Choice, SelectedSection
from briefgen.values.translation import by_language, in_language, untranslated
from briefgen.values.tree import Citation, Element, Node, Text, elements, rebuild, text_of

_DEEPEST = 6
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")


@dataclass(frozen=True, slots=True)
class SectionBuilder:
    """Builds the sections of one brief, each block read once and by itself."""

    reader: PassageReader
    sink: Sink
    language: str
    call: str = ""
    """The sentence in which a recommendation is said aloud, with `{addressee}` and `{phrase}`; empty: as it is written."""
    standfirsts: Mapping[str, tuple[str, Origin]] = field(default_factory=dict)
    """What opens a section below its heading, with its place, by the section's id."""
    placed: list[str] = field(default_factory=list)
    """Ids of the blocks set so far."""

    def build(self, section: SelectedSection, level: int = 2) -> Element | None:
        """One section of the audience with its heading at `level`; None where it has nothing to show."""
        plan = section.plan
        inner = [built for one in section.sections if (built := self.build(one, level + bool(plan.title)))]
        content = [*self._fixed(plan.before), *self._blocks(section, level), *inner, *self._fixed(plan.after)]
        if section.empty and not any((plan.before, plan.after)):
            return None
        heading = [self._heading(plan.title, plan.origin, level)] if plan.title else []
        heading += self._standfirst(plan.id)
        attributes = {"id": slug_of(plan.id), "data-section": plan.id, "class": "section"}
        if plan.part is not Counted.BODY:
            attributes["data-part"] = plan.part.value
        if not plan.numbered:
            attributes["data-numbered"] = "no"
        return Element("section", (*heading, *content), attributes, plan.origin)

    def _standfirst(self, section: str) -> list[Element]:
        """The sentences that open a section, where the brief has some."""
        if section not in self.standfirsts:
            return []
        text, origin = self.standfirsts[section]
        return [Element("p", self._title(text, origin), {"class": "standfirst"}, origin)]

    def _fixed(self, passage: Passage | None) -> tuple[Node, ...]:
        return self._read(passage.text, passage.origin, "") if passage else ()

    def _blocks(self, section: SelectedSection, level: int) -> Iterator[Element]:
        plan = section.plan
        inside = level + 1 if plan.title else level
        grouped = plan.titles is Titles.CALLOUTS
        for group, choices in groupby(section.choices, key=lambda one: one.block.group if grouped else ""):
            if not group:
                yield from (self._block(one, inside, _titles_alone(plan)) for one in choices)
                continue
            members = list(choices)
            heading = self._heading(self._group_title(members[0].block), members[0].block.origin, inside)
            blocks = [self._block(one, inside + 1, Titles.CALLOUTS) for one in members]
            attributes = {"id": f"group-{slug_of(plan.id)}-{slug_of(group)}", "class": "group"}
            yield Element("section", (heading, *blocks), attributes, members[0].block.origin)

    def _block(self, choice: Choice, level: int, titles: Titles) -> Element:
        block, variant = choice.block, choice.variant
        self.placed.append(block.id)
        start = replace(variant.origin, line=variant.body_line)
        body = (*self._action(choice), *self._read(variant.body, start, block.id))
        attributes = {"id": f"block-{slug_of(block.id)}", "data-block": block.id, "class": "block"}
        match titles:
            case Titles.HEADINGS | Titles.CALLOUTS:
                if titles is Titles.CALLOUTS:
                    attributes["class"] = "block callout"
                heading = self._heading(variant.title, variant.origin, level)
                body = (heading, *self._shifted(body, level))
                return Element("section", body, attributes, variant.origin)
            case Titles.RUN_IN:
                attributes["class"] = "block run-in"
                body = _run_in(self._title(variant.title, variant.origin), self._shifted(body, level - 1))
                return Element("div", body, attributes, variant.origin)
            case Titles.NONE:
                return Element("div", self._shifted(body, level - 1), attributes, variant.origin)

    def _action(self, choice: Choice) -> tuple[Node, ...]:
        """The sentence of a recommendation, written or spoken, with its legal basis as its citation."""
        recommendation, origin = choice.variant.recommendation, choice.block.origin
        if recommendation is None:
            return ()
        works = [work for one in recommendation.legal_basis for work in parse_cluster(one) or ()]
        basis = (Citation(tuple(works), origin=origin),) if works else ()
        sentence: Node = Element("strong", (Text(recommendation.action, origin),), {}, origin)
        if self.call:
            said = {"{addressee}": recommendation.addressee, "{phrase}": recommendation.phrase}
            sentence = Text(re.sub("|".join(map(re.escape, said)), lambda one: said[one[0]], self.call), origin)
        return (Element("p", (sentence, *basis), {"class": "action"}, origin),)

    def _group_title(self, block: Block) -> str:
        if untranslated(block, ("group",), self.language):
            message = f"the group `{block.group}` has no title in `{self.language}`"
            hint = f"write it by language, as `group: {by_language(block.written, self.language)}`"
            self.sink.warning("text-untranslated", message, block.origin, hint)
        return in_language(block, self.language).group

    def _heading(self, title: str, origin: Origin, level: int) -> Element:
        return Element(f"h{min(level, _DEEPEST)}", self._title(title, origin), {}, origin)

    def _title(self, title: str, origin: Origin) -> tuple[Node, ...]:
        return self._guarded(lambda: self.reader.read_line(title, origin)) or (Text(title, origin),)

    def _read(self, text: str, origin: Origin, name: str) -> tuple[Node, ...]:
        return self._guarded(lambda: self.reader.read(text, origin, name))

    def _guarded(self, read: Callable[[], tuple[Node, ...]]) -> tuple[Node, ...]:
        """What was read, or nothing and the diagnostic: the other blocks are still looked at."""
        try:
            return read()
        except FillError as error:
            self.sink.extend([error.diagnostic])
            return ()

    def _shifted(self, nodes: tuple[Node, ...], level: int) -> tuple[Node, ...]:
        """The nodes with their own headings moved below a heading of `level`."""
        used = [int(heading.tag[1]) for heading in elements(nodes, *_HEADINGS)]
        if not used:
            return nodes
        shift = level + 1 - min(used)
        deepest = next((one for one in elements(nodes, *_HEADINGS) if int(one.tag[1]) + shift > _DEEPEST), None)
        if deepest is not None:
            message = f"the heading `{text_of((deepest,)).strip()}` is more than six levels deep here"
            self.sink.error("heading-depth", message, deepest.origin, "use fewer levels of headings in the block")
            return nodes

        def change(node: Node) -> tuple[Node, ...]:
            if isinstance(node, Element) and node.tag in _HEADINGS:
                return (replace(node, tag=f"h{int(node.tag[1]) + shift}"),)
            return (node,)

        return rebuild(nodes, change)


def _titles_alone(plan: SectionPlan) -> Titles:
    """How a block without a group shows its title."""
    return Titles.HEADINGS if plan.titles is Titles.CALLOUTS else plan.titles


def _run_in(title: Iterable[Node], body: tuple[Node, ...]) -> tuple[Node, ...]:
    """The title as the first words of the first paragraph, closed with a full stop."""
    words = tuple(title)
    closing = () if text_of(words).rstrip().endswith((".", "?", "!")) else (Text("."),)
    opening = (Element("strong", (*words, *closing), {"class": "run-in-title"}), Text(" "))
    for position, node in enumerate(body):
        if isinstance(node, Element) and node.tag == "p":
            return (*body[:position], node.with_children((*opening, *node.children)), *body[position + 1 :])
    return (Element("p", opening), *body)
