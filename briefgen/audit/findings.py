"""What an audit reads out of a file, and what it finds."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from briefgen.values.diagnostic import Severity


class Part(StrEnum):
    """Where in a file a text stands, as far as that matters for what may stand there."""

    TEXT = "text"
    """What readers see."""
    UNSEEN = "unseen"
    """Bookmarks, alternative texts, links, names of parts: what readers get without seeing it."""
    PROPERTY = "property"
    """What the file says of itself."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A text read out of a file."""

    where: str
    """In words: `page 3`, `the bookmarks`."""
    text: str
    part: Part = Part.TEXT


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that should not be in the file. Never quotes what was withheld."""

    severity: Severity
    code: str
    message: str
    hint: str = ""


@dataclass(slots=True)
class Opened:
    """A file read in full."""

    passages: list[Passage] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)

    def read(self, where: str, text: str, part: Part = Part.TEXT) -> None:
        """Keep a text, unless it is blank."""
        if text.strip():
            self.passages.append(Passage(where, text, part))

    def refuse(self, code: str, message: str, hint: str = "") -> None:
        """Report what should not be there."""
        self.findings.append(Finding(Severity.ERROR, code, message, hint))

    def say(self, key: str, value: str) -> None:
        """Keep what the file says of itself under a key."""
        self.read(f"the property `{key}`", value, Part.PROPERTY)

    def take(self, other: Opened, where: str) -> None:
        """Keep what was read out of a file inside this one."""
        self.passages += [Passage(f"{one.where} of {where}", one.text, one.part) for one in other.passages]
        self.findings += [
            Finding(one.severity, one.code, f"{one.message}, in {where}", one.hint) for one in other.findings
        ]
