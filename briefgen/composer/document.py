"""The document of a brief as the page shows it: HTML at once, PDF on demand."""

from __future__ import annotations

import re
from collections.abc import Mapping
from contextlib import suppress
from hashlib import sha256
from typing import Any

from briefgen.composer.reading import BriefReading, read_brief
from briefgen.composer.session import ComposerSession
from briefgen.load import list_names
from briefgen.model.artifact import Format, Rendering
from briefgen.model.diagnostic import BriefgenError, Sink
from briefgen.model.document import Document
from briefgen.pipeline import render_formats

_STYLE = re.compile(rb"<style[^>]*>(.*?)</style>", re.DOTALL)


def render_html_page(session: ComposerSession, arguments: Mapping[str, Any]) -> bytes:
    """The document in HTML, as its reader gets it. Raises `BriefgenError` where it cannot be composed or printed."""
    reading = read_brief(session, arguments)
    document = _require_document(reading)
    return session.read((Format.HTML, reading.key), lambda: render_formats(document, (Format.HTML,), Sink())[0].content)


def render_html_body(session: ComposerSession, arguments: Mapping[str, Any]) -> bytes:
    """The same without its styles and fonts, which are most of it: a page that has them names them by their digest."""
    page = render_html_page(session, arguments)
    head, end, rest = page.partition(b"</head>")
    digest = sha256(b"".join(_STYLE.findall(head))).hexdigest()
    return b"".join((_STYLE.sub(b"", head), f'<meta name="styles" content="{digest}">'.encode(), end, rest))


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
