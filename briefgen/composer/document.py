"""The document of a brief as the page shows it: HTML at once, PDF on demand."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from typing import Any

from briefgen.composer.reading import BriefReading, read_brief
from briefgen.composer.session import ComposerSession
from briefgen.load import list_names
from briefgen.model.artifact import Format
from briefgen.model.diagnostic import BriefgenError, Sink
from briefgen.model.document import Document
from briefgen.pipeline import render_formats


def render_html_page(session: ComposerSession, arguments: Mapping[str, Any]) -> bytes:
    """The document in HTML, as its reader gets it. Raises `BriefgenError` where it cannot be composed or printed."""
    return _render(session, read_brief(session, arguments), Format.HTML)


def render_pdf_file(session: ComposerSession, arguments: Mapping[str, Any]) -> bytes:
    """The document with its pages. Raises `BriefgenError` likewise."""
    return _render(session, read_brief(session, arguments), Format.PDF)


def warm_up(session: ComposerSession, brief: str | None) -> None:
    """Compose and print one brief, so that the modules are loaded and the first page comes sooner."""
    project = session.read_project().project
    names = list_names(project, "briefs") if project else ()
    if names:
        with suppress(BriefgenError):
            render_html_page(session, {"brief": brief or names[0]})


def _render(session: ComposerSession, reading: BriefReading, format_: Format) -> bytes:
    document = reading.document
    if document is None:
        raise BriefgenError(*reading.problems)
    return session.read((format_, reading.key), lambda: _render_document(document, format_))


def _render_document(document: Document, format_: Format) -> bytes:
    return render_formats(document, (format_,), Sink())[0].content
