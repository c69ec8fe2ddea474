"""Render: turns the document into the bytes of one format.

What writes a format is imported when a file of that format is asked for: `check` and `list` ask for none.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from briefgen.model.artifact import Format, Rendering
from briefgen.model.diagnostic import Sink
from briefgen.model.document import Assets, Document
from briefgen.model.tree import Element
from briefgen.render.pdf.missing_glyphs import check_glyphs
from briefgen.render.style.contrast import check_contrast
from briefgen.render.style.families import check_families, check_word_family
from briefgen.render.style.stylesheet import read_style_sheets

if TYPE_CHECKING:
    from briefgen.render.html.head import HtmlParts

__all__ = [
    "check_faces",
    "check_glyphs",
    "check_theme",
    "reencode_images",
    "render",
    "render_docx",
    "render_html",
    "render_html_parts",
    "render_pdf",
    "render_press",
]


def render_html(document: Document, sink: Sink) -> Rendering:
    """The document as one HTML file."""
    from briefgen.render.html import writer

    return writer.render_html(document, sink)


def render_html_parts(document: Document, sink: Sink, kept: str) -> HtmlParts:
    """The HTML file in its parts, for a page that has most of them already; its fonts have the characters of `kept`, too."""
    from briefgen.render.html import writer

    return writer.render_html_parts(document, sink, kept)


def render_pdf(document: Document, sink: Sink) -> Rendering:
    """The document as a PDF to be read and sent."""
    from briefgen.render.pdf import writer

    return writer.render_pdf(document, sink)


def render_press(document: Document, sink: Sink) -> Rendering:
    """The document as a PDF for the print shop."""
    from briefgen.render.pdf import writer

    return writer.render_press(document, sink)


def render_docx(document: Document, sink: Sink) -> Rendering:
    """The document as a Word file."""
    from briefgen.render.word import writer

    return writer.render_docx(document, sink)


RENDERERS: Mapping[Format, Callable[[Document, Sink], Rendering]] = {
    Format.HTML: render_html,
    Format.PDF: render_pdf,
    Format.DOCX: render_docx,
    Format.PRESS: render_press,
}


def render(document: Document, format_: Format, sink: Sink) -> Rendering:
    """The document in one format; what could not be printed as meant is reported to `sink`."""
    return RENDERERS[format_](document, sink)


def reencode_images(body: Element, assets: Assets, sink: Sink) -> Mapping[str, bytes]:
    """Every image that a document may print, encoded again for another machine, by its name in `assets`."""
    from briefgen.render.images import cleaning

    return cleaning.reencode_images(body, assets, sink)


def check_theme(document: Document, sink: Sink) -> None:
    """Warn of colours of the theme that cannot be read on one another, without rendering anything."""
    check_contrast(list(read_style_sheets("screen.css", document.assets, sink)), sink)


def check_faces(document: Document, sink: Sink) -> None:
    """Report families of the theme and of the audience that are not there."""
    audience = document.audience
    if document.assets.theme or audience.word_settings.font:
        sheets = list(read_style_sheets("screen.css", document.assets, Sink()))
        check_families(sheets, sink)
        check_word_family(audience, sheets, sink)
