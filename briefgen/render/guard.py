"""Looks through the laid-out pages for text that would not be seen on them.

WeasyPrint prints past the edge of a page, cuts off what a float cannot hold, and drops notes from positioned boxes,
without a word. It reads WeasyPrint's private attributes, as `patches` does, so it goes with one version.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from briefgen.render.print_tree import PLACE, Place, PrintTree
from briefgen.values.diagnostic import Origin, Sink

TOLERANCE = 1.5
"""Pixels by which a line may stand out: the rounding of glyph widths."""

SHOWN = 60
"""Characters of a text that a message quotes."""

SHORTEN = "shorten or split the note, or print the notes of this brief as endnotes: `citations: {notes: endnotes}`"
OUTSIDE = {
    "img": "make the picture smaller in the style sheet",
    "td": "give the table fewer or narrower columns, or its own landscape page",
    "th": "give the table fewer or narrower columns, or its own landscape page",
    "pre": "break the line where it may end",
}
"""What to do about an element that is too wide."""

UNBROKEN = "shorten the longest word or address, or let the style sheet break it: `overflow-wrap: anywhere`"
CALL = "::footnote-call"

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
        """Whether what a box shows lies inside."""
        left, top = (box.position_x, box.position_y) if _is_text(box) else (box.content_box_x(), box.content_box_y())
        return bool(
            left >= self.left - TOLERANCE
            and left + box.width <= self.right + TOLERANCE
            and top >= self.top - TOLERANCE
            and top + box.height <= self.bottom + TOLERANCE
        )


@dataclass(frozen=True, slots=True)
class Printed:
    """A run of the document's text or an image on a page, or the number that calls a note."""

    box: Box
    area: Area
    """Where it can be seen."""
    notes: float
    """The height at which the words of the page's notes begin, for what stands in the text above them."""

    @property
    def place(self) -> int:
        """The number of its element in the tree."""
        return int(self.box.element.get(PLACE))

    @property
    def over_notes(self) -> bool:
        """Whether it would be seen but for the notes."""
        return bool(self.area.bottom == self.notes < self.box.position_y + self.box.height - TOLERANCE)


@dataclass(slots=True)
class Seen:
    """What was met on the pages."""

    letters: Counter[int] = field(default_factory=Counter)
    """By element: how many letters of it were printed."""
    calls: dict[str, int] = field(default_factory=dict)
    """By note: the page where its number first stands in the text."""
    pages: dict[str, list[int]] = field(default_factory=dict)
    """By note: the pages that it stands on."""
    reported: set[str] = field(default_factory=set)
    """The key of each place that was reported: once is enough."""


def guard(layout: Any, tree: PrintTree, sink: Sink) -> None:
    """Report text that lies outside of where it can be seen, and notes and other text that are on no page.

    Notes that go on overleaf, or begin there, are warnings.
    """
    seen = Seen()
    for number, page in enumerate(layout.pages, start=1):
        for printed in _printed(page._page_box):  # noqa: SLF001 - there is no public way to the boxes
            _look_at(printed, tree.places[printed.place], number, seen, sink)
    for number, place in enumerate(tree.places):
        if seen.letters[number] < _letters(place.text) and place.key not in seen.reported:
            seen.reported.add(place.key)
            _report_lost(place, sink)
    for note, origin in tree.footnotes.items():
        if note not in seen.reported:
            _report_overleaf(note, origin, seen, sink)


def _look_at(printed: Printed, place: Place, page: int, seen: Seen, sink: Sink) -> None:
    if _is_call(printed.box):
        seen.calls.setdefault(place.note, page)
        return
    seen.letters[printed.place] += _letters(getattr(printed.box, "text", ""))
    if place.note and page not in seen.pages.setdefault(place.note, []):
        seen.pages[place.note].append(page)
    if not printed.area.holds(printed.box) and place.key not in seen.reported:
        seen.reported.add(place.key)
        _report_outside(place, printed, page, sink)


