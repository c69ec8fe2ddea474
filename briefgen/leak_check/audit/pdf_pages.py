"""Reads the words of each page of a PDF, and checks that each of them can be seen.

Black bars, white text, layers and shapes in front hide a word in different ways, with one result: at the place of the
word, the page has one uniform colour. So the page is drawn, and the pixels at each word are compared.
"""

from __future__ import annotations

from collections.abc import Iterator
from ctypes import c_double
from dataclasses import dataclass
from typing import Any

from briefgen.leak_check.audit.findings import FileContents, TextKind

SCALE = 1.0
"""Pixels for each point: a character of 5 points is 5 pixels high, enough to tell ink from paper."""

MIN_CONTRAST = 10
"""Of 255 shades between the lightest and darkest pixel of a word that can be seen."""

MIN_HEIGHT = 1.5
"""Points: what is smaller cannot be read."""

MIN_STROKES = 3
"""Characters of a word that has several strokes for certain."""

MAX_PAGE_SIZE = 5_000
"""Points: pages larger than this are drawn smaller."""

MAX_LISTED_PAGES = 3
"""Pages that a message names."""


@dataclass(frozen=True, slots=True)
class WordBox:
    """A word with `length` characters, and its place in points from the bottom left of the page."""

    length: int
    left: float
    bottom: float
    right: float
    top: float


@dataclass(frozen=True, slots=True)
class PageRaster:
    """A page as grey pixels, a byte each."""

    pixels: bytes
    stride: int
    width: int
    height: int
    scale: float

    def is_uniform_at(self, word: WordBox) -> bool:
        """Whether the place of a word has one colour, so that nothing can be read there."""
        # Inside the word, so that the edges of a black bar do not count; around a word of one or two strokes, such as `I`.
        inset = 1 if word.length >= MIN_STROKES else -1
        left, right = int(word.left * self.scale) + inset, int(word.right * self.scale) + 1 - inset
        top = self.height - int(word.top * self.scale) - 1 + inset
        bottom = self.height - int(word.bottom * self.scale) - inset
        left, right = max(left, 0), min(right, self.width)
        shades: set[int] = set()
        for row in range(max(top, 0), min(bottom, self.height)):
            shades.update(self.pixels[row * self.stride + left : row * self.stride + right])
            if shades and max(shades) - min(shades) >= MIN_CONTRAST:
                return False
        return True


def read_pages(content: bytes, opened: FileContents) -> bool:
    """Read the words of each page, and report those that cannot be seen; False if a page cannot be read."""
    import pypdfium2

    hidden: dict[str, list[int]] = {}
    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError:
        return False
    try:
        for number in range(len(document)):
            page = document[number]
            text_page = page.get_textpage()
            opened.add_text(f"page {number + 1}", text_page.get_text_range(), TextKind.VISIBLE)
            for reason in _find_invisible_words(page, text_page):
                hidden.setdefault(reason, []).append(number + 1)
            text_page.close()
            page.close()
    except pypdfium2.PdfiumError:
        return False
    finally:
        document.close()
    for reason, pages in hidden.items():
        numbers = ", ".join(str(page) for page in dict.fromkeys(pages[:MAX_LISTED_PAGES]))
        message = f"{len(pages)} words on page {numbers} are in the file and {reason}"
        opened.add_error("audit-hidden", message, "remove the words: covering does not remove them")
    return True


def _find_invisible_words(page: Any, text_page: Any) -> Iterator[str]:
    """The reason for each word that cannot be seen."""
    left, bottom, right, top = page.get_bbox()
    raster: PageRaster | None = None
    for word in _read_words(text_page):
        if word.right <= left or word.left >= right or word.top <= bottom or word.bottom >= top:
            yield "are outside of the page"
        elif word.top - word.bottom < MIN_HEIGHT and word.right - word.left < MIN_HEIGHT * word.length:
            yield "are too small to be read"
        else:
            raster = raster or _rasterise_page(page)
            on_page = WordBox(word.length, word.left - left, word.bottom - bottom, word.right - left, word.top - bottom)
            if raster.is_uniform_at(on_page):
                yield "cannot be seen: they are covered, have the colour of the paper, or are not drawn"


def _rasterise_page(page: Any) -> PageRaster:
    width, height = page.get_size()
    scale = min(SCALE, MAX_PAGE_SIZE / max(width, height, 1))
    bitmap = page.render(scale=scale, grayscale=True, may_draw_forms=True)
    raster = PageRaster(bytes(bitmap.buffer), bitmap.stride, bitmap.width, bitmap.height, scale)
    bitmap.close()
    return raster


def _read_words(text_page: Any) -> Iterator[WordBox]:
    """The words between spaces, each with the box round all its characters; runs of punctuation are not words."""
    from pypdfium2 import raw

    left, right, bottom, top = c_double(), c_double(), c_double(), c_double()
    boxes: list[tuple[float, float, float, float]] = []
    length = 0
    count = text_page.count_chars()
    for index in range(count + 1):
        character = chr(raw.FPDFText_GetUnicode(text_page, index)) if index < count else " "
        if not character.isalnum() and _is_word_separator(character, text_page, index):
            if length:
                lefts, bottoms, rights, tops = zip(*boxes, strict=True)
                yield WordBox(length, min(lefts), min(bottoms), max(rights), max(tops))
            boxes, length = [], 0
            continue
        raw.FPDFText_GetCharBox(text_page, index, left, right, bottom, top)
        boxes.append((left.value, bottom.value, right.value, top.value))
        length += character.isalnum()


def _is_word_separator(character: str, text_page: Any, index: int) -> bool:
    from pypdfium2 import raw

    # PDFium adds line ends and hyphens of its own; they have no place on the page.
    return character.isspace() or character in "\x00\x02\ufffe" or raw.FPDFText_IsGenerated(text_page, index) == 1
