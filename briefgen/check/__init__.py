"""Check: looks at compositions, documents and renderings, and reports; changes nothing."""

from __future__ import annotations

from briefgen.check.parity import check_parity
from briefgen.check.rules import check_pages, check_words, verdicts
from briefgen.check.sources import check_sources, uses_in
from briefgen.check.structure import check_structure
from briefgen.values.artifact import Rendering
from briefgen.values.diagnostic import Sink
from briefgen.values.document import Composition, Document

__all__ = ["check_composition", "check_document", "check_parity", "check_rendering", "verdicts"]


def check_composition(composition: Composition, sink: Sink) -> None:
    """The text while its citations still stand in it: the works it cites and the places it points to in them."""
    check_sources(composition.sources, uses_in((composition.body,)), composition.brief.date, sink)


def check_document(document: Document, sink: Sink) -> None:
    """The finished text: its structure, and the audience's rules that need no pages."""
    check_structure(document.body, sink)
    check_words(document, sink)


def check_rendering(document: Document, rendering: Rendering, sink: Sink) -> None:
    """What came out: the audience's rules about pages."""
    check_pages(document, rendering, sink)
