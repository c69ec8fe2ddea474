"""Plain data from a file, with the line of every value in it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

KeyPath = tuple[str | int, ...]
"""The path to a value: keys and positions from the top, `("sections", 2, "title")`."""


@dataclass(frozen=True, slots=True)
class ParsedData:
    """The data of a file (dict, list, str, int, Decimal, bool, date, None) with its lines."""

    data: object
    lines: Mapping[KeyPath, int]

    def find_line(self, place: KeyPath) -> int:
        """The line of the value at a place, else of the nearest one around it."""
        while place and place not in self.lines:
            place = place[:-1]
        return self.lines.get(place, 1)

    def rename_key(self, old: str, new: str) -> ParsedData:
        """The same data with a key at the top under a new name. Where both are stated, the new one counts."""
        data = dict(self.data) if isinstance(self.data, Mapping) else {}
        data.setdefault(new, data.pop(old))
        renamed = {(new, *place[1:]): line for place, line in self.lines.items() if place[:1] == (old,)}
        return ParsedData(data, {**renamed, **self.lines})

    def nest_under(self, *place: str | int) -> ParsedData:
        """The same data one or more levels deeper, as the value of keys."""
        data = self.data
        for step in reversed(place):
            data = {step: data}
        return ParsedData(data, {(*place, *inner): line for inner, line in self.lines.items()})
