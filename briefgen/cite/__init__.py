"""Cite: citations into numbered notes and references; headings, paragraphs and cross-references numbered."""

from __future__ import annotations

from briefgen.cite.citeproc import resolve
from briefgen.cite.contents import fill_contents
from briefgen.cite.crossreferences import link
from briefgen.cite.notes import fill_notes, notes_of, place_notes
from briefgen.cite.number import number
from briefgen.cite.plain import plain
from briefgen.cite.reading_time import mark_time
from briefgen.cite.references import fill_references
from briefgen.values.diagnostic import Sink
from briefgen.values.document import Composition, Document

__all__ = ["cite"]


def cite(composition: Composition, sink: Sink) -> Document:
    """The finished text. Notes come first, so that a cross-reference in a note and one to a note both find their number."""
    audience, language = composition.audience, composition.metadata.language
    body = place_notes(composition.body, composition.sources, language)
    body = number(body, audience.heading_numbers, paragraphs=audience.numbered_paragraphs)
    body = link(body, sink)
    resolved = resolve(notes_of(body), composition.sources, composition.style, language, sink, composition.closed)
    body = fill_notes(body, resolved.notes)
    body = fill_references(body, resolved.entries, composition.sources, audience.citations.references)
    body = fill_contents(body)
    if audience.plain:
        body = plain(body)
    if audience.reading_aloud:
        body = mark_time(body, audience.reading_aloud)
    return Document(
        brief=composition.brief,
        audience=audience,
        metadata=composition.metadata,
        body=body,
        assets=composition.assets,
        notes=composition.notes,
        blocks=composition.blocks,
        facts=composition.facts,
        cited=resolved.cited,
    )
