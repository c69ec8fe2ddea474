"""What a build made."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from briefgen.model.printed_text import PrintedText

INDEX_STEM = "index"
"""The name, without ending, of the page in an output folder that lists its files: no document has it."""


class Format(StrEnum):
    """A kind of file that briefgen makes."""

    HTML = "html"
    PDF = "pdf"
    """To read and to send."""
    PRESS = "press"
    """A PDF for the print shop."""
    DOCX = "docx"
    """To go on editing."""

    @property
    def extension(self) -> str:
        """What the name of its file ends with."""
        return "press.pdf" if self is Format.PRESS else self.value


@dataclass(frozen=True, slots=True)
class PageWords:
    """The words on one page."""

    text: int
    """Without running heads, contents and references."""
    footnotes: int
    endnotes: int

    @property
    def notes(self) -> int:
        """The words of all notes."""
        return self.footnotes + self.endnotes


@dataclass(frozen=True, slots=True)
class Rendering:
    """The bytes of one file, before they are written."""

    format: Format
    content: bytes
    pages: int | None
    """None for a format without pages."""
    page_words: tuple[PageWords, ...] = ()
    """Of each page, where the pages are final: not of a Word file, which is laid out again by its reader."""
    running_lines: tuple[PrintedText, ...] = ()
    """Of a Word file: its headers and footers."""


@dataclass(frozen=True, slots=True)
class Artifact:
    """One file on disk."""

    path: Path
    format: Format
    sha256: str
    pages: int | None
    words: int
    running_lines: tuple[PrintedText, ...] = ()
