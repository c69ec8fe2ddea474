"""Writes the document as a Word file that can be edited."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

from briefgen.model.artifact import Format, Rendering
from briefgen.model.audience import HeadingNumbers, NotePlacement
from briefgen.model.diagnostic import Sink
from briefgen.model.document import Document
from briefgen.model.heading_names import find_heading_names
from briefgen.model.printed_text import VERSION_PROPERTY, mark_paragraphs, read_printed_version
from briefgen.model.punctuation import find_punctuation
from briefgen.render.bound_words import bind_words
from briefgen.render.images.cleaning import ChartForm, clean_images
from briefgen.render.notes import find_note_words, move_notes_out_of_links
from briefgen.render.style.declarations import find_regular_faces
from briefgen.render.style.families import is_word_family
from briefgen.render.style.print_style import read_print_style
from briefgen.render.style.stylesheet import read_style_sheets
from briefgen.render.word.blocks import BlockWriter
from briefgen.render.word.bookmarks import add_bookmarks
from briefgen.render.word.call_breaks import keep_calls_with_words
from briefgen.render.word.centred_numbers import centre_numbers
from briefgen.render.word.fonts import embed_fonts
from briefgen.render.word.inlines import InlineWriter
from briefgen.render.word.look import build_look
from briefgen.render.word.note_calls import write_call_form
from briefgen.render.word.numerals import write_numbers
from briefgen.render.word.package import add_custom_property, build_content_types_part, write_package
from briefgen.render.word.pages.measures import collect_measuring_faces
from briefgen.render.word.pages.page_numbers import fill_page_fields, has_page_fields
from briefgen.render.word.pandoc_docx import convert_to_docx
from briefgen.render.word.postprocess import postprocess
from briefgen.render.word.reference_file import build_reference_file
from briefgen.render.word.running_lines import read_running_lines
from briefgen.render.word.unsupported import check_unsupported_content
from briefgen.render.word.wide_marks import set_wide_marks

LARGE_FONTS = ("fonts/chinese/", "fonts/korean/")
"""Fonts that are not embedded: they are many megabytes, and every word processor has a face for these scripts."""


@contextmanager
def _report_deep_nesting(document: Document, sink: Sink) -> Iterator[None]:
    try:
        yield
    except RecursionError:
        sink.stop("render-nesting", "elements are nested too deeply for a Word file", document.brief.origin)


def render_docx(document: Document, sink: Sink) -> Rendering:
    """The document as a Word file; content that it cannot have is reported to `sink`. Raises `MachineError`."""
    placement = document.audience.word_settings.notes or document.notes
    if placement is NotePlacement.NONE:  # Word expects a part for notes, also in a file without any
        placement = NotePlacement.FOOTNOTES
    document = replace(document, notes=placement)
    audience, meta = document.audience, document.metadata
    images = clean_images(document.body, document.assets, sink, chart_form=ChartForm.PIXELS)
    check_unsupported_content(document.body, sink)
    version = read_printed_version(document)
    document = mark_paragraphs(document, version)
    with _report_deep_nesting(document, sink):
        targets = add_bookmarks(bind_words(move_notes_out_of_links(document.body), meta.language))
    sheets = list(read_style_sheets("print.css", document.assets, sink))
    fonts = document.assets.fonts
    theme = read_print_style(text for _, text in sheets)
    own_fonts = {address: path for address, path in fonts.items() if not address.startswith(LARGE_FONTS)}
    look = build_look(theme, audience, document.body.classes, find_regular_faces(sheets, own_fonts))
    inlines = InlineWriter(targets, images, meta.language, meta.direction, sink)
    numbered = audience.heading_numbers is not HeadingNumbers.NONE
    writer = BlockWriter(inlines, document.notes, numbered, find_note_words(document).heading, look, sink)
    inlines.write_note_blocks = writer.write_note_blocks
    with _report_deep_nesting(document, sink):
        blocks = writer.write_document(targets.body)
    reference = build_reference_file(document, theme, look)
    pandoc_docx = convert_to_docx(blocks, meta.direction, reference.to_package())
    numbers, groups = audience.heading_numbers, writer.callout_group_count
    parts = postprocess(pandoc_docx, reference, numbers, groups, document.notes, writer.endnotes_heading)
    parts = keep_calls_with_words(set_wide_marks(parts, meta.language), meta.language)
    call_form = find_punctuation(meta.language).call
    if not meta.numerals:
        parts = write_call_form(parts, call_form)
    pages = None
    if has_page_fields(parts) or any(rule.kind == "pages" for rule in document.rules):
        parts, pages = fill_page_fields(parts, document, collect_measuring_faces(sheets, fonts), sink)
    parts = write_numbers(parts, find_heading_names(meta.language), meta.numerals, call_form)
    parts = centre_numbers(parts, meta.direction)
    if not is_word_family(audience.word_settings.font):
        parts = embed_fonts(parts, sheets, own_fonts, sink)
    parts = add_custom_property(parts, VERSION_PROPERTY, version.id)
    package = write_package({**parts, "[Content_Types].xml": build_content_types_part(parts)})
    return Rendering(Format.DOCX, package, pages, running_lines=tuple(read_running_lines(parts)))
