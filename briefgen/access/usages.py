"""Finds the texts and facts that use a source, a fact or a block: in libraries, fixed passages and texts of briefs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from briefgen.access.template_names import MAX_CACHED_TEXTS, REFERENCE_FUNCTIONS, Reference, find_names
from briefgen.model.audience import Audience, walk_section_plans
from briefgen.model.brief import Brief
from briefgen.model.citation_syntax import NARRATIVE_CITATION
from briefgen.model.diagnostic import Origin
from briefgen.model.library import Block, Fact, Library, Sensitivity, Variant

LITERAL_TEXT = re.compile(r"\\@|(`+).*?\1")
"""Text that is printed as it is: an escaped `@`, code."""


class UsedKind(StrEnum):
    """The kind of a thing that is used."""

    SOURCE = "source"
    FACT = "fact"
    BLOCK = "block"


class UserKind(StrEnum):
    """The kind of a thing that uses another."""

    TEXT = "text"
    FACT = "fact"
    PASSAGE = "passage"


KIND_BY_FUNCTION = dict.fromkeys(REFERENCE_FUNCTIONS, UsedKind.FACT) | {"ref": UsedKind.BLOCK}


@dataclass(frozen=True, slots=True)
class Usage:
    """One place where something is used."""

    kind: UsedKind
    id: str
    used_by: str
    """A text of a block as `format_text_name` has it, a file with a passage, or the id of a fact."""
    user_kind: UserKind
    sensitivity: Sensitivity
    """Of the text or fact that uses it; passages of an audience have its ceiling."""
    origin: Origin

    @property
    def is_citation(self) -> bool:
        """Whether a source is used."""
        return self.kind is UsedKind.SOURCE


def find_usages(library: Library) -> Iterator[Usage]:
    """Every use of a source, fact or block in a library, by block and line, then by fact."""
    yield from find_usages_in_blocks(library.blocks)
    yield from find_usages_in_facts(library.facts.values())


def find_usages_in_blocks(blocks: Iterable[Block]) -> Iterator[Usage]:
    """The uses in texts of blocks, each variant by itself."""
    for block in blocks:
        for variant in block.variants:
            yield from _find_in_variant(block, variant)


def find_usages_in_facts(facts: Iterable[Fact]) -> Iterator[Usage]:
    """The sources of facts."""
    for fact in facts:
        for key in _find_keys(" ".join(fact.sources)):
            yield Usage(UsedKind.SOURCE, key, fact.id, UserKind.FACT, fact.sensitivity, fact.origin)


def find_usages_in_passages(audience: Audience) -> Iterator[Usage]:
    """Every use in the fixed passages of an audience, which every brief to it prints."""
    for plan in walk_section_plans(audience.sections):
        for passage in filter(None, (plan.before, plan.after)):
            yield from _find_in_text(
                passage.text, passage.origin, passage.origin.path, UserKind.PASSAGE, audience.ceiling
            )


def find_usages_in_section_texts(brief: Brief) -> Iterator[Usage]:
    """Every use in the standfirsts of a brief and in its titles of sections."""
    for key, text in brief.section_texts.items():
        origin = brief.find_origin(key)
        level = Sensitivity.CONFIDENTIAL if brief.access.ceiling is None else brief.access.ceiling
        yield from _find_in_text(text, origin, origin.path, UserKind.PASSAGE, level)


def collect_cited_keys(usages: Iterable[Usage]) -> frozenset[str]:
    """The keys of the sources that are cited."""
    return frozenset(usage.id for usage in usages if usage.is_citation)


def format_text_name(block: Block, variant: Variant) -> str:
    """The name of the file of a text without its ending: `legal/torture`, `legal/torture@short.fr`."""
    name = f"@{variant.name}" if variant.name else ""
    return block.id + name + (f".{variant.language}" if variant.language != block.variants[0].language else "")


def _find_in_variant(block: Block, variant: Variant) -> Iterator[Usage]:
    by = format_text_name(block, variant)
    recommendation = variant.recommendation
    previous = recommendation.previous if recommendation else ()
    cited = (*(recommendation.legal_basis if recommendation else ()), *(earlier.source for earlier in previous))
    for key in _find_keys(" ".join(cited)):
        yield Usage(UsedKind.SOURCE, key, by, UserKind.TEXT, variant.sensitivity, variant.origin)
    for line in (variant.title, variant.action):
        yield from _find_in_text(line, variant.origin, by, UserKind.TEXT, variant.sensitivity)
    start = Origin(variant.origin.path, variant.body_line)
    yield from _find_in_text(variant.body, start, by, UserKind.TEXT, variant.sensitivity)


def _find_in_text(text: str, start: Origin, by: str, user: UserKind, sensitivity: Sensitivity) -> Iterable[Usage]:
    """The uses in Markdown that starts at a line."""
    return _read_usages(text, start, by, user, sensitivity) if "@" in text or "{" in text else ()


@lru_cache(maxsize=MAX_CACHED_TEXTS)
def _read_usages(text: str, start: Origin, by: str, user: UserKind, sensitivity: Sensitivity) -> tuple[Usage, ...]:
    return tuple(_iterate_usages(text, start, by, user, sensitivity))


def _iterate_usages(text: str, start: Origin, by: str, user: UserKind, sensitivity: Sensitivity) -> Iterator[Usage]:
    references: dict[int, list[Reference]] = {}
    for reference in find_names(text).references:
        references.setdefault(start.line + reference.line - 1, []).append(reference)
    for number, line in enumerate(text.split("\n"), start.line):
        origin = Origin(start.path, number)
        for key in _find_keys(LITERAL_TEXT.sub("", line)):
            yield Usage(UsedKind.SOURCE, key, by, user, sensitivity, origin)
        for reference in references.get(number, ()):
            yield Usage(KIND_BY_FUNCTION[reference.function], reference.id, by, user, sensitivity, origin)


def _find_keys(text: str) -> Iterator[str]:
    for match in NARRATIVE_CITATION.finditer(text):
        yield match["braced"] or match["plain"]
