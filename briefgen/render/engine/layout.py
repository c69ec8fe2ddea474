"""Lays out a page with WeasyPrint and writes the laid-out pages as a PDF."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from io import BytesIO
from types import MappingProxyType
from typing import Any
from xml.etree.ElementTree import Element as PageElement

from briefgen.render.engine.drawings import Drawing, build_image_cache
from briefgen.render.engine.fetcher import Load, RestrictedFetcher
from briefgen.render.engine.packed_streams import pack_streams
from briefgen.render.engine.page_templates import LayoutJob, PageBasis, lay_out_by_template
from briefgen.render.engine.patches.footnote_layout import build_document_class
from briefgen.render.engine.patches.shared_styles import share_styles
from briefgen.render.engine.stylesheet_cache import ParsedStyleSheets

PROFILE_NAME = "--output"
"""The name of the colour profile among those of the style sheets, which cannot use it by accident."""


@dataclass(frozen=True, slots=True)
class OutputIntent:
    """The PDF standard of a file, and the colours in which it is to be seen or printed."""

    variant: str
    """WeasyPrint's name of the standard."""
    profile: bytes
    """An ICC profile."""
    components: str
    """One letter for each channel of the profile: `rgb`."""

    @property
    def options(self) -> dict[str, str]:
        """WeasyPrint's options for it."""
        return {"pdf_variant": self.variant, "output_intent": PROFILE_NAME}


def lay_out(
    page: PageElement | str,
    sheets: ParsedStyleSheets,
    load: Load,
    intent: OutputIntent | None = None,
    drawings: Mapping[str, Drawing] = MappingProxyType({}),
    basis: PageBasis | None = None,
) -> Any:
    """WeasyPrint's `Document`, with the pages of an HTML page: its root element, or its text.

    `load` returns the bytes and media type behind an address, and raises `ValueError` for one that it refuses.
    `drawings` are images by their address that are drawn and not loaded. With a `basis`, the pages may be those of the document before with other words.
    """
    import weasyprint

    fetcher = RestrictedFetcher(load)
    source = (
        weasyprint.HTML(string=page, url_fetcher=fetcher) if isinstance(page, str) else _build_source(page, fetcher)
    )
    options = {**weasyprint.DEFAULT_OPTIONS, **(intent.options if intent else {}), "stylesheets": sheets.parsed}
    options["cache"] = build_image_cache(drawings)
    profiles = sheets.copy_profiles()
    if intent:  # from memory: WeasyPrint would open the file of its own profile and leave it open
        content = BytesIO(intent.profile)
        profiles[PROFILE_NAME] = weasyprint.css.ColorProfile(
            content, PROFILE_NAME, "relative-colorimetric", tuple(intent.components)
        )
    with share_styles(sheets.text):
        return lay_out_by_template(LayoutJob(build_document_class(), source, sheets, profiles, options), basis)


def write_pdf(layout: Any, intent: OutputIntent, finish: Callable[[Any], None]) -> bytes:
    """The bytes of the PDF; `finish` changes its objects before they are written."""

    def complete(_layout: Any, pdf: Any) -> None:
        finish(pdf)
        pack_streams(pdf)

    content: bytes = layout.write_pdf(finisher=complete, **intent.options)
    return content


def _build_source(page: PageElement, fetcher: RestrictedFetcher) -> Any:
    """WeasyPrint's `HTML` of elements; its constructor takes only text."""
    import weasyprint

    class Page(weasyprint.HTML):  # type: ignore[misc]
        """Sets what the constructor sets (WeasyPrint 70.0, `HTML.__init__`)."""

        def __init__(self) -> None:
            self.base_url, self.url_fetcher, self.media_type = None, fetcher, "print"
            wrapper = weasyprint.css.cssselect2.ElementWrapper
            self.wrapper_element = wrapper.from_html_root(page, content_language=None)
            self.etree_element = page

    return Page()
