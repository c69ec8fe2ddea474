"""Collects the words of a brief that are printed as they are, though their author may think that markup is read in them."""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.compose.html_reader import PlainWords
from briefgen.compose.template_context import FactPrinter
from briefgen.model.brief import Brief, Organisation
from briefgen.model.diagnostic import Origin
from briefgen.model.selection import Selection
from briefgen.model.translation import apply_translations
from briefgen.model.tree import Element, extract_text


def collect_plain_words(
    brief: Brief, organisation: Organisation, selection: Selection, printer: FactPrinter, body: Element
) -> Iterator[PlainWords]:
    """The title of the brief, labels and units of its facts, and others; only those that the page prints."""
    page = " ".join(extract_text((body,)).split())
    for words in _collect(brief, organisation, selection, printer):
        if words.marked_text and " ".join(words.marked_text.split()) in page:
            yield words


def _collect(
    brief: Brief, organisation: Organisation, selection: Selection, printer: FactPrinter
) -> Iterator[PlainWords]:
    for key in ("title", "subtitle"):
        yield PlainWords(getattr(brief, key), f"the {key} of a brief", brief.find_origin(key))
    for key in ("name", "description"):
        yield PlainWords(getattr(organisation, key), f"`organisation.{key}`", Origin("briefgen.yaml"))
    for fact_id in dict.fromkeys(printer.printed_ids):
        fact = apply_translations(printer.facts[fact_id], brief.language)
        yield PlainWords(fact.label, "the label of a fact", fact.origin)
        yield PlainWords(fact.unit, "the unit of a fact", fact.origin)
    for choice in selection.choices:
        if recommendation := choice.variant.recommendation:
            for key in ("addressee", "indicator", "deadline"):
                yield PlainWords(getattr(recommendation, key), f"`{key}` of a recommendation", choice.variant.origin)
