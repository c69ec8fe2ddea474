"""Turns the document into a PDF with WeasyPrint."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from logging import LogRecord
from types import ModuleType
from typing import Any
from urllib.parse import unquote

from briefgen.model.artifact import Format, Rendering
from briefgen.model.diagnostic import Sink
from briefgen.model.document import Assets, Document
from briefgen.render.engine.fetcher import RestrictedFetcher
from briefgen.render.engine.log import REFUSAL_MESSAGE, capture_engine_log, is_missing_glyph_record, report_engine_log
from briefgen.render.engine.patches.footnote_layout import build_document_class
from briefgen.render.engine.patches.links import merge_links
from briefgen.render.engine.patches.marking import ContentMarks, mark_pages
from briefgen.render.engine.patches.metadata import declare_conformance
from briefgen.render.engine.stylesheet_cache import BASE_URL, load_style_sheets
from briefgen.render.engine.weasyprint import load_weasyprint, report_layout_failures
from briefgen.render.images.cleaning import ASSET_SCHEME, CleanImage, clean_images, load_style_image
from briefgen.render.note_words import find_note_words
from briefgen.render.pdf.body import PrintTree, build_print_tree
from briefgen.render.pdf.line_numbers import add_line_numbers
from briefgen.render.pdf.lost_text import check_lost_text
from briefgen.render.pdf.missing_glyphs import check_glyphs
from briefgen.render.pdf.output_profile import (
    PROFILE_NAME,
    build_colour_profile,
    load_screen_profile,
    read_press_profile,
)
from briefgen.render.pdf.page import build_engine_page, build_print_page
from briefgen.render.pdf.press.drawing import build_press_stream_extension, format_page_numbers
from briefgen.render.pdf.press.inks import load_printing_condition
from briefgen.render.pdf.press.sheet import add_bleed_and_marks, set_output_condition
from briefgen.render.pdf.tags import add_structure_tree
from briefgen.render.style.contrast import check_contrast
from briefgen.render.style.stylesheet import read_style_sheets


@dataclass(frozen=True, slots=True)
class PdfProfile:
    """What sets one kind of PDF apart from another."""

    format: Format
    variant: str
    """WeasyPrint's name of the standard. Level A of PDF/A and PDF/UA need the structure tree, which briefgen adds."""
    style_sheet: str = ""
    """A style sheet of its own, which has the last word."""

    @property
    def options(self) -> dict[str, Any]:
        """How WeasyPrint writes it."""
        return {"pdf_variant": self.variant, "output_intent": PROFILE_NAME}


READING_PROFILE = PdfProfile(Format.PDF, "pdf/a-3b")
PRESS_PROFILE = PdfProfile(Format.PRESS, "pdf/x-4", "press.css")

Finisher = Callable[[Any], None]
"""What is done to a PDF before it is written."""


def render_pdf(document: Document, sink: Sink) -> Rendering:
    """The document to be read and sent: PDF/UA-1 and PDF/A-3a in one.

    Whatever could not be printed as meant is reported to `sink`. Raises `MachineError` where the machine cannot
    render at all.
    """
    weasyprint = load_weasyprint()

    def write(layout: Any) -> tuple[bytes, list[LogRecord]]:
        merge_links(layout)
        return _write_pdf(weasyprint, layout, READING_PROFILE, mark_pages(weasyprint, layout))

    return _render(weasyprint, document, READING_PROFILE, load_screen_profile(weasyprint), write, sink)


