"""Check: reports faults in compositions, documents and renderings, and changes none of them."""

from __future__ import annotations

from collections.abc import Mapping

from briefgen.check.consents import check_consents
from briefgen.check.left_out import report_left_out
from briefgen.check.lint import lint_pages, lint_texts
from briefgen.check.parity import check_parity
from briefgen.check.rules import build_verdict_entries, check_file_rules, check_rules
from briefgen.check.rules.context import RuleContext
from briefgen.check.rulings import report_with_rulings
from briefgen.check.sources import check_sources, collect_uses
from briefgen.check.structure import check_structure
from briefgen.check.unlabelled import find_unlabelled, find_unlabelled_columns
from briefgen.model.artifact import Rendering
from briefgen.model.brief import Ruling
from briefgen.model.diagnostic import Sink
from briefgen.model.document import Composition, Document

__all__ = [
    "RuleContext",
    "build_verdict_entries",
    "check_composition",
    "check_consents",
    "check_document",
    "check_parity",
    "check_rendering",
    "check_rules",
    "find_unlabelled",
    "find_unlabelled_columns",
    "lint_texts",
    "report_left_out",
    "report_with_rulings",
]


def check_composition(composition: Composition, rulings: Mapping[str, Ruling], sink: Sink) -> None:
    """Check a text before its citations are numbered: the works that it cites, and the pinpoints to them."""
    found = Sink()
    check_sources(
        composition.sources,
        collect_uses((composition.body,)),
        composition.brief.date,
        found,
        are_notes_short=composition.audience.citations.is_short,
    )
    report_with_rulings(found.diagnostics, rulings, sink)


def check_document(document: Document, sink: Sink) -> None:
    """Check the structure of a finished text."""
    check_structure(document.body, sink)


def check_rendering(document: Document, rendering: Rendering, rulings: Mapping[str, Ruling], sink: Sink) -> None:
    """Check a file against the audience's rules about pages and type, and look at its pages."""
    check_file_rules(document, rendering, rulings, sink)
    lint_pages(document, rendering, rulings, sink)
