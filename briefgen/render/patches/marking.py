"""Marks in each page's stream what is content and what is an artifact, and remembers which box each content came from.

WeasyPrint's own marks make no difference between the two, so a screen reader reads every running head and every dot.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from types import ModuleType
from typing import Any

Box = Any
Stream = Any

PAGINATION = {"@top": "/Header", "@bottom": "/Footer"}
"""The kind of artifact in a margin box, by the side of the page; nothing for left and right."""

LAYOUT = {"Type": "/Layout"}


@dataclass(frozen=True, slots=True)
class Marked:
    """A sequence of marked content: the page, and its number in the stream that holds it."""

    page: int
    """From 0."""
    number: int
    stream: Stream | None
    """The group that it is drawn in, where it is not the page itself."""


@dataclass(slots=True)
class Marks:
    """What was drawn as content, by box, and the groups that some of it was drawn in."""

    content: dict[Box, Marked] = field(default_factory=dict)
    groups: list[Stream] = field(default_factory=list)
    heads: set[Any] = field(default_factory=set)
    """The heads and feet of tables that were drawn already: again, they are artifacts."""


def mark_pages(weasyprint: ModuleType, layout: Any, refine: Callable[[Any], Any] = lambda cls: cls) -> Marks:
    """Make the pages mark what they draw; the marks are filled in as the PDF is written.

    `refine` may make of the class of the streams another that also draws otherwise.
    """
    marks = Marks()
    page_class, stream_class = _page_class(weasyprint), refine(_stream_class(weasyprint))
    for number, page in enumerate(layout.pages):
        page.__class__ = page_class
        page.number, page.marks, page.stream_class = number, marks, stream_class
    return marks


def _page_class(weasyprint: ModuleType) -> Any:
    class MarkedPage(weasyprint.document.Page):  # type: ignore[misc, name-defined]
        """Tells its stream which boxes are artifacts before it is painted."""

        def paint(self, stream: Stream, scale: float = 1) -> None:
            stream.__class__ = self.stream_class
            stream.begin_page(self.number, self.marks, _artifacts(weasyprint, self._page_box, self.marks))
            super().paint(stream, scale)

    return MarkedPage


def _stream_class(weasyprint: ModuleType) -> Any:
    import pydyf

    class MarkedStream(weasyprint.pdf.stream.Stream):  # type: ignore[misc, name-defined]
        """Writes artifacts as such, and notes the number of everything else."""

        def begin_page(self, page: int, marks: Marks, artifacts: dict[Box, dict[str, str]]) -> None:
            self.page, self.marks, self.artifacts = page, marks, artifacts
            self.group_of: Stream | None = None
            self.next_number = 0

        def clone(self, **choices: Any) -> Stream:
            made = super().clone(**choices)
            made.__class__ = type(self)
            made.begin_page(self.page, self.marks, self.artifacts)
            made.group_of = made
            return made

        @contextmanager
        def marked(self, box: Box, tag: str) -> Iterator[None]:
            artifact = self.artifacts.get(box) or (LAYOUT if _is_blank(box) else None)
            if artifact:
                self.begin_marked_content("Artifact", pydyf.Dictionary(artifact))
            else:
                if self.group_of is not None and self.next_number == 0:
                    self.marks.groups.append(self)
                self.marks.content[box] = Marked(self.page, self.next_number, self.group_of)
                self.begin_marked_content(tag, pydyf.Dictionary({"MCID": self.next_number}))
                self.next_number += 1
            yield
            self.end_marked_content()

        @contextmanager
        def artifact(self) -> Iterator[None]:
            self.begin_marked_content("Artifact")
            yield
            self.end_marked_content()

    return MarkedStream


def _is_blank(box: Box) -> bool:
    text = getattr(box, "text", None)
    return text is not None and not text.strip()


def _artifacts(weasyprint: ModuleType, page_box: Box, marks: Marks) -> dict[Box, dict[str, str]]:
    """The boxes of a page that say nothing of their own, with the properties of the artifact."""
    margin_box = weasyprint.formatting_structure.boxes.MarginBox
    found: dict[Box, dict[str, str]] = {}
    stack: list[tuple[Box, dict[str, str] | None]] = [(page_box, None)]
    while stack:
        placed, artifact = stack.pop()
        box: Box = getattr(placed, "_box", placed)
        if artifact is None:
            artifact = _pagination(box) if isinstance(box, margin_box) else _layout(box, marks)
        if artifact is not None:
            found[box] = artifact
        stack.extend((child, artifact) for child in box.children)
    return found


def _pagination(box: Box) -> dict[str, str]:
    side = box.at_keyword.partition("-")[0]
    subtype = {"Subtype": PAGINATION[side]} if side in PAGINATION else {}
    return {"Type": "/Pagination", **subtype}


def _layout(box: Box, marks: Marks) -> dict[str, str] | None:
    """The artifact that a box in the page area is: a leader, an ornament, the head of a table once more."""
    if getattr(box, "is_leader", False):
        return LAYOUT
    element = getattr(box, "element", None)
    if element is None:
        return None
    if element.tag == "img":
        return None if element.get("alt") else LAYOUT
    if getattr(box, "is_header", False) or getattr(box, "is_footer", False):
        if element in marks.heads:
            return {"Type": "/Pagination"}
        marks.heads.add(element)
    return None
