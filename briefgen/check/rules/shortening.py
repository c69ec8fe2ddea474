"""Where the words of a text are, by section and block, and which shorter texts would bring it under a limit."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from briefgen.check.count import count_words, count_words_in_element
from briefgen.check.rules.context import RuleContext
from briefgen.model.audience import CountedPart
from briefgen.model.document import Document
from briefgen.model.selection import Choice
from briefgen.model.tree import Element, Node, find_elements

MAX_LISTED_BLOCKS = 6
"""How many blocks the list of the longest names."""

_UNPRINTED_MARKUP = re.compile(
    r"\[\^[^\]]+\](?!:)|\[[^\]]*@[^\]]*\]|^\[\^[^\]]+\]:.*(?:\n(?: {4}|\t).*)*", re.MULTILINE
)
_NOTE_DEFINITION = re.compile(r"^\[\^[^\]]+\]:(.*(?:\n(?: {4}|\t).*)*)", re.MULTILINE)
_FILLED_EXPRESSION = re.compile(r"\{\{.*?\}\}|\{[^{}]*\}")


def describe_word_distribution(document: Document, parts: frozenset[CountedPart]) -> tuple[str, ...]:
    """The sections with their words, those that the page has outside them, and the longest blocks."""
    outside = _sum_parts(count_words(document), parts) - _count_words_in_sections((document.body,), parts)
    page = [f"outside sections {outside:,}"] if outside else []
    sections = ", ".join([*_describe_section_sizes((document.body,), parts), *page])
    blocks = sorted(count_words_by_block(document, parts).items(), key=lambda entry: (-entry[1], entry[0]))
    longest = ", ".join(f"`{block}` {size:,}" for block, size in blocks[:MAX_LISTED_BLOCKS])
    named = [f"words by section: {sections}"] if sections else []
    return (*named, *([f"longest blocks: {longest}"] if longest else []))


def _describe_section_sizes(nodes: Iterable[Node], parts: frozenset[CountedPart]) -> Iterator[str]:
    """Each section that has words in these parts, those inside it in brackets behind it."""
    for one in nodes:
        if not isinstance(one, Element):
            continue
        size = _sum_parts(count_words_in_element(one, CountedPart.BODY), parts) if one.get("data-section") else 0
        inner = list(_describe_section_sizes(one.children, parts))
        if size:
            yield f"{one.get('data-section')} {size:,}" + (f" ({', '.join(inner)})" if inner else "")
        else:
            yield from inner


def _count_words_in_sections(nodes: Iterable[Node], parts: frozenset[CountedPart]) -> int:
    """The words of all sections, those of sections inside others counted once."""
    inside = 0
    for one in nodes:
        if isinstance(one, Element):
            found = one.get("data-section")
            inside += (
                _sum_parts(count_words_in_element(one, CountedPart.BODY), parts)
                if found
                else _count_words_in_sections(one.children, parts)
            )
    return inside


def count_words_by_block(document: Document, parts: frozenset[CountedPart]) -> Mapping[str, int]:
    """The words of each block in these parts."""
    return {
        one.get("data-block"): _sum_parts(count_words_in_element(one, CountedPart.BODY), parts)
        for one in find_elements((document.body,))
        if one.get("data-block")
    }


def suggest_shorter_variants(matter: RuleContext, parts: frozenset[CountedPart], over: int) -> tuple[str, ...]:
    """The fewest shorter texts of blocks that save the words that are over, as far as they go."""
    savings = sorted(
        (
            (saved, choice.block.id, name)
            for choice in matter.selection.choices
            if (cut := _find_shortest_variant(choice, matter, parts)) and (saved := cut[0]) > 0 and (name := cut[1])
        ),
        reverse=True,
    )
    enough = [one for one in savings if one[0] >= over]
    if enough:
        chosen = [min(enough)]
    else:
        chosen, left = [], over
        for one in savings:
            if left > 0:
                chosen.append(one)
                left -= one[0]
    if not chosen:
        return (
            "no block has a text shorter than the one chosen: write `@short` variants, or leave blocks out with `exclude:`",
        )
    listed = ", ".join(f"`{block}@{name}` saves about {saved:,}" for saved, block, name in chosen)
    total = sum(saved for saved, _, _ in chosen)
    end = "which brings it under" if total >= over else f"which leaves {over - total:,} to cut"
    written = ", ".join(f"{block}: {name}" for _, block, name in chosen)
    return (f"nearest cuts: {listed}, {end}", f"to take them, write `cuts: {{{written}}}` in the brief")


def _find_shortest_variant(
    choice: Choice, matter: RuleContext, parts: frozenset[CountedPart]
) -> tuple[int, str] | None:
    """How much the shortest other text of a block would save, and its name."""
    document = matter.document
    ceiling = document.audience.ceiling if document.brief.access.ceiling is None else document.brief.access.ceiling
    others = [
        (_estimate_printed_words(choice.variant.body, parts) - _estimate_printed_words(one.body, parts), one.name)
        for one in choice.block.variants
        if one.name
        and one.name not in matter.other_audiences
        and one.body.strip()
        and one.language == choice.variant.language
        and one.sensitivity <= ceiling
        and one != choice.variant
    ]
    return max(others, default=None)


def _estimate_printed_words(body: str, parts: frozenset[CountedPart]) -> int:
    """About how many words a text in Markdown prints."""
    text = _UNPRINTED_MARKUP.sub("", body) if CountedPart.BODY in parts else ""
    notes = " ".join(_NOTE_DEFINITION.findall(body)) if CountedPart.NOTES in parts else ""
    return len(_FILLED_EXPRESSION.sub("x", f"{text} {notes}").split())


def _sum_parts(counted: Mapping[CountedPart, int], parts: frozenset[CountedPart]) -> int:
    return sum(counted[part] for part in parts)
