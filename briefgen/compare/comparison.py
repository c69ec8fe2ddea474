"""What differs between two versions: passages, numbers, notes and figures."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from briefgen.compare.align import PassageChange, align_passages
from briefgen.compare.version import Token, Version


@dataclass(frozen=True, slots=True)
class FigureChange:
    """A fact that both versions print otherwise, or that one prints."""

    id: str
    old: str
    new: str
    """Empty: not printed."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """The difference of two versions."""

    old: Version
    new: Version
    passages: tuple[PassageChange, ...]
    numbers: tuple[str, ...]
    """Paragraphs and notes with other numbers, in words."""
    figures: tuple[FigureChange, ...]

    @property
    def changed_passages(self) -> tuple[PassageChange, ...]:
        """Those that a reader sees otherwise."""
        return tuple(change for change in self.passages if not change.is_same)

    @property
    def is_empty(self) -> bool:
        """Whether a reader sees no difference."""
        return not (self.changed_passages or self.numbers or self.figures)


def compare_versions(old: Version, new: Version) -> Comparison:
    """The difference of two versions, as a reader sees it."""
    passages = align_passages(old, new)
    return Comparison(
        old, new, passages, tuple(_find_numbers(passages)), tuple(_find_figures(old.figures, new.figures))
    )


def _find_figures(old: Mapping[str, str] | None, new: Mapping[str, str] | None) -> Iterator[FigureChange]:
    if old is None or new is None:
        return
    for name in dict.fromkeys((*new, *old)):
        if old.get(name) != new.get(name):
            yield FigureChange(name, old.get(name, ""), new.get(name, ""))


def _find_numbers(passages: Sequence[PassageChange]) -> Iterator[str]:
    paired = [(old, change.new) for change in passages if change.new and (old := change.old or change.moved_from)]
    yield from _group_numbers("paragraph", [(old.number.rstrip("."), new.number.rstrip(".")) for old, new in paired])
    notes = {
        before.note: after.note
        for old, new in paired
        for before, after in _pair_notes([token for token in old.tokens if token.note], new.tokens)
    }
    yield from _group_numbers("note", [(str(before), str(after)) for before, after in sorted(notes.items())])


def _pair_notes(old: Iterable[Token], new: Iterable[Token]) -> Iterator[tuple[Token, Token]]:
    """Notes that cite and say the same, in order."""
    left = [token for token in new if token.note]
    for token in old:
        found = next((other for other in left if other.key == token.key), None)
        if found is not None:
            left.remove(found)
            yield token, found


def _group_numbers(name: str, pairs: Sequence[tuple[str, str]]) -> Iterator[str]:
    """`paragraphs 4 to 9 are now 5 to 10`: one line for neighbours that all moved by the same number."""
    runs: list[list[tuple[str, str]]] = []
    for old, new in pairs:
        if old == new or not old or not new:
            continue
        if runs and _is_next(runs[-1][-1], (old, new)):
            runs[-1].append((old, new))
        else:
            runs.append([(old, new)])
    for run in runs:
        (first_old, first_new), (last_old, last_new) = run[0], run[-1]
        if len(run) == 1:
            yield f"{name} {first_old} is now {first_new}"
        else:
            yield f"{name}s {first_old} to {last_old} are now {first_new} to {last_new}"


def _is_next(before: tuple[str, str], after: tuple[str, str]) -> bool:
    numbers = (*before, *after)
    return all(map(str.isdigit, numbers)) and (
        int(after[0]) - int(before[0]) == 1 and int(after[1]) - int(before[1]) == 1
    )
