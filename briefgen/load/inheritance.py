"""Joins an audience with those it extends, as plain data in which each section and rule knows its origin.

Mappings are joined by key and lists replaced, with two exceptions: an entry of `sections` or `references` that has the id of an
inherited one takes it over with the changes stated; `rules` are joined by code, for a demand must not get lost unnoticed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from briefgen.files.audience import AudienceFile
from briefgen.load.reading import Read

Data = Mapping[str, Any]

ORIGIN = "origin"
NOT_INHERITED = frozenset(("extends", "abstract"))


def stated(read: Read[AudienceFile]) -> Data:
    """What one file says, its sections and rules with their origins."""
    data = read.model.model_dump(exclude_unset=True)
    for index, rule in enumerate(data.get("rules") or ()):
        rule[ORIGIN] = read.at("rules", index)
    for place, section in _sections(data.get("sections") or (), ("sections",)):
        section[ORIGIN] = read.at(*place)
    return {key: value for key, value in data.items() if key not in NOT_INHERITED}


def _sections(entries: Iterable[dict[str, Any]], place: tuple[str | int, ...]) -> Iterator[tuple[Any, dict[str, Any]]]:
    for index, entry in enumerate(entries):
        yield (*place, index), entry
        yield from _sections(entry.get("sections") or (), (*place, index, "sections"))


def join(parent: Data, child: Data) -> Data:
    """What holds for an audience that extends another."""
    return {**parent, **{key: _join_key(key, parent.get(key), value) for key, value in child.items()}}


def _join_key(key: str, old: Any, new: Any) -> Any:
    if isinstance(old, Mapping) and isinstance(new, Mapping):
        return join(old, new)
    if key in JOINED_LISTS and isinstance(old, list | tuple):
        return JOINED_LISTS[key](new, old)
    return new


def _join_rules(new: Iterable[Data], old: Iterable[Data]) -> list[Data]:
    """The inherited rules with their changes, then the new ones; a code stated twice stays twice, to be reported."""
    changes: dict[str, Data] = {}
    twice = [rule for rule in new if changes.setdefault(rule["code"], rule) is not rule]
    kept = [{**rule, **changes.pop(rule["code"], {})} for rule in old]
    return [*kept, *changes.values(), *twice]


def take_over(entries: Iterable[Data], inherited: Mapping[str, Data]) -> list[Data]:
    """The entries of a list, each with what it takes over from the inherited entry of its id."""
    result = []
    for entry in entries:
        parent = inherited.get(entry["id"])
        if parent and set(entry) <= {"id", ORIGIN}:
            result.append(parent)
            continue
        inner = {"sections": take_over(entry["sections"], inherited)} if entry.get("sections") else {}
        result.append({**(parent or {}), **entry, **inner})
    return result


def _by_id(sections: Iterable[Data]) -> Iterator[tuple[str, Data]]:
    for section in sections:
        yield section["id"], section
        yield from _by_id(section.get("sections") or ())


JOINED_LISTS: Mapping[str, Callable[[Any, Any], list[Data]]] = {
    "sections": lambda new, old: take_over(new, dict(_by_id(old))),
    "references": lambda new, old: take_over(new, dict(_by_id(old))),
    "rules": _join_rules,
}
"""The lists that are not simply replaced."""