def _report_overleaf(note: str, origin: Origin | None, seen: Seen, sink: Sink) -> None:
    """A note that does not stand on the page of its call, wholly or in part."""
    call, pages = seen.calls.get(note), seen.pages.get(note, [])
    if call is None or not pages:
        return
    if pages[0] != call:
        message = f"{_named(note)} begins on page {pages[0]}, and is called on page {call}"
        sink.warning("render-note-overleaf", message, origin, f"spread the notes of this passage, {SHORTEN}")
    elif len(pages) > 1:
        message = f"{_named(note)} is long: it begins on page {call} and goes on to page {pages[-1]}"
        sink.warning("render-note-divided", message, origin, f"{SHORTEN}, or leave it so: nothing is lost")


def _report_outside(place: Place, printed: Printed, page: int, sink: Sink) -> None:
    what = f"`{_quoted(getattr(printed.box, 'text', '') or printed.box.element.get('alt', ''))}`"
    if place.note:
        message = f"{_named(place.note)} does not fit on page {page}: {what} lies outside the text area"
        sink.error("render-lost-note", message, place.origin, SHORTEN)
    elif printed.over_notes:
        hint = f"move its notes, or those called before it, to other passages; {SHORTEN}"
        sink.error("render-over-notes", f"{what} is printed over the notes of page {page}", place.origin, hint)
    else:
        message = f"{what} lies outside the text area of page {page}"
        sink.error("render-outside-page", message, place.origin, OUTSIDE.get(printed.box.element.tag, UNBROKEN))


def _report_lost(place: Place, sink: Sink) -> None:
    if place.note:
        sink.error(
            "render-lost-note",
            f"{_named(place.note)} is not on the pages of the PDF: `{_quoted(place.text)}`",
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


def _named(note: str) -> str:
    return f"note {note.removeprefix('note-')}"


def _quoted(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= SHOWN else f"{words[:SHOWN]}..."


def _letters(text: str) -> int:
    """Letters and digits: what line breaks, hyphens and capitals leave as many as they were, or make more."""
    return sum(map(str.isalnum, text))


def _printed(page: Box) -> Iterator[Printed]:
    paper = Area(0, 0, page.margin_width(), page.margin_height())
    left, top = page.content_box_x(), page.content_box_y()
    text_area = Area(left, top, left + page.width, top + page.height)
    notes = min(
        (child.content_box_y() for child in page.children if _keyword(child) == "@footnote"), default=text_area.bottom
    )
    areas = {"": replace(text_area, bottom=notes), "@footnote": text_area}
    for child in page.children:
        stack = [(child, areas.get(_keyword(child), paper))]
        while stack:
            box, area = stack.pop()
            box, area = (box._box, paper) if hasattr(box, "_box") else (box, area)  # noqa: SLF001 - positioned boxes
            on_purpose = area is paper or _moved(box)  # a picture may go over the edge, as the press wants it
            if _is_text(box) or _is_call(box) or (_is_image(box) and not on_purpose):
                yield Printed(box, area, notes)
            elif hasattr(box, "children"):
                stack.extend((inner, _area_inside(box, area, paper)) for inner in reversed(box.children))


def _keyword(child: Box) -> str:
    """What a part of a page is: nothing for its text, `@footnote` for its notes, the name of a margin box."""
    return getattr(child, "at_keyword", "" if child.element_tag else "@footnote")


def _is_call(box: Box) -> bool:
    return hasattr(box, "text") and str(box.element_tag).endswith(CALL)


def _is_image(box: Box) -> bool:
    """Whether a box is a picture that says something."""
    return bool(box.element_tag == "img" and hasattr(box, "replacement") and box.element.get("alt"))


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
    if box.style["position"] != "static" or getattr(box.style["text_indent"], "value", 0) < 0:
        return True
    return any(_below_zero(box, side) for side in ("margin_left", "margin_right", "margin_top", "margin_bottom"))


def _below_zero(box: Box, side: str) -> bool:
    length = getattr(box, side, 0)
    return not isinstance(length, str) and bool(length < 0)
