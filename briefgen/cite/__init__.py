"""Turns citations into numbered notes and references, and numbers headings, paragraphs and cross-references."""

from __future__ import annotations

from briefgen.cite.citation_directions import set_citation_directions
from briefgen.cite.citeproc import format_citations
from briefgen.cite.contents import fill_contents
from briefgen.cite.crossreferences import link_cross_references
from briefgen.cite.directions import set_directions
from briefgen.cite.emphasis import strip_emphasis
from briefgen.cite.latin_italics import set_latin_italics
from briefgen.cite.latin_marks import set_latin_marks
from briefgen.cite.linked_titles import link_titles
from briefgen.cite.notes import collect_notes, fill_notes, place_notes
from briefgen.cite.number import add_numbers
from briefgen.cite.numerals import write_numerals
from briefgen.cite.reading_time import mark_time
from briefgen.cite.references import fill_references, has_references
from briefgen.cite.short_notes import MAX_GROUPED_WORKS, remove_notes, shorten_works
from briefgen.model.audience import NotePlacement
from briefgen.model.diagnostic import Sink
from briefgen.model.document import Composition, Document
from briefgen.model.heading_names import find_heading_names

__all__ = ["cite"]


def cite(composition: Composition, sink: Sink) -> Document:
    """The finished text. Notes come first, so that a cross-reference in a note and one to a note both find their number."""
    audience, language = composition.audience, composition.metadata.language
    citations = audience.citations
    sources = shorten_works(composition.sources) if citations.is_short else composition.sources
    max_works = None if citations.is_short else MAX_GROUPED_WORKS
    body = place_notes(composition.body, sources, language, grouped=citations.are_grouped, max_works=max_works)
    if composition.notes is NotePlacement.NONE:
        body = remove_notes(body, sink)
    body = add_numbers(
        body,
        audience.heading_numbers,
        paragraphs=audience.numbered_paragraphs,
        actions=audience.reading_aloud is None,  # a number of a recommendation would be read aloud
        names=find_heading_names(language),
    )
    body = link_cross_references(body, sink)
    resolved = format_citations(
        collect_notes(body),
        sources,
        composition.citation_style,
        language,
        sink,
        composition.unlabelled_sources,
        lists_works=has_references(body),
    )
    notes = resolved.notes
    if citations.is_short:
        notes = link_titles(notes, resolved.cited_keys, sources, composition.sources)
    body = fill_notes(body, notes)
    body = fill_references(body, resolved.entries, sources, audience.citations.references)
    body = fill_contents(body)
    body = set_citation_directions(body, language)
    body = set_directions(body, composition.metadata.language)
    if audience.plain:
        body = strip_emphasis(body)
    if audience.reading_aloud:
        body = mark_time(body, audience.reading_aloud, composition.brief.language)
    if composition.metadata.numerals:
        body = write_numerals(body, composition.metadata.numerals, language)
    body = set_latin_italics(set_latin_marks(body, language), language)
    return Document(
        brief=composition.brief,
        audience=audience,
        metadata=composition.metadata,
        body=body,
        assets=composition.assets,
        notes=composition.notes,
        blocks=composition.blocks,
        facts=composition.facts,
        cited_keys=resolved.cited_keys,
    )
