"""Joins the places of one work in a note: `art 33; art 31(1)` of one treaty is `arts 31(1) and 33`."""

from __future__ import annotations

import re
from collections.abc import Container, Sequence
from dataclasses import dataclass, replace

from briefgen.model.pinpoint import COMMAS, PinpointPart, read_pinpoint
from briefgen.model.pinpoint_labels import KIND_BY_LABEL, PLURAL_LABELS
from briefgen.model.tree import CitedWork
from briefgen.model.worded_pinpoints import KINDS_WITH_HYPHENS

Cluster = tuple[CitedWork, ...]

_BETWEEN_NUMBERS = re.compile(
    rf"[{COMMAS}]\s*(?:(?:and|et|y|и)\s+)?|\s+(?:and|et(?!\sseq)|y|и)\s+|\s*&\s*|\s+و\s*|\s*(?:和|및)\s*"
)
_PIECE = re.compile(r"\d+|[^\W\d_]+")
_ROMAN_VALUES = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}


def join_places(clusters: Sequence[Cluster], laws: Container[str]) -> list[Cluster]:
    """The clusters of a note with each work once, where it is cited first, if all its places are of one kind.

    A place that is cited twice is kept once. A work with words of the author or with places of two kinds stays as it is. So does
    a book that is cited as a whole and at a page: joined, a claim would seem to be on that page. Of `laws`, by their keys,
    the article is enough, as lawyers cite them.
    """
    joined: list[CitedWork] = []
    homes: list[int] = []
    for home, work in ((home, work) for home, cluster in enumerate(clusters) for work in cluster):
        for position, earlier in enumerate(joined):
            both = _join_two(earlier, work, laws)
            if both:
                joined[position] = both
                break
        else:
            joined.append(work)
            homes.append(home)
    return [
        tuple(work for work, own in zip(joined, homes, strict=True) if own == home) for home in range(len(clusters))
    ]


@dataclass(frozen=True, slots=True)
class _Places:
    """The numbers of places of one kind, in their order in the work."""

    kind: str
    numbers: tuple[str, ...]


def _join_two(first: CitedWork, second: CitedWork, laws: Container[str]) -> CitedWork | None:
    """Both citations of one work as one; None where they cannot be joined."""
    if first.key != second.key or first.suffix or second.prefix or second.suffix:
        return None
    if first.suppress_author != second.suppress_author:
        return None
    meaning = read_pinpoint(first.pinpoint)
    if meaning == read_pinpoint(second.pinpoint):
        return first
    if first.key in laws and not (first.pinpoint and second.pinpoint):
        return replace(first, pinpoint=first.pinpoint or second.pinpoint)
    places, further = _read_places(first.pinpoint), _read_places(second.pinpoint)
    if places is None or further is None or places.kind != further.kind:
        return None
    numbers = sorted(dict.fromkeys((*places.numbers, *further.numbers)), key=_find_order)
    pinpoint = f"{places.kind}s {', '.join(numbers[:-1])} and {numbers[-1]}"
    is_read = _read_places(pinpoint) == _Places(places.kind, tuple(numbers))
    return replace(first, pinpoint=pinpoint) if is_read else None


def _read_places(pinpoint: str) -> _Places | None:
    """What a pinpoint names, if it is places of one kind that has a label."""
    parts = read_pinpoint(pinpoint)
    if len(parts) != 1 or not _is_simple(parts[0]):
        return None
    return _Places(parts[0].kind, tuple(_BETWEEN_NUMBERS.split(parts[0].numbers)))


def _is_simple(part: PinpointPart) -> bool:
    """Whether a place has numbers alone, and a label of several places. A number such as `section 5-12` would become a range."""
    label = f"{part.kind}s"
    has_label = label in PLURAL_LABELS and KIND_BY_LABEL.get(label) == part.kind
    is_one_number = part.kind in KINDS_WITH_HYPHENS and not part.is_plural and "-" in part.numbers
    return bool(part.numbers and not part.remark and has_label and not is_one_number)


def _find_order(number: str) -> tuple[tuple[bool, int, str], ...]:
    """What sorts `IV.9` before `V.2`, 4 before 31(1), and page xii before page 3."""
    pieces = _PIECE.findall(number)
    return tuple(
        (piece.isdecimal(), int(piece) if piece.isdecimal() else 0 if place else _read_roman(piece), piece)
        for place, piece in enumerate(pieces)
    )


def _read_roman(piece: str) -> int:
    """The value of a Roman number; 0 for other characters."""
    values = [_ROMAN_VALUES.get(character, 0) for character in piece.upper()]
    if not all(values):
        return 0
    return sum(-value if value < max(values[place:]) else value for place, value in enumerate(values))
