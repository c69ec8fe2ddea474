"""Reads a tagged PDF back: its text in the order of its structure, page furniture left out, footnotes apart."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

MarkedContentKey = tuple[int, int]
"""A page and the number of a piece of marked content on it."""


@dataclass(frozen=True, slots=True)
class PdfText:
    """The characters of a file, piece by piece as a screen reader would go through them; none without tags."""

    text: str
    notes: str
    """Footnotes, which stand where they are called."""


def read_pdf(content: bytes) -> PdfText:
    """What the pages of the file say."""
    from pypdf import PdfReader  # noqa: PLC0415 - a campaign that finds nothing to do would wait for it

    reader = PdfReader(BytesIO(content))
    catalogue: Any = reader.trailer["/Root"]
    root = catalogue.get("/StructTreeRoot")
    if root is None:
        return PdfText("", "")
    pieces = {
        place: text for number, page in enumerate(reader.pages) for place, text in _read_marked_content(page, number)
    }
    pages: list[Any] = list(reader.pages)
    numbers = {page.indirect_reference.idnum: number for number, page in enumerate(pages)}
    read = _PdfReader(numbers, pieces)
    read.read_node(root.get_object().get("/K"), None, read.text)
    return PdfText("\n".join(read.text), "\n".join(read.notes))


def _read_marked_content(page: Any, number: int) -> Iterator[tuple[MarkedContentKey, str]]:
    """The text of each piece of marked content on a page."""
    found: dict[MarkedContentKey, list[str]] = {}
    open_: list[int | None] = []

    def operator(name: bytes, operands: Any, *_: Any) -> None:
        if name in {b"BDC", b"BMC"}:
            properties: Any = operands[1] if len(operands) > 1 else None
            open_.append(properties.get("/MCID") if isinstance(properties, dict) else None)
        elif name == b"EMC" and open_:
            open_.pop()

    def text(words: str, *_: Any) -> None:
        place = next((one for one in reversed(open_) if one is not None), None)
        if words and place is not None:
            found.setdefault((number, place), []).append(words)

    page.extract_text(visitor_operand_before=operator, visitor_text=text)
    return ((place, "".join(words)) for place, words in found.items())


@dataclass(slots=True)
class _PdfReader:
    page_numbers: Mapping[int, int]
    marked_content: Mapping[MarkedContentKey, str]
    text: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def read_node(self, node: Any, page: int | None, into: list[str]) -> None:
        """The texts below a node of the structure, in order."""
        node = node.get_object() if hasattr(node, "get_object") else node
        if isinstance(node, int):
            into.append(self.marked_content.get((page if page is not None else -1, node), ""))
        elif isinstance(node, list):
            for child in node:
                self.read_node(child, page, into)
        elif node is not None:
            self._read_element(node, page, into)

    def _read_element(self, element: Any, page: int | None, into: list[str]) -> None:
        if "/Pg" in element:
            page = self.page_numbers.get(element.raw_get("/Pg").idnum, page)
        if element.get("/Type") == "/MCR":
            into.append(self.marked_content.get((page if page is not None else -1, element["/MCID"]), ""))
        elif element.get("/Type") != "/OBJR" and "/K" in element:
            self.read_node(element["/K"], page, self.notes if element.get("/S") == "/Note" else into)
