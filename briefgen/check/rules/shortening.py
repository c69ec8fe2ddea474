"""Lists where the words of a text are, and which shorter variants would bring it under a limit."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from briefgen.check.count import count_words, count_words_in_element
from briefgen.check.rules.context import RuleContext
from briefgen.model.audience import CountedPart
from briefgen.model.citation_syntax import CITATION_CLUSTER, NOTE_CALL, NOTE_DEFINITION
from briefgen.model.document import Document
from briefgen.model.selection import Choice
from briefgen.model.tree import Element, Node, find_elements

MAX_LISTED_BLOCKS = 6
"""Blocks that the list of the longest ones names."""

_FILLED_EXPRESSION = re.compile(r"\{\{.*?\}\}|\{[^{}]*\}")


def describe_word_distribution(document: Document, parts: frozenset[CountedPart]) -> tuple[str, ...]:
    """Words by section and outside of sections, and the longest blocks."""
    body = (document.body,)
    inside = sum(_count_words_in_parts(section, parts) for section in _find_outermost_sections(body))
    outside = sum(count_words(document)[part] for part in parts) - inside
    sections = [*_describe_section_sizes(body, parts), *([f"outside sections {outside:,}"] if outside else [])]
    by_size = sorted(count_words_by_block(document, parts).items(), key=lambda entry: (-entry[1], entry[0]))
    longest = [f"`{block}` {size:,}" for block, size in by_size[:MAX_LISTED_BLOCKS]]
    lists = (("words by section", sections), ("longest blocks", longest))
    return tuple(f"{name}: {', '.join(entries)}" for name, entries in lists if entries)


def count_words_by_block(document: Document, parts: frozenset[CountedPart]) -> Mapping[str, int]:
    """The words of each block in these parts."""
    return {
        element.get("data-block"): _count_words_in_parts(element, parts)
        for element in find_elements((document.body,))
        if element.get("data-block")
    }


def suggest_shorter_variants(context: RuleContext, parts: frozenset[CountedPart], excess: int) -> tuple[str, ...]:
    """The fewest shorter variants of blocks that save `excess` words, or all that there are."""
    savings = sorted(
        (
            (saved, choice.block.id, name)
            for choice in context.selection.choices
            for saved, name in [_find_shortest_variant(choice, context, parts)]
            if saved > 0
        ),
        reverse=True,
    )
    if not savings:
        hint = "no block has a text shorter than the one chosen: write `@short` variants, or leave blocks out with `exclude:`"
        return (hint,)
    # One variant if it is enough, the one that saves the least; otherwise the largest savings first.
    chosen = [min(saving for saving in savings if saving[0] >= excess)] if savings[0][0] >= excess else []
    total = sum(saved for saved, _, _ in chosen)
    for saving in savings:
        if total < excess:
            chosen.append(saving)
            total += saving[0]
    listed = ", ".join(f"`{block}@{name}` saves about {saved:,}" for saved, block, name in chosen)
    result = "which brings it under" if total >= excess else f"which leaves {excess - total:,} to cut"
    cuts = ", ".join(f"{block}: {name}" for _, block, name in chosen)
    return (f"nearest cuts: {listed}, {result}", f"to take them, write `cuts: {{{cuts}}}` in the brief")


def _find_outermost_sections(nodes: Iterable[Node]) -> Iterator[Element]:
    for node in nodes:
        if isinstance(node, Element):
            yield from (node,) if node.get("data-section") else _find_outermost_sections(node.children)


def _describe_section_sizes(nodes: Iterable[Node], parts: frozenset[CountedPart]) -> Iterator[str]:
    """Each section that has words in these parts, followed by the sections inside it in brackets."""
    for section in _find_outermost_sections(nodes):
        size = _count_words_in_parts(section, parts)
        inner = list(_describe_section_sizes(section.children, parts))
        if size:
            yield f"{section.get('data-section')} {size:,}" + (f" ({', '.join(inner)})" if inner else "")
        else:
            yield from inner


def _count_words_in_parts(element: Element, parts: frozenset[CountedPart]) -> int:
    counts = count_words_in_element(element, CountedPart.BODY)
    return sum(counts[part] for part in parts)


def _find_shortest_variant(choice: Choice, context: RuleContext, parts: frozenset[CountedPart]) -> tuple[int, str]:
    """How many words the shortest other variant of a block would save, and its name; 0 if there is none."""
    document = context.document
    ceiling = document.audience.ceiling if document.brief.access.ceiling is None else document.brief.access.ceiling
    length = _estimate_printed_words(choice.variant.body, parts)
    others = (
        (length - _estimate_printed_words(variant.body, parts), variant.name)
        for variant in choice.block.variants
        if variant.name
        and variant.name not in context.other_audiences
        and variant.body.strip()
        and variant.language == choice.variant.language
        and variant.sensitivity <= ceiling
        and variant != choice.variant
    )
    return max(others, default=(0, ""))


def _estimate_printed_words(body: str, parts: frozenset[CountedPart]) -> int:
    """About how many words a text in Markdown prints."""
    text = _strip_notes(body) if CountedPart.BODY in parts else ""
    notes = " ".join(note["text"] for note in NOTE_DEFINITION.finditer(body)) if CountedPart.NOTES in parts else ""
    return len(_FILLED_EXPRESSION.sub("x", f"{text} {notes}").split())


def _strip_notes(body: str) -> str:
    """A text in Markdown without its citations and notes."""
    for pattern in (NOTE_DEFINITION, CITATION_CLUSTER, NOTE_CALL):
        body = pattern.sub("", body)
    return body
