"""Says what one text of a block prints, so that a later day can tell whether it still prints the same."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

from briefgen.access.infer_sensitivity import has_image
from briefgen.access.template_names import find_names
from briefgen.access.usages import collect_cited_keys, find_usages_in_blocks, find_usages_in_facts
from briefgen.model.approval import ApprovedContent
from briefgen.model.library import Block, Fact, Library, Source, Variant
from briefgen.model.text_pieces import find_pieces
from briefgen.model.translation import apply_translations

PIECE_LENGTH = 8
"""Hexadecimal digits of the digest of a piece: it only says where a text differs, that of the whole text decides."""


def read_printed_content(library: Library, block: Block, variant: Variant) -> ApprovedContent:
    """What a text prints: its own words, its facts with their values, its sources and images.

    The status, the order and the readers of a block are not printed. They can change and an approval holds.
    """
    pieces = [(piece.label, piece.text) for piece in find_pieces(variant)]
    texts = [text for _, text in pieces]
    names = [find_names(text) for text in (variant.title, variant.action, variant.body)]
    fact_ids = frozenset().union(*(name.possible_facts for name in names))
    facts = {key: library.facts[key] for key in sorted(fact_ids & library.facts.keys())}
    alone = replace(block, variants=(variant,))
    cited = collect_cited_keys((*find_usages_in_blocks((alone,)), *find_usages_in_facts(facts.values())))
    displayed = [name for name in sorted(library.images) if any(has_image(text, name) for text in texts)]
    return ApprovedContent(
        pieces=tuple(_digest(piece)[:PIECE_LENGTH] for piece in pieces),
        text=_digest(pieces),
        facts={key: format_fact_content(fact, variant.language) for key, fact in facts.items()},
        sources={key: _digest_source(library.sources[key]) for key in sorted(cited & library.sources.keys())},
        images={name: _digest_file(library.images[name]) for name in displayed},
    )


def format_fact_content(fact: Fact, language: str) -> str:
    """What a fact prints, in words: `12500 wells @count, p 3`. Its note and its review are for the authors."""
    fact = apply_translations(fact, language)
    bounds: Iterable[object] = fact.value if isinstance(fact.value, tuple) else (fact.value,)
    return " ".join(filter(None, (" to ".join(map(str, bounds)), fact.unit, ", ".join(fact.sources))))


def _digest_source(source: Source) -> str:
    return _digest((dict(source.csl), dict(source.translations)))


def _digest(value: object) -> str:
    """The digest of plain data. It is kept in users' files, so it may not depend on how a release names its fields."""
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, default=str)
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:32]


def _digest_file(path: Path) -> str:
    try:
        return sha256(path.read_bytes()).hexdigest()[:32]
    except OSError:
        return ""
