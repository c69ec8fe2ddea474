"""Render: turns the document into the bytes of one format."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from briefgen.render.docx import render_docx
from briefgen.render.glyphs import check_glyphs
from briefgen.render.html import render_html
from briefgen.render.images import images_anew
from briefgen.render.pdf import render_pdf, render_press
from briefgen.values.artifact import Format, Rendering
from briefgen.values.diagnostic import Sink
from briefgen.values.document import Document

__all__ = ["check_glyphs", "images_anew", "render", "render_docx", "render_html", "render_pdf", "render_press"]

RENDERERS: Mapping[Format, Callable[[Document, Sink], Rendering]] = {
    Format.HTML: render_html,
    Format.PDF: render_pdf,
    Format.DOCX: render_docx,
    Format.PRESS: render_press,
}


def render(document: Document, format_: Format, sink: Sink) -> Rendering:
    """The document in one format; what could not be printed as meant is reported to `sink`."""
    return RENDERERS[format_](document, sink)
