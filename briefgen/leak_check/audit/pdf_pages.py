"""Reads the words of each page of a PDF and looks whether each can be seen. Home of pypdfium2.

Black bars, white letters, layers and shapes in front differ in how they hide a word and agree in what comes of it: where
the word stands, the printed page has one even colour. So the page is drawn, and the place of each word looked at.
"""

from __future__ import annotations

from collections.abc import Iterator
from ctypes import c_double
from dataclasses import dataclass
from typing import Any

from briefgen.leak_check.audit.findings import FileContents, TextKind

SCALE = 1.0
"""Pixels for each point: a letter of 5 points is 5 pixels high, enough to tell ink from paper."""

MIN_CONTRAST = 10
"""Of 255 shades between the lightest and darkest pixel of a word that can be seen."""

MIN_HEIGHT = 1.5
"""Points: what is smaller cannot be read."""

MULTIPLE_STROKE_LETTERS = 3
"""Letters from which on a word has more than one stroke."""

MAX_PAGE_SIZE = 5_000
"""Points: pages larger than this are drawn smaller."""

MAX_LISTED_PAGES = 3
"""Pages that a message names."""


@dataclass(frozen=True, slots=True)
class WordBox:
    """A run of letters and where it stands, in points from the bottom left."""

    letters: int
    left: float
    bottom: float
    right: float
    top: float


@dataclass(frozen=True, slots=True)
class PageRaster:
    """A page as shades of grey."""

    pixels: bytes
    stride: int
    width: int
    height: int
    scale: float

    def is_uniform_at(self, word: WordBox) -> bool:
        """Whether the place of a word has one even colour: nothing can be read there."""
        # The edges of a bar are no letters, so a word is looked at inside; a lone `I` is all edge, so around it.
        inset = 1 if word.letters >= MULTIPLE_STROKE_LETTERS else -1
        left, right = int(word.left * self.scale) + inset, int(word.right * self.scale) + 1 - inset
        top = self.height - int(word.top * self.scale) - 1 + inset
        bottom = self.height - int(word.bottom * self.scale) - inset
        left, right = max(left, 0), min(right, self.width)
        shades: set[int] = set()
        for row in range(max(top, 0), min(bottom, self.height)):
            line = self.pixels[row * self.stride + left : row * self.stride + right]
            shades.update(line)
            if shades and max(shades) - min(shades) >= MIN_CONTRAST:
                return False
        return True


def read_pages(content: bytes, opened: FileContents) -> bool:
    """The words of each page, and those of them that nobody sees; False where a page cannot be read."""
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
            for why in _find_invisible_words(page, text_page):
                hidden.setdefault(why, []).append(number + 1)
            text_page.close()
            page.close()
    except pypdfium2.PdfiumError:
        return False
    finally:
        document.close()
    for why, pages in hidden.items():
        shown = ", ".join(str(page) for page in dict.fromkeys(pages[:MAX_LISTED_PAGES]))
        opened.add_error(
            "audit-hidden",
            f"{len(pages)} words on page {shown} are in the file and {why}",
            "take the words out: covering them does not",
        )
    return True


def _find_invisible_words(page: Any, text_page: Any) -> Iterator[str]:
    """For each word that cannot be seen, why."""
    left, bottom, right, top = page.get_bbox()
    found = list(_read_words(text_page))
    if not found:
        return
    drawing: PageRaster | None = None
    for word in found:
        if word.right <= left or word.left >= right or word.top <= bottom or word.bottom >= top:
            yield "lie outside of the page"
        elif word.top - word.bottom < MIN_HEIGHT and word.right - word.left < MIN_HEIGHT * word.letters:
            yield "are too small to be read"
        else:
            drawing = drawing or _rasterise_page(page)
            if drawing.is_uniform_at(
                WordBox(word.letters, word.left - left, word.bottom - bottom, word.right - left, word.top - bottom)
            ):
                yield "cannot be seen: they are covered, have the colour of the paper, or are not drawn"


def _rasterise_page(page: Any) -> PageRaster:
    width, height = page.get_size()
    scale = min(SCALE, MAX_PAGE_SIZE / max(width, height, 1))
    bitmap = page.render(scale=scale, grayscale=True, may_draw_forms=True)
    drawing = PageRaster(bytes(bitmap.buffer), bitmap.stride, bitmap.width, bitmap.height, scale)
    bitmap.close()
    return drawing


def _read_words(text_page: Any) -> Iterator[WordBox]:
    """Runs of letters between spaces, with their places."""
    from pypdfium2 import raw

    left, right, bottom, top = c_double(), c_double(), c_double(), c_double()
    run: list[tuple[float, float, float, float]] = []
    letters = 0
    for index in range(text_page.count_chars()):
        character = chr(raw.FPDFText_GetUnicode(text_page, index))
        counts = character.isalnum()
        if not counts and _is_word_separator(character, text_page, index):  # what PDFium adds is no letter
            if letters:
                yield _box_around(run, letters)
            run, letters = [], 0
            continue
        raw.FPDFText_GetCharBox(text_page, index, left, right, bottom, top)
        run.append((left.value, bottom.value, right.value, top.value))
        letters += counts
    if letters:
        yield _box_around(run, letters)


def _is_word_separator(character: str, text_page: Any, index: int) -> bool:
    from pypdfium2 import raw

    return character.isspace() or character in "\x00\x02\ufffe" or raw.FPDFText_IsGenerated(text_page, index) == 1


def _box_around(run: list[tuple[float, float, float, float]], letters: int) -> WordBox:
    lefts, bottoms, rights, tops = zip(*run, strict=True)
    return WordBox(letters, min(lefts), min(bottoms), max(rights), max(tops))
