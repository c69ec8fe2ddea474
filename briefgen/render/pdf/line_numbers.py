"""Numbers the lines of a text to be read aloud, and sets the times at which its words are spoken, in the margins of the pages.

Where a line ends is known only when the page is laid out, so the boxes are added to it afterwards. They are margin boxes,
in the type that the style sheet gives to `@page`: marks of the page and not of the text, which no screen reader reads.
"""

from __future__ import annotations

from collections.abc import Iterator
from types import ModuleType
from typing import Any

TIME_ATTRIBUTE = "data-time"
MARGIN_GAP = 20.0
"""Pixels between the text and what stands beside it."""

SIDES = ("top", "right", "bottom", "left")

Box = Any


def add_line_numbers(weasyprint: ModuleType, layout: Any) -> None:
    """Add to each page the numbers of its lines on the left, throughout the document, and the times on the right."""
    number = 0
    for page in layout.pages:
        box = page._page_box  # noqa: SLF001 - there is no public way to the boxes
        left, right = box.content_box_x() - MARGIN_GAP, box.content_box_x() + box.width + MARGIN_GAP
        added = []
        for line in _find_lines(weasyprint, box):
            number += 1
            beside = _build_margin_box(weasyprint, box, str(number), line)
            beside.translate(left - beside.width, 0)
            added.append(beside)
            for time in _find_times(line):
                beside = _build_margin_box(weasyprint, box, time, line)
                beside.translate(right, 0)
                added.append(beside)
        box.children = [*box.children, *added]


def _find_lines(weasyprint: ModuleType, page: Box) -> Iterator[Box]:
    """The lines of the text, from the top of the page; not those of headings and notes around it."""
    boxes = weasyprint.formatting_structure.boxes
    stack = [(page, False)]
    while stack:
        box, inside = stack.pop()
        inside = inside or box.element_tag == "main"
        if isinstance(box, boxes.LineBox):
            if inside and any(getattr(one, "text", "").strip() for one in box.descendants()):
                yield box
        elif isinstance(box, boxes.ParentBox):
            stack.extend((child, inside) for child in reversed(box.children))


def _find_times(line: Box) -> Iterator[str]:
    """The times of the words that begin in a line."""
    for box in line.descendants():
        if box.element is not None and box.element.get(TIME_ATTRIBUTE) and box.element_tag == "span" and box.children:
            yield box.element.get(TIME_ATTRIBUTE)


def _build_margin_box(weasyprint: ModuleType, page: Box, text: str, line: Box) -> Box:
    """A margin box with a text on the base line of a line, at the left edge of the paper."""
    boxes, split = weasyprint.formatting_structure.boxes, weasyprint.text.line_break.split_first_line
    margin = boxes.MarginBox("@left-middle", page.style.anonymous_style)
    words = boxes.TextBox.anonymous_from(margin, text)
    words.pango_layout, _, _, words.width, words.height, words.baseline = split(text, words.style, None, None, 0)
    row = boxes.LineBox.anonymous_from(margin, [words])
    margin.children = [row]
    for box in (margin, row, words):
        box.background = None
        box.position_x, box.position_y = 0.0, line.position_y + line.baseline - words.baseline
        box.width, box.height = words.width, words.height
        for side in SIDES:
            for name in (f"margin_{side}", f"padding_{side}", f"border_{side}_width"):
                setattr(box, name, 0)
    row.baseline = words.baseline
    return margin
