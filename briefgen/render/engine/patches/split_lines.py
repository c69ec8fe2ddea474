"""Breaks a text into a line once where WeasyPrint 70.0 does so again: notes are measured and then placed, lines are laid out to be looked at.

The lines of the last document are kept for the next: after an edit in the preview nearly all of them are the same.
"""

from __future__ import annotations

import threading
from collections.abc import Mapping
from copy import copy
from dataclasses import dataclass, field
from typing import Any

from briefgen.render.engine.patches import install_correction
from briefgen.render.engine.patches.divided_words import read_own_words

MOST_KEPT_LINES = 20_000
"""Lines that are kept for the next document: those of about a hundred pages, a kilobyte each."""


@dataclass(frozen=True, slots=True)
class SplitLines:
    """The lines of a document, each by all that it depends on."""

    words: Mapping[str, tuple[str, ...]]
    """What the project of the document divides in its own way."""
    earlier: dict[Any, Any]
    """The lines of the document before."""
    own: dict[Any, tuple[Any, tuple[Any, ...]]] = field(default_factory=dict)
    """Each with its style, so that no other style gets its address."""


class LineStore(threading.local):
    """The lines of the last document of a thread."""

    def __init__(self) -> None:
        self.last: SplitLines | None = None

    def start(self) -> SplitLines:
        """Lines for a document that is about to be laid out."""
        words = dict(read_own_words())
        earlier = self.last.own if self.last and self.last.words == words else {}
        return SplitLines(words, earlier)

    def keep(self, lines: SplitLines) -> None:
        """Keep the lines of a document that is laid out."""
        self.last = SplitLines(lines.words, {}, lines.own) if len(lines.own) <= MOST_KEPT_LINES else None


_STORE = LineStore()


def start_split_lines() -> SplitLines:
    """Lines for a document that is about to be laid out."""
    return _STORE.start()


def end_split_lines(lines: SplitLines) -> None:
    """Keep the lines of a document that is laid out, for the next one."""
    _STORE.keep(lines)


def keep_split_lines() -> None:
    """Let a layout that has `split_lines` keep its lines there; every other one goes on as before."""
    from weasyprint.layout import inline

    install_correction(inline, "split_first_line", _keep_lines)


def _keep_lines(split_text: Any) -> Any:
    def split_first_line(
        text: str, style: Any, context: Any, width: float | None, *arguments: Any, **options: Any
    ) -> Any:
        lines: SplitLines | None = getattr(context, "split_lines", None)
        if lines is None:
            return split_text(text, style, context, width, *arguments, **options)
        keeps_words = getattr(context, "keeps_words", False)  # `hyphens` asks for it
        key = (text, id(style), width, keeps_words, *arguments, *options.items())
        if key not in lines.own:
            found = lines.earlier.get(key)
            lines.own[key] = found or (style, split_text(text, style, context, width, *arguments, **options))
        _, (layout, *measures) = lines.own[key]
        return copy(layout), *measures  # a line that is drawn changes it

    return split_first_line
