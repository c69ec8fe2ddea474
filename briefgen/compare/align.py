"""Finds which passage of one version is which of the other: the same, changed, moved, added, taken out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from briefgen.compare.version import Passage, Token, Version

MIN_SIMILARITY = 0.5
"""From this share of equal words on, two passages at the same place are one that changed."""
MIN_MOVED_SIMILARITY = 0.75
MAX_DISTANCE = 100
"""Passages that are farther apart, among those without a partner, are not compared word by word."""
MIN_MOVED_WORDS = 4
"""Shorter passages are equal by chance: `Yes`, `2024`."""


@dataclass(frozen=True, slots=True)
class PassageChange:
    """A passage at one place: in both versions, or in one of the two."""

    old: Passage | None
    new: Passage | None
    moved_to: Passage | None = None
    """Where only the old version has it: what it is now, at another place."""
    moved_from: Passage | None = None
    """Where only the new version has it: what it was, at another place."""

    @property
    def is_same(self) -> bool:
        """Whether a reader sees the same words at the same place."""
        return self.old is not None and self.new is not None and self.old.key == self.new.key

    @property
    def is_moved(self) -> bool:
        """Whether the passage is in both versions, at different places."""
        return bool(self.moved_to or self.moved_from)


@dataclass(frozen=True, slots=True)
class WordChange:
    """Words that both versions have, or that one has in place of those of the other."""

    old: tuple[Token, ...]
    new: tuple[Token, ...]
    is_same: bool


def align_passages(old: Version, new: Version) -> tuple[PassageChange, ...]:
    """Every passage of both versions. Those of the old one alone are in their order, those of the new one, too.

    A passage that moved is there twice: where it was and where it is.
    """
    pairs = _pair_passages(old.passages, new.passages)
    moved = _find_moved(pairs, [_count_words(new.passages[second]) for _, second in pairs])
    kept = {second: first for first, second in pairs if second not in moved}
    origins = {second: old.passages[first] for first, second in pairs if second in moved}
    targets = {first: new.passages[second] for first, second in pairs if second in moved}
    both = set(kept.values())
    gone = [index for index in range(len(old.passages)) if index not in both]
    changes: list[PassageChange] = []

    def append_gone(end: int) -> None:
        while gone and gone[0] < end:
            index = gone.pop(0)
            changes.append(PassageChange(old.passages[index], None, moved_to=targets.get(index)))

    for index, passage in enumerate(new.passages):
        first = kept.get(index)
        if first is None:
            # What was taken out is listed before what came in its place.
            append_gone(min((place for second, place in kept.items() if second > index), default=len(old.passages)))
            changes.append(PassageChange(None, passage, moved_from=origins.get(index)))
        else:
            append_gone(first)
            changes.append(PassageChange(old.passages[first], passage))
    append_gone(len(old.passages))
    return tuple(changes)


def compare_words(old: Passage, new: Passage) -> Iterator[WordChange]:
    """The words of a passage that changed, in order."""
    for tag, start, end, first, last in SequenceMatcher(None, old.key, new.key, autojunk=False).get_opcodes():
        yield WordChange(old.tokens[start:end], new.tokens[first:last], tag == "equal")


def _pair_passages(old: Sequence[Passage], new: Sequence[Passage]) -> list[tuple[int, int]]:
    """The indexes of passages that are one and the same, in the order of the new version."""
    keys = [passage.key for passage in old], [passage.key for passage in new]
    pairs: list[tuple[int, int]] = []
    for tag, start, end, first, last in SequenceMatcher(None, *keys, autojunk=False).get_opcodes():
        if tag == "equal":
            pairs += zip(range(start, end), range(first, last), strict=True)
    pairs += _pair_equal(old, new, pairs)
    for tag, start, end, first, last in SequenceMatcher(None, *keys, autojunk=False).get_opcodes():
        if tag == "replace":
            olds, news = _list_left(range(start, end), pairs, 0), _list_left(range(first, last), pairs, 1)
            pairs += _pair_similar(old, new, olds, news, MIN_SIMILARITY)
    olds, news = _list_left(range(len(old)), pairs, 0), _list_left(range(len(new)), pairs, 1)
    long = [index for index in olds if _count_words(old[index]) >= MIN_MOVED_WORDS]
    pairs += _pair_similar(old, new, long, news, MIN_MOVED_SIMILARITY)
    return sorted(pairs, key=lambda pair: pair[1])


def _list_left(indexes: Sequence[int], pairs: Sequence[tuple[int, int]], side: int) -> list[int]:
    taken = {pair[side] for pair in pairs}
    return [index for index in indexes if index not in taken]


def _pair_equal(
    old: Sequence[Passage], new: Sequence[Passage], pairs: Sequence[tuple[int, int]]
) -> Iterator[tuple[int, int]]:
    """Passages with the same words at another place."""
    left: dict[tuple[str, ...], list[int]] = {}
    for index in _list_left(range(len(old)), pairs, 0):
        left.setdefault(old[index].key, []).append(index)
    for index in _list_left(range(len(new)), pairs, 1):
        if left.get(new[index].key) and (_count_words(new[index]) >= MIN_MOVED_WORDS or new[index].level):
            yield left[new[index].key].pop(0), index


def _pair_similar(
    old: Sequence[Passage], new: Sequence[Passage], olds: Sequence[int], news: Sequence[int], least: float
) -> Iterator[tuple[int, int]]:
    """The most similar passages first; those of the same file before others."""
    scores = sorted(
        (
            (score + 0.2 * bool(old[first].file and old[first].file == new[second].file), first, second)
            for place, first in enumerate(olds)
            for second in news[max(0, place - MAX_DISTANCE) : place + MAX_DISTANCE]
            if (score := _compute_similarity(old[first], new[second], least)) >= least
        ),
        key=lambda found: (-found[0], found[1], found[2]),
    )
    used_old, used_new = set[int](), set[int]()
    for _, first, second in scores:
        if first not in used_old and second not in used_new:
            used_old.add(first)
            used_new.add(second)
            yield first, second


def _compute_similarity(old: Passage, new: Passage, least: float) -> float:
    matcher = SequenceMatcher(None, _list_words(old), _list_words(new), autojunk=False)
    # The two quick bounds spare most comparisons of passages that have nothing in common.
    return matcher.ratio() if min(matcher.real_quick_ratio(), matcher.quick_ratio()) >= least else 0.0


def _list_words(passage: Passage) -> list[str]:
    return [token.key for token in passage.tokens if not token.text.isspace()]


def _count_words(passage: Passage) -> int:
    return len(_list_words(passage))


def _find_moved(pairs: Sequence[tuple[int, int]], weights: Sequence[int]) -> frozenset[int]:
    """The passages of the new version that are not where they were: all but the run of most words that kept its order.

    The passages at both ends that kept their order are not looked at again.
    """
    start = next(
        (index for index, (first, _) in enumerate(pairs) if first > min(pair[0] for pair in pairs[index:])), None
    )
    if start is None:
        return frozenset()
    firsts = [first for first, _ in pairs]
    totals: list[int] = []
    before: list[int] = []
    for position in range(start, len(pairs)):
        earlier = [index for index in range(len(totals)) if firsts[start + index] < firsts[position]]
        best = max(earlier, key=totals.__getitem__, default=-1)
        totals.append(weights[position] + (totals[best] if best >= 0 else 0))
        before.append(best)
    kept = set[int]()
    position = max(range(len(totals)), key=totals.__getitem__)
    while position >= 0:
        kept.add(start + position)
        position = before[position]
    return frozenset(second for index, (_, second) in enumerate(pairs) if index >= start and index not in kept)
