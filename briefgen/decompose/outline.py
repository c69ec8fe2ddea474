"""Splits a text at its headings into sections and blocks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from briefgen.decompose.headings import remove_number
from briefgen.decompose.pandoc_tree import PandocNode, count_words, extract_words, list_notes, remove_notes

GOOD_WORDS = range(80, 601)
"""How many words a block has that is one argument."""
MAX_HEADING_WORDS, LONG_HEADING_WORDS = 40, 16
"""A heading with more words is a paragraph; so is one of the second length that ends with a full stop."""
SENTENCE_END = re.compile(r"[^\W_]{2,}[.!?。！？]$")


@dataclass(slots=True)
class TextPart:
    """The text below one heading, up to the next."""

    title: tuple[PandocNode, ...]
    level: int
    """Of its heading; 0 for the text before the first one."""
    numbers: list[str] = field(default_factory=list)
    """The numbers that were typed before its title and the headings in its content."""
    content: list[PandocNode] = field(default_factory=list)
    words: int = 0

    @property
    def name(self) -> str:
        """The words of its title."""
        return " ".join(extract_words(list(self.title), notes=False).split())


@dataclass(frozen=True, slots=True)
class OutlineSection:
    """A section of the brief with its blocks in the order of the file."""

    heading: TextPart
    blocks: tuple[TextPart, ...]
    """The first one is the section's own text, where it has one."""


def normalise_levels(blocks: Iterable[PandocNode]) -> list[PandocNode]:
    """Blocks whose headings have the levels 1, 2, 3 without a gap; a heading without words is left out."""
    kept = [
        {"t": "Para", "c": block["c"][2]} if is_paragraph_in_heading_style(block) else block
        for block in blocks
        if block["t"] != "Header" or extract_words(block["c"][2]).strip()
    ]
    levels = sorted({block["c"][0] for block in kept if block["t"] == "Header"})
    return [
        {"t": "Header", "c": [levels.index(block["c"][0]) + 1, *block["c"][1:]]} if block["t"] == "Header" else block
        for block in kept
    ]


def is_paragraph_in_heading_style(block: PandocNode) -> bool:
    """Whether a heading is rather a paragraph: some files number their paragraphs with the styles of headings."""
    if block["t"] != "Header":
        return False
    words = extract_words(block["c"][2], notes=False).strip()
    count = len(words.split())
    return count > MAX_HEADING_WORDS or (count > LONG_HEADING_WORDS and words.endswith("."))


def take_title(blocks: Sequence[PandocNode]) -> tuple[str, list[PandocNode]]:
    """The only heading of the first level, if the text starts with it: it is the title of the whole. Else nothing."""
    first = [block for block in blocks if block["t"] == "Header" and block["c"][0] == 1]
    if len(first) == 1 and blocks[0] is first[0] and any(b["t"] == "Header" for b in blocks[1:]):
        notes = [{"t": "Para", "c": list_notes(first[0]["c"][2])}] if list_notes(first[0]["c"][2]) else []
        rest = normalise_levels(blocks[1:])
        return extract_words(first[0]["c"][2], notes=False).strip(), [*notes, *rest]
    return "", list(blocks)


def choose_level(blocks: Sequence[PandocNode]) -> int:
    """The level of headings that makes the most of the text into blocks of a good length; the upper one of two that do."""
    deepest = max((block["c"][0] for block in blocks if block["t"] == "Header"), default=1)

    def weigh(level: int) -> int:
        return sum(part.words for part in split_at_headings(blocks, level) if part.words in GOOD_WORDS)

    return max(range(1, deepest + 1), key=lambda level: (weigh(level), -level))


def split_at_headings(blocks: Iterable[PandocNode], level: int) -> list[TextPart]:
    """The parts of a text, each below a heading of this level or one above it."""
    parts = [TextPart((), 0)]
    for block in blocks:
        if block["t"] == "Header" and block["c"][0] <= level:
            title, number = remove_number(block["c"][2])
            parts.append(TextPart(tuple(remove_notes(title)), block["c"][0], [number] if number else []))
            parts[-1].content += [{"t": "Para", "c": list_notes(title)}] if list_notes(title) else []
        elif block["t"] == "Header":
            title, number = remove_number(block["c"][2])
            parts[-1].content.append({"t": "Header", "c": [*block["c"][:2], title]})
            parts[-1].numbers += [number] if number else []
        else:
            parts[-1].content.append(block)
    for part in parts:
        part.content = _close_gaps(part.content)
        part.words = count_words(part.content)
        _join_notes_of_title(part)
    return [part for part in parts if part.level or part.content]


def _close_gaps(blocks: Sequence[PandocNode]) -> list[PandocNode]:
    """The headings in a block with levels that never skip one: the first is of level 2, below the title of the block."""
    above: list[int] = []
    result: list[PandocNode] = []
    for block in blocks:
        if block["t"] == "Header":
            above = [*(level for level in above if level < block["c"][0]), block["c"][0]]
            result.append({"t": "Header", "c": [len(above) + 1, *block["c"][1:]]})
        else:
            result.append(block)
    return result


def _join_notes_of_title(part: TextPart) -> None:
    """The notes that a title calls, in the first sentence below it: a brief that does not print the title keeps them."""
    match part.content:
        case [{"t": "Para", "c": notes}, {"t": "Para" | "Plain", "c": inlines} as first, *rest] if notes and all(
            inline["t"] == "Note" for inline in notes
        ):
            place = next(
                (
                    index + (inline["t"] != "Note")
                    for index, inline in enumerate(inlines)
                    if inline["t"] == "Note" or SENTENCE_END.search(extract_words([inline], notes=False))
                ),
                len(inlines),
            )
            part.content = [{**first, "c": [*inlines[:place], *notes, *inlines[place:]]}, *rest]


def build_outline(parts: Sequence[TextPart], level: int) -> list[OutlineSection]:
    """The sections of a brief: each heading above the level starts one; those of the level are its blocks."""
    sections: list[OutlineSection] = []
    for part in parts:
        if level == 1 or part.level < level or not sections or sections[-1].heading.level == 0:
            sections.append(OutlineSection(part, (part,)))
        else:
            last = sections[-1]
            sections[-1] = OutlineSection(last.heading, (*last.blocks, part))
    return [_without_empty_heading(section) for section in sections]


def _without_empty_heading(section: OutlineSection) -> OutlineSection:
    if len(section.blocks) > 1 and not section.heading.content:
        return OutlineSection(section.heading, section.blocks[1:])
    return section