def render_press(document: Document, sink: Sink) -> Rendering:
    """The document for the print shop: PDF/X-4 besides, in inks, with bleed and marks, and without links."""
    weasyprint, press, transparent = load_weasyprint(), load_printing_condition(read_press_profile()), set[int]()
    if document.metadata.date is None:
        hint = "give the brief a `date:`"
        sink.error("press-date", "a file for the press must say when it was made", document.brief.origin, hint)

    def write(layout: Any) -> tuple[bytes, list[LogRecord]]:
        for page in layout.pages:
            page.links = []
        marks = mark_pages(weasyprint, layout, build_press_stream_extension(press, transparent))
        return _write_pdf(weasyprint, layout, PRESS_PROFILE, marks, add_bleed_and_marks, set_output_condition)

    rendering = _render(
        weasyprint, document, PRESS_PROFILE, build_colour_profile(weasyprint, press.profile, "cmyk"), write, sink
    )
    if transparent:
        message = f"something on page {format_page_numbers(transparent)} is transparent; the print shop flattens it, or refuses it"
        sink.warning("press-transparency", message, document.brief.origin, "use opaque colours in the style sheet")
    return rendering


def _render(
    weasyprint: ModuleType,
    document: Document,
    kind: PdfProfile,
    profile: dict[str, Any],
    write: Callable[[Any], tuple[bytes, list[LogRecord]]],
    sink: Sink,
) -> Rendering:
    images = clean_images(document.body, document.assets, sink)
    tree = build_print_tree(document, images, find_note_words(document))
    missing = check_glyphs(document, sink)
    served = AssetServer(document.assets, {image.address: image for image in images.values()}, sink)
    with report_layout_failures(document.brief.origin, sink):
        layout = _lay_out(weasyprint, document, tree, served, kind, profile)
        check_lost_text(layout, tree, sink)
        if document.audience.reading_aloud:
            add_line_numbers(weasyprint, layout)
        content, records = write(layout)
        report_engine_log([record for record in records if not is_missing_glyph_record(record, missing)], sink)
    return Rendering(kind.format, content, len(layout.pages))


def _write_pdf(
    weasyprint: ModuleType, layout: Any, kind: PdfProfile, marks: ContentMarks, *finish: Finisher
) -> tuple[bytes, list[LogRecord]]:
    """The bytes of the PDF, and what was logged while they were made."""

    def finished(_layout: Any, pdf: Any) -> None:
        add_structure_tree(weasyprint, layout, marks, pdf)
        for one in finish:
            one(pdf)

    declare_conformance(layout.metadata)
    with capture_engine_log() as records:
        content: bytes = layout.write_pdf(finisher=finished, **kind.options)
    return content, records


@dataclass(slots=True)
class AssetServer:
    """Everything that the layout may load, by address; the rest is refused."""

    assets: Assets
    images: Mapping[str, CleanImage]
    sink: Sink

    def load(self, address: str) -> tuple[bytes, str]:
        """The bytes and media type behind an address; raises `ValueError` for one that the document does not hold."""
        if address.startswith(ASSET_SCHEME):
            return self.images[address].content, self.images[address].media_type
        name = address.removeprefix(BASE_URL)
        image = load_style_image(name, self.assets, None, self.sink)
        if image:
            return image.content, image.media_type
        font = self.assets.fonts.get(unquote(name))
        if font is None:
            raise ValueError(REFUSAL_MESSAGE)
        return font.read_bytes(), "font/sfnt"


def _lay_out(
    weasyprint: ModuleType,
    document: Document,
    tree: PrintTree,
    served: AssetServer,
    kind: PdfProfile,
    profile: dict[str, Any],
) -> Any:
    texts = tuple(read_style_sheets("print.css", document.assets, served.sink, kind.style_sheet))
    check_contrast(texts, served.sink)
    sheets = load_style_sheets(texts, document.assets.fonts)
    served.sink.extend(sheets.diagnostics)
    with capture_engine_log() as records:
        page = build_engine_page(
            weasyprint, build_print_page(document.metadata, tree.body), RestrictedFetcher(served.load)
        )
        options = {**weasyprint.DEFAULT_OPTIONS, **kind.options, "stylesheets": sheets.parsed}
        profiles = {**profile, **sheets.copy_profiles()}
        layout = build_document_class(weasyprint)._render(page, sheets.fonts, sheets.copy_counters(), profiles, options)  # noqa: SLF001 - see there
    report_engine_log(records, served.sink)
    return layout
