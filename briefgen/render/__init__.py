"""Render: turns the document into the bytes of one format."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from briefgen.model.artifact import Format, Rendering
from briefgen.model.diagnostic import Sink
from briefgen.model.document import Document
from briefgen.render.html.writer import render_html
from briefgen.render.images.cleaning import reencode_images
from briefgen.render.pdf.missing_glyphs import check_glyphs
from briefgen.render.pdf.writer import render_pdf, render_press
from briefgen.render.style.contrast import check_contrast
from briefgen.render.style.families import check_families, check_word_family
from briefgen.render.style.stylesheet import read_style_sheets
from briefgen.render.word.writer import render_docx

__all__ = [
    "check_faces",
    "check_glyphs",
    "check_theme",
    "reencode_images",
    "render",
    "render_docx",
    "render_html",
    "render_pdf",
    "render_press",
]

RENDERERS: Mapping[Format, Callable[[Document, Sink], Rendering]] = {
    Format.HTML: render_html,
    Format.PDF: render_pdf,
    Format.DOCX: render_docx,
    Format.PRESS: render_press,
}


def render(document: Document, format_: Format, sink: Sink) -> Rendering:
    """The document in one format; what could not be printed as meant is reported to `sink`."""
    return RENDERERS[format_](document, sink)


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
