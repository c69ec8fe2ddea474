"""How many pages the PDF of a brief has. It takes seconds, so a page requests it after everything else."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from briefgen.composer.document import render_pdf_file
from briefgen.composer.session import ComposerSession


@dataclass(frozen=True, slots=True)
class PagesView:
    """The pages of the PDF."""

    pages: int


def build_pages_view(session: ComposerSession, arguments: Mapping[str, Any]) -> PagesView:
    """Lay the brief out and count its pages. Raises `BriefgenError` where it cannot be printed."""
    return PagesView(render_pdf_file(session, arguments).pages or 0)
