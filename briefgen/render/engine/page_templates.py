"""Lays out the pages of a document like those of the document before, where only a few words differ.

The notes of a campaign differ in a name, a country and an address. The laid-out pages of the last ones are kept as a template: the blocks with other
words are laid out again in their places (`replaced_blocks`), everything else stays. Whatever is not certain to give the same
pages as a layout from the start is refused there, and the document is laid out in the usual way.
"""

from __future__ import annotations

import re
import threading
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from briefgen.render.engine.boxes import get_page_box
from briefgen.render.engine.drawings import Drawing
from briefgen.render.engine.log import capture_engine_log
from briefgen.render.engine.patches.shared_styles import describe_element, find_selector_names
from briefgen.render.engine.replaced_blocks import LaidOutPages, RefusedError, count_other_words, replace_words
from briefgen.render.engine.weasyprint import LAYOUT_CRASHES

MAX_TEMPLATES = 4
"""Documents with different elements, or with another text in one of them that takes another number of lines."""

MAX_PAGES = 8
"""Pages of a template: the boxes of longer documents take much memory, and their notes are rarely about one reader."""

UNCERTAIN_RULES = re.compile(
    r"target-text|target-counter|ellipsis|max-lines|line-clamp|continue\s*:|element\(|running\("
)
"""Rules of a style sheet by which a text is printed in another place than its own, or is cut off while it is drawn."""


@dataclass(frozen=True, slots=True)
class PageBasis:
    """What the pages of a document depend on, beside its elements and style sheets."""

    variant: str
    """The PDF standard, as WeasyPrint calls it."""
    images: tuple[tuple[str, bytes | Drawing], ...]
    """By address. Another image behind one address gives another basis."""
    divided_words: tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True)
class LayoutJob:
    """One document to be laid out."""

    document_class: Any
    """WeasyPrint's `Document`, as `build_document_class` returns it."""
    source: Any
    """WeasyPrint's `HTML`."""
    sheets: Any
    """`ParsedStyleSheets`."""
    profiles: Mapping[str, Any]
    """The colour profiles of this document."""
    options: dict[str, Any]

    def lay_out(self) -> tuple[Any, Any]:
        """Lay out all pages: the document, and WeasyPrint's `LayoutContext`."""
        # `_render` takes parsed style sheets and their fonts; the public `render` parses them for each document.
        layout = self.document_class._render(  # noqa: SLF001
            self.source, self.sheets.fonts, self.sheets.copy_counters(), self.profiles, self.options
        )
        return layout, self.document_class.contexts.pop()

    def assemble(self, pages: LaidOutPages) -> Any:
        """The document with pages that are laid out, as WeasyPrint's `Document._render` returns it."""
        from weasyprint.document import DocumentMetadata, Page
        from weasyprint.html import get_html_metadata

        layout = self.document_class(
            [Page(box) for box in pages.page_boxes],
            DocumentMetadata(**get_html_metadata(self.source)),
            self.source.url_fetcher,
            self.sheets.fonts,
            self.profiles,
            self.options["output_intent"],
        )
        for page in layout.pages:
            for _, _, _, box in page.links:
                box.link_annotation = None  # of the last document
        layout._html = pages.source  # noqa: SLF001 - its elements are those of the boxes
        layout.drawings = pages.drawings
        return layout


@dataclass(frozen=True, slots=True, eq=False)
class Template:
    """The pages of a document, for others with the same key."""

    key: Any
    pages: LaidOutPages
    sheets: Any
    """The style sheets, which the key knows by their address: they live as long as it."""


class TemplateStore(threading.local):
    """The templates of a thread: replacing words changes them."""

    def __init__(self) -> None:
        self.kept: list[Template] = []
        """The one that was used last at the end."""
        self.hits = 0
        self.refusal = ""
        """Why a template was refused the last time, for the tests."""

    def keep(self, template: Template) -> None:
        """Keep a template, and drop the one that was not used for the longest time."""
        self.kept.append(template)
        while len(self.kept) > MAX_TEMPLATES:
            del self.kept[0]

    def fill(self, key: Any, source: Any) -> Template | None:
        """A template whose pages have got the words of a document, if one fits: first that with the most of these words is tried."""
        fitting = [template for template in reversed(self.kept) if template.key == key]
        for template in sorted(fitting, key=lambda template: count_other_words(template.pages, source)):
            # It is taken out: a failure can leave it in pieces. One that refuses is whole.
            index = self.kept.index(template)
            del self.kept[index]
            try:
                replace_words(template.pages, source)
            except RefusedError as refusal:
                self.refusal = str(refusal)
                self.kept.insert(index, template)
            except LAYOUT_CRASHES as crash:
                self.refusal = str(crash)
            else:
                self.hits += 1
                self.keep(template)
                return template
        return None


_STORE = TemplateStore()


def lay_out_by_template(job: LayoutJob, basis: PageBasis | None) -> Any:
    """Lay out a document, from a template if there is one that fits. The result is always that of a layout from the start.

    Without a basis, nothing is taken over or kept.
    """
    key = _build_key(job, basis) if basis else None
    if basis is None or key is None:
        return job.lay_out()[0]
    if template := _STORE.fill(key, job.source):
        return job.assemble(template.pages)
    with capture_engine_log() as records:
        layout, context = job.lay_out()
    # What was reported must be reported for each document, and what was loaded besides the images of the basis can change.
    loaded = job.source.url_fetcher.addresses - {address for address, _ in basis.images}
    if not records and not loaded and len(layout.pages) <= MAX_PAGES:
        boxes = [get_page_box(page) for page in layout.pages]
        pages = LaidOutPages(job.source, context, boxes)
        layout.drawings = pages.drawings
        _STORE.keep(Template(key, pages, job.sheets))
    return layout


def _build_key(job: LayoutJob, basis: PageBasis) -> Any:
    """What two documents must share so that the pages of one can be a template for the other; None where there are none."""
    names = find_selector_names(job.sheets.text)
    if names is None or names.has_meta or UNCERTAIN_RULES.search(job.sheets.text.lower()):
        return None
    elements = job.source.etree_element.iter()
    return basis, id(job.sheets), tuple(describe_element(element, names) for element in elements)
