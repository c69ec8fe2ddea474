"""Turns the document into a PDF with WeasyPrint."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from logging import LogRecord
from types import ModuleType
from typing import Any
from urllib.parse import unquote

from briefgen.render.contrast import check_contrast
from briefgen.render.engine import layout_failures, weasyprint_module
from briefgen.render.engine_log import REFUSED, engine_log, is_glyph_of, report
from briefgen.render.fetcher import TableFetcher
from briefgen.render.glyphs import check_glyphs
from briefgen.render.guard import guard
from briefgen.render.images import SCHEME, CleanImage, clean_images, styled_image
from briefgen.render.output_profile import NAME, output_profile, press_profile, screen_profile
from briefgen.render.patches.footnote_layout import document_class
from briefgen.render.patches.links import merge_links
from briefgen.render.patches.marking import Marks, mark_pages
from briefgen.render.patches.metadata import state_conformance
from briefgen.render.press.drawing import in_inks, pages_in_words
from briefgen.render.press.inks import press_of
from briefgen.render.press.sheet import make_sheets, name_condition
from briefgen.render.print_page import engine_page, print_page
from briefgen.render.print_tree import PrintTree, print_tree
from briefgen.render.reading_marks import mark_lines
from briefgen.render.sheets import BASE, parsed_sheets
from briefgen.render.structure import add_structure
from briefgen.render.stylesheet import read_styles
from briefgen.render.words import note_words
from briefgen.values.artifact import Format, Rendering
from briefgen.values.diagnostic import Sink
from briefgen.values.document import Assets, Document


@dataclass(frozen=True, slots=True)
class Kind:
    """What sets one kind of PDF apart from another."""

    format: Format
    variant: str
    """WeasyPrint's name of the standard. Level A of PDF/A and PDF/UA need the structure tree, which briefgen adds."""
    sheet: str = ""
    """A style sheet of its own, which has the last word."""

    @property
    def options(self) -> dict[str, Any]:
        """How WeasyPrint writes it."""
        return {"pdf_variant": self.variant, "output_intent": NAME}


READ = Kind(Format.PDF, "pdf/a-3b")
PRESS = Kind(Format.PRESS, "pdf/x-4", "press.css")

Finish = Callable[[Any], None]
"""What is done to a PDF before it is written."""


def render_pdf(document: Document, sink: Sink) -> Rendering:
    """The document to be read and sent: PDF/UA-1 and PDF/A-3a in one.

    Whatever could not be printed as meant is reported to `sink`. Raises `MachineError` where the machine cannot
    render at all.
    """
    weasyprint = weasyprint_module()

    def write(layout: Any) -> tuple[bytes, list[LogRecord]]:
        merge_links(layout)
        return _written(weasyprint, layout, READ, mark_pages(weasyprint, layout))

    return _rendered(weasyprint, document, READ, screen_profile(weasyprint), write, sink)


def render_press(document: Document, sink: Sink) -> Rendering:
    """The document for the print shop: PDF/X-4 besides, in inks, with bleed and marks, and without links."""
    weasyprint, press, transparent = weasyprint_module(), press_of(press_profile()), set[int]()
    if document.metadata.date is None:
        hint = "give the brief a `date:`"
        sink.error("press-date", "a file for the press must say when it was made", document.brief.origin, hint)

    def write(layout: Any) -> tuple[bytes, list[LogRecord]]:
        for page in layout.pages:
            page.links = []
        marks = mark_pages(weasyprint, layout, in_inks(press, transparent))
        return _written(weasyprint, layout, PRESS, marks, make_sheets, name_condition)

    rendering = _rendered(weasyprint, document, PRESS, output_profile(weasyprint, press.content, "cmyk"), write, sink)
    if transparent:
        message = (
            f"something on page {pages_in_words(transparent)} is transparent; the print shop flattens it, or refuses it"
        )
        sink.warning("press-transparency", message, document.brief.origin, "use opaque colours in the style sheet")
    return rendering


def _rendered(
    weasyprint: ModuleType,
    document: Document,
    kind: Kind,
    profile: dict[str, Any],
    write: Callable[[Any], tuple[bytes, list[LogRecord]]],
    sink: Sink,
) -> Rendering:
    images = clean_images(document.body, document.assets, sink)
    tree = print_tree(document, images, note_words(document))
    missing = check_glyphs(document, sink)
    served = Served(document.assets, {image.address: image for image in images.values()}, sink)
    with layout_failures(document.brief.origin, sink):
        layout = _layout(weasyprint, document, tree, served, kind, profile)
        guard(layout, tree, sink)
        if document.audience.reading_aloud:
            mark_lines(weasyprint, layout)
        content, records = write(layout)
        report([record for record in records if not is_glyph_of(record, missing)], sink)
    return Rendering(kind.format, content, len(layout.pages))


def _written(
    weasyprint: ModuleType, layout: Any, kind: Kind, marks: Marks, *finish: Finish
) -> tuple[bytes, list[LogRecord]]:
    """The bytes of the PDF, and what was logged while they were made."""

    def finished(_layout: Any, pdf: Any) -> None:
        add_structure(weasyprint, layout, marks, pdf)
        for one in finish:
            one(pdf)

    state_conformance(layout.metadata)
    with engine_log() as records:
        content: bytes = layout.write_pdf(finisher=finished, **kind.options)
    return content, records


@dataclass(slots=True)
class Served:
    """Everything that the layout may load, by address; the rest is refused."""

    assets: Assets
    shown: Mapping[str, CleanImage]
    sink: Sink

    def load(self, address: str) -> tuple[bytes, str]:
        """The bytes and media type behind an address; raises `ValueError` for one that the document does not hold."""
        if address.startswith(SCHEME):
            return self.shown[address].content, self.shown[address].media_type
        name = address.removeprefix(BASE)
        image = styled_image(name, self.assets, None, self.sink)
        if image:
            return image.content, image.media_type
        font = self.assets.fonts.get(unquote(name))
        if font is None:
            raise ValueError(REFUSED)
        return font.read_bytes(), "font/sfnt"


def _layout(
    weasyprint: ModuleType, document: Document, tree: PrintTree, served: Served, kind: Kind, profile: dict[str, Any]
) -> Any:
    texts = tuple(read_styles("print.css", document.assets, served.sink, kind.sheet))
    check_contrast(texts, served.sink)
    sheets = parsed_sheets(texts, document.assets.fonts)
    served.sink.extend(sheets.found)
    with engine_log() as records:
        page = engine_page(weasyprint, print_page(document.metadata, tree.body), TableFetcher(served.load))
        options = {**weasyprint.DEFAULT_OPTIONS, **kind.options, "stylesheets": sheets.parsed}
        profiles = {**profile, **sheets.profiles()}
        layout = document_class(weasyprint)._render(page, sheets.fonts, sheets.counters(), profiles, options)  # noqa: SLF001 - see there
    report(records, served.sink)
    return layout
