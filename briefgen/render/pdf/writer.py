"""Turns the document into a PDF, to be read or for the print shop."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from importlib.resources import files
from typing import Any
from urllib.parse import unquote

from briefgen.model.artifact import Format, Rendering
from briefgen.model.diagnostic import Sink
from briefgen.model.document import Assets, Document
from briefgen.model.tree import extract_text
from briefgen.render.engine.layout import OutputIntent, lay_out, write_pdf
from briefgen.render.engine.level_pages import fill_pages
from briefgen.render.engine.log import REFUSAL_MESSAGE, capture_engine_log, is_missing_glyph_record, report_engine_log
from briefgen.render.engine.page_templates import PageBasis
from briefgen.render.engine.page_words import count_page_words
from briefgen.render.engine.patches.divided_words import divide_words
from briefgen.render.engine.patches.glyph_texts import correct_glyph_texts
from briefgen.render.engine.patches.links import merge_links
from briefgen.render.engine.patches.marking import ContentMarks, mark_pages
from briefgen.render.engine.patches.metadata import declare_conformance
from briefgen.render.engine.patches.right_to_left import correct_lines_from_the_right
from briefgen.render.engine.stylesheet_cache import BASE_URL, load_style_sheets
from briefgen.render.engine.weasyprint import load_weasyprint, report_layout_failures
from briefgen.render.images.canvas import Canvas
from briefgen.render.images.cleaning import ASSET_SCHEME, ChartForm, CleanImage, clean_images, load_style_image
from briefgen.render.pdf.line_numbers import add_line_numbers
from briefgen.render.pdf.lost_text import check_lost_text
from briefgen.render.pdf.missing_glyphs import check_glyphs
from briefgen.render.pdf.overlap import check_overlaps
from briefgen.render.pdf.page import PrintPage, build_print_page
from briefgen.render.pdf.press.drawing import build_press_stream_extension, format_page_numbers
from briefgen.render.pdf.press.folding import add_empty_pages, remove_spare_pages
from briefgen.render.pdf.press.inks import load_printing_condition
from briefgen.render.pdf.press.sheet import add_bleed_and_marks, set_output_condition
from briefgen.render.pdf.tags import add_structure_tree
from briefgen.render.style.arabic_letters import check_arabic_faces
from briefgen.render.style.contrast import check_contrast
from briefgen.render.style.list_alphabet import add_list_alphabet
from briefgen.render.style.logical import adapt_sheets
from briefgen.render.style.mirrored_pages import build_mirrored_pages
from briefgen.render.style.numerals import adapt_counters
from briefgen.render.style.print_style import read_print_style, to_points
from briefgen.render.style.stylesheet import read_style_sheets

LEVEL_PROPERTY = "--level-pages"
"""The setting by how much spaces before headings may grow, so that pages end level."""
SVG_TYPE = "image/svg+xml"
MIRRORED_SHEET = "left pages"
"""What the style sheet is called in messages that is made of the others for documents that are bound."""


@dataclass(frozen=True, slots=True)
class PdfProfile:
    """The differences between one kind of PDF and another."""

    format: Format
    intent: OutputIntent
    mark: Callable[[Any], ContentMarks]
    """Prepares the laid-out pages for drawing."""
    finishers: tuple[Callable[[Any], None], ...] = ()
    """Change the objects of the PDF before it is written, after the structure tree."""
    style_sheet: str = ""
    """The last style sheet of the cascade."""
    is_bound: bool = False
    """Whether the pages are printed on both sides: left pages mirror right ones, and sheets are folded."""


def render_pdf(document: Document, sink: Sink) -> Rendering:
    """The document to be read and sent: PDF/UA-1 and PDF/A-3a in one.

    What cannot be printed as written is reported to `sink`. Raises `MachineError` where the machine cannot lay out
    pages at all.
    """
    profile = (files(load_weasyprint()) / "pdf" / "sRGB2014.icc").read_bytes()

    def mark(layout: Any) -> ContentMarks:
        merge_links(layout)
        return mark_pages(layout)

    # The variant is of level B: level A and PDF/UA need the structure tree, which `_write` adds.
    return _render(document, PdfProfile(Format.PDF, OutputIntent("pdf/a-3b", profile, "rgb"), mark), sink)


def render_press(document: Document, sink: Sink) -> Rendering:
    """The document for the print shop: PDF/X-4 besides, in inks, with bleed and marks, and without links."""
    load_weasyprint()
    condition, transparent = load_printing_condition(), set[int]()
    if document.metadata.date is None:
        hint = "give the brief a `date:`"
        sink.error("press-date", "a file for the press must say when it was made", document.brief.origin, hint)

    def mark(layout: Any) -> ContentMarks:
        for page in layout.pages:
            page.links = []
        return mark_pages(layout, build_press_stream_extension(condition, transparent))

    intent = OutputIntent("pdf/x-4", condition.profile, "cmyk")
    finishers = (add_bleed_and_marks, set_output_condition)
    rendering = _render(document, PdfProfile(Format.PRESS, intent, mark, finishers, "press.css", is_bound=True), sink)
    if transparent:
        message = f"something on page {format_page_numbers(transparent)} is transparent; the print shop flattens it, or refuses it"
        sink.warning("press-transparency", message, document.brief.origin, "use opaque colours in the style sheet")
    return rendering


def _render(document: Document, profile: PdfProfile, sink: Sink) -> Rendering:
    images = clean_images(document.body, document.assets, sink, chart_form=ChartForm.DRAWING)
    missing = check_glyphs(document, sink)
    server = AssetServer(document.assets, {image.address: image for image in images.values()}, sink)
    with report_layout_failures(document.brief.origin, sink):
        page = build_print_page(document, images)
        if profile.is_bound:
            page.root.set("data-format", str(profile.format))
            add_empty_pages(page.root)
        layout = _lay_out(document, page, server, profile)
        if profile.is_bound:
            remove_spare_pages(layout)
        check_lost_text(layout, page, sink)
        check_overlaps(layout, page, sink)
        if document.audience.reading_aloud:
            add_line_numbers(layout, document.metadata.numerals)
        with capture_engine_log() as records:
            content = _write(layout, profile)
        report_engine_log([record for record in records if not is_missing_glyph_record(record, missing)], sink)
    return Rendering(profile.format, content, len(layout.pages), count_page_words(layout))


def _lay_out(document: Document, page: PrintPage, server: AssetServer, profile: PdfProfile) -> Any:
    texts = tuple(read_style_sheets("print.css", document.assets, server.sink, profile.style_sheet))
    check_contrast(texts, server.sink)
    check_arabic_faces(texts, document.assets.fonts, extract_text((document.body,), notes=True), server.sink)
    if profile.is_bound:
        texts = (*texts, (MIRRORED_SHEET, build_mirrored_pages(text for _, text in texts)))
    lettered = add_list_alphabet(texts, document.metadata.language)
    texts = tuple(adapt_counters(lettered, document.metadata.numerals))
    adapted = tuple(adapt_sheets(texts, document.body, document.metadata.direction))
    if adapted != texts:
        correct_lines_from_the_right()
    correct_glyph_texts()
    texts = adapted
    sheets = load_style_sheets(texts, document.assets.fonts)
    server.sink.extend(sheets.diagnostics)
    with capture_engine_log() as records, divide_words(document.metadata.divided_words):
        basis = None if _is_changed_afterwards(document, texts, profile) else server.build_basis(document, profile)
        layout = lay_out(page.root, sheets, server.load, profile.intent, server.find_drawings(), basis)
    report_engine_log(records, server.sink)
    if _has_level_pages(texts):
        most = to_points(read_print_style(text for _, text in texts).find_variable(LEVEL_PROPERTY))
        fill_pages(layout, most or 0)
    return layout


def _has_level_pages(texts: Iterable[tuple[str, str]]) -> bool:
    return any(LEVEL_PROPERTY in text for _, text in texts)


def _is_changed_afterwards(document: Document, texts: Iterable[tuple[str, str]], profile: PdfProfile) -> bool:
    """Whether boxes are moved or added on pages that are laid out: those are of no use to the next document."""
    return profile.is_bound or bool(document.audience.reading_aloud) or _has_level_pages(texts)


def _write(layout: Any, profile: PdfProfile) -> bytes:
    marks = profile.mark(layout)  # filled in while the pages are drawn
    declare_conformance(layout.metadata)

    def finish(pdf: Any) -> None:
        add_structure_tree(layout, marks, pdf)
        for finisher in profile.finishers:
            finisher(pdf)

    return write_pdf(layout, profile.intent, finish)


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

    def build_basis(self, document: Document, profile: PdfProfile) -> PageBasis | None:
        """What the pages of a document depend on; None with a picture that WeasyPrint changes while it draws it."""
        if any(image.media_type == SVG_TYPE and not image.drawing for image in self.images.values()):
            return None
        divided = document.metadata.divided_words
        return PageBasis(
            profile.intent.variant,
            tuple((image.address, image.drawing or image.content) for image in self.images.values()),
            tuple(sorted((language, tuple(words)) for language, words in divided.items())),
        )

    def find_drawings(self) -> Mapping[str, Canvas]:
        """The charts and maps by address: they are drawn and not loaded."""
        return {address: image.drawing for address, image in self.images.items() if image.drawing}
