"""Searches the laid-out pages for text that a reader would not see.

WeasyPrint prints past the edge of a page, cuts off what is too large for a float, and drops the notes of positioned
boxes, all without a message.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from briefgen.model.diagnostic import Origin, Sink
from briefgen.model.words import PRINTED_INVISIBLES
from briefgen.render.engine.boxes import SIDES, Box, get_page_box, load_box_classes, unwrap_box
from briefgen.render.pdf.page import ELEMENT_NUMBER, PrintedElement, PrintPage

OVERHANG_TOLERANCE = 1.5
"""Pixels by which a line may exceed its area: the rounding of glyph widths."""

QUOTED_LENGTH = 60
"""Characters of a text that a message quotes."""

SHORTEN_HINT = "shorten or split the note, or print the notes of this brief as endnotes: `citations: {notes: endnotes}`"
OVERFLOW_HINTS = {
    "img": "make the picture smaller in the style sheet",
    "td": "give the table fewer or narrower columns, or its own landscape page",
    "th": "give the table fewer or narrower columns, or its own landscape page",
    "pre": "break the line where it may end",
}
"""By element that is too wide: the correction."""

LONG_WORD_HINT = "shorten the longest word or address, or let the style sheet break it: `overflow-wrap: anywhere`"
CALL_PSEUDO_ELEMENT = "::footnote-call"
GENERATED_PSEUDO_ELEMENTS = ("::before", "::after", "::marker", CALL_PSEUDO_ELEMENT, "::footnote-marker")
"""Boxes whose words come from a style sheet."""


@dataclass(frozen=True, slots=True)
class Area:
    """The rectangle in which text can be seen; pixels from the top left corner of the page."""

    left: float
    top: float
    right: float
    bottom: float

    def intersect(self, other: Area) -> Area:
        """The part of this area that is in another."""
        return Area(
            max(self.left, other.left),
            max(self.top, other.top),
            min(self.right, other.right),
            min(self.bottom, other.bottom),
        )

    def contains(self, box: Box, line: Box | None) -> bool:
        """Whether the content of a box is inside.

        The height of text is that of its line: a box of text is as high as its typeface, which differs from script to script.
        """
        left, top = (box.position_x, box.position_y) if _is_text(box) else (box.content_box_x(), box.content_box_y())
        bottom = top + box.height
        if _is_text(box) and line is not None:
            top, bottom = max(top, line.position_y), min(bottom, line.position_y + line.height)
        return bool(
            left >= self.left - OVERHANG_TOLERANCE
            and left + box.width <= self.right + OVERHANG_TOLERANCE
            and top >= self.top - OVERHANG_TOLERANCE
            and bottom <= self.bottom + OVERHANG_TOLERANCE
        )


@dataclass(frozen=True, slots=True)
class PrintedRun:
    """A run of the document's text or an image on a page, or the number that calls a note."""

    box: Box
    area: Area
    """Where it can be seen."""
    notes_top: float
    """The top of the words of the page's notes."""
    line: Box | None = None
    """The line of a run of text."""

    @property
    def overlaps_notes(self) -> bool:
        """Whether only the notes hide it."""
        lowest = self.line or self.box
        bottom = lowest.position_y + lowest.height - OVERHANG_TOLERANCE
        return bool(self.area.bottom == self.notes_top < bottom)


def check_lost_text(layout: Any, page: PrintPage, sink: Sink) -> None:
    """Report text outside the area where it can be seen, and notes and other text that are on no page.

    Notes that continue or start on a later page are warnings.
    """
    guard = LostTextGuard(page, sink)
    for number, printed in enumerate(layout.pages, start=1):
        for run in _find_printed_runs(get_page_box(printed)):
            guard.record(run, number)
    guard.finish()


