"""Marks in each page's stream what is content and what is an artifact, and remembers which box each content came from.

WeasyPrint's own marks make no difference between the two, so a screen reader reads every running head and every dot.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from briefgen.render.engine.boxes import Box, load_box_classes, unwrap_box
from briefgen.render.engine.drawn_pages import FontRecorder

Stream = Any

ARTIFACT_SUBTYPES = {"@top": "/Header", "@bottom": "/Footer"}
"""The kind of artifact in a margin box, by the side of the page; nothing for left and right."""

LAYOUT_ARTIFACT = {"Type": "/Layout"}


@dataclass(frozen=True, slots=True)
class MarkedContent:
    """A sequence of marked content: the page, and its number in the stream that holds it."""

    page: int
    """From 0."""
    number: int
    stream: Stream | None
    """The group that it is drawn in, where it is not the page itself."""


@dataclass(slots=True)
class ContentMarks:
    """What was drawn as content, by box, and the groups that some of it was drawn in."""

    content: dict[Box, MarkedContent] = field(default_factory=dict)
    groups: list[Stream] = field(default_factory=list)
    table_heads: set[Any] = field(default_factory=set)
    """The heads and feet of tables that were drawn already: again, they are artifacts."""


def mark_pages(layout: Any, extend_stream: Callable[[Any], Any] = lambda cls: cls) -> ContentMarks:
    """Make the pages mark what they draw; the marks are filled in as the PDF is written.

    `extend_stream` returns a subclass of the class of streams that it takes, to draw in another way.
    """
    marks = ContentMarks()
    page_class, stream_class = _build_page_class(), extend_stream(_build_stream_class())
    for number, page in enumerate(layout.pages):
        page.__class__ = page_class
        page.number, page.marks, page.stream_class = number, marks, stream_class
        page.drawings = getattr(layout, "drawings", None)
    return marks


def _build_page_class() -> Any:
    import weasyprint

    class MarkedPage(weasyprint.document.Page):  # type: ignore[misc]
        """Passes its artifacts to the stream before it is painted."""

        def paint(self, stream: Stream, scale: float = 1) -> None:
            stream.__class__ = self.stream_class
            stream.start_page(self.number, self.marks, _find_artifacts(self._page_box, self.marks))
            paint = partial(super().paint, stream, scale)
            if self.drawings is None:
                paint()
            else:
                self.drawings.paint(self._page_box, stream, paint)

    return MarkedPage


def _build_stream_class() -> Any:
    import pydyf
    import weasyprint

    class MarkedStream(FontRecorder, weasyprint.pdf.stream.Stream):  # type: ignore[misc]
        """Writes artifacts as such, and notes the number of everything else."""

        def start_page(self, page: int, marks: ContentMarks, artifacts: dict[Box, dict[str, str]]) -> None:
            self.page, self.marks, self.artifacts = page, marks, artifacts
            self.group_of: Stream | None = None
            self.next_number = 0
            self.box: Box = None
            self.first_boxes: dict[Any, Box] = {}

        def clone(self, **choices: Any) -> Stream:
            copy = super().clone(**choices)
            copy.__class__ = type(self)
            copy.start_page(self.page, self.marks, self.artifacts)
            copy.group_of = copy
            return copy

        @contextmanager
        def marked(self, box: Box, tag: str) -> Iterator[None]:
            self.box = box
            artifact = self.artifacts.get(box) or (LAYOUT_ARTIFACT if _is_blank(box) else None)
            if artifact:
                self.begin_marked_content("Artifact", pydyf.Dictionary(artifact))
            else:
                if self.group_of is not None and self.next_number == 0:
                    self.marks.groups.append(self)
                self.marks.content[box] = MarkedContent(self.page, self.next_number, self.group_of)
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


def _find_artifacts(page_box: Box, marks: ContentMarks) -> dict[Box, dict[str, str]]:
    """The boxes of a page that say nothing of their own, with the properties of the artifact."""
    margin_box = load_box_classes().MarginBox
    found: dict[Box, dict[str, str]] = {}
    stack: list[tuple[Box, dict[str, str] | None]] = [(page_box, None)]
    while stack:
        placed, artifact = stack.pop()
        box = unwrap_box(placed)
        if artifact is None:
            artifact = (
                _build_pagination_artifact(box) if isinstance(box, margin_box) else _find_layout_artifact(box, marks)
            )
        if artifact is not None:
            found[box] = artifact
        stack.extend((child, artifact) for child in box.children)
    return found


def _build_pagination_artifact(box: Box) -> dict[str, str]:
    side = box.at_keyword.partition("-")[0]
    subtype = {"Subtype": ARTIFACT_SUBTYPES[side]} if side in ARTIFACT_SUBTYPES else {}
    return {"Type": "/Pagination", **subtype}


def _find_layout_artifact(box: Box, marks: ContentMarks) -> dict[str, str] | None:
    """The artifact that a box in the page area is: a leader, an ornament, the head of a table once more."""
    if getattr(box, "is_leader", False):
        return LAYOUT_ARTIFACT
    element = getattr(box, "element", None)
    if element is None:
        return None
    if element.tag == "img":
        return None if element.get("alt") else LAYOUT_ARTIFACT
    if getattr(box, "is_header", False) or getattr(box, "is_footer", False):
        if element in marks.table_heads:
            return {"Type": "/Pagination"}
        marks.table_heads.add(element)
    return None
