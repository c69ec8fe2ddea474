"""A finished PDF as the product itself reads it: the words with PDFium, everything else with pikepdf."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from io import BytesIO
from typing import Any

import pikepdf
import pypdfium2


@dataclass(frozen=True)
class Run:
    """Words that stand side by side, and their place from the left edge and the foot of the page, in points."""

    left: float
    bottom: float
    text: str


@dataclass(frozen=True)
class Page:
    """A page: its words, and its object."""

    text: str
    """In the order in which they are drawn, with the ends of lines."""
    runs: tuple[Run, ...]
    object: pikepdf.Page
    file: pikepdf.Pdf
    """Which must stay open as long as the object is looked at."""

    @property
    def height(self) -> float:
        """The height of the paper, in points."""
        return float(self.object.mediabox[3])

    @property
    def links(self) -> list[Any]:
        """The places to click, and other annotations."""
        return list(self.object.get("/Annots", []))

    @property
    def operations(self) -> list[tuple[list[Any], str]]:
        """What is drawn: each operator behind its operands."""
        return operations(self.object)


class Pdf:
    """A PDF file, opened."""

    def __init__(self, content: bytes) -> None:
        self.file = pikepdf.open(BytesIO(content))
        self._content = content

    @cached_property
    def pages(self) -> tuple[Page, ...]:
        """The pages in their order."""
        document = pypdfium2.PdfDocument(self._content)
        try:
            words = [_read_words(page) for page in document]
        finally:
            document.close()
        return tuple(Page(*read, page, self.file) for read, page in zip(words, self.file.pages, strict=True))

    @property
    def text(self) -> str:
        """The words of all pages."""
        return "\n".join(page.text for page in self.pages)

    @property
    def root(self) -> Any:
        """The catalogue of the file."""
        return self.file.Root

    @property
    def information(self) -> Mapping[str, str]:
        """What the file says of itself, by key."""
        return {key: str(value) for key, value in self.file.docinfo.items()}

    @property
    def outline(self) -> list[str]:
        """The titles of the outline, nested ones included."""
        with self.file.open_outline() as outline:
            return list(_titles(outline.root))

    @property
    def destinations(self) -> Mapping[str, int]:
        """The number of the page, from 1, to which each name leads."""
        numbers = {page.objgen: number for number, page in enumerate(self.file.pages, start=1)}
        names = dict(pikepdf.NameTree(self.root.Names.Dests)) if "/Names" in self.root else dict(self.root.Dests)
        return {name.removeprefix("/"): numbers[_place(target)[0].objgen] for name, target in names.items()}


def operations(source: Any) -> list[tuple[list[Any], str]]:
    """What a page or a drawing draws: each operator behind its operands."""
    return [(list(done.operands), str(done.operator)) for done in pikepdf.parse_content_stream(source)]


def _place(target: Any) -> Any:
    return target.D if isinstance(target, pikepdf.Dictionary) else target


def _titles(items: Any) -> Iterator[str]:
    for item in items:
        yield item.title
        yield from _titles(item.children)


def _read_words(page: Any) -> tuple[str, tuple[Run, ...]]:
    words = page.get_textpage()
    text = words.get_text_range().replace("\r\n", "\n")
    boxes = [words.get_rect(index) for index in range(words.count_rects())]
    runs = tuple(Run(box[0], box[1], words.get_text_bounded(*box).strip()) for box in boxes)
    words.close()
    page.close()
    return text, runs
