"""What the copy of the project prints while changes are applied to it, one trial after another."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from briefgen.merge.current import CurrentChange
from briefgen.merge.tokens import list_keys, split_tokens
from briefgen.merge.workspace import Composed, Workspace
from briefgen.model.printed_text import PrintedParagraph

Keys = tuple[str, ...]


@dataclass(slots=True)
class State:
    """What the copy prints now, and which paragraph of the first text each one is."""

    workspace: Workspace
    composed: Composed
    slots: list[int | None]
    """The parts of a paragraph that was split have the same number; a new paragraph has none."""
    written: dict[str, str] = field(default_factory=dict)
    """The files that changed, as they are now."""
    applied: list[CurrentChange] = field(default_factory=list)

    @property
    def paragraphs(self) -> Sequence[PrintedParagraph]:
        """What is printed, in order."""
        return self.composed.version.paragraphs

    def find_last(self, place: int) -> int | None:
        """The last part of a paragraph of the first text; None where it is no longer printed."""
        return next((index for index in reversed(range(len(self.slots))) if self.slots[index] == place), None)

    def try_texts(
        self,
        texts: Mapping[str, str],
        expected: Sequence[Keys | None],
        slots: list[int | None],
        notes: Sequence[CurrentChange],
    ) -> bool:
        """Write files, and keep them if the copy then prints what is expected; None stands for a paragraph of any words.

        `notes` are the changes inside notes.
        """
        before = {path: source.text for path in texts if (source := self.workspace.read(path))}
        self.workspace.write(texts)
        composed = self.workspace.try_compose()
        if (
            composed
            and _is_expected(composed, expected)
            and all(_has_note(composed, slots, change) for change in notes)
        ):
            self.composed, self.slots = composed, slots
            self.written.update(texts)
            return True
        self.workspace.write(before)
        return False


def start(workspace: Workspace) -> State:
    """The copy as it is. Raises `BriefgenError`."""
    composed = workspace.compose()
    return State(workspace, composed, list(range(len(composed.version.paragraphs))))


def _is_expected(composed: Composed, expected: Sequence[Keys | None]) -> bool:
    paragraphs = composed.version.paragraphs
    return len(paragraphs) == len(expected) and all(
        keys is None or list_keys(split_tokens(paragraph.words.text)) == keys
        for paragraph, keys in zip(paragraphs, expected, strict=True)
    )


def _has_note(composed: Composed, slots: Sequence[int | None], change: CurrentChange) -> bool:
    """Whether a note has the words that were written into it, or a new note is there."""
    found, number = change.replacement, change.note
    own_slots = change.places if found else (None,)
    notes = [
        list_keys(split_tokens(note.text))
        for paragraph, slot in zip(composed.version.paragraphs, slots, strict=True)
        for note in paragraph.notes
        if slot in own_slots
    ]
    if change.change.new_notes:
        return all(list_keys(split_tokens(text)) in notes for text in change.change.new_notes)
    if found is None or number is None or number >= len(notes):
        return False
    requested, printed = list_keys(change.change.new_tokens[found.new_start : found.new_end]), notes[number]
    return any(printed[index : index + len(requested)] == requested for index in range(len(printed) + 1))
