"""Check: looks at compositions, documents and renderings, and reports; changes nothing."""

from __future__ import annotations

from collections.abc import Mapping

from briefgen.check.consents import check_consents
from briefgen.check.labels import closed_columns, closed_in
from briefgen.check.lint import check_texts
from briefgen.check.matter import Matter
from briefgen.check.parity import check_parity
from briefgen.check.rules import check_finished, check_rules, verdicts
from briefgen.check.sources import check_sources, uses_in
from briefgen.check.structure import check_structure
from briefgen.values.artifact import Rendering
from briefgen.values.brief import Ruling
from briefgen.values.diagnostic import Sink
from briefgen.values.document import Composition, Document

__all__ = [
    "Matter",
    "check_composition",
    "check_consents",
    "check_document",
    "check_parity",
    "check_rendering",
    "check_rules",
    "check_texts",
    "closed_columns",
    "closed_in",
    "verdicts",
]


def check_composition(composition: Composition, sink: Sink) -> None:
    """The text while its citations still stand in it: the works it cites and the places it points to in them."""
    check_sources(composition.sources, uses_in((composition.body,)), composition.brief.date, sink)


def check_document(document: Document, sink: Sink) -> None:
    """The finished text: its structure."""
    check_structure(document.body, sink)


def check_rendering(document: Document, rendering: Rendering, rulings: Mapping[str, Ruling], sink: Sink) -> None:
    """What came out: the audience's rules about pages and letters."""
    check_finished(document, rendering, rulings, sink)
