"""Where the words of a text are, by section and block, and which shorter texts would bring it under a limit."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from briefgen.check.count import count, count_element
from briefgen.check.matter import Matter
from briefgen.values.audience import Counted
from briefgen.values.document import Document
from briefgen.values.selection import Choice
from briefgen.values.tree import Element, Node, elements

MOST_BLOCKS = 6
"""How many blocks the list of the longest names."""

_NOT_PRINTED = re.compile(r"\[\^[^\]]+\](?!:)|\[[^\]]*@[^\]]*\]|^\[\^[^\]]+\]:.*(?:\n(?: {4}|\t).*)*", re.MULTILINE)
_NOTE = re.compile(r"^\[\^[^\]]+\]:(.*(?:\n(?: {4}|\t).*)*)", re.MULTILINE)
_FILLED = re.compile(r"\{\{.*?\}\}|\{[^{}]*\}")


def where_words_are(document: Document, parts: frozenset[Counted]) -> tuple[str, ...]:
    """The sections with their words, those that the page has outside them, and the longest blocks."""
    outside = _size(count(document), parts) - _in_sections((document.body,), parts)
    page = [f"outside sections {outside:,}"] if outside else []
    sections = ", ".join([*_sizes_of_sections((document.body,), parts), *page])
    blocks = sorted(block_sizes(document, parts).items(), key=lambda entry: (-entry[1], entry[0]))
    longest = ", ".join(f"`{block}` {size:,}" for block, size in blocks[:MOST_BLOCKS])
    named = [f"words by section: {sections}"] if sections else []
    return (*named, *([f"longest blocks: {longest}"] if longest else []))


def _sizes_of_sections(nodes: Iterable[Node], parts: frozenset[Counted]) -> Iterator[str]:
    """Each section that has words in these parts, those inside it in brackets behind it."""
    for one in nodes:
        if not isinstance(one, Element):
            continue
        size = _size(count_element(one, Counted.BODY), parts) if one.get("data-section") else 0
        inner = list(_sizes_of_sections(one.children, parts))
        if size:
            yield f"{one.get('data-section')} {size:,}" + (f" ({', '.join(inner)})" if inner else "")
        else:
            yield from inner


def _in_sections(nodes: Iterable[Node], parts: frozenset[Counted]) -> int:
    """The words of all sections, those of sections inside others counted once."""
    inside = 0
    for one in nodes:
        if isinstance(one, Element):
            found = one.get("data-section")
            inside += _size(count_element(one, Counted.BODY), parts) if found else _in_sections(one.children, parts)
    return inside


def block_sizes(document: Document, parts: frozenset[Counted]) -> Mapping[str, int]:
    """The words of each block in these parts."""
    return {
        one.get("data-block"): _size(count_element(one, Counted.BODY), parts)
        for one in elements((document.body,))
        if one.get("data-block")
    }


def nearest_cuts(matter: Matter, parts: frozenset[Counted], over: int) -> tuple[str, ...]:
    """The fewest shorter texts of blocks that save the words that are over, as far as they go."""
    savings = sorted(
        (
            (saved, choice.block.id, name)
            for choice in matter.selection.choices
            if (cut := _shortest(choice, matter, parts)) and (saved := cut[0]) > 0 and (name := cut[1])
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


def _shortest(choice: Choice, matter: Matter, parts: frozenset[Counted]) -> tuple[int, str] | None:
    """How much the shortest other text of a block would save, and its name."""
    document = matter.document
    ceiling = document.audience.ceiling if document.brief.ceiling is None else document.brief.ceiling
    others = [
        (_written(choice.variant.body, parts) - _written(one.body, parts), one.name)
        for one in choice.block.variants
        if one.name
        and one.name not in matter.other_readers
        and one.body.strip()
        and one.language == choice.variant.language
        and one.sensitivity <= ceiling
        and one != choice.variant
    ]
    return max(others, default=None)


def _written(body: str, parts: frozenset[Counted]) -> int:
    """About how many words a text in Markdown prints."""
    text = _NOT_PRINTED.sub("", body) if Counted.BODY in parts else ""
    notes = " ".join(_NOTE.findall(body)) if Counted.NOTES in parts else ""
    return len(_FILLED.sub("x", f"{text} {notes}").split())


def _size(counted: Mapping[Counted, int], parts: frozenset[Counted]) -> int:
    return sum(counted[part] for part in parts)
