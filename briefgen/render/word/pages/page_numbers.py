"""The page of each line of a Word file's contents, reckoned by laying the finished file out once.

A word processor that sets the pages again, when fields are updated, finds what its own fonts make of them. Until then the
contents say what the faces of the style sheets make of them. Decision 6 tells how near that comes.
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
from briefgen.render.word.xml import Xml, parse_part, serialise_part, tag, w

DOCUMENT_PART = "word/document.xml"
PAGE_REFERENCE = re.compile(r"\s*PAGEREF\s+(?P<name>\S+)")

Parts = Mapping[str, bytes]


def has_page_fields(parts: Parts) -> bool:
    """Whether a file says of anything on which page it stands."""
    return b"PAGEREF" in parts[DOCUMENT_PART]


def fill_page_fields(parts: Parts, document: Document, faces: MeasuringFaces, sink: Sink) -> Parts:
    """The parts of a file with a result in each field for a page. Raises `MachineError`.

    Pages count from the first of the file, as the numbers at their foot do.
    """
    root = parse_part(parts[DOCUMENT_PART])
    pages = _find_pages(root, parts, document, faces, sink)
    for field, name in _find_page_fields(root):
        if name in pages:
            field.addnext(w("r", w("t", str(pages[name]))))
    return {**parts, DOCUMENT_PART: serialise_part(root)}


def _find_page_fields(root: Xml) -> Iterator[tuple[Xml, str]]:
    """The run behind which the result of each such field stands, and the bookmark that it names."""
    for instruction in list(root.iter(tag("w:instrText"))):
        asked = PAGE_REFERENCE.match(instruction.text or "")
        if asked:
            yield instruction.getparent().getnext(), asked["name"]


def _find_pages(root: Xml, parts: Parts, document: Document, faces: MeasuringFaces, sink: Sink) -> dict[str, int]:
    """The page of each bookmark, from 1."""
    load_weasyprint()
    notes = parse_part(parts[f"word/{document.notes.value}.xml"])
    cascade = Cascade(parse_part(parts["word/styles.xml"]), parse_part(parts["word/numbering.xml"]), faces)
    flow = FlowWriter(cascade, {one.get(tag("w:id")): one for one in notes}, document.notes)
    body = root.find(tag("w:body"))
    text = flow.write_page(body)
    html = build_html_page(document.metadata, f"<body>{text}</body>", flow.css)
    sheets = load_style_sheets(
        (("word.css", faces.css + BASE_CSS + _build_page_css(body, flow.separator_height)),), faces.files
    )
    sink.extend(sheets.diagnostics)
    with report_layout_failures(document.brief.origin, sink), capture_engine_log() as records:
        layout = lay_out(html, sheets, _refuse)
    report_engine_log(records, sink)
    return {name: number for number, one in enumerate(layout.pages, start=1) for name in one.anchors}


def _build_page_css(body: Xml, over_notes: str) -> str:
    """The page of the last section, which is that of all."""
    section = body.find(tag("w:sectPr"))
    size, margin = section.find(tag("w:pgSz")), section.find(tag("w:pgMar"))

    def lengths(element: Xml, *names: str) -> str:
        return " ".join(f"{int(element.get(tag(f'w:{name}'))) / TWIPS_PER_POINT:g}pt" for name in names)

    notes = f"@footnote {{ margin: 0; padding-top: {over_notes}; padding-bottom: 0.1pt }}"  # 0.1: see print.css
    return f"@page {{ size: {lengths(size, 'w', 'h')}; margin: {lengths(margin, 'top', 'right', 'bottom', 'left')}; {notes} }}"


def _refuse(_address: str) -> tuple[bytes, str]:
    raise ValueError(REFUSAL_MESSAGE)
