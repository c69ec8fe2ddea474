"""Keeps the pages of the document that was laid out last."""

from __future__ import annotations

from dataclasses import dataclass, field
from threading import Lock

from briefgen.model.artifact import Format, Rendering
from briefgen.model.diagnostic import Sink
from briefgen.model.document import Document
from briefgen.pipeline import render_formats


@dataclass(slots=True)
class LaidOutPages:
    """One document is laid out at a time, and the newest is kept: its pages are counted and shown without a second layout."""

    _document: Document | None = None
    _rendering: Rendering | None = None
    _lock: Lock = field(default_factory=Lock)

    def render(self, document: Document) -> Rendering:
        """The document as a PDF. Raises `BriefgenError` where it cannot be printed."""
        with self._lock:
            if self._rendering is None or self._document is not document:
                self._rendering = render_formats(document, (Format.PDF,), Sink())[0]
                self._document = document
            return self._rendering
