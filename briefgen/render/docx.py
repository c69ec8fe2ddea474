"""Turns the document into a Word file that can go on being edited."""

from __future__ import annotations

from briefgen.render.docx_finish import finish
from briefgen.render.docx_reference import reference
from briefgen.render.house_style import regular_faces
from briefgen.render.images import clean_images
from briefgen.render.notes import without_notes_in_links
from briefgen.render.stylesheet import read_styles
from briefgen.render.theme import read_theme
from briefgen.render.word_anchors import anchored
from briefgen.render.word_blocks import BlockWriter
from briefgen.render.word_file import word_file
from briefgen.render.word_form import check_form
from briefgen.render.word_inlines import InlineWriter
from briefgen.render.word_look import word_look
from briefgen.render.word_measures import measuring_faces
from briefgen.render.word_package import types_part, write_package
from briefgen.render.word_pages import asks_for_pages, with_pages
from briefgen.render.words import note_words
from briefgen.values.artifact import Format, Rendering
from briefgen.values.audience import HeadingNumbers
from briefgen.values.diagnostic import Sink
from briefgen.values.document import Document


def render_docx(document: Document, sink: Sink) -> Rendering:
    """The document as a Word file; what it cannot carry is reported to `sink`. Raises `MachineError`."""
    audience, meta = document.audience, document.metadata
    images = clean_images(document.body, document.assets, sink, pixels=True)
    check_form(document.body, sink)
    anchors = anchored(without_notes_in_links(document.body))
    sheets = list(read_styles("print.css", document.assets, sink))
    theme = read_theme(text for _, text in sheets)
    look = word_look(theme, audience, document.body.classes, regular_faces(sheets, document.assets.fonts))
    inlines = InlineWriter(anchors, images, meta.language, meta.direction, sink)
    numbered = audience.heading_numbers is not HeadingNumbers.NONE
    writer = BlockWriter(inlines, document.notes, numbered, note_words(document).heading, look, sink)
    inlines.blocks_of_note = writer.blocks_of_note
    try:
        blocks = writer.document(anchors.body)
    except RecursionError:
        sink.stop("render-nesting", "elements are nested too deeply for a Word file", document.brief.origin)
    kept = reference(document, theme, look)
    made = word_file(blocks, meta.direction, kept.package())
    parts = finish(made, kept, audience.heading_numbers, writer.groups, document.notes, writer.over_notes)
    if asks_for_pages(parts):
        parts = with_pages(parts, document, measuring_faces(sheets, document.assets.fonts), sink)
    return Rendering(Format.DOCX, write_package({**parts, "[Content_Types].xml": types_part(parts)}), None)
