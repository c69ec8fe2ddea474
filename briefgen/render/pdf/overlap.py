"""Searches the laid-out pages for text that is printed over other text, in every script."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from briefgen.model.diagnostic import Origin, Sink
from briefgen.render.engine.boxes import Box, get_page_box, unwrap_box
from briefgen.render.pdf.lost_text import quote_printed
from briefgen.render.pdf.page import ELEMENT_NUMBER, PrintPage

INK_TOP, INK_BOTTOM = 0.62, 0.02
"""The ink of a line above and below its base line, in sizes of its type: letters without their extenders, in every script."""

TOLERATED_WIDTH, TOLERATED_HEIGHT = 0.2, 0.25
"""What may overlap: of the width in sizes of the type, as with slanted letters; of the height in heights of the ink."""

QUOTED_LENGTH = 40
HINT = "look in the style sheet for what moves, positions or narrows one of them"


@dataclass(frozen=True, slots=True)
class Ink:
    """Where a run of text is printed; pixels from the top left corner of the page."""

    left: float
    top: float
    right: float
    bottom: float
    size: float
    text: str
    number: int | None
    """Of the element; None for running heads."""

    def is_over(self, other: Ink) -> bool:
        """Whether too much of both is in the same place."""
        width = min(self.right, other.right) - max(self.left, other.left)
        height = min(self.bottom, other.bottom) - max(self.top, other.top)
        smaller = min(self.size, other.size)
        return width > TOLERATED_WIDTH * smaller and height > TOLERATED_HEIGHT * INK_TOP * smaller


def check_overlaps(layout: Any, page: PrintPage, sink: Sink) -> None:
    """Report text that is printed over other text, once for each two elements."""
    reported: set[frozenset[str]] = set()
    for number, printed in enumerate(layout.pages, start=1):
        for upper, lower in _find_overlaps(sorted(_find_ink(get_page_box(printed)), key=lambda ink: ink.top)):
            pair = frozenset(
                page.elements[ink.number].key if ink.number is not None else ink.text for ink in (upper, lower)
            )
            if pair in reported:
                continue
            reported.add(pair)
            first, second = (quote_printed(ink.text, QUOTED_LENGTH) for ink in (upper, lower))
            message = f"{first} is printed over {second} on page {number}"
            sink.error("render-overlap", message, _find_origin(page, upper, lower), HINT)


def _find_overlaps(inks: list[Ink]) -> Iterator[tuple[Ink, Ink]]:
    for index, ink in enumerate(inks):
        for other in inks[index + 1 :]:
            if other.top >= ink.bottom:
                break
            if ink.is_over(other):
                yield ink, other


def _find_ink(page: Box) -> Iterator[Ink]:
    stack = list(page.children)
    while stack:
        box = unwrap_box(stack.pop())
        if box.style["transform"]:
            continue  # it is printed elsewhere
        text = getattr(box, "text", "")
        if text.strip() and box.style["visibility"] == "visible" and box.width > 0:
            size = box.style["font_size"]
            base = box.position_y + box.baseline
            number = box.element.get(ELEMENT_NUMBER) if box.element is not None else None
            edges = (box.position_x, base - INK_TOP * size, box.position_x + box.width, base + INK_BOTTOM * size)
            yield Ink(*edges, size, text, int(number) if number else None)
        stack.extend(getattr(box, "children", ()))


def _find_origin(page: PrintPage, *inks: Ink) -> Origin | None:
    return next((page.elements[ink.number].origin for ink in inks if ink.number is not None), None)
