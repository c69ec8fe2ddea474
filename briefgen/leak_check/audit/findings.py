"""The texts that an audit reads out of a file, and its findings."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from enum import StrEnum
from urllib.parse import unquote

from briefgen.model.diagnostic import Severity

TURNED_TEXT = re.compile("\u202e([^\u202c\n]*)\u202c?")
"""What is printed from its end, between two characters of Unicode."""


class TextKind(StrEnum):
    """Who reads a text of a file: what may be in it depends on that."""

    VISIBLE = "text"
    """Readers see it."""
    INVISIBLE = "unseen"
    """Bookmarks, alternative texts, links, names of parts: readers receive it without seeing it."""
    PROPERTY = "property"
    """A property of the file."""
    TURN = "turn"
    """Words on both sides of a turn of pages, which readers see there and nowhere else together."""


@dataclass(frozen=True, slots=True)
class ExtractedText:
    """A text read out of a file."""

    where: str
    """The place in words: `page 3`, `the bookmarks`."""
    text: str
    kind: TextKind = TextKind.VISIBLE


OpenInner = Callable[[bytes], "FileContents"]
"""Opens a file inside a file."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that should not be in the file. The message never quotes withheld text."""

    severity: Severity
    code: str
    message: str
    hint: str = ""


@dataclass(slots=True)
class FileContents:
    """A file read in full."""

    texts: list[ExtractedText] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)

    def add_text(self, where: str, text: str, part: TextKind = TextKind.VISIBLE) -> None:
        """Keep a text, unless it is blank: as it is written, and as a reader sees it where that is different."""
        if text.strip():
            decoded = unquote(text) if part is TextKind.INVISIBLE and "%" in text else text
            readings = dict.fromkeys((text, decoded, TURNED_TEXT.sub(lambda turned: turned[1][::-1], text)))
            self.texts += [ExtractedText(where, reading, part) for reading in readings]

    def add_error(self, code: str, message: str, hint: str = "") -> None:
        """Report something that should not be there."""
        self.findings.append(Finding(Severity.ERROR, code, message, hint))

    def add_property(self, key: str, value: str) -> None:
        """Keep a property of the file."""
        self.add_text(f"the property `{key}`", value, TextKind.PROPERTY)

    def merge(self, other: FileContents, where: str) -> None:
        """Keep the texts and findings of a file inside this one; `where` names its place."""
        self.texts += [ExtractedText(f"{text.where} of {where}", text.text, text.kind) for text in other.texts]
        self.findings += [replace(finding, message=f"{finding.message}, in {where}") for finding in other.findings]


def build_unreadable(message: str, hint: str = "") -> FileContents:
    """A file, or a part of one, that cannot be searched."""
    opened = FileContents()
    opened.add_error("audit-unreadable", message, hint)
    return opened
