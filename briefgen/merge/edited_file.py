"""An edited Word file: its paragraphs with who changed what, its notes and comments."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from briefgen.model.printed_text import PrintedText


@dataclass(slots=True)
class EditedNote:
    """The text of a note and who changed it."""

    text: str
    authors: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Comment:
    """What somebody wrote beside the text."""

    author: str
    text: str
    about: str
    """The words that it is about; empty for a place."""
    start: int = 0
    end: int = 0


@dataclass(slots=True)
class EditedParagraph:
    """One paragraph of the edited file."""

    characters: list[str] = field(default_factory=list)
    authors: list[str] = field(default_factory=list)
    """Who inserted each character; empty for one that was there."""
    deleted: list[tuple[int, str]] = field(default_factory=list)
    """Where words were taken out, and by whom."""
    starts: list[str] = field(default_factory=list)
    ends: list[str] = field(default_factory=list)
    """Our bookmarks that start and end in it."""
    notes: list[EditedNote] = field(default_factory=list)
    comments: list[Comment] = field(default_factory=list)
    author: str = ""
    """Who made or deleted its end."""
    style: str = ""

    @property
    def text(self) -> str:
        """The words as they are printed."""
        return "".join(self.characters)


@dataclass(frozen=True, slots=True)
class OutsideChange:
    """A tracked change outside of the text: in a header, a footer, or the list of contents."""

    place: str
    """`header`, `footer` or `list of contents`."""
    old: str
    new: str
    authors: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class EditedFile:
    """A Word file that came back."""

    paragraphs: tuple[EditedParagraph, ...]
    removed: Mapping[str, str]
    """Bookmarks of paragraphs that were deleted with tracking, and by whom."""
    has_tracking: bool
    format_changes: int
    """Tracked changes of the look, which are not words."""
    outside: tuple[OutsideChange, ...] = ()
    running_lines: tuple[PrintedText, ...] = ()
    """Its headers and footers."""
