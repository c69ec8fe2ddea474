"""Turns the document into a PDF with WeasyPrint."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import ModuleType
from typing import Any
from urllib.parse import unquote

from briefgen.render.engine_log import REFUSED, engine_log, is_glyph_of, report
from briefgen.render.glyphs import check_glyphs
from briefgen.render.guard import guard
from briefgen.render.head import html_page
from briefgen.render.images import SCHEME, CleanImage, clean_images, styled_image
from briefgen.render.output_profile import NAME, screen_profile
from briefgen.render.patches import require_known
from briefgen.render.patches.footnote_layout import document_class
from briefgen.render.patches.links import merge_links
from briefgen.render.patches.marking import mark_pages
from briefgen.render.patches.metadata import Claims, state
from briefgen.render.print_tree import PrintTree, print_tree
from briefgen.render.serialise import serialise
from briefgen.render.structure import add_structure
from briefgen.render.stylesheet import read_styles
from briefgen.render.words import note_words
from briefgen.values.artifact import Format, Rendering
from briefgen.values.diagnostic import MachineError, Sink
from briefgen.values.document import Assets, Document

BASE = "https://document.invalid/"
"""Where the addresses in style sheets are taken to lie; `.invalid` leads nowhere by definition."""

PDF_OPTIONS: Mapping[str, Any] = {"pdf_variant": "pdf/a-3b", "output_intent": NAME}
"""How the PDF is written. Level A of PDF/A-3, and PDF/UA-1, need the structure tree, which briefgen adds by itself."""


def render_pdf(document: Document, sink: Sink) -> Rendering:
    """The document as a PDF that is PDF/UA-1 and PDF/A-3a in one.

    Whatever could not be printed as meant is reported to `sink`. Raises `MachineError` where the machine cannot
    render at all.
    """
    weasyprint = _weasyprint()
    images = clean_images(document.body, document.assets, sink)
    tree = print_tree(document, images, note_words(document))
    missing = check_glyphs(document, sink)
    served = Served(document.assets, {image.address: image for image in images.values()}, sink)
    try:
        layout = _layout(weasyprint, document, tree, served)
        guard(layout, tree, sink)
        merge_links(layout)
        marks = mark_pages(weasyprint, layout)
        state(layout.metadata, Claims(ua=True, archive_level="A"))
        with engine_log() as records:
            content: bytes = layout.write_pdf(
                finisher=lambda layout, pdf: add_structure(weasyprint, layout, marks, pdf), **PDF_OPTIONS
            )
        report([record for record in records if not is_glyph_of(record, missing)], sink)
    except RecursionError:
        sink.stop("render-nesting", "elements are nested too deeply to be laid out", document.brief.origin)
    except (ArithmeticError, AssertionError, AttributeError, LookupError, MemoryError, TypeError, ValueError) as error:
        raise MachineError("render-crash", f"the page layout broke off ({type(error).__name__}: {error})") from error
    return Rendering(Format.PDF, content, len(layout.pages))


def print_html(document: Document, tree: PrintTree) -> str:
    """The page that is laid out."""
    return html_page(document.metadata, serialise((tree.body,)))


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


def _layout(weasyprint: ModuleType, document: Document, tree: PrintTree, served: Served) -> Any:
    from weasyprint.css.counters import CounterStyle
    from weasyprint.text.fonts import FontConfiguration

    sink, fetcher = served.sink, _fetcher(served.load)
    shared = {
        "font_config": FontConfiguration(),
        "counter_style": CounterStyle(),
        "color_profiles": screen_profile(weasyprint),
    }
    sheets = []
    for name, text in read_styles("print.css", document.assets.styles, sink):
        with engine_log() as records:
            sheets.append(weasyprint.CSS(string=text, base_url=BASE, url_fetcher=fetcher, **shared))
        report(records, sink, name)
    with engine_log() as records:
        page = weasyprint.HTML(string=print_html(document, tree), url_fetcher=fetcher)
        options = {**weasyprint.DEFAULT_OPTIONS, **PDF_OPTIONS, "stylesheets": sheets}
        layout = document_class(weasyprint)._render(page, *shared.values(), options)  # noqa: SLF001 - see there
    report(records, sink)
    return layout


def _fetcher(load: Callable[[str], tuple[bytes, str]]) -> Any:
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    class TableFetcher(URLFetcher):  # type: ignore[misc]
        """Serves a table and nothing else: no file, no network."""

        def fetch(self, url: str, headers: Mapping[str, str] | None = None) -> Any:  # noqa: ARG002
            content, media_type = load(url)
            return URLFetcherResponse(url, content, {"Content-Type": media_type})

    return TableFetcher()


def _weasyprint() -> ModuleType:
    try:
        import weasyprint
    except OSError as error:
        raise MachineError(
            "pango-missing",
            f"making a PDF needs Pango, which is not on this machine ({str(error).splitlines()[0]})",
            "run `apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0`, or `brew install pango`",
        ) from error
    require_known(weasyprint)
    module: ModuleType = weasyprint
    return module