@dataclass(slots=True)
class LostTextGuard:
    """Compares the runs on the pages with the elements of the document."""

    page: PrintPage
    sink: Sink
    printed_characters: Counter[int] = field(default_factory=Counter)
    """By element: how many letters and digits of it are printed."""
    call_pages: dict[str, int] = field(default_factory=dict)
    """By note: the first page with its number in the text."""
    note_pages: dict[str, list[int]] = field(default_factory=dict)
    """By note: the pages with a part of it."""
    reported: set[str] = field(default_factory=set)
    """The keys of the elements that were reported: one report each."""

    def record(self, run: PrintedRun, page: int) -> None:
        """Count a run, and report it where it is outside its area."""
        number = int(run.box.element.get(ELEMENT_NUMBER))
        element = self.page.elements[number]
        if _is_call(run.box):
            self.call_pages.setdefault(element.note_id, page)
            return
        self.printed_characters[number] += _count_alphanumeric(getattr(run.box, "text", ""))
        if element.note_id and page not in self.note_pages.setdefault(element.note_id, []):
            self.note_pages[element.note_id].append(page)
        if not run.area.contains(run.box, run.line) and element.key not in self.reported:
            self.reported.add(element.key)
            self._report_outside(element, run, page)

    def finish(self) -> None:
        """Report what is on no page, and notes on another page than their call."""
        for number, element in enumerate(self.page.elements):
            is_whole = self.printed_characters[number] >= _count_alphanumeric(element.text)
            if not is_whole and element.key not in self.reported:
                self.reported.add(element.key)
                self._report_lost(element)
        for note, origin in self.page.footnotes.items():
            if note in self.call_pages and note in self.note_pages and note not in self.reported:
                self._report_overleaf(note, origin)

    def _report_overleaf(self, note: str, origin: Origin | None) -> None:
        call, pages = self.call_pages[note], self.note_pages[note]
        if pages[0] != call:
            message = f"{_name_note(note)} starts on page {pages[0]}, and is called on page {call}"
            hint = f"spread the notes of this passage, {SHORTEN_HINT}"
            self.sink.warning("render-note-overleaf", message, origin, hint)
        elif len(pages) > 1:
            message = f"{_name_note(note)} is long: it starts on page {call} and continues to page {pages[-1]}"
            hint = f"{SHORTEN_HINT}, or leave it: nothing is lost"
            self.sink.warning("render-note-divided", message, origin, hint)

    def _report_outside(self, element: PrintedElement, run: PrintedRun, page: int) -> None:
        text = quote_printed(getattr(run.box, "text", "") or run.box.element.get("alt", ""))
        code, message = "render-outside-page", f"{text} is outside the text area of page {page}"
        hint = OVERFLOW_HINTS.get(run.box.element.tag, LONG_WORD_HINT)
        if element.note_id:
            code, hint = "render-lost-note", SHORTEN_HINT
            name = _name_note(element.note_id)
            message = f"{name} does not fit on page {page}: {text} is outside the text area"
        elif run.overlaps_notes:
            code, message = "render-over-notes", f"{text} is printed over the notes of page {page}"
            hint = f"move its notes, or those called before it, to other passages; {SHORTEN_HINT}"
        self.sink.error(code, message, element.origin, hint)

    def _report_lost(self, element: PrintedElement) -> None:
        text = quote_printed(element.text)
        if element.note_id:
            message = f"{_name_note(element.note_id)} is not on the pages of the PDF: {text}"
            hint = "take the note out of the positioned, floating or repeated element around it"
            self.sink.error("render-lost-note", message, element.origin, hint)
        else:
            message = f"{text} is not, or not wholly, on the pages of the PDF"
            hint = "look in the style sheet for what hides, floats or positions it"
            self.sink.error("render-lost-text", message, element.origin, hint)


def _name_note(note: str) -> str:
    return f"note {note.removeprefix('note-')}"


def quote_printed(text: str, longest: int = QUOTED_LENGTH) -> str:
    """The first words of a printed text for a message, without the signs that a reader does not see."""
    words = " ".join(PRINTED_INVISIBLES.sub("", text).split())
    return f"`{words}`" if len(words) <= longest else f"`{words[:longest]}...`"


def _count_alphanumeric(text: str) -> int:
    """Letters and digits: line breaks, hyphens and capitals do not make them fewer."""
    return sum(map(str.isalnum, text))


def _find_printed_runs(page: Box) -> Iterator[PrintedRun]:
    line_class = load_box_classes().LineBox
    paper = Area(0, 0, page.margin_width(), page.margin_height())
    left, top = page.content_box_x(), page.content_box_y()
    text_area = Area(left, top, left + page.width, top + page.height)
    notes_top = min(
        (child.content_box_y() for child in page.children if _find_page_area(child) == "@footnote"),
        default=text_area.bottom,
    )
    areas = {"": replace(text_area, bottom=notes_top), "@footnote": text_area}
    stack: list[tuple[Box, Area, Box | None]] = [
        (child, areas.get(_find_page_area(child), paper), None) for child in reversed(page.children)
    ]
    while stack:
        placed, area, line = stack.pop()
        box = unwrap_box(placed)
        line = box if isinstance(box, line_class) else line
        area = area if placed is box else paper  # a positioned box may be anywhere on the paper
        on_purpose = area is paper or _is_moved(box)  # a picture may go over the edge, as print shops need it
        if _is_text(box) or _is_call(box) or (_is_image(box) and not on_purpose):
            yield PrintedRun(box, area, notes_top, line)
        elif hasattr(box, "children"):
            stack.extend((inner, _find_visible_area(box, area, paper), line) for inner in reversed(box.children))


def _find_page_area(child: Box) -> str:
    """The name of a part of a page: empty for its text, `@footnote` for its notes, that of a margin box."""
    return getattr(child, "at_keyword", "" if child.element_tag else "@footnote")


def _is_call(box: Box) -> bool:
    return hasattr(box, "text") and str(box.element_tag).endswith(CALL_PSEUDO_ELEMENT)


def _is_image(box: Box) -> bool:
    """Whether a box is a picture with a text alternative: others are ornaments."""
    return bool(box.element_tag == "img" and hasattr(box, "replacement") and box.element.get("alt"))


def _is_text(box: Box) -> bool:
    """Whether a box has text of the document that is visible by its style."""
    if not getattr(box, "text", "").strip() or box.element is None or box.element.get(ELEMENT_NUMBER) is None:
        return False
    return box.style["visibility"] == "visible" and not str(box.element_tag).endswith(GENERATED_PSEUDO_ELEMENTS)


def _find_visible_area(box: Box, area: Area, paper: Area) -> Area:
    """Where text in a box can be seen: the area around it, less what the box cuts off.

    A box that the style sheet moves out of the flow on purpose may go as far as the edge of the paper.
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
    margins = (getattr(box, f"margin_{side}", 0) for side in SIDES)
    return any(margin < 0 for margin in margins if not isinstance(margin, str))  # a string is `auto`
