"""Builds the list of works cited, in the audience's groups."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence

from briefgen.cite.csl_items import find_un_symbol
from briefgen.cite.style_words import read_style_words
from briefgen.model.audience import ReferenceGroup
from briefgen.model.languages import get_language_code
from briefgen.model.library import Source
from briefgen.model.tree import Element, Node, Text, extract_text, rebuild, walk

ReferenceEntry = tuple[str, tuple[Node, ...]]
"""A key and the words that list the work."""

REFERENCES_ROLE = "doc-bibliography"
"""Of the element that a template has for the works cited."""
AUTHORLESS_DASH = "—"
"""What OSCOLA prints in the place of an author, twice."""
UN_DOCUMENT = "un-document"
"""A group may take documents of the United Nations out of their CSL types, which are `report` and `regulation`."""


def has_references(body: Element) -> bool:
    """Whether the body has a place for the works cited."""
    return any(isinstance(node, Element) and node.get("role") == REFERENCES_ROLE for node in walk((body,)))


def fill_references(
    body: Element, entries: Sequence[ReferenceEntry], sources: Mapping[str, Source], groups: Sequence[ReferenceGroup]
) -> Element:
    """The body with its `doc-bibliography` filled, or without it where there is nothing to list.

    `entries` are the works cited in the style's order, which each group keeps.
    """
    listed = [
        (group, [entry for entry in entries if _find_group(sources[entry[0]], groups) is group]) for group in groups
    ]
    sections = [node for group, members in listed if members for node in _build_group(group, members)]

    def fill(node: Node) -> tuple[Node, ...]:
        if not isinstance(node, Element) or node.get("role") != REFERENCES_ROLE:
            return (node,)
        return (node.with_children((*node.children, *sections)),) if sections else ()

    return body.with_children(rebuild(body.children, fill))


def sort_native_first(entries: Sequence[ReferenceEntry], language: str) -> list[ReferenceEntry]:
    """The entries that start in the script of the language, then the others; both in their order. CLDR sorts in this way, the engine does not.

    Works without an author stay before both: their dash would seem to repeat an author.
    """
    script = read_style_words(get_language_code(language)).first_script
    return sorted(entries, key=lambda entry: bool(script) and _find_rank(extract_text(entry[1]), script))


def _find_rank(entry: str, script: str) -> int:
    """0 for a work without an author, which opens with a dash, 1 for one in the script, 2 for others."""
    if entry.startswith(AUTHORLESS_DASH):
        return 0
    return 1 if _find_script(entry) == script else 2


def _find_script(text: str) -> str:
    """The script of the first letter, as the names of Unicode start with it."""
    letter = next(filter(str.isalpha, text), "")
    return unicodedata.name(letter, "").partition(" ")[0] if letter else ""


def build_reference_id(key: str) -> str:
    """The `id` of a work in the list."""
    return "ref-" + re.sub(r"[^\w.:-]", "-", key)


def _find_group(source: Source, groups: Sequence[ReferenceGroup]) -> ReferenceGroup | None:
    """The first group that names the kind of work, else the one that takes the rest."""
    kinds = [UN_DOCUMENT] if find_un_symbol(source.csl) else []
    for kind in (*kinds, str(source.csl.get("type"))):
        for group in groups:
            if kind in group.types:
                return group
    return next((group for group in groups if not group.types), None)


def _build_group(group: ReferenceGroup, members: Sequence[ReferenceEntry]) -> tuple[Element, ...]:
    items = tuple(Element("li", words, {"id": build_reference_id(key)}) for key, words in members)
    listed = Element("ul", items, {"class": "references"})
    if not group.title:
        return (listed,)
    return (Element("h3", (Text(group.title),), {"data-short": group.title}), listed)
