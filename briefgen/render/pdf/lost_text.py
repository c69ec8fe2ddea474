"""Looks through the laid-out pages for text that would not be seen on them.

WeasyPrint prints past the edge of a page, cuts off what a float cannot hold, and drops notes from positioned boxes,
without a word. It reads WeasyPrint's private attributes, as `patches` does, so it goes with one version.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from briefgen.model.diagnostic import Origin, Sink
from briefgen.render.engine.boxes import Box, get_page_box, unwrap_box
from briefgen.render.pdf.body import ELEMENT_NUMBER, PrintedElement, PrintTree

OVERHANG_TOLERANCE = 1.5
"""Pixels by which a line may stand out: the rounding of glyph widths."""

QUOTED_LENGTH = 60
"""Characters of a text that a message quotes."""

SHORTEN_HINT = "shorten or split the note, or print the notes of this brief as endnotes: `citations: {notes: endnotes}`"
OVERFLOW_HINTS = {
    "img": "make the picture smaller in the style sheet",
    "td": "give the table fewer or narrower columns, or its own landscape page",
    "th": "give the table fewer or narrower columns, or its own landscape page",
    "pre": "break the line where it may end",
}
"""What to do about an element that is too wide."""

LONG_WORD_HINT = "shorten the longest word or address, or let the style sheet break it: `overflow-wrap: anywhere`"
CALL_PSEUDO_ELEMENT = "::footnote-call"

GENERATED_PSEUDO_ELEMENTS = ("::before", "::after", "::marker", "::footnote-call", "::footnote-marker")
"""Boxes whose words come from a style sheet."""


@dataclass(frozen=True, slots=True)
class Area:
    """The rectangle in which text can be seen; pixels from the top left corner of the page."""

    left: float
    top: float
    right: float
    bottom: float

    def intersect(self, other: Area) -> Area:
        """The part of this area that lies in another."""
        return Area(
            max(self.left, other.left),
            max(self.top, other.top),
            min(self.right, other.right),
            min(self.bottom, other.bottom),
        )

    def contains(self, box: Box) -> bool:
        """Whether what a box shows lies inside."""
        left, top = (box.position_x, box.position_y) if _is_text(box) else (box.content_box_x(), box.content_box_y())
        return bool(
            left >= self.left - OVERHANG_TOLERANCE
            and left + box.width <= self.right + OVERHANG_TOLERANCE
            and top >= self.top - OVERHANG_TOLERANCE
            and top + box.height <= self.bottom + OVERHANG_TOLERANCE
        )


@dataclass(frozen=True, slots=True)
class PrintedRun:
    """A run of the document's text or an image on a page, or the number that calls a note."""

    box: Box
    area: Area
    """Where it can be seen."""
    notes_top: float
    """The height at which the words of the page's notes begin, for what stands in the text above them."""

    @property
    def element_number(self) -> int:
        """The number of its element in the tree."""
        return int(self.box.element.get(ELEMENT_NUMBER))

    @property
    def overlaps_notes(self) -> bool:
        """Whether it would be seen but for the notes."""
        return bool(self.area.bottom == self.notes_top < self.box.position_y + self.box.height - OVERHANG_TOLERANCE)


@dataclass(slots=True)
class LostTextGuard:
    """What was met on the pages."""

    printed_characters: Counter[int] = field(default_factory=Counter)
    """By element: how many letters of it were printed."""
    call_pages: dict[str, int] = field(default_factory=dict)
    """By note: the page where its number first stands in the text."""
    note_pages: dict[str, list[int]] = field(default_factory=dict)
    """By note: the pages that it stands on."""
    reported: set[str] = field(default_factory=set)
    """The key of each place that was reported: once is enough."""


def check_lost_text(layout: Any, tree: PrintTree, sink: Sink) -> None:
    """Report text that lies outside of where it can be seen, and notes and other text that are on no page.

    Notes that go on overleaf, or begin there, are warnings.
    """
    seen = LostTextGuard()
    for number, page in enumerate(layout.pages, start=1):
        for printed in _find_printed_runs(get_page_box(page)):
            _record_run(printed, tree.elements[printed.element_number], number, seen, sink)
    for number, place in enumerate(tree.elements):
        if seen.printed_characters[number] < _count_alphanumeric(place.text) and place.key not in seen.reported:
            seen.reported.add(place.key)
            _report_lost(place, sink)
    for note, origin in tree.footnotes.items():
        if note not in seen.reported:
            _report_note_overleaf(note, origin, seen, sink)


def _record_run(printed: PrintedRun, place: PrintedElement, page: int, seen: LostTextGuard, sink: Sink) -> None:
    if _is_call(printed.box):
        seen.call_pages.setdefault(place.note_id, page)
        return
    seen.printed_characters[printed.element_number] += _count_alphanumeric(getattr(printed.box, "text", ""))
    if place.note_id and page not in seen.note_pages.setdefault(place.note_id, []):
        seen.note_pages[place.note_id].append(page)
    if not printed.area.contains(printed.box) and place.key not in seen.reported:
        seen.reported.add(place.key)
        _report_outside(place, printed, page, sink)


