"""Calls a body by its abbreviation where it is cited again: `Water Rights Network (WRN)`, and then `WRN`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from briefgen.cite.pandoc_inlines import change_texts
from briefgen.model.library import Source
from briefgen.model.tree import Node, extract_text

_WITH_ABBREVIATION = re.compile(r"(?P<name>.*\S)\s*\((?P<short>[A-Z][A-Z0-9&/-]*[A-Z0-9])\)")
"""A name with its abbreviation in capitals at the end."""


def shorten_bodies(citations: Iterable[tuple[Node, ...]], works: Iterable[Source]) -> Iterator[tuple[Node, ...]]:
    """The words of citations in their order, with the abbreviation alone after each body's first citation."""
    abbreviations = {
        name: found["short"] for name in _list_bodies(works) if (found := _WITH_ABBREVIATION.fullmatch(name))
    }
    explained: set[str] = set()
    for nodes in citations:
        yield _replace_explained(nodes, {name: abbreviations[name] for name in explained})
        words = extract_text(nodes)
        explained |= {name for name in abbreviations if name in words}


def _list_bodies(works: Iterable[Source]) -> Sequence[str]:
    people = (source.csl.get(part) or () for source in works for part in ("author", "editor"))
    return [str(name["literal"]) for names in people for name in names if name.get("literal")]


def _replace_explained(nodes: tuple[Node, ...], abbreviations: Mapping[str, str]) -> tuple[Node, ...]:
    def shorten(text: str) -> str:
        for name, short in abbreviations.items():
            text = text.replace(name, short)
        return text

    return change_texts(nodes, shorten) if abbreviations else nodes
