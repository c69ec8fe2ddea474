"""Finds what uses a source, a fact or a block: texts and facts of a library, fixed passages of audiences, standfirsts of briefs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from briefgen.values.audience import Audience, each_plan
from briefgen.values.brief import Brief
from briefgen.values.citation_syntax import NARRATIVE
from briefgen.values.diagnostic import Origin
from briefgen.values.library import Block, Fact, Library, Sensitivity, Variant

NOT_READ = re.compile(r"\\@|(`+).*?\1")
"""What stands for itself: an escaped `@`, code."""
CALL = re.compile(r"""\b(?P<function>fact|ref)\(\s*(["'])(?P<id>.*?)\2\s*\)""")


class Used(StrEnum):
    """What a text can use."""

    SOURCE = "source"
    FACT = "fact"
    BLOCK = "block"


class User(StrEnum):
    """What can use something."""

    TEXT = "text"
    FACT = "fact"
    PASSAGE = "passage"


FUNCTIONS = {"fact": Used.FACT, "ref": Used.BLOCK}


@dataclass(frozen=True, slots=True)
class Use:
    """One place where something is used."""

    kind: Used
    id: str
    by: str
    """A text of a block as `text_name` has it, a file with a passage, or the id of a fact."""
    user: User
    sensitivity: Sensitivity
    """Of the text or fact that uses it; passages of an audience have its ceiling."""
    origin: Origin


def uses(library: Library) -> Iterator[Use]:
    """Every use of a source, fact or block in a library, by block and line, then by fact."""
    yield from uses_in_blocks(library.blocks)
    yield from uses_in_facts(library.facts.values())


def uses_in_blocks(blocks: Iterable[Block]) -> Iterator[Use]:
    """What the texts of blocks use, each cut and translation by itself."""
    for block in blocks:
        for variant in block.variants:
            yield from _in_variant(block, variant)


def uses_in_facts(facts: Iterable[Fact]) -> Iterator[Use]:
    """The sources of facts."""
    for fact in facts:
        for key in _keys(" ".join(fact.sources)):
            yield Use(Used.SOURCE, key, fact.id, User.FACT, fact.sensitivity, fact.origin)


def uses_in_passages(audience: Audience) -> Iterator[Use]:
    """Every use in the fixed passages of an audience, which stand in every brief to it."""
    for plan in each_plan(audience.sections):
        for passage in filter(None, (plan.before, plan.after)):
            yield from _in_text(passage.text, passage.origin, passage.origin.path, User.PASSAGE, audience.ceiling)


def uses_in_standfirsts(brief: Brief) -> Iterator[Use]:
    """Every use in what opens the sections of a brief."""
    for section, text in brief.standfirsts.items():
        origin = brief.at(f"standfirsts.{section}")
        level = Sensitivity.CONFIDENTIAL if brief.ceiling is None else brief.ceiling
        yield from _in_text(text, origin, origin.path, User.PASSAGE, level)


def cited_keys(found: Iterable[Use]) -> frozenset[str]:
    """The keys of the works among what is used."""
    return frozenset(one.id for one in found if one.kind is Used.SOURCE)


def text_name(block: Block, variant: Variant) -> str:
    """A text of a block as its file is called: `legal/torture`, `legal/torture@short.fr`."""
    cut = f"@{variant.name}" if variant.name else ""
    return block.id + cut + (f".{variant.language}" if variant.language != block.variants[0].language else "")


def _in_variant(block: Block, variant: Variant) -> Iterator[Use]:
    by = text_name(block, variant)
    asked = variant.recommendation
    cited = (*asked.legal_basis, *(earlier.source for earlier in asked.previous)) if asked else ()
    for key in _keys(" ".join(cited)):
        yield Use(Used.SOURCE, key, by, User.TEXT, variant.sensitivity, variant.origin)
    yield from _in_text(variant.title, variant.origin, by, User.TEXT, variant.sensitivity)
    start = Origin(variant.origin.path, variant.body_line)
    yield from _in_text(variant.body, start, by, User.TEXT, variant.sensitivity)


def _in_text(text: str, start: Origin, by: str, user: User, sensitivity: Sensitivity) -> Iterator[Use]:
    """The uses in Markdown that begins at a line."""
    for number, line in enumerate(text.split("\n"), start.line):
        origin = Origin(start.path, number)
        for key in _keys(NOT_READ.sub("", line)):
            yield Use(Used.SOURCE, key, by, user, sensitivity, origin)
        for call in CALL.finditer(line):
            yield Use(FUNCTIONS[call["function"]], call["id"], by, user, sensitivity, origin)


def _keys(text: str) -> Iterator[str]:
    for match in NARRATIVE.finditer(text):
        yield match["braced"] or match["plain"]
