"""Numbers the lines of a text to be read aloud, and prints the times at which its words are spoken, in the margins.

Where a line ends is known only when the page is laid out, so the boxes are added afterwards. They are margin boxes, in
the type that the style sheet gives to `@page`: marks of the page and not of the text, which no screen reader reads.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from briefgen.model.numerals import Numerals
from briefgen.render.engine.boxes import Box, build_margin_box, get_page_box, load_box_classes

TIME_ATTRIBUTE = "data-time"
MARGIN_GAP = 20.0
"""Pixels between the text and the number or time beside it."""


def add_line_numbers(layout: Any, numerals: Numerals | None = None) -> None:
    """Add to each page the numbers of its lines on the left, throughout the document, and the times on the right."""
    write_digits = numerals.write_digits if numerals else str
    number = 0
    for page in layout.pages:
        page_box, added = get_page_box(page), []
        left = page_box.content_box_x() - MARGIN_GAP
        right = page_box.content_box_x() + page_box.width + MARGIN_GAP
        for line in _find_lines(page_box):
            number += 1
            beside = build_margin_box(page_box, write_digits(str(number)), line)
            beside.translate(left - beside.width, 0)
            added.append(beside)
            for time in _find_times(line):
                beside = build_margin_box(page_box, time, line)
                beside.translate(right, 0)
                added.append(beside)
        page_box.children = [*page_box.children, *added]


def _find_lines(page_box: Box) -> Iterator[Box]:
    """The lines inside `main`, from the top of the page; not those of headings and notes around it."""
    boxes = load_box_classes()
    stack = [(page_box, False)]
    while stack:
        box, inside = stack.pop()
        inside = inside or box.element_tag == "main"
        if isinstance(box, boxes.LineBox):
            if inside and any(getattr(part, "text", "").strip() for part in box.descendants()):
                yield box
        elif isinstance(box, boxes.ParentBox):
            stack.extend((child, inside) for child in reversed(box.children))


def _find_times(line: Box) -> Iterator[str]:
    """The times of the words that start in a line."""
    for box in line.descendants():
        if box.element is not None and box.element.get(TIME_ATTRIBUTE) and box.element_tag == "span" and box.children:
            yield box.element.get(TIME_ATTRIBUTE)
