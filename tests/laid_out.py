"""The pages of a document as they are laid out: their lines, and how full they are."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from typing import Any, TypeVar

import pytest

from briefgen.render.engine.patches.hyphens import ADDED_SPACE
from briefgen.render.pdf import writer
from briefgen.render.pdf.lost_text import check_lost_text

Recorded = TypeVar("Recorded")
HEADINGS = ("h2", "h3", "h4", "h5")
UNPRINTED = ("cover", "back")
"""Names of pages without running text."""


@dataclass(frozen=True)
class Line:
    """A line of the text area, from the top of the page; in pixels."""

    bottom: float
    heading: bool
    words: str
    begins_with_call: bool
    tag: str
    """Of the element that the line is in: `p`, `li`."""
    is_recommendation: bool
    paragraph: int
    """Tells the lines of one paragraph from those of others."""
    width: float = 0
    """As a part of the measure: that of a full line is 1."""
    has_break: bool = False
    """Whether it ends where its author wrote `<br>`."""
    added_space: float = 0
    """What justification adds to each space, as a part of the size of the type; nothing in the last line of a paragraph."""


@dataclass(frozen=True)
class Page:
    """The lines of a page above its notes, and how far down text may go."""

    lines: tuple[Line, ...]
    top: float
    height: float
    end: float = 0
    """Where its last line, picture or panel ends."""
    floor: float = 0
    """Where the notes begin, or the margin."""

    @property
    def empty_share(self) -> float:
        """How much of the room for text is empty at its end."""
        return (self.floor - self.end) / (self.floor - self.top)


def record_layouts() -> AbstractContextManager[list[Any]]:
    """The layout of each PDF that is made meanwhile, in the objects of WeasyPrint."""
    return _record(lambda layout: layout)


def record_pages() -> AbstractContextManager[list[tuple[Page, ...]]]:
    """The pages with running text of each PDF that is made meanwhile."""
    return _record(_read_pages)


@contextmanager
def _record(read: Callable[[Any], Recorded]) -> Iterator[list[Recorded]]:
    recorded: list[Recorded] = []

    def record(layout: Any, *rest: Any) -> None:
        recorded.append(read(layout))
        check_lost_text(layout, *rest)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(writer, "check_lost_text", record)
        yield recorded


def _read_pages(layout: Any) -> tuple[Page, ...]:
    boxes = [page._page_box for page in layout.pages]
    return tuple(_read_page(box) for box in boxes if box.page_type.name not in UNPRINTED)


def _read_page(box: Any) -> Page:
    lines = sorted(_list_lines(box.children[0], heading=False), key=lambda line: line.bottom)
    top = box.content_box_y()
    notes = [child.position_y for child in box.children if type(child).__name__ == "FootnoteAreaBox" and child.children]
    end = max(_list_ends(box.children[0]), default=top)
    return Page(tuple(lines), top, box.height, end, min(notes, default=top + box.height))


def _list_lines(box: Any, *, heading: bool, paragraph: Any = None, measure: float = 0) -> Iterator[Line]:
    box = getattr(box, "_box", box)
    heading = heading or box.element_tag in HEADINGS or _is_panel_title(box)
    paragraph = box.element if box.element is not None else paragraph
    if type(box).__name__ == "LineBox":
        texts = [inner for inner in box.descendants() if getattr(inner, "text", "").strip()]
        if texts:
            call = str(texts[0].element_tag).endswith("footnote-call")
            words = " ".join(text.text for text in texts)
            action = paragraph is not None and "action" in paragraph.get("class", "").split()
            tag = str(paragraph.tag) if paragraph is not None else ""
            added = getattr(box, ADDED_SPACE, 0)
            width = box.width / measure if measure else 0
            has_break = any(str(inner.element_tag).startswith("br") for inner in box.descendants())
            place = box.position_y + box.height
            yield Line(place, heading, words, call, tag, action, id(paragraph), width, has_break, added)
        return
    for child in getattr(box, "children", ()):
        yield from _list_lines(child, heading=heading, paragraph=paragraph, measure=box.width)


def _is_panel_title(box: Any) -> bool:
    return box.element is not None and "aside-title" in (box.element.get("class") or "").split()


def _list_ends(box: Any) -> Iterator[float]:
    """The lower edges of lines with words and of pictures."""
    box = getattr(box, "_box", box)
    kind = type(box).__name__
    has_words = kind == "LineBox" and any(getattr(inner, "text", "").strip() for inner in box.descendants())
    if has_words or "Replaced" in kind:
        yield box.position_y + box.height
    for child in getattr(box, "children", ()) if kind != "LineBox" else ():
        yield from _list_ends(child)
