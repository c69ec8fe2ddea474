"""Derives from a document the text that every file of it must have: lines, notes and counts."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from briefgen.check.count import INLINE_TAGS
from briefgen.model.diagnostic import Origin
from briefgen.model.direction import LEFT_TO_RIGHT, RIGHT_TO_LEFT
from briefgen.model.document import Document
from briefgen.model.tree import Element, Node, Note, Text, find_elements, walk
from briefgen.model.words import split_printed_words

HEADING_TAGS = frozenset({"h2", "h3", "h4", "h5", "h6"})
QUOTATION_MARKS = ("“", "”")
"""The marks round `q`, which style sheets and word processors add."""


@dataclass(frozen=True, slots=True)
class Line:
    """A piece of text between two edges of blocks."""

    words: tuple[str, ...]
    origin: Origin | None = None
    is_from_the_right: bool = False
    """Whether its paragraph is laid out from the right, whatever its letters are."""


@dataclass(frozen=True, slots=True)
class ExpectedText:
    """The text that a file must have, or has."""

    lines: tuple[Line, ...]
    notes: Mapping[int, Line]
    counts: Mapping[str, int] = field(default_factory=dict)
    pages: tuple[tuple[Line, str], ...] = ()
    """Lines of the contents, each with its page number: numbers of the file, not words of the text."""
    references: tuple[tuple[str, str], ...] = ()
    """The printed number of each reference to a note, and the number of the note that it leads to, empty for none; only from Word files."""


NOTE_REFERENCES = "references to notes"


def refers_to_note(classes: Collection[str], address: str) -> bool:
    """Whether a link is a cross-reference to a note."""
    return "cross-reference" in classes and address.startswith("#note-")


def format_note_call(number: int | str) -> str:
    """The call of a note among words."""
    return f"⟦{number}⟧"


NOTE_CALL = re.compile(r"⟦(\d+)⟧")

IMAGE_PLACEHOLDER = re.compile(r"⟦image: [^⟧]*⟧")
"""The alternative text of an image, which no page shows."""


def format_image(alternative: str) -> str:
    """An image among words."""
    return f" ⟦image: {alternative}⟧ "


def expected_text_from_document(document: Document) -> ExpectedText:
    """The text of the tree. The heading over endnotes is left out: only some formats have it."""
    direction = document.metadata.direction
    text = LineBuilder(direction)
    text.add_nodes(document.body.children)
    notes: dict[int, Line] = {}
    for node in walk(document.body.children):
        if isinstance(node, Note):
            note = LineBuilder(direction)
            note.add_nodes(node.children, node.origin)
            notes[node.number] = note.build_note(node.origin)
    return ExpectedText(text.build(), notes, _count_elements(document.body, len(notes)))


@dataclass(slots=True)
class LineBuilder:
    """Collects text into lines."""

    direction: str = LEFT_TO_RIGHT
    """Of the paragraph that is read."""
    lines: list[Line] = field(default_factory=list)
    text: list[str] = field(default_factory=list)
    origin: Origin | None = None

    def add(self, text: str, origin: Origin | None = None) -> None:
        """Continue the line."""
        if text.strip():
            self.origin = self.origin or origin
        self.text.append(text)

    def end_line(self) -> None:
        """End the line; the next text starts a new one."""
        words = split_printed_words("".join(self.text))
        if words:
            self.lines.append(Line(words, self.origin, self.direction == RIGHT_TO_LEFT))
        self.text, self.origin = [], None

    def build(self) -> tuple[Line, ...]:
        """Every line."""
        self.end_line()
        return tuple(self.lines)

    def build_note(self, origin: Origin | None = None) -> Line:
        """All words in one line, as notes are compared."""
        lines = self.build()
        is_from_the_right = any(line.is_from_the_right for line in lines)
        return Line(tuple(word for line in lines for word in line.words), origin, is_from_the_right)

    def add_nodes(self, nodes: Iterable[Node], origin: Origin | None = None) -> None:
        """Add the text of nodes; `origin` is for those without one of their own."""
        for node in nodes:
            if isinstance(node, Text):
                self.add(node.content, node.origin or origin)
            elif isinstance(node, Note):
                self.add(format_note_call(node.number), node.origin or origin)
            elif isinstance(node, Element) and node.get("role") != "doc-endnotes":
                self._add_element(node, node.origin or origin)

    def _add_element(self, element: Element, origin: Origin | None) -> None:
        if element.tag == "img":
            self.add(format_image(element.get("alt")), origin)
        elif element.tag == "br":
            self.add(" ")
        elif element.tag == "a":
            # A note inside a link comes after it in every format: links do not nest.
            self.add_nodes(_strip_notes(element.children), origin)
            self.add_nodes((node for node in walk(element.children, notes=False) if isinstance(node, Note)), origin)
        elif element.tag in INLINE_TAGS:
            opening, closing = QUOTATION_MARKS if element.tag == "q" else ("", "")
            self.add(opening)
            self.add_nodes(element.children, origin)
            self.add(closing)
        else:
            self.end_line()
            outside, self.direction = self.direction, element.get("dir", self.direction)
            self.add_nodes(element.children, origin)
            self.end_line()
            self.direction = outside


def _strip_notes(nodes: Iterable[Node]) -> Iterator[Node]:
    for node in nodes:
        if isinstance(node, Element):
            yield node.with_children(_strip_notes(node.children))
        elif not isinstance(node, Note):
            yield node


def _count_elements(body: Element, notes: int) -> Mapping[str, int]:
    paragraphs, links = find_elements((body,), "p"), find_elements((body,), "a")
    return {
        "notes": notes,
        "tables": sum(1 for _ in find_elements((body,), "table")),
        "images": sum(1 for _ in find_elements((body,), "img")),
        "numbered paragraphs": sum(bool(paragraph.get("data-number")) for paragraph in paragraphs),
        "headings": _count_headings(body),
        NOTE_REFERENCES: sum(refers_to_note(link.classes, link.get("href")) for link in links),
    }


def _count_headings(element: Element) -> int:
    """Headings of the text: without the title, and without those of covers and of endnotes."""
    if element.get("data-part") == "cover" or element.get("role") == "doc-endnotes":
        return 0
    below = sum(_count_headings(child) for child in element.children if isinstance(child, Element))
    return below + (element.tag in HEADING_TAGS)
