"""The page of each line of a Word file's contents, reckoned by laying the finished file out once.

A word processor that sets the pages again, when fields are updated, finds what its own fonts make of them. Until then the
contents say what the faces of the style sheets make of them. Decision 6 tells how near that comes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from briefgen.render.engine import layout_failures, weasyprint_module
from briefgen.render.engine_log import REFUSED, engine_log, report
from briefgen.render.fetcher import TableFetcher
from briefgen.render.head import html_page
from briefgen.render.patches.footnote_layout import document_class
from briefgen.render.sheets import parsed_sheets
from briefgen.render.word_cascade import TWIPS, Cascade
from briefgen.render.word_flow import SHEET, Flow
from briefgen.render.word_measures import Faces
from briefgen.render.word_xml import Xml, parsed, serialised, tag, w
from briefgen.values.diagnostic import Sink
from briefgen.values.document import Document

BODY = "word/document.xml"
PAGE_OF = re.compile(r"\s*PAGEREF\s+(?P<name>\S+)")

Parts = Mapping[str, bytes]


def asks_for_pages(parts: Parts) -> bool:
    """Whether a file says of anything on which page it stands."""
    return b"PAGEREF" in parts[BODY]


def with_pages(parts: Parts, document: Document, faces: Faces, sink: Sink) -> Parts:
    """The parts of a file with a result in each field for a page. Raises `MachineError`.

    Pages count from the first of the file, as the numbers at their foot do.
    """
    root = parsed(parts[BODY])
    pages = _pages(root, parts, document, faces, sink)
    for field, name in _page_fields(root):
        if name in pages:
            field.addnext(w("r", w("t", str(pages[name]))))
    return {**parts, BODY: serialised(root)}


def _page_fields(root: Xml) -> Iterator[tuple[Xml, str]]:
    """The run behind which the result of each such field stands, and the bookmark that it names."""
    for instruction in list(root.iter(tag("w:instrText"))):
        asked = PAGE_OF.match(instruction.text or "")
        if asked:
            yield instruction.getparent().getnext(), asked["name"]


def _pages(root: Xml, parts: Parts, document: Document, faces: Faces, sink: Sink) -> dict[str, int]:
    """The page of each bookmark, from 1."""
    weasyprint = weasyprint_module()
    notes = parsed(parts[f"word/{document.notes.value}.xml"])
    cascade = Cascade(parsed(parts["word/styles.xml"]), parsed(parts["word/numbering.xml"]), faces)
    flow = Flow(cascade, {one.get(tag("w:id")): one for one in notes}, document.notes)
    body = root.find(tag("w:body"))
    text = flow.page(body)
    html = html_page(document.metadata, f"<body>{text}</body>", flow.style)
    sheets = parsed_sheets((("word.css", faces.css + SHEET + _paper(body, flow.room_over_notes)),), faces.files)
    sink.extend(sheets.found)
    with layout_failures(document.brief.origin, sink), engine_log() as records:
        page = weasyprint.HTML(string=html, url_fetcher=TableFetcher(_refuse))
        options: dict[str, Any] = {**weasyprint.DEFAULT_OPTIONS, "stylesheets": sheets.parsed}
        layout = document_class(weasyprint)._render(page, sheets.fonts, sheets.counters(), {}, options)  # noqa: SLF001 - see there
    report(records, sink)
    return {name: number for number, one in enumerate(layout.pages, start=1) for name in one.anchors}


def _paper(body: Xml, over_notes: str) -> str:
    """The page of the last section, which is that of all."""
    section = body.find(tag("w:sectPr"))
    size, margin = section.find(tag("w:pgSz")), section.find(tag("w:pgMar"))

    def lengths(element: Xml, *names: str) -> str:
        return " ".join(f"{int(element.get(tag(f'w:{name}'))) / TWIPS:g}pt" for name in names)

    notes = f"@footnote {{ margin: 0; padding-top: {over_notes}; padding-bottom: 0.1pt }}"  # 0.1: see print.css
    return f"@page {{ size: {lengths(size, 'w', 'h')}; margin: {lengths(margin, 'top', 'right', 'bottom', 'left')}; {notes} }}"


def _refuse(_address: str) -> tuple[bytes, str]:
    raise ValueError(REFUSED)
