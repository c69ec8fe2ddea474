"""The document of a brief as the page shows it: HTML at once, PDF on demand."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from typing import Any

from briefgen.composer.reading import BriefReading, read_brief
from briefgen.composer.session import ComposerSession
from briefgen.load import list_names
from briefgen.model.artifact import Format, Rendering
from briefgen.model.diagnostic import BriefgenError, Sink
from briefgen.model.document import Document
from briefgen.pipeline import check_printable
from briefgen.render import render_html_parts
from briefgen.render.html.head import HtmlParts

TYPED_CHARACTERS = "".join(map(chr, (*range(0xA1, 0x180), *range(0x2010, 0x2028), *range(0x202F, 0x205F))))
"""Letters with accents and the marks of print. The fonts of a page have them from the start: with the first `é` that
somebody types, or without the last, they would be other fonts, and the document would be loaded again as a whole."""


def render_html_page(session: ComposerSession, arguments: Mapping[str, Any]) -> bytes:
    """The document in HTML, as its reader gets it. Raises `BriefgenError` where it cannot be composed or printed."""
    return _render_html(session, arguments).join()


def render_html_body(session: ComposerSession, arguments: Mapping[str, Any]) -> bytes:
    """The same without its styles and fonts, which are most of it: a page that has them names them by their digest."""
    return _render_html(session, arguments).join_without_style()


def _render_html(session: ComposerSession, arguments: Mapping[str, Any]) -> HtmlParts:
    reading = read_brief(session, arguments)
    document = _require_document(reading)
    return session.read((Format.HTML, reading.key), lambda: _render_parts(document))


def _render_parts(document: Document) -> HtmlParts:
    sink = Sink()
    check_printable(document, (Format.HTML,), sink)
    sink.stop_on_errors()
    return render_html_parts(document, sink, TYPED_CHARACTERS)


def render_pdf_file(session: ComposerSession, arguments: Mapping[str, Any]) -> Rendering:
    """The document with its pages. It takes seconds, so the session is free meanwhile. Raises `BriefgenError` likewise."""
    reading = read_brief(session, arguments)
    return session.pages.render(_require_document(reading))


def warm_up(session: ComposerSession, brief: str | None) -> None:
    """Compose and print one brief, so that the modules are loaded and the first page comes sooner."""
    project = session.read_project().project
    names = list_names(project, "briefs") if project else ()
    if names:
        with suppress(BriefgenError):
            render_html_page(session, {"brief": brief or names[0]})


def _require_document(reading: BriefReading) -> Document:
    if reading.document is None:
        raise BriefgenError(*reading.problems)
    return reading.document
