"""How problems look on a terminal: colours, a link to the documentation, and the line that a problem is about.

Without a terminal, with `NO_COLOR` or with `TERM=dumb` nothing of this is printed, so that programs read the same as ever.
"""

from __future__ import annotations

import os
import shutil
import unicodedata
from dataclasses import dataclass
from typing import TextIO

import typer

from briefgen.commands.excerpt import Excerpt
from briefgen.model.diagnostic import Severity
from briefgen.resources import find_builtin_root

SEVERITY_COLOURS = {Severity.ERROR: typer.colors.RED, Severity.WARNING: typer.colors.YELLOW}
DOCS_VARIABLE = "BRIEFGEN_DOCS"
"""Where the documentation is: the address or the folder of the site that `make docs` builds."""
INDENT = "  | "


@dataclass(frozen=True, slots=True)
class TerminalStyle:
    """What a terminal can show."""

    has_colours: bool = False
    columns: int = 80
    docs: str = ""
    """The address of the documentation; empty: nothing is linked."""

    def format_severity(self, severity: Severity) -> str:
        """`error` in red, `warning` in yellow."""
        return (
            typer.style(severity.value, fg=SEVERITY_COLOURS[severity], bold=True)
            if self.has_colours
            else severity.value
        )

    def link_code(self, code: str) -> str:
        """The code of a problem, linked to its row in the documentation (OSC 8)."""
        if not self.docs:
            return code
        page = "reference/lints.html" if code.startswith("lint-") else "diagnostics.html"
        anchor = "rule" if code.startswith("rule-") else code  # audiences name their rules as they like
        return f"\x1b]8;;{self.docs}/docs/{page}#{anchor}\x1b\\{code}\x1b]8;;\x1b\\"


PLAIN = TerminalStyle()


def has_colours(stream: TextIO) -> bool:
    """Whether a stream is a terminal that shows colours."""
    return stream.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def build_terminal_style(stream: TextIO) -> TerminalStyle:
    """What the terminal behind a stream can show."""
    colours = has_colours(stream)
    return TerminalStyle(colours, shutil.get_terminal_size().columns, find_docs() if colours else "")


def find_docs() -> str:
    """The address of the site; empty where there is none."""
    root = os.environ.get(DOCS_VARIABLE, "")
    if "://" in root:
        return root.rstrip("/")
    folder = find_builtin_root() / (root or "site")
    return folder.as_uri() if (folder / "docs" / "diagnostics.html").is_file() else ""


def draw_excerpt(excerpt: Excerpt, columns: int) -> list[str]:
    """The line, and below it carets under the words that are meant; of a long line the part around them."""
    room = max(20, columns - len(INDENT) - 1)
    line = excerpt.line.replace("\t", " ")
    widths = [measure_width(letter) for letter in line]
    start, end, width, before = 0, len(line), sum(widths), sum(widths[: excerpt.start])
    while width > room and before > room // 3:
        width -= widths[start]
        before -= widths[start]
        start += 1
    while width > room:
        end -= 1
        width -= widths[end]
    length = sum(widths[excerpt.start : min(excerpt.end, end)])
    marks = [] if excerpt.is_whole_line else [f"{INDENT}{' ' * before}{'^' * max(1, length)}"]
    return [f"{INDENT}{line[start:end]}", *marks]


def measure_width(text: str) -> int:
    """The columns that a text takes on a terminal: East Asian letters take two, combining marks none."""
    wide = sum(unicodedata.east_asian_width(letter) in "WF" for letter in text)
    return len(text) + wide - sum(unicodedata.combining(letter) > 0 for letter in text)
