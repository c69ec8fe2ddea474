"""Applies changes to the Markdown in a copy of the project, and keeps those after which the copy prints what the lawyer wrote."""

from __future__ import annotations

from collections.abc import Sequence

from briefgen.merge.current import CurrentChange
from briefgen.merge.state import State
from briefgen.merge.trial import Trial


def apply_changes(state: State, changes: Sequence[CurrentChange]) -> None:
    """Apply what can be applied; `state.applied` has what was."""
    words = [change for change in changes if change.replacement]
    # In the order of the edited file: several that are now behind the same paragraph stay in it.
    whole = sorted((change for change in changes if not change.replacement), key=lambda found: found.change.order)
    clear = _list_clear(state, whole)
    if not (words and clear and _try(state, [*words, *clear])):
        _apply_in_halves(state, words)
        _apply_in_halves(state, _list_clear(state, whole))


def _list_clear(state: State, changes: Sequence[CurrentChange]) -> list[CurrentChange]:
    """The changes of whole paragraphs of which it is clear what to write."""
    return [change for change in changes if Trial(state).add([change])]


def _apply_in_halves(state: State, changes: Sequence[CurrentChange]) -> None:
    """All at once; where that does not print what was requested, in halves, so that one change costs no other."""
    if not changes or _try(state, changes) or len(changes) == 1:
        return
    groups = _keep_paragraphs_together(changes, len(changes) // 2)
    if len(groups) == 1:
        groups = [[change] for change in changes]
    # The last first: then the places of the earlier ones stay.
    for group in reversed(groups):
        _apply_in_halves(state, group)


def _keep_paragraphs_together(changes: Sequence[CurrentChange], middle: int) -> list[Sequence[CurrentChange]]:
    """Two parts, with all changes of one paragraph in one of them."""
    for distance in range(len(changes)):
        for cut in (middle - distance, middle + distance):
            if 0 < cut < len(changes) and changes[cut - 1].places != changes[cut].places:
                return [changes[:cut], changes[cut:]]
    return [changes]


def _try(state: State, changes: Sequence[CurrentChange]) -> bool:
    trial = Trial(state)
    if not (
        trial.add(changes)
        and trial.run([found for found in changes if found.note is not None or found.change.new_notes])
    ):
        return False
    state.applied += changes
    return True
