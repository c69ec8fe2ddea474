"""What can be taken back: the edits of each step, newest last."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import nullcontext, suppress
from dataclasses import dataclass, field
from pathlib import Path

from briefgen.edit.file_edit import FileEdit, write_edits
from briefgen.record.deliveries import DELIVERIES_NAME, lock_deliveries

MAX_STEPS = 200


@dataclass(frozen=True, slots=True)
class Step:
    """One act with what it changed."""

    act: str
    edits: tuple[FileEdit, ...]


def join_steps(step: Step, act: str, edits: tuple[FileEdit, ...]) -> Step | None:
    """A step and the edits of another act as one step; None where it is another act, or the files were changed between."""
    states = [(edit.path, edit.after) for edit in step.edits]
    if step.act != act or states != [(edit.path, edit.before) for edit in edits]:
        return None
    return Step(
        act, tuple(FileEdit(old.path, old.before, new.after) for old, new in zip(step.edits, edits, strict=True))
    )


@dataclass(slots=True)
class UndoJournal:
    """The steps of this run of the composer. Taking one back is refused where its files were changed since."""

    root: Path
    """The folder of the project."""
    done: list[Step] = field(default_factory=list)
    undone: list[Step] = field(default_factory=list)

    def write(self, act: str, edits: Sequence[FileEdit], *, goes_on: bool = False) -> None:
        """Write the edits of an act, and remember them. Raises what `write_edits` raises.

        An act that `goes_on` with the one before is one step with it: words that are typed without a rest are taken back together.
        """
        edits = tuple(edit for edit in edits if edit.before != edit.after)
        if not edits:
            return
        self._write(edits)
        before = self.done[-1] if goes_on and self.done and not self.undone else None
        step = join_steps(before, act, edits) if before else None
        kept = self.done[:-1] if step else self.done
        self.done = [*kept, step or Step(act, edits)][-MAX_STEPS:]
        self.undone.clear()

    def undo(self) -> str:
        """Take the newest step back and return the name of its act; empty where there is none. Raises what `write_edits` raises."""
        if not self.done:
            return ""
        step = self.done[-1]
        self._write([edit.reverse() for edit in reversed(step.edits)])
        _remove_empty_folders(self.root, step.edits)
        self.undone.append(self.done.pop())
        return step.act

    def redo(self) -> str:
        """Do again what was taken back last, as `undo`."""
        if not self.undone:
            return ""
        step = self.undone[-1]
        self._write(step.edits)
        self.done.append(self.undone.pop())
        return step.act

    def _write(self, edits: Sequence[FileEdit]) -> None:
        """Write edits; while deliveries are noted, no command adds a line that would be lost."""
        is_delivery = any(edit.path == self.root / DELIVERIES_NAME for edit in edits)
        with lock_deliveries(self.root) if is_delivery else nullcontext():
            write_edits(edits)


def _remove_empty_folders(root: Path, edits: Sequence[FileEdit]) -> None:
    """Remove the folders that files of a step which is taken back leave empty; `content/` and its like stay."""
    created = (edit.path for edit in edits if edit.before is None)
    folders = {folder for path in created for folder in path.parents if folder.is_relative_to(root)}
    for folder in sorted(folders, key=lambda folder: len(folder.parts), reverse=True):
        if len(folder.relative_to(root).parts) > 1:
            with suppress(OSError):  # it has other files
                folder.rmdir()
