"""Joins an audience with those it extends, as plain data in which each section and rule knows its origin.

Mappings are joined by key and lists replaced, with two exceptions: an entry of `sections` or `references` that has the id of an
inherited one takes it over with the changes stated; `rules` are joined by code, for a demand must not get lost unnoticed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from briefgen.load.syntax.validated import ValidatedFile
from briefgen.schema.audience import AudienceFile

AudienceData = Mapping[str, Any]

ORIGIN_KEY = "origin"
LOCAL_KEYS = frozenset(("extends", "abstract"))


def dump_with_origins(read: ValidatedFile[AudienceFile]) -> AudienceData:
    """What one file says, its sections and rules with their origins."""
    data = read.model.model_dump(exclude_unset=True)
    for index, rule in enumerate(data.get("rules") or ()):
        rule[ORIGIN_KEY] = read.at("rules", index)
    for place, section in _walk_sections(data.get("sections") or (), ("sections",)):
        section[ORIGIN_KEY] = read.at(*place)
    return {key: value for key, value in data.items() if key not in LOCAL_KEYS}


def _walk_sections(
    entries: Iterable[dict[str, Any]], place: tuple[str | int, ...]
) -> Iterator[tuple[Any, dict[str, Any]]]:
    for index, entry in enumerate(entries):
        yield (*place, index), entry
        yield from _walk_sections(entry.get("sections") or (), (*place, index, "sections"))


def merge(parent: AudienceData, child: AudienceData) -> AudienceData:
    """What holds for an audience that extends another."""
    return {**parent, **{key: _merge_key(key, parent.get(key), value) for key, value in child.items()}}


def _merge_key(key: str, old: Any, new: Any) -> Any:
    if isinstance(old, Mapping) and isinstance(new, Mapping):
        return merge(old, new)
    if key in MERGED_LISTS and isinstance(old, list | tuple):
        return MERGED_LISTS[key](new, old)
    return new


def _merge_rules(new: Iterable[AudienceData], old: Iterable[AudienceData]) -> list[AudienceData]:
    """The inherited rules with their changes, then the new ones; a code stated twice stays twice, to be reported."""
    changes: dict[str, AudienceData] = {}
    twice = [rule for rule in new if changes.setdefault(rule["code"], rule) is not rule]
    kept = [{**rule, **changes.pop(rule["code"], {})} for rule in old]
    return [*kept, *changes.values(), *twice]


def inherit_entries(entries: Iterable[AudienceData], inherited: Mapping[str, AudienceData]) -> list[AudienceData]:
    """The entries of a list, each with what it takes over from the inherited entry of its id."""
    result = []
    for entry in entries:
        parent = inherited.get(entry["id"])
        if parent and set(entry) <= {"id", ORIGIN_KEY}:
            result.append(parent)
            continue
        inner = {"sections": inherit_entries(entry["sections"], inherited)} if entry.get("sections") else {}
        result.append({**(parent or {}), **entry, **inner})
    return result


def _walk_by_id(sections: Iterable[AudienceData]) -> Iterator[tuple[str, AudienceData]]:
    for section in sections:
        yield section["id"], section
        yield from _walk_by_id(section.get("sections") or ())


MERGED_LISTS: Mapping[str, Callable[[Any, Any], list[AudienceData]]] = {
    "sections": lambda new, old: inherit_entries(new, dict(_walk_by_id(old))),
    "references": lambda new, old: inherit_entries(new, dict(_walk_by_id(old))),
    "rules": _merge_rules,
}
"""The lists that are not simply replaced."""
