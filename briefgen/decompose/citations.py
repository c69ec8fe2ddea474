"""Writes the citations of other programs as those of briefgen, and their works as sources."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Mapping, Sequence
from itertools import chain, count
from typing import Any

from briefgen.decompose.imported_text import CitedItem, ImportedCitation
from briefgen.load.bibliography.readable_keys import add_missing_keys, derive_stem
from briefgen.model.document_symbols import find_symbol

_PLACE_LABELS = {
    "": "p",
    "page": "p",
    "paragraph": "para",
    "chapter": "ch",
    "section": "s",
    "article": "art",
    "volume": "vol",
}
"""By the labels of CSL, those of briefgen; other labels are the same in both."""
_SYNTAX = re.compile(r"[][@{};]+")
"""Characters that have a meaning in the brackets of a citation."""
_MARKS = re.compile(r"[@{}]+")
_NUMBER = re.compile(r"\d|[ivxlcdm]+\b", re.IGNORECASE)
_KEY = re.compile(r"\w+(?:[-:.]\w+)*")
_ADDRESS = re.compile(r"https?://")


def choose_keys(works: Mapping[str, Mapping[str, Any]], taken: Collection[str] = ()) -> dict[str, str]:
    """The key of each work, by its name in the other program: the author's own key, else that of a plain export.

    Names among `taken` are keys already, and stay; no other work gets one of them.
    """
    kept = {name: name for name in works if name in taken}
    return kept | _choose_new_keys({name: work for name, work in works.items() if name not in taken}, taken)


def _choose_new_keys(works: Mapping[str, Mapping[str, Any]], used: Collection[str]) -> dict[str, str]:
    works = {name: {"title": find_symbol(work.get("number")), **work} for name, work in works.items()}
    items = [{**work, "id": name if _ADDRESS.match(name) else ""} for name, work in works.items()]
    keyed, _ = add_missing_keys(items)
    keys: dict[str, str] = {}
    for name, item in zip(works, keyed, strict=True):
        stated = str(item["id"]) if isinstance(item, dict) else ""
        key = stated if _KEY.fullmatch(stated) else derive_stem(works[name])
        taken = {*keys.values(), *used}
        choices = chain([key], (f"{key}-{number}" for number in count(2)))
        keys[name] = next(choice for choice in choices if choice not in taken)
    return keys


def build_sources(works: Mapping[str, Mapping[str, Any]], keys: Mapping[str, str]) -> str:
    """The works as an export in CSL JSON, with all their data; who may see them follows from the blocks that cite them."""
    items = [
        {"id": keys[name]} | {key: value for key, value in work.items() if key not in {"id", "sensitivity"}}
        for name, work in works.items()
    ]
    return json.dumps(items, ensure_ascii=False, indent=2, default=str) + "\n"


def write_citation(citation: ImportedCitation, keys: Mapping[str, str]) -> str:
    """A citation in Markdown: `[see @key, p 12; @other]`."""
    return f"[{'; '.join(_write_item(item, keys) for item in citation.items)}]"


def _write_item(item: CitedItem, keys: Mapping[str, str]) -> str:
    prefix = _SYNTAX.sub(" ", item.prefix).strip()
    # Behind a work, a reader of Markdown keeps semicolons and pairs of brackets.
    place, suffix = (
        (_SYNTAX if _has_syntax(words) else _MARKS).sub(" ", words).strip() for words in (item.place, item.suffix)
    )
    label = _PLACE_LABELS.get(item.label, item.label)
    pinpoint = f"{label} {place}" if _NUMBER.match(place) else place  # else it has a label of its own
    parts = [f"{prefix} {'-' if item.is_without_author else ''}@{keys[item.name]}".strip()]
    parts += [pinpoint] if place else []
    written = ", ".join(parts)
    return (
        f"{written} {suffix}" if suffix.startswith("(") else ", ".join([written, *[suffix.lstrip(", ")] * bool(suffix)])
    )


def _has_syntax(words: str) -> bool:
    """Whether brackets in words do not come in pairs, or are inside one another."""
    return bool(re.search(r"[\[\]]", re.sub(r"\[[^\[\]]*\]", "", words)))


def describe_citations(citations: Sequence[ImportedCitation], keys: Mapping[str, str]) -> list[str]:
    """For each citation what was printed, and what is written now."""
    return [
        f"{f'note {citation.note}: ' * bool(citation.note)}`{citation.words}` is now `{write_citation(citation, keys)}`"
        f"{f': {citation.reason}' * bool(citation.reason)}"
        for citation in citations
    ]
