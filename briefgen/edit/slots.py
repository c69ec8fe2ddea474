"""Which entries of a list or a mapping are kept in a new one, and which of them stay where they are."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from briefgen.edit.yaml_format import is_same
from briefgen.edit.yaml_nodes import YamlNode

NAMING_KEYS = ("id", "block", "key", "name")
"""The key that says which entry of a list of mappings is meant."""


@dataclass(frozen=True, slots=True)
class Slot:
    """An entry of the new list or mapping."""

    key: str | None
    value: object
    old: int | None
    """Which of the old entries it is; None for a new one."""


def match_slots(node: YamlNode, new: object) -> list[Slot]:
    """The entries of a new value with the old ones that they are."""
    if isinstance(new, Mapping):
        places = {entry.key: index for index, entry in enumerate(node.entries)}
        return [Slot(key, value, places.get(key)) for key, value in new.items()]
    values = list(new) if isinstance(new, list) else []
    matched = _match_values([entry.node.data for entry in node.entries], values)
    return [Slot(None, value, old) for value, old in zip(values, matched, strict=True)]


def find_staying(slots: Sequence[Slot]) -> frozenset[int]:
    """The most old entries that can stay where they are: the longest increasing row of them."""
    rows: list[int] = []
    ends: list[int] = []
    before: dict[int, int | None] = {}
    for old in (slot.old for slot in slots if slot.old is not None):
        place = bisect_left(rows, old)
        before[old] = ends[place - 1] if place else None
        rows[place : place + 1] = [old]
        ends[place : place + 1] = [old]
    staying: set[int] = set()
    last = ends[-1] if ends else None
    while last is not None:
        staying.add(last)
        last = before[last]
    return frozenset(staying)


def _match_values(old: Sequence[object], new: Sequence[object]) -> list[int | None]:
    free = dict(enumerate(old))
    found: list[int | None] = []
    for value in new:
        same = next((index for index, present in free.items() if is_same(present, value)), None)
        free.pop(-1 if same is None else same, None)
        found.append(same)
    for place, value in enumerate(new):
        if found[place] is None and (name := _find_name(value)) is not None:
            same = next((index for index, present in free.items() if _find_name(present) == name), None)
            free.pop(-1 if same is None else same, None)
            found[place] = same
    left = [place for place, index in enumerate(found) if index is None]
    if len(left) == len(free) and all(isinstance(value, dict | list) for value in free.values()):
        for place, index in zip(left, free, strict=True):
            found[place] = index
    return found


def _find_name(value: object) -> object:
    return next((value[key] for key in NAMING_KEYS if key in value), None) if isinstance(value, dict) else None
