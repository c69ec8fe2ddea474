"""Reads a tagged PDF back: its text in the order of its structure, page furniture left out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from io import BytesIO
from typing import Any, NamedTuple

from pypdf import PdfReader

Place = tuple[int, int]
"""A page and the number of a piece of marked content on it."""


class Words(NamedTuple):
    """The characters of a file, piece by piece as a screen reader would go through them; empty without tags."""

    text: str
    """Without what stands in footnotes, so that a paragraph is whole however many it has."""
    notes: str
    """The footnotes; the whole text in a file that has none, for its notes stand at the end."""


def read_pdf(content: bytes) -> Words:
    """What the file says."""
    reader = PdfReader(BytesIO(content))
    catalogue: Any = reader.trailer["/Root"]
    root = catalogue.get("/StructTreeRoot")
    if root is None:
        return Words("", "")
    pieces = {place: text for number, page in enumerate(reader.pages) for place, text in _marked(page, number)}
    pages: list[Any] = list(reader.pages)
    numbers = {page.indirect_reference.idnum: number for number, page in enumerate(pages)}
    notes: list[str] = []
    text = "\n".join(_read(root.get_object().get("/K"), None, numbers, pieces, notes))
    return Words(text, "\n".join(notes) or text)


def _marked(page: Any, number: int) -> Iterator[tuple[Place, str]]:
    """The text of each piece of marked content on a page."""
    found: dict[Place, list[str]] = {}
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


def _read(
    node: Any, page: int | None, numbers: Mapping[int, int], pieces: Mapping[Place, str], notes: list[str]
) -> Iterator[str]:
    """The texts below a node of the structure, in order; those of footnotes are put into `notes`."""
    node = node.get_object() if hasattr(node, "get_object") else node
    if node is None:
        return
    if isinstance(node, int):
        yield pieces.get((page if page is not None else -1, node), "")
        return
    if isinstance(node, list):
        for child in node:
            yield from _read(child, page, numbers, pieces, notes)
        return
    if "/Pg" in node:
        page = numbers.get(node.raw_get("/Pg").idnum, page)
    if node.get("/Type") == "/MCR":
        yield pieces.get((page if page is not None else -1, node["/MCID"]), "")
    elif node.get("/S") == "/Note":
        notes.extend(_read(node["/K"], page, numbers, pieces, notes))
    elif node.get("/Type") != "/OBJR" and "/K" in node:
        yield from _read(node["/K"], page, numbers, pieces, notes)
