"""Finds which paragraph of the edited file is which of the printed text: by its hidden bookmark, then by its words."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher

from briefgen.merge.tokens import compute_likeness, compute_overlap, count_shared

MIN_LIKENESS = 0.6
MIN_LIKENESS_BESIDE = 0.35
"""From here on two paragraphs without a bookmark are one; less is needed between the same neighbours."""
MIN_MOVED_TOKENS = 4
"""Shorter paragraphs are equal by chance."""
MIN_OVERLAP = 0.8
"""The share of the words of a part that must be in the paragraph that it was split from, or is joined to."""
MAX_DISTANCE = 80
"""Paragraphs without partners that are farther apart are not compared word by word."""


Keys = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Passage:
    """What is compared of a paragraph."""

    keys: tuple[str, ...]
    starts: tuple[str, ...] = ()
    ends: tuple[str, ...] = ()
    """Bookmarks."""


@dataclass(slots=True)
class Alignment:
    """Which new paragraph is which old one."""

    pairs: dict[int, int] = field(default_factory=dict)
    """By the number of the new paragraph."""
    splits: dict[int, int] = field(default_factory=dict)
    """New paragraphs that were a part of an old one."""
    joins: dict[int, int] = field(default_factory=dict)
    """Old paragraphs that are now a part of a new one."""
    taken: set[int] = field(default_factory=set)

    def pair(self, old: int, new: int) -> None:
        """Enter two that are one."""
        self.pairs[new] = old
        self.taken.add(old)

    def list_free(self, old: Sequence[Passage], new: Sequence[Passage]) -> tuple[list[int], list[int]]:
        """Those without a partner."""
        free_new = [index for index in range(len(new)) if index not in self.pairs and index not in self.splits]
        return [index for index in range(len(old)) if index not in self.taken], free_new

    def find_moved(self) -> frozenset[int]:
        """New paragraphs that are not where they were: all but the longest run that kept its order."""
        order = [(new, self.pairs[new]) for new in sorted(self.pairs)]
        kept = _find_longest_run([old for _, old in order])
        return frozenset(new for index, (new, _) in enumerate(order) if index not in kept)


def align(old: Sequence[Passage], new: Sequence[Passage]) -> Alignment:
    """Pair the paragraphs of two texts."""
    found = Alignment()
    _pair_by_anchor(old, new, found)
    _pair_equal(old, new, found)
    _pair_similar(old, new, found)
    _find_splits(old, new, found)
    _find_joins(old, new, found)
    return found


def _pair_by_anchor(old: Sequence[Passage], new: Sequence[Passage], found: Alignment) -> None:
    places = {name: index for index, passage in enumerate(old) for name in passage.starts}
    ends = {name: index for index, passage in enumerate(new) for name in passage.ends}
    for index, passage in enumerate(new):
        for name in passage.starts:
            place = places.get(name)
            if place is None:
                continue
            if place in found.taken:
                # LibreOffice sometimes writes the bookmark in both halves of a split.
                if index not in found.pairs and place in {found.pairs.get(index - 1), found.splits.get(index - 1)}:
                    found.splits[index] = place
                continue
            if index in found.pairs:
                found.taken.add(place)
                found.joins[place] = index
            else:
                found.pair(place, index)
            for between in range(index + 1, ends.get(name, index) + 1):
                if not new[between].starts and between not in found.pairs:
                    found.splits[between] = place


def _pair_equal(old: Sequence[Passage], new: Sequence[Passage], found: Alignment) -> None:
    left, right = found.list_free(old, new)
    matcher = SequenceMatcher(None, [old[i].keys for i in left], [new[i].keys for i in right], autojunk=False)
    for first, second, size in matcher.get_matching_blocks():
        for step in range(size):
            found.pair(left[first + step], right[second + step])
    left, right = found.list_free(old, new)
    for index in right:
        same = [place for place in left if place not in found.taken and old[place].keys == new[index].keys]
        if len(same) == 1 and len(new[index].keys) >= MIN_MOVED_TOKENS:
            found.pair(same[0], index)


def _pair_similar(old: Sequence[Passage], new: Sequence[Passage], found: Alignment) -> None:
    """The most similar first; those between the same neighbours before others."""
    left, right = found.list_free(old, new)
    back = {place: index for index, place in found.pairs.items()}
    scores = []
    for place in left:
        for index in right:
            beside = back.get(place - 1) in {index - 1, index - 2} or back.get(place + 1) in {index + 1, index + 2}
            if abs(place - index) > MAX_DISTANCE and not beside:
                continue
            score = compute_likeness(old[place].keys, new[index].keys)
            if score > (MIN_LIKENESS_BESIDE if beside else MIN_LIKENESS):
                scores.append((score + 0.2 * beside, place, index))
    for _, place, index in sorted(scores, key=lambda score: (-score[0], score[1], score[2])):
        if place not in found.taken and index not in found.pairs:
            found.pair(place, index)


def _find_splits(old: Sequence[Passage], new: Sequence[Passage], found: Alignment) -> None:
    """New paragraphs whose words were in an old one beside them."""
    _, right = found.list_free(old, new)
    for index in right:
        for beside in (index - 1, index + 1):
            place = found.pairs.get(beside, found.splits.get(beside))
            if place is None or not new[index].keys:
                continue
            first, second = (new[number].keys for number in sorted((beside, index)))
            if _is_part(old[place].keys, new[index].keys, new[beside].keys, first + second):
                found.splits[index] = place
                break
    for index, place in sorted(found.splits.items()):
        if found.pairs.get(index + 1) == place:  # the first part is the one that goes on
            found.pairs[index] = place
            found.splits[index + 1] = found.splits.pop(index)
            del found.pairs[index + 1]


def _is_part(whole: Keys, part: Keys, partner: Keys, both: Keys) -> bool:
    """Whether the words of a part are in the whole, and are others than those of its partner: `both` are part and partner in order."""
    return compute_overlap(whole, part) > MIN_OVERLAP and (
        count_shared(whole, both) - count_shared(whole, partner) > MIN_OVERLAP * len(part)
    )


def _find_joins(old: Sequence[Passage], new: Sequence[Passage], found: Alignment) -> None:
    """Old paragraphs whose words are now in a new one beside them."""
    left, _ = found.list_free(old, new)
    back = {place: index for index, place in found.pairs.items()}
    for place in left:
        for index in (back.get(place - 1), back.get(place + 1)):
            if index is None or not old[place].keys:
                continue
            partner = found.pairs[index]
            first, second = (old[number].keys for number in sorted((partner, place)))
            if _is_part(new[index].keys, old[place].keys, old[partner].keys, first + second):
                found.joins[place] = index
                found.taken.add(place)
                break
    for place, index in list(found.joins.items()):
        if found.pairs[index] == place + 1:
            found.joins[place + 1] = found.joins.pop(place)
            found.pairs[index] = place


def _find_longest_run(numbers: Sequence[int]) -> frozenset[int]:
    """The places of the longest run of rising numbers, by patience sorting."""
    tails: list[int] = []
    last: list[int] = []
    before: list[int] = []
    for index, number in enumerate(numbers):
        length = bisect_left(tails, number)
        before.append(last[length - 1] if length else -1)
        if length == len(tails):
            tails.append(number)
            last.append(index)
        else:
            tails[length], last[length] = number, index
    kept = set()
    index = last[-1] if last else -1
    while index >= 0:
        kept.add(index)
        index = before[index]
    return frozenset(kept)
