"""Turns the document into a PDF with WeasyPrint."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from logging import LogRecord
from types import ModuleType
from typing import Any
from urllib.parse import unquote

from briefgen.render.engine_log import REFUSED, engine_log, report
from briefgen.render.footnote_layout import document_class
from briefgen.render.guard import LAYOUT_VERSION, guard
from briefgen.render.head import html_page
from briefgen.render.images import SCHEME, CleanImage, clean_images, styled_image
from briefgen.render.links import merge_links
from briefgen.render.print_tree import PrintTree, print_tree
from briefgen.render.serialise import serialise
from briefgen.render.stylesheet import read_styles
from briefgen.render.words import note_words
from briefgen.values.artifact import Format, Rendering
from briefgen.values.diagnostic import MachineError, Sink
from briefgen.values.document import Assets, Document

BASE = "https://document.invalid/"
"""Where the addresses in style sheets are taken to lie; `.invalid` leads nowhere by definition."""


def render_pdf(document: Document, sink: Sink) -> Rendering:
    """The document as a tagged PDF.

    Whatever could not be printed as meant is reported to `sink`. Raises `MachineError` where the machine cannot
    render at all.
    """
    weasyprint = _weasyprint()
    images = clean_images(document.body, document.assets, sink)
    tree = print_tree(document, images, note_words(document))
    served = Served(document.assets, {image.address: image for image in images.values()}, sink)
    try:
        layout = _layout(weasyprint, document, tree, served)
        guard(layout, tree, sink)
        merge_links(layout)
        with engine_log() as records:
            content: bytes = layout.write_pdf(**pdf_options(tree))
        report([record for record in records if not _is_decorative(record, tree)], sink)
    except RecursionError:
        sink.stop("render-nesting", "elements are nested too deeply to be laid out", document.brief.origin)
    except (ArithmeticError, AssertionError, AttributeError, LookupError, TypeError, ValueError) as error:
        raise MachineError("render-crash", f"the page layout broke off ({type(error).__name__}: {error})") from error
    return Rendering(Format.PDF, content, len(layout.pages))


def print_html(document: Document, tree: PrintTree) -> str:
    """The page that is laid out."""
    return html_page(document.metadata, serialise((tree.body,)))


def pdf_options(tree: PrintTree) -> dict[str, Any]:
    """How the PDF is written. It is called PDF/UA only where it can be: a decorative image is not yet marked as one."""
    return {"pdf_tags": True} if tree.decorative else {"pdf_tags": True, "pdf_variant": "pdf/ua-1"}


def _is_decorative(record: LogRecord, tree: PrintTree) -> bool:
    """Whether WeasyPrint misses the words for an image that has none on purpose."""
    return isinstance(record.args, tuple) and "alt description" in record.msg and record.args[0] in tree.decorative


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


class TableFetcher:
    """Serves a table and nothing else: no file, no network.

    It stands in for WeasyPrint's own `URLFetcher`, each of which would read the machine's TLS certificates: as long as
    half of a short document takes.
    """

    _fail_on_errors = False
    """WeasyPrint asks for it; what is refused goes to its log, and from there to the user."""

    def __init__(self, load: Callable[[str], tuple[bytes, str]]) -> None:
        self._load = load

    def __call__(self, url: str) -> Any:
        """The response to WeasyPrint's request."""
        from weasyprint.urls import URLFetcherResponse

        content, media_type = self._load(url)
        return URLFetcherResponse(url, content, {"Content-Type": media_type})


def _layout(weasyprint: ModuleType, document: Document, tree: PrintTree, served: Served) -> Any:
    from weasyprint.css.counters import CounterStyle
    from weasyprint.text.fonts import FontConfiguration

    sink, fetcher = served.sink, TableFetcher(served.load)
    shared = {"font_config": FontConfiguration(), "counter_style": CounterStyle(), "color_profiles": {}}
    sheets = []
    for name, text in read_styles("print.css", document.assets.styles, sink):
        with engine_log() as records:
            sheets.append(weasyprint.CSS(string=text, base_url=BASE, url_fetcher=fetcher, **shared))
        report(records, sink, name)
    with engine_log() as records:
        page = weasyprint.HTML(string=print_html(document, tree), url_fetcher=fetcher)
        options = {**weasyprint.DEFAULT_OPTIONS, **pdf_options(tree), "stylesheets": sheets}
        layout = document_class(weasyprint)._render(page, *shared.values(), options)  # noqa: SLF001 - see there
    report(records, sink)
    return layout


def _weasyprint() -> ModuleType:
    try:
        import weasyprint
    except OSError as error:
        raise MachineError(
            "pango-missing",
            f"making a PDF needs Pango, which is not on this machine ({str(error).splitlines()[0]})",
            "run `apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0`, or `brew install pango`",
        ) from error
    if weasyprint.__version__ != LAYOUT_VERSION:
        raise MachineError(
            "weasyprint-version",
            f"WeasyPrint {weasyprint.__version__} is installed; briefgen is checked with {LAYOUT_VERSION}",
            f"run `pip install weasyprint=={LAYOUT_VERSION}`",
        )
    module: ModuleType = weasyprint
    return module
