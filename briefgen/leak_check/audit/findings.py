"""What an audit reads out of a file, and what it finds."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from briefgen.model.diagnostic import Severity


class TextKind(StrEnum):
    """Where in a file a text stands, as far as that matters for what may stand there."""

    VISIBLE = "text"
    """What readers see."""
    INVISIBLE = "unseen"
    """Bookmarks, alternative texts, links, names of parts: what readers get without seeing it."""
    PROPERTY = "property"
    """What the file says of itself."""


@dataclass(frozen=True, slots=True)
class ExtractedText:
    """A text read out of a file."""

    where: str
    """In words: `page 3`, `the bookmarks`."""
    text: str
    kind: TextKind = TextKind.VISIBLE


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that should not be in the file. Never quotes what was withheld."""

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
        """Keep a text, unless it is blank."""
        if text.strip():
            self.texts.append(ExtractedText(where, text, part))

    def add_error(self, code: str, message: str, hint: str = "") -> None:
        """Report what should not be there."""
        self.findings.append(Finding(Severity.ERROR, code, message, hint))

    def add_property(self, key: str, value: str) -> None:
        """Keep what the file says of itself under a key."""
        self.add_text(f"the property `{key}`", value, TextKind.PROPERTY)

    def merge(self, other: FileContents, where: str) -> None:
        """Keep what was read out of a file inside this one."""
        self.texts += [ExtractedText(f"{one.where} of {where}", one.text, one.kind) for one in other.texts]
        self.findings += [
            Finding(one.severity, one.code, f"{one.message}, in {where}", one.hint) for one in other.findings
        ]
