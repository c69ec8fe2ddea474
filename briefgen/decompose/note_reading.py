"""What a piece of a note means: a work with a place in it, or words with something to do."""

from __future__ import annotations

from dataclasses import dataclass

from briefgen.decompose.imported_text import CitedItem


@dataclass(frozen=True, slots=True)
class NoteReading:
    """What a piece of a note means."""

    item: CitedItem | None = None
    """None: it stays words."""
    reason: str = ""
    is_guess: bool = False
    problem: str = ""
    """What its author must look at."""
    is_number_of_note: bool = False
    """Whether the number of `Id at 5` is taken for that of a note."""
