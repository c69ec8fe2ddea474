"""Reads the words of each page of a PDF, and checks that each of them can be seen.

Black bars, white text, layers, clips and shapes in front hide a word in different ways, with one result: the page looks the
same with the word and without it. So each page is drawn with its text and without it, and both are compared where the ink
of each word is.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from briefgen.leak_check.audit.colours import is_readable
from briefgen.leak_check.audit.findings import FileContents, TextKind
from briefgen.leak_check.audit.memory import BoundedStore
from briefgen.leak_check.audit.pdf.page_turns import join_page_turns
from briefgen.leak_check.audit.pdf.proven_pages import digest_page
from briefgen.leak_check.audit.pdf.word_boxes import Box, WordBox, read_words
from briefgen.model.contrast import Colour

SCALE = 1.0
"""Pixels for each point: a character of 5 points is 5 pixels high, enough to tell ink from paper."""

MIN_HEIGHT = 1.7
"""Points: what is smaller cannot be read."""

MAX_PAGE_SIZE = 5_000
"""Points: pages larger than this are drawn smaller."""

MAX_LISTED_PAGES = 3
"""Pages that a message names."""

ROW_HEIGHT, MAX_ROWS = 20, 50
"""Points of a strip of the page in which words are compared, and strips of one word."""

MIN_OVERLAP = 2
"""Points."""

MAX_FORM_DEPTH = 30

MIN_INK = 48
"""Of 255: how much of a pixel a stroke covers at least, so that its colour can be measured."""

CLEAR_INK, FAINT_INK = 255, 1
"""What can be seen clearly on the page, and what has to be looked at more closely."""

CLEAR_DIFFERENCE = 50
"""Of 255 shades of grey: a difference with which any text can be seen."""

MIN_VISIBLE_SHARE = 0.5
"""Of the ink of a word."""

RENDER_FILL = 0
"""A way to draw text (ISO 32000-2, 9.3.6)."""

MIN_SCAN_SHADES = 60
"""Between the lightest and the darkest pixel of a scanned word, under which a program laid text that it recognised."""


@dataclass(frozen=True, slots=True)
class PageRasters:
    """A page in pixels: as readers see it, without its text, and the ink of all its text in black on white."""

    full: Any
    textless: Any
    ink: Any
    clarity: bytes
    """`CLEAR_INK` or `FAINT_INK` for each pixel with ink, row by row."""
    scale: float
    origin: tuple[float, float]
    """The bottom left of the page, in points."""

    def is_visible(self, word: WordBox, *, is_overlaid: bool = False) -> bool:
        """Whether at least half of the ink of a word can be seen; other words can be at the place of an overlaid one."""
        box = self._to_pixels(word.box)
        if box is None:
            return False
        if not word.look.is_drawn:
            darkest, lightest = self.textless.crop(box).convert("L").getextrema()
            return bool(lightest - darkest >= MIN_SCAN_SHADES)
        if word.look.is_clipped and not self._has_most_characters(word):
            return False
        clear, ink = self._count_ink(box)
        if not ink:
            return self._has_fine_strokes(box)
        if not is_overlaid and clear >= MIN_VISIBLE_SHARE * ink:
            return True
        return bool(self._count_visible(box, word.look.colour) >= MIN_VISIBLE_SHARE * ink)

    def _count_ink(self, box: tuple[int, int, int, int]) -> tuple[int, int]:
        """The pixels of ink that can be seen clearly, and all of them."""
        left, top, right, bottom = box
        width, _ = self.ink.size
        rows = range(top * width, bottom * width, width)
        pixels = b"".join([self.clarity[row + left : row + right] for row in rows])
        clear = pixels.count(CLEAR_INK)
        return clear, clear + pixels.count(FAINT_INK)

    def _to_pixels(self, box: Box) -> tuple[int, int, int, int] | None:
        """The box in pixels from the top left; None outside of the page."""
        left, bottom = (box[0] - self.origin[0]) * self.scale, (box[1] - self.origin[1]) * self.scale
        right, top = (box[2] - self.origin[0]) * self.scale, (box[3] - self.origin[1]) * self.scale
        width, height = self.ink.size
        pixels = (
            max(int(left), 0),
            max(height - int(top) - 1, 0),
            min(int(right) + 1, width),
            min(height - int(bottom), height),
        )
        return pixels if pixels[0] < pixels[2] and pixels[1] < pixels[3] else None

    def _has_most_characters(self, word: WordBox) -> bool:
        """Whether a clip leaves some ink of at least half of the characters."""
        places = [self._to_pixels(box) for box in word.boxes]
        left = sum(place is not None and self.ink.crop(place).getextrema()[0] < 255 - MIN_INK // 2 for place in places)
        return bool(left >= MIN_VISIBLE_SHARE * len(places))

    def _has_fine_strokes(self, box: tuple[int, int, int, int]) -> bool:
        """Whether a word whose strokes are finer than pixels leaves any ink that can be seen."""
        from PIL import ImageChops

        difference = ImageChops.difference(self.full.crop(box), self.textless.crop(box)).convert("L").getextrema()[1]
        ink = 255 - self.ink.crop(box).getextrema()[0]
        return bool(ink and difference * 255 >= CLEAR_DIFFERENCE * ink)

    def _count_visible(self, box: tuple[int, int, int, int], colour: Colour) -> int:
        """The pixels of ink whose colour can be seen on what is behind the text, and is that of the text."""
        pixels = (
            _list_pixels(self.full.crop(box)),
            _list_pixels(self.textless.crop(box)),
            self.ink.crop(box).tobytes(),
        )
        count = 0
        for full, ground, paper in zip(*pixels, strict=True):
            ink = 255 - paper
            if ink < MIN_INK or full == ground:
                continue
            strongest = tuple(
                min(max(below + (shade - below) * 255 / ink, 0), 255) for shade, below in zip(full, ground, strict=True)
            )
            count += is_readable(strongest, ground) and _is_nearer(full, ground, colour)
        return count


def read_pages(content: bytes, opened: FileContents, proven: BoundedStore[bytes, bool]) -> bool:
    """Read the words of each page, and report those that cannot be seen; False if a page cannot be read.

    On a `proven` page, one with the same picture and the same words, every word was seen.
    """
    import pypdfium2

    texts: list[str] = []
    hidden: dict[str, list[int]] = {}
    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError:
        return False
    try:
        for number in range(len(document)):
            page = document[number]
            page.set_rotation(0)  # so that the places of words are those of pixels
            text_page = page.get_textpage()
            texts.append(text_page.get_text_range())
            opened.add_text(f"page {number + 1}", texts[-1], TextKind.VISIBLE)
            for reason in _find_unproven_words(page, text_page, texts[-1], proven):
                hidden.setdefault(reason, []).append(number + 1)
            text_page.close()
            page.close()
    except pypdfium2.PdfiumError:
        return False
    finally:
        document.close()
    for number, joined in enumerate(join_page_turns(texts), 2):
        opened.add_text(f"the turn to page {number}", joined, TextKind.TURN)
    for reason, pages in hidden.items():
        numbers = ", ".join(str(page) for page in dict.fromkeys(pages[:MAX_LISTED_PAGES]))
        message = f"{len(pages)} words on page {numbers} are in the file and {reason}"
        opened.add_error("audit-hidden", message, "remove the words: covering does not remove them")
    return True


def _find_unproven_words(page: Any, text_page: Any, text: str, proven: BoundedStore[bytes, bool]) -> list[str]:
    """The reason for each word that cannot be seen; nothing is looked for on a page that is proven to have none."""
    count = text_page.count_chars()
    if not count:
        return []
    bitmap = _draw(page, annotations=True)
    digest = digest_page(bitmap, page.get_size(), text, count)
    if proven.get(digest):
        bitmap.close()
        return []
    reasons = list(_find_invisible_words(page, text_page, _to_image(bitmap)))
    if not reasons:
        proven.keep(digest, value=True)
    return reasons


def _find_invisible_words(page: Any, text_page: Any, full: Any) -> Iterator[str]:
    """The reason for each word that cannot be seen on the page, which is drawn in `full`."""
    left, bottom, right, top = page.get_bbox()
    inside: list[WordBox] = []
    for word in read_words(text_page):
        word_left, word_bottom, word_right, word_top = word.box
        if word_right <= left or word_left >= right or word_top <= bottom or word_bottom >= top:
            yield "are outside of the page"
        elif word_top - word_bottom < MIN_HEIGHT and word_right - word_left < MIN_HEIGHT * word.length:
            yield "are too small to be read"
        else:
            inside.append(word)
    if not inside:
        return
    rasters = _rasterise_page(page, full, (left, bottom))
    overlaid = _find_overlaid(inside)
    for number, word in enumerate(inside):
        if not rasters.is_visible(word, is_overlaid=number in overlaid):
            yield "cannot be seen: they are covered, have the colour of the paper, or are not drawn"


def _find_overlaid(words: list[WordBox]) -> set[int]:
    """The indexes of the words at whose place there is text of another colour: a label on a black bar."""
    if len({word.look.colour for word in words}) == 1:
        return set()
    rows: dict[int, list[int]] = {}
    boxes = [word.box for word in words]
    for number, box in enumerate(boxes):
        for row in range(
            int(box[1]) // ROW_HEIGHT, min(int(box[3]) // ROW_HEIGHT, int(box[1]) // ROW_HEIGHT + MAX_ROWS) + 1
        ):
            rows.setdefault(row, []).append(number)
    overlaid: set[int] = set()
    for numbers in rows.values():
        if len({words[number].look.colour for number in numbers}) == 1:
            continue
        for place, number in enumerate(numbers):
            for other in numbers[place + 1 :]:
                if words[number].look.colour != words[other].look.colour and _overlaps(boxes[number], boxes[other]):
                    overlaid |= {number, other}
    return overlaid


def _overlaps(first: Box, other: Box) -> bool:
    """Whether two boxes share more than an edge."""
    width = min(first[2], other[2]) - max(first[0], other[0])
    height = min(first[3], other[3]) - max(first[1], other[1])
    return width > MIN_OVERLAP and height > MIN_OVERLAP


def _rasterise_page(page: Any, full: Any, origin: tuple[float, float]) -> PageRasters:
    """Draw a page without its text, and only its text, beside the whole page in `full`. The page is changed by it."""
    from PIL import ImageChops
    from pypdfium2 import raw

    texts, others = _split_objects(page)
    _toggle(texts, active=False)
    textless = _to_image(_draw(page, annotations=True))
    _toggle(texts, active=True)
    _toggle(others, active=False)
    for text in texts:
        raw.FPDFPageObj_SetFillColor(text, 0, 0, 0, 255)
        raw.FPDFPageObj_SetBlendMode(text, b"Normal")
        raw.FPDFTextObj_SetTextRenderMode(text, RENDER_FILL)
    ink = _to_image(_draw(page, annotations=False)).convert("L")
    inked = ink.point([255 if shade <= 255 - MIN_INK else 0 for shade in range(256)])
    needed = ink.point([(255 - shade) * CLEAR_DIFFERENCE // 255 for shade in range(256)])
    difference = ImageChops.difference(full.convert("L"), textless.convert("L"))
    clear = ImageChops.subtract(difference, needed).point([FAINT_INK] + [CLEAR_INK] * 255)
    clarity = ImageChops.darker(inked, clear).tobytes()
    return PageRasters(full, textless, ink, clarity, _find_scale(page), origin)


def _find_scale(page: Any) -> float:
    width, height = page.get_size()
    return float(min(SCALE, MAX_PAGE_SIZE / max(width, height, 1)))


def _draw(page: Any, *, annotations: bool) -> Any:
    return page.render(scale=_find_scale(page), draw_annots=annotations, may_draw_forms=annotations)


def _to_image(bitmap: Any) -> Any:
    """The picture for Pillow; the bitmap is closed."""
    image = bitmap.to_pil()
    if image.mode != "RGB":
        image = image.convert("RGB")
    bitmap.close()
    return image


def _split_objects(page: Any) -> tuple[list[Any], list[Any]]:
    """The texts of a page, and its other objects without the forms, whose objects are here too."""
    from pypdfium2 import raw

    texts: list[Any] = []
    others: list[Any] = []
    stack = [(raw.FPDFPage_GetObject(page, index), 0) for index in range(raw.FPDFPage_CountObjects(page))]
    while stack:
        item, depth = stack.pop()
        kind = raw.FPDFPageObj_GetType(item)
        if kind == raw.FPDF_PAGEOBJ_TEXT:
            texts.append(item)
        elif kind == raw.FPDF_PAGEOBJ_FORM and depth < MAX_FORM_DEPTH:
            count = raw.FPDFFormObj_CountObjects(item)
            stack += [(raw.FPDFFormObj_GetObject(item, index), depth + 1) for index in range(max(count, 0))]
        else:
            others.append(item)
    return texts, others


def _toggle(objects: list[Any], *, active: bool) -> None:
    from pypdfium2 import raw

    for item in objects:
        raw.FPDFPageObj_SetIsActive(item, active)


def _is_nearer(shade: Colour, ground: Colour, colour: Colour) -> bool:
    """Whether the page has become more like the colour of the text: otherwise it is something else that is seen."""
    return _measure_distance(shade, colour) < _measure_distance(ground, colour)


def _list_pixels(image: Any) -> Iterator[tuple[int, int, int]]:
    colours = iter(image.tobytes())
    return zip(colours, colours, colours, strict=True)


def _measure_distance(colour: Colour, other: Colour) -> float:
    return sum((value - other_value) ** 2 for value, other_value in zip(colour, other, strict=True))
