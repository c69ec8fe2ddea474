"""Looks through the laid-out pages for text that would not be seen on them.

WeasyPrint prints past the edge of a page, cuts off what a float cannot hold, and drops notes from positioned boxes,
without a word. It reads WeasyPrint's private attributes, as `patches` does, so it goes with one version.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from briefgen.render.print_tree import PLACE, Place, PrintTree
from briefgen.values.diagnostic import Sink

TOLERANCE = 1.5
"""Pixels by which a line may stand out: the rounding of glyph widths."""

SHOWN = 60
"""Characters of a text that a message quotes."""

MADE_BY_STYLE = ("::before", "::after", "::marker", "::footnote-call", "::footnote-marker")
"""Boxes whose words come from a style sheet."""

Box = Any


@dataclass(frozen=True, slots=True)
class Area:
    """The rectangle in which text can be seen; pixels from the top left corner of the page."""

    left: float
    top: float
    right: float
    bottom: float

    def within(self, other: Area) -> Area:
        """The part of this area that lies in another."""
        return Area(
            max(self.left, other.left),
            max(self.top, other.top),
            min(self.right, other.right),
            min(self.bottom, other.bottom),
        )

    def holds(self, box: Box) -> bool:
        """Whether a box lies inside."""
        return bool(
            box.position_x >= self.left - TOLERANCE
            and box.position_x + box.width <= self.right + TOLERANCE
            and box.position_y >= self.top - TOLERANCE
            and box.position_y + box.height <= self.bottom + TOLERANCE
        )


@dataclass(frozen=True, slots=True)
class Printed:
    """A run of the document's text on a page, and the area in which it can be seen."""

    box: Box
    area: Area
    place: int
    """The number of its element in the tree."""


def guard(layout: Any, tree: PrintTree, sink: Sink) -> None:
    """Report text that lies outside of where it can be seen, and notes and other text that are on no page."""
    letters: Counter[int] = Counter()
    reported: set[str] = set()
    for number, page in enumerate(layout.pages, start=1):
        for printed in _printed_texts(page._page_box):  # noqa: SLF001 - there is no public way to the boxes
            letters[printed.place] += _letters(printed.box.text)
            place = tree.places[printed.place]
            if not printed.area.holds(printed.box) and place.key not in reported:
                reported.add(place.key)
                _report_outside(place, printed.box.text, number, sink)
    for number, place in enumerate(tree.places):
        if letters[number] < _letters(place.text) and place.key not in reported:
            reported.add(place.key)
            _report_lost(place, sink)


def _report_outside(place: Place, text: str, page: int, sink: Sink) -> None:
    if place.note:
        sink.error(
            "render-lost-note",
            f"note {_number(place)} does not fit on page {page}: `{_quoted(text)}` lies outside the text area",
            place.origin,
            "shorten or split the note, or print the notes of this brief as endnotes: `citations: {notes: endnotes}`",
        )
    else:
        message = f"`{_quoted(text)}` lies outside the text area of page {page}"
        sink.error("render-outside-page", message, place.origin)


def _report_lost(place: Place, sink: Sink) -> None:
    if place.note:
        sink.error(
            "render-lost-note",
            f"note {_number(place)} is not on the pages of the PDF: `{_quoted(place.text)}`",
            place.origin,
            "take the note out of the positioned, floating or repeated element that it stands in",
        )
    else:
        sink.error(
            "render-lost-text",
            f"`{_quoted(place.text)}` is not, or not wholly, on the pages of the PDF",
            place.origin,
            "look in the style sheet for what hides, floats or positions it",
        )


def _number(place: Place) -> str:
    return place.note.removeprefix("note-")


def _quoted(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= SHOWN else f"{words[:SHOWN]}..."


def _letters(text: str) -> int:
    """Letters and digits: what line breaks, hyphens and capitals leave as many as they were, or make more."""
    return sum(character.isalnum() for character in text)


def _printed_texts(page: Box) -> Iterator[Printed]:
    paper = Area(0, 0, page.margin_width(), page.margin_height())
    left, top = page.content_box_x(), page.content_box_y()
    text_area = Area(left, top, left + page.width, top + page.height)
    for child in page.children:
        in_margin = getattr(child, "at_keyword", "@footnote") != "@footnote"
        stack = [(child, paper if in_margin else text_area)]
        while stack:
            box, area = stack.pop()
            box, area = (box._box, paper) if hasattr(box, "_box") else (box, area)  # noqa: SLF001 - positioned boxes
            if _is_text(box):
                yield Printed(box, area, int(box.element.get(PLACE)))
            elif hasattr(box, "children"):
                stack.extend((inner, _area_inside(box, area, paper)) for inner in reversed(box.children))


def _is_text(box: Box) -> bool:
    """Whether a box holds text of the document that is meant to be seen."""
    if not getattr(box, "text", "").strip() or box.element is None or box.element.get(PLACE) is None:
        return False
    return box.style["visibility"] == "visible" and not str(box.element_tag).endswith(MADE_BY_STYLE)


def _area_inside(box: Box, area: Area, paper: Area) -> Area:
    """Where text in a box can be seen: the area around it, less what the box cuts off.

    A box that the style sheet moved out of the flow on purpose may go as far as the edge of the paper.
    """
    if _moved(box):
        area = paper
    if box.style["overflow"] == "visible":
        return area
    left, top = box.padding_box_x(), box.padding_box_y()
    return area.within(Area(left, top, left + box.padding_width(), top + box.padding_height()))


def _moved(box: Box) -> bool:
    if box.style["position"] != "static":
        return True
    lengths = [getattr(box, f"margin_{side}", 0) for side in ("left", "right", "top", "bottom")]
    indent = getattr(box.style["text_indent"], "value", 0)
    return indent < 0 or any(isinstance(length, int | float) and length < 0 for length in lengths)
