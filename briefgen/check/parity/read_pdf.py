"""Reads the text of a tagged PDF in the order of its structure tree, without running headers and footers, and footnotes apart."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

MarkedContentKey = tuple[int, int]
"""The index of a page, from 0, and the number of a piece of marked content on it (MCID, ISO 32000-2, 14.7.5)."""


@dataclass(frozen=True, slots=True)
class PdfText:
    """The characters of a file in the order of a screen reader, a line for each piece of marked content; empty without tags."""

    text: str
    notes: str
    """Footnotes: the tree has them where they are called."""


def read_pdf(content: bytes) -> PdfText:
    """Read the text of the pages. Raises `pikepdf.PdfError` or `pypdfium2.PdfiumError` for a file that is not a PDF."""
    import pikepdf

    with pikepdf.open(BytesIO(content)) as pdf:
        page_numbers = {page.objgen: number for number, page in enumerate(pdf.pages)}
        reader = _PdfReader(page_numbers, _read_marked_content(content))
        reader.read_node(pdf.Root.get("/StructTreeRoot"), -1, reader.text)
    return PdfText("\n".join(reader.text), "\n".join(reader.notes))


def _read_marked_content(content: bytes) -> Mapping[MarkedContentKey, str]:
    import pypdfium2
    from pypdfium2 import raw

    pieces: dict[MarkedContentKey, list[str]] = {}
    document = pypdfium2.PdfDocument(content)
    try:
        for number in range(len(document)):
            page = document[number]
            text_page = page.get_textpage()
            for index in range(text_page.count_chars()):
                # Spaces and line ends that PDFium adds belong to no object; no comparison needs them.
                text_object = raw.FPDFText_GetTextObject(text_page, index)
                mark = raw.FPDFPageObj_GetMarkedContentID(text_object) if text_object else -1
                if mark >= 0:
                    pieces.setdefault((number, mark), []).append(chr(raw.FPDFText_GetUnicode(text_page, index)))
            text_page.close()
            page.close()
    finally:
        document.close()
    return {key: join_surrogates("".join(characters)) for key, characters in pieces.items()}


def join_surrogates(text: str) -> str:
    """The text with whole characters: PDFium gives a rare Chinese character in two halves, as UTF-16 has it."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


@dataclass(slots=True)
class _PdfReader:
    page_numbers: Mapping[Any, int]
    """Page indexes by the object number and generation of the page."""
    marked_content: Mapping[MarkedContentKey, str]
    text: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def read_node(self, node: Any, page: int, target: list[str]) -> None:
        """Add the text below a node of the structure tree; `page` is the page of the nearest element above that names one."""
        import pikepdf

        if isinstance(node, int):
            target.append(self.marked_content.get((page, node), ""))
        elif isinstance(node, pikepdf.Array):
            for child in node:
                self.read_node(child, page, target)
        elif isinstance(node, pikepdf.Dictionary):
            if "/Pg" in node:
                page = self.page_numbers.get(node.Pg.objgen, page)
            if node.get("/Type") == "/MCR":
                target.append(self.marked_content.get((page, int(node.MCID)), ""))
            elif node.get("/Type") != "/OBJR":
                self.read_node(node.get("/K"), page, self.notes if node.get("/S") == "/Note" else target)
