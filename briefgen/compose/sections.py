"""Builds the sections of the tree from the selected blocks: headings, groups, call-outs, fixed passages."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import groupby

from briefgen.compose.fill import FillError
from briefgen.compose.markdown_elements import to_slug
from briefgen.compose.markdown_reader import MarkdownReader
from briefgen.compose.recommendation_sentences import find_action_place
from briefgen.model.audience import CountedPart, Passage, SectionPlan, TitleStyle
from briefgen.model.citation_syntax import build_citation
from briefgen.model.diagnostic import Origin, Sink
from briefgen.model.library import Block
from briefgen.model.punctuation import find_punctuation
from briefgen.model.selection import Choice, SelectedSection
from briefgen.model.sentence_end import OPEN_ENDS, is_sentence_end
from briefgen.model.translation import apply_translations, find_untranslated, format_by_language
from briefgen.model.tree import HEADING_TAGS, Element, Node, Text, extract_text, find_elements, rebuild

_DEEPEST_LEVEL = 6


@dataclass(frozen=True, slots=True)
class SectionBuilder:
    """Builds the sections of one brief, each block read once and by itself."""

    reader: MarkdownReader
    sink: Sink
    language: str
    build_action: Callable[[Choice], str]
    """The sentence of a recommendation, in Markdown."""
    standfirsts: Mapping[str, tuple[str, Origin]] = field(default_factory=dict)
    """The text below the heading of a section, with its place, by the section's id."""
    block_ids: list[str] = field(default_factory=list)
    """Ids of the blocks in the text, in its order."""

    def build(self, section: SelectedSection, level: int = 2) -> Element | None:
        """One section of the audience with its heading at `level`; None where it is empty."""
        plan = section.plan
        inner_level = level + bool(plan.title)
        inner = [built for child in section.sections if (built := self.build(child, inner_level))]
        content = [
            *self._read_passage(plan.before),
            *self._build_blocks(section, level),
            *inner,
            *self._read_passage(plan.after),
        ]
        if section.is_empty and not any((plan.before, plan.after)):
            return None
        heading = [self._build_heading(plan.title, plan.origin, level)] if plan.title else []
        heading += self._build_standfirst(plan.id)
        attributes = {"id": to_slug(plan.id), "data-section": plan.id, "class": "section"}
        if plan.part is not CountedPart.BODY:
            attributes["data-part"] = plan.part.value
        if not plan.numbered:
            attributes["data-numbered"] = "no"
        return Element("section", (*heading, *content), attributes, plan.origin)

    def _build_standfirst(self, section: str) -> list[Element]:
        if section not in self.standfirsts:
            return []
        text, origin = self.standfirsts[section]
        return [Element("p", self._read_title(text, origin), {"class": "standfirst"}, origin)]

    def _read_passage(self, passage: Passage | None) -> tuple[Node, ...]:
        return self._read_text(passage.text, passage.origin, "") if passage else ()

    def _build_blocks(self, section: SelectedSection, level: int) -> Iterator[Element]:
        plan = section.plan
        inside = level + bool(plan.title)
        grouped = plan.titles is TitleStyle.CALLOUTS
        for group, choices in groupby(section.choices, key=lambda choice: choice.block.group if grouped else ""):
            if not group:
                for choice in choices:
                    is_opening = choice is section.choices[0] and choice.variant.title == plan.title
                    titles = TitleStyle.NONE if is_opening else _find_ungrouped_titles(plan)
                    yield self._build_block(choice, inside, titles, actions=plan.actions)
                continue
            members = list(choices)
            heading = self._build_heading(self._find_group_title(members[0].block), members[0].block.origin, inside)
            blocks = [
                self._build_block(choice, inside + 1, TitleStyle.CALLOUTS, actions=plan.actions) for choice in members
            ]
            attributes = {"id": f"group-{to_slug(plan.id)}-{to_slug(group)}", "class": "group"}
            yield Element("section", (heading, *blocks), attributes, members[0].block.origin)

    def _build_block(self, choice: Choice, level: int, titles: TitleStyle, *, actions: bool) -> Element:
        block, variant = choice.block, choice.variant
        self.block_ids.append(block.id)
        title, action, text = self._read_block(choice, titles)
        body = (*self._build_action(choice, action), *text) if actions or not text else text
        attributes = {"id": f"block-{to_slug(block.id)}", "data-block": block.id, "class": "block"}
        if titles in {TitleStyle.HEADINGS, TitleStyle.CALLOUTS}:
            attributes["class"] += " callout" if titles is TitleStyle.CALLOUTS else ""
            heading = Element(f"h{min(level, _DEEPEST_LEVEL)}", title, {}, variant.origin)
            return Element("section", (heading, *self._shift_headings(body, level)), attributes, variant.origin)
        body = self._shift_headings(body, level - 1)
        if titles is TitleStyle.NONE and "{" not in variant.title:
            attributes["data-title"] = variant.title  # for references to it: no reader sees the attribute
        if titles is TitleStyle.RUN_IN:
            attributes["class"] += " run-in"
            body = _insert_run_in_title(title, body, self.language)
        return Element("div", body, attributes, variant.origin)

    def _read_block(
        self, choice: Choice, titles: TitleStyle
    ) -> tuple[tuple[Node, ...], tuple[Node, ...], tuple[Node, ...]]:
        """The title, the action and the text of a block. They are read together where one calls a note of another."""
        block, variant = choice.block, choice.variant
        start = replace(variant.origin, line=variant.body_line)
        is_printed = titles is not TitleStyle.NONE or "[^" in variant.title  # its note has its text in the block
        lines = [
            (variant.title if is_printed else "", variant.origin),
            (self._write_action(choice), find_action_place(choice)),
        ]
        if any("[^" in line for line, _ in lines):
            try:
                (title, action), text = self.reader.read_with_lines(lines, variant.body, start, block.id)
            except FillError as error:
                self.sink.extend([error.diagnostic])
                return (Text(variant.title, variant.origin),), (), ()
            return title, action, text
        title, action_words = (self._read_title(line, origin) if line else () for line, origin in lines)
        return title, action_words, self._read_text(variant.body, start, block.id)

    def _write_action(self, choice: Choice) -> str:
        """The sentence of a recommendation in Markdown; empty for other blocks."""
        return self.build_action(choice) if choice.variant.recommendation else ""

    def _build_action(self, choice: Choice, words: tuple[Node, ...]) -> tuple[Node, ...]:
        """The sentence of a recommendation, which cites its legal basis."""
        recommendation, origin = choice.variant.recommendation, choice.block.origin
        if recommendation is None:
            return ()
        basis = build_citation(recommendation.legal_basis, origin)
        return (Element("p", (Element("strong", words, {}, origin), *basis), {"class": "action"}, origin),)

    def _find_group_title(self, block: Block) -> str:
        if find_untranslated(block, ("group",), self.language):
            message = f"the group `{block.group}` has no title in `{self.language}`"
            hint = f"write it by language, as `group: {format_by_language(block.written_language, self.language)}`"
            self.sink.warning("text-untranslated", message, block.origin, hint)
        return apply_translations(block, self.language).group

    def _build_heading(self, title: str, origin: Origin, level: int) -> Element:
        return Element(f"h{min(level, _DEEPEST_LEVEL)}", self._read_title(title, origin), {}, origin)

    def _read_title(self, title: str, origin: Origin) -> tuple[Node, ...]:
        return self._read_or_report(lambda: self.reader.read_line(title, origin)) or (Text(title, origin),)

    def _read_text(self, text: str, origin: Origin, name: str) -> tuple[Node, ...]:
        nodes = self._read_or_report(lambda: self.reader.read(text, origin, name))
        if nodes or "{{" not in text:
            return nodes
        return self._read_or_report(lambda: self.reader.find_citations(text, origin))

    def _read_or_report(self, read: Callable[[], tuple[Node, ...]]) -> tuple[Node, ...]:
        """The nodes, or nothing and the diagnostic: the other blocks are still read."""
        try:
            return read()
        except FillError as error:
            self.sink.extend([error.diagnostic])
            return ()

    def _shift_headings(self, nodes: tuple[Node, ...], level: int) -> tuple[Node, ...]:
        """The nodes with their own headings moved below a heading of `level`."""
        headings = list(find_elements(nodes, *HEADING_TAGS))
        if not headings:
            return nodes
        shift = level + 1 - min(int(heading.tag[1]) for heading in headings)
        deepest = next((heading for heading in headings if int(heading.tag[1]) + shift > _DEEPEST_LEVEL), None)
        if deepest is not None:
            message = f"the heading `{extract_text((deepest,)).strip()}` is more than six levels deep here"
            self.sink.error("heading-depth", message, deepest.origin, "use fewer levels of headings in the block")
            return nodes

        def change(node: Node) -> tuple[Node, ...]:
            if isinstance(node, Element) and node.tag in HEADING_TAGS:
                return (replace(node, tag=f"h{int(node.tag[1]) + shift}"),)
            return (node,)

        return rebuild(nodes, change)


def _find_ungrouped_titles(plan: SectionPlan) -> TitleStyle:
    """How a block without a group shows its title."""
    return TitleStyle.HEADINGS if plan.titles is TitleStyle.CALLOUTS else plan.titles


def _insert_run_in_title(title: Iterable[Node], body: tuple[Node, ...], language: str) -> tuple[Node, ...]:
    """The title as the first words of the first paragraph, closed with the language's full stop unless it has an end of its own."""
    words, marks = tuple(title), find_punctuation(language)
    text = extract_text(words).rstrip()
    closing = () if is_sentence_end(text) or text.endswith(tuple(OPEN_ENDS)) else (Text(marks.stop),)
    opening = (Element("strong", (*words, *closing), {"class": "run-in-title"}), Text(marks.space))
    for position, node in enumerate(body):
        if isinstance(node, Element) and node.tag == "p":
            return (*body[:position], node.with_children((*opening, *node.children)), *body[position + 1 :])
    return (Element("p", opening), *body)
