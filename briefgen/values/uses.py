"""Finds what uses a source, a fact or a block, in the texts and facts of a library."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from briefgen.values.citation_syntax import NARRATIVE
from briefgen.values.diagnostic import Origin
from briefgen.values.library import Block, Fact, Library, Sensitivity, Variant

CALL = re.compile(r"""\b(?P<function>fact|ref)\(\s*(["'])(?P<id>.*?)\2\s*\)""")


class Used(StrEnum):
    """What a text can use."""

    SOURCE = "source"
    FACT = "fact"
    BLOCK = "block"


FUNCTIONS = {"fact": Used.FACT, "ref": Used.BLOCK}


@dataclass(frozen=True, slots=True)
class Use:
    """One place where something is used."""

    kind: Used
    id: str
    by: str
    """A block with its variant, or the id of a fact."""
    block: str
    """The block's id; empty where a fact is the user."""
    sensitivity: Sensitivity
    """Of the text or fact that uses it."""
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
        for key in _keys(fact.sources):
            yield Use(Used.SOURCE, key, fact.id, "", fact.sensitivity, fact.origin)


def cited_keys(library: Library) -> frozenset[str]:
    """The keys of all works that a block or a fact cites."""
    return frozenset(one.id for one in uses(library) if one.kind is Used.SOURCE)


def _in_variant(block: Block, variant: Variant) -> Iterator[Use]:
    by = f"{block.id}@{variant.name}" if variant.name else block.id
    stated = variant.recommendation
    fields = [stated.action, *stated.asks, *stated.legal_basis] if stated else []
    lines = [(variant.origin.line, text) for text in (variant.title, *fields)]
    lines += enumerate(variant.body.split("\n"), variant.body_line)
    for number, line in lines:
        origin = Origin(variant.origin.path, number)
        for key in _keys([line]):
            yield Use(Used.SOURCE, key, by, block.id, variant.sensitivity, origin)
        for call in CALL.finditer(line):
            yield Use(FUNCTIONS[call["function"]], call["id"], by, block.id, variant.sensitivity, origin)


def _keys(texts: Iterable[str]) -> Iterator[str]:
    for text in texts:
        for match in NARRATIVE.finditer(text):
            yield match["braced"] or match["plain"]
