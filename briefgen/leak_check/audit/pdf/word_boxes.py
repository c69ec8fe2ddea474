"""Reads the words of a page of a PDF, each with its place and its look."""

from __future__ import annotations

import re
from collections.abc import Iterator
from ctypes import addressof, byref, c_double, c_uint
from dataclasses import dataclass
from typing import Any

from briefgen.model.contrast import Colour

RENDER_STROKE, UNDRAWN_MODES = 1, frozenset({3, 7})
"""Ways to draw text, and not to draw it (ISO 32000-2, 9.3.6)."""

NO_SPACE = re.compile(r"[^\s\x00\x02\ufffe]+")
"""Characters between spaces and marks that PDFium adds at line ends."""

Box = tuple[float, float, float, float]
"""Left, bottom, right and top, in points from the bottom left of the page."""


@dataclass(frozen=True, slots=True)
class Look:
    """How a text is drawn."""

    colour: Colour = (0, 0, 0)
    is_drawn: bool = True
    is_clipped: bool = False
    """Whether a path cuts something off, perhaps nothing of the text."""


@dataclass(frozen=True, slots=True)
class WordBox:
    """A word with `length` letters or digits."""

    length: int
    boxes: tuple[Box, ...]
    """Of its characters, where a path clips them or several objects draw them; otherwise empty."""
    box: Box
    """Round all its characters."""
    look: Look


def read_words(text_page: Any) -> Iterator[WordBox]:
    """The words between spaces, each with its place; runs of punctuation are not words."""
    from pypdfium2 import raw

    left, right, bottom, top = c_double(), c_double(), c_double(), c_double()
    places = byref(left), byref(top), byref(right), byref(bottom)
    looks: dict[int, Look] = {}
    for start, characters in _split_runs(text_page):
        length = sum(map(str.isalnum, characters))
        if not length:
            continue
        # PDFium joins the boxes of characters that one object draws: most words are such a run.
        if raw.FPDFText_CountRects(text_page, start, len(characters)) == 1:
            item = raw.FPDFText_GetTextObject(text_page, start)
            address = addressof(item.contents) if item else 0
            if address not in looks:
                looks[address] = _read_look(text_page, start, item)
            look = looks[address]
            if not look.is_clipped:
                raw.FPDFText_GetRect(text_page, 0, *places)
                yield WordBox(length, (), (left.value, bottom.value, right.value, top.value), look)
                continue
        yield from _read_characters(text_page, start, characters)


def _split_runs(text_page: Any) -> Iterator[tuple[int, str]]:
    """The characters between spaces, and the index of the first in the text of the page."""
    from pypdfium2 import raw

    handle, read = text_page.raw, raw.FPDFText_GetUnicode
    text = "".join([chr(read(handle, index)) for index in range(text_page.count_chars())])
    for run in NO_SPACE.finditer(text):
        start = run.start()
        for index in range(*run.span()):
            # PDFium adds line ends and hyphens of its own; they have no place on the page.
            if not text[index].isalnum() and raw.FPDFText_IsGenerated(handle, index) == 1:
                yield start, text[start:index]
                start = index + 1
        yield start, text[start : run.end()]


def _read_characters(text_page: Any, start: int, characters: str) -> Iterator[WordBox]:
    """The words in a run of characters. Text that looks otherwise, or is laid over a word, is another word: a label on a black bar."""
    from pypdfium2 import raw

    left, right, bottom, top = c_double(), c_double(), c_double(), c_double()
    boxes: list[Box] = []
    length, look, source = 0, Look(), 0
    for index, character in enumerate(characters, start):
        raw.FPDFText_GetCharBox(text_page, index, left, right, bottom, top)
        box = left.value, bottom.value, right.value, top.value
        item = raw.FPDFText_GetTextObject(text_page, index)
        address = addressof(item.contents) if item else 0
        if address != source:
            source, earlier, look = address, look, _read_look(text_page, index, item)
            if boxes and (look != earlier or _is_laid_over(box, boxes[-1])):
                yield from _join_boxes(boxes, length, earlier)
                boxes, length = [], 0
        boxes.append(box)
        length += character.isalnum()
    yield from _join_boxes(boxes, length, look)


def _join_boxes(boxes: list[Box], length: int, look: Look) -> Iterator[WordBox]:
    """The word with these boxes, if it has a letter or digit."""
    if length:
        lefts, bottoms, rights, tops = zip(*boxes, strict=True)
        yield WordBox(length, tuple(boxes), (min(lefts), min(bottoms), max(rights), max(tops)), look)


def _is_laid_over(box: Box, earlier: Box) -> bool:
    """Whether a character of another text is not after the last one, but over or before it."""
    middle = (box[0] + box[2]) / 2
    return middle < earlier[2] and box[3] > earlier[1] and box[1] < earlier[3]


def _read_look(text_page: Any, index: int, item: Any) -> Look:
    from pypdfium2 import raw

    red, green, blue, alpha = c_uint(), c_uint(), c_uint(), c_uint()
    raw.FPDFText_GetFillColor(text_page, index, red, green, blue, alpha)
    mode = raw.FPDFTextObj_GetTextRenderMode(item) if item else 0
    if mode == RENDER_STROKE:
        raw.FPDFText_GetStrokeColor(text_page, index, red, green, blue, alpha)
    clip = raw.FPDFPageObj_GetClipPath(item) if item else None
    is_clipped = bool(clip) and raw.FPDFClipPath_CountPaths(clip) > 0
    return Look((red.value, green.value, blue.value), mode not in UNDRAWN_MODES, is_clipped)
