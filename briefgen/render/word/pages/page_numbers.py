"""Counts the pages of a Word file, and finds the page of each line of its contents, by laying the finished file out once.

A word processor that updates the fields finds its own pages. Until then the contents show the pages that the file has with the
fonts that are embedded in it. Decision 6 says how well the two agree.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from briefgen.model.diagnostic import Sink
from briefgen.model.document import Document
from briefgen.render.engine.layout import lay_out
from briefgen.render.engine.log import REFUSAL_MESSAGE, capture_engine_log, report_engine_log
from briefgen.render.engine.stylesheet_cache import load_style_sheets
from briefgen.render.engine.weasyprint import load_weasyprint, report_layout_failures
from briefgen.render.html.head import build_html_page
from briefgen.render.word.pages.cascade import TWIPS_PER_POINT, Cascade
from briefgen.render.word.pages.flow import BASE_CSS, FlowWriter
from briefgen.render.word.pages.measures import MeasuringFaces
from briefgen.render.word.xml import Xml, find, parse_part, read_value, serialise_part, tag, w

DOCUMENT_PART = "word/document.xml"
PAGE_REFERENCE = re.compile(r"\s*PAGEREF\s+(?P<name>\S+)")

Parts = Mapping[str, bytes]


def has_page_fields(parts: Parts) -> bool:
    """Whether a file prints the page of anything."""
    return b"PAGEREF" in parts[DOCUMENT_PART]


def fill_page_fields(parts: Parts, document: Document, faces: MeasuringFaces, sink: Sink) -> tuple[Parts, int]:
    """The parts of a file with a result in each field for a page, and how many pages it has. Raises `MachineError`.

    Pages count from the first of the file, as the numbers in the footer do.
    """
    root = parse_part(parts[DOCUMENT_PART])
    pages, count = _find_pages(root, parts, document, faces, sink)
    for field, name in _find_page_fields(root):
        if name in pages:
            field.addnext(w("r", w("t", str(pages[name]))))
    return {**parts, DOCUMENT_PART: serialise_part(root)}, count


def _find_page_fields(root: Xml) -> Iterator[tuple[Xml, str]]:
    """The run before the result of each of these fields, and the bookmark that the field names."""
    for instruction in list(root.iter(tag("w:instrText"))):
        reference = PAGE_REFERENCE.match(instruction.text or "")
        if reference:
            yield instruction.getparent().getnext(), reference["name"]


def _find_pages(
    root: Xml, parts: Parts, document: Document, faces: MeasuringFaces, sink: Sink
) -> tuple[dict[str, int], int]:
    """The page of each bookmark, from 1, and how many pages there are."""
    load_weasyprint()
    notes = parse_part(parts[f"word/{document.notes.value}.xml"])
    cascade = Cascade(parse_part(parts["word/styles.xml"]), parse_part(parts["word/numbering.xml"]), faces)
    flow = FlowWriter(cascade, {read_value(note, name="id"): note for note in notes}, document.notes)
    body = find(root, "w:body")
    text = flow.write_page(body)
    html = build_html_page(document.metadata, f"<body>{text}</body>", flow.css)
    css = faces.css + BASE_CSS + _build_page_css(body, flow.separator_height)
    sheets = load_style_sheets((("word.css", css),), faces.files)
    sink.extend(sheets.diagnostics)
    with report_layout_failures(document.brief.origin, sink), capture_engine_log() as records:
        layout = lay_out(html, sheets, _refuse)
    report_engine_log(records, sink)
    pages = {name: number for number, page in enumerate(layout.pages, start=1) for name in page.anchors}
    return pages, len(layout.pages)


def _build_page_css(body: Xml, over_notes: str) -> str:
    """The page of the last section; all sections have the same."""
    size, margin = find(body, "w:sectPr/w:pgSz"), find(body, "w:sectPr/w:pgMar")

    def list_lengths(element: Xml, *names: str) -> str:
        return " ".join(f"{int(read_value(element, name=name)) / TWIPS_PER_POINT:g}pt" for name in names)

    notes = f"@footnote {{ margin: 0; padding-top: {over_notes}; padding-bottom: 0.1pt }}"  # 0.1: see print.css
    margins = list_lengths(margin, "top", "right", "bottom", "left")
    return f"@page {{ size: {list_lengths(size, 'w', 'h')}; margin: {margins}; {notes} }}"


def _refuse(_address: str) -> tuple[bytes, str]:
    raise ValueError(REFUSAL_MESSAGE)