def _report_note_overleaf(note: str, origin: Origin | None, seen: LostTextGuard, sink: Sink) -> None:
    """A note that does not stand on the page of its call, wholly or in part."""
    call, pages = seen.call_pages.get(note), seen.note_pages.get(note, [])
    if call is None or not pages:
        return
    if pages[0] != call:
        message = f"{_name_note(note)} begins on page {pages[0]}, and is called on page {call}"
        sink.warning("render-note-overleaf", message, origin, f"spread the notes of this passage, {SHORTEN_HINT}")
    elif len(pages) > 1:
        message = f"{_name_note(note)} is long: it begins on page {call} and goes on to page {pages[-1]}"
        sink.warning("render-note-divided", message, origin, f"{SHORTEN_HINT}, or leave it so: nothing is lost")


def _report_outside(place: PrintedElement, printed: PrintedRun, page: int, sink: Sink) -> None:
    what = f"`{_quote(getattr(printed.box, 'text', '') or printed.box.element.get('alt', ''))}`"
    if place.note_id:
        message = f"{_name_note(place.note_id)} does not fit on page {page}: {what} lies outside the text area"
        sink.error("render-lost-note", message, place.origin, SHORTEN_HINT)
    elif printed.overlaps_notes:
        hint = f"move its notes, or those called before it, to other passages; {SHORTEN_HINT}"
        sink.error("render-over-notes", f"{what} is printed over the notes of page {page}", place.origin, hint)
    else:
        message = f"{what} lies outside the text area of page {page}"
        sink.error(
            "render-outside-page", message, place.origin, OVERFLOW_HINTS.get(printed.box.element.tag, LONG_WORD_HINT)
        )


def _report_lost(place: PrintedElement, sink: Sink) -> None:
    if place.note_id:
        sink.error(
            "render-lost-note",
            f"{_name_note(place.note_id)} is not on the pages of the PDF: `{_quote(place.text)}`",
            place.origin,
            "take the note out of the positioned, floating or repeated element that it stands in",
        )
    else:
        sink.error(
            "render-lost-text",
            f"`{_quote(place.text)}` is not, or not wholly, on the pages of the PDF",
            place.origin,
            "look in the style sheet for what hides, floats or positions it",
        )


def _name_note(note: str) -> str:
    return f"note {note.removeprefix('note-')}"


def _quote(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= QUOTED_LENGTH else f"{words[:QUOTED_LENGTH]}..."


def _count_alphanumeric(text: str) -> int:
    """Letters and digits: what line breaks, hyphens and capitals leave as many as they were, or make more."""
    return sum(map(str.isalnum, text))


def _find_printed_runs(page: Box) -> Iterator[PrintedRun]:
    paper = Area(0, 0, page.margin_width(), page.margin_height())
    left, top = page.content_box_x(), page.content_box_y()
    text_area = Area(left, top, left + page.width, top + page.height)
    notes = min(
        (child.content_box_y() for child in page.children if _find_page_area(child) == "@footnote"),
        default=text_area.bottom,
    )
    areas = {"": replace(text_area, bottom=notes), "@footnote": text_area}
    for child in page.children:
        stack = [(child, areas.get(_find_page_area(child), paper))]
        while stack:
            box, area = stack.pop()
            placed, box = box, unwrap_box(box)
            area = area if placed is box else paper  # a positioned box may be anywhere on the paper
            on_purpose = area is paper or _is_moved(box)  # a picture may go over the edge, as the press wants it
            if _is_text(box) or _is_call(box) or (_is_image(box) and not on_purpose):
                yield PrintedRun(box, area, notes)
            elif hasattr(box, "children"):
                stack.extend((inner, _find_visible_area(box, area, paper)) for inner in reversed(box.children))


def _find_page_area(child: Box) -> str:
    """What a part of a page is: nothing for its text, `@footnote` for its notes, the name of a margin box."""
    return getattr(child, "at_keyword", "" if child.element_tag else "@footnote")


def _is_call(box: Box) -> bool:
    return hasattr(box, "text") and str(box.element_tag).endswith(CALL_PSEUDO_ELEMENT)


def _is_image(box: Box) -> bool:
    """Whether a box is a picture that says something."""
    return bool(box.element_tag == "img" and hasattr(box, "replacement") and box.element.get("alt"))


def _is_text(box: Box) -> bool:
    """Whether a box holds text of the document that is meant to be seen."""
    if not getattr(box, "text", "").strip() or box.element is None or box.element.get(ELEMENT_NUMBER) is None:
        return False
    return box.style["visibility"] == "visible" and not str(box.element_tag).endswith(GENERATED_PSEUDO_ELEMENTS)


def _find_visible_area(box: Box, area: Area, paper: Area) -> Area:
    """Where text in a box can be seen: the area around it, less what the box cuts off.

    A box that the style sheet moved out of the flow on purpose may go as far as the edge of the paper.
    """
    if _is_moved(box):
        area = paper
    if box.style["overflow"] == "visible":
        return area
    left, top = box.padding_box_x(), box.padding_box_y()
    return area.intersect(Area(left, top, left + box.padding_width(), top + box.padding_height()))


def _is_moved(box: Box) -> bool:
    if box.style["position"] != "static" or getattr(box.style["text_indent"], "value", 0) < 0:
        return True
    return any(_is_negative(box, side) for side in ("margin_left", "margin_right", "margin_top", "margin_bottom"))


def _is_negative(box: Box, side: str) -> bool:
    length = getattr(box, side, 0)
    return not isinstance(length, str) and bool(length < 0)
