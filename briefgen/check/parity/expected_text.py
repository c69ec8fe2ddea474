"""What a document says, apart from any format: lines, notes and counts, to be found again in every file made of it."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from briefgen.check.count import INLINE_TAGS
from briefgen.model.diagnostic import Origin
from briefgen.model.document import Document
from briefgen.model.tree import Element, Node, Note, Text, find_elements, walk

INVISIBLE_CHARACTERS = re.compile("[\u00ad\u200b\u2060\ufe0e]")
HEADING_TAGS = frozenset({"h2", "h3", "h4", "h5", "h6"})
QUOTATION_MARKS = ("“", "”")
"""What stands round `q`; style sheets and word processors set it."""


@dataclass(frozen=True, slots=True)
class Line:
    """A stretch of text between two edges of blocks."""

    words: tuple[str, ...]
    origin: Origin | None = None


@dataclass(frozen=True, slots=True)
class ExpectedText:
    """All that a file must say, or says."""

    lines: tuple[Line, ...]
    notes: Mapping[int, Line]
    counts: Mapping[str, int] = field(default_factory=Counter)
    pages: tuple[tuple[Line, str], ...] = ()
    """Lines that say on which page something stands, each with what it says: numbers of a file's own, no words of the text."""
    references: tuple[tuple[str, str], ...] = ()
    """The number that each reference to a note says, and that of the note it leads to, where a file can tell: empty for none."""


NOTE_REFERENCES = "references to notes"


def refers_to_note(classes: Collection[str], address: str) -> bool:
    """Whether a link is a cross-reference to a note."""
    return "cross-reference" in classes and address.startswith("#note-")


def format_note_call(number: int) -> str:
    """How the call of a note stands among words."""
    return f"⟦{number}⟧"


def format_image(alternative: str) -> str:
    """How an image stands among words."""
    return f" ⟦image: {alternative}⟧ "


def split_words(text: str) -> tuple[str, ...]:
    """The words of a text; what nobody sees is left out."""
    plain = INVISIBLE_CHARACTERS.sub("", unicodedata.normalize("NFC", text))
    return tuple(plain.replace("\N{NON-BREAKING HYPHEN}", "-").split())


def expected_text_from_document(document: Document) -> ExpectedText:
    """What the tree says. The heading over endnotes is left out: only some formats have it."""
    gathered = LineBuilder()
    notes: dict[int, Line] = {}
    _collect_lines(document.body.children, gathered, None)
    for node in walk(document.body.children):
        if isinstance(node, Note):
            inner = LineBuilder()
            _collect_lines(node.children, inner, node.origin)
            notes[node.number] = Line(tuple(word for line in inner.build() for word in line.words), node.origin)
    return ExpectedText(gathered.build(), notes, _count_elements(document.body, len(notes)))


@dataclass(slots=True)
class LineBuilder:
    """Lines that are being put together."""

    lines: list[Line] = field(default_factory=list)
    text: list[str] = field(default_factory=list)
    origin: Origin | None = None

    def add(self, text: str, origin: Origin | None = None) -> None:
        """Go on with the line."""
        if text.strip():
            self.origin = self.origin or origin
        self.text.append(text)

    def end_line(self) -> None:
        """End the line."""
        words = split_words("".join(self.text))
        if words:
            self.lines.append(Line(words, self.origin))
        self.text, self.origin = [], None

    def build(self) -> tuple[Line, ...]:
        """Every line."""
        self.end_line()
        return tuple(self.lines)


def _collect_lines(nodes: Iterable[Node], into: LineBuilder, origin: Origin | None) -> None:
    for node in nodes:
        if isinstance(node, Text):
            into.add(node.content, node.origin or origin)
        elif isinstance(node, Note):
            into.add(format_note_call(node.number), node.origin or origin)
        elif isinstance(node, Element) and node.get("role") != "doc-endnotes":
            _collect_lines_of_element(node, into, node.origin or origin)


def _collect_lines_of_element(element: Element, into: LineBuilder, origin: Origin | None) -> None:
    if element.tag == "img":
        into.add(format_image(element.get("alt")), origin)
    elif element.tag == "br":
        into.add(" ")
    elif element.tag == "a":
        # A note inside a link stands behind it in every format: links do not nest.
        notes = [one for one in walk(element.children, notes=False) if isinstance(one, Note)]
        _collect_lines(tuple(_strip_notes(element.children)), into, origin)
        _collect_lines(notes, into, origin)
    elif element.tag in INLINE_TAGS:
        quoted = QUOTATION_MARKS if element.tag == "q" else ("", "")
        into.add(quoted[0])
        _collect_lines(element.children, into, origin)
        into.add(quoted[1])
    else:
        into.end_line()
        _collect_lines(element.children, into, origin)
        into.end_line()


def _strip_notes(nodes: Iterable[Node]) -> Iterator[Node]:
    for node in nodes:
        if isinstance(node, Element):
            yield node.with_children(_strip_notes(node.children))
        elif not isinstance(node, Note):
            yield node


def _count_elements(body: Element, notes: int) -> Mapping[str, int]:
    counted: Counter[str] = Counter({"notes": notes})
    counted["tables"] = sum(1 for _ in find_elements((body,), "table"))
    counted["images"] = sum(1 for _ in find_elements((body,), "img"))
    counted["numbered paragraphs"] = sum(bool(one.get("data-number")) for one in find_elements((body,), "p"))
    counted["headings"] = _count_headings(body)
    counted[NOTE_REFERENCES] = sum(refers_to_note(one.classes, one.get("href")) for one in find_elements((body,), "a"))
    return counted


def _count_headings(element: Element) -> int:
    """Headings of the text: not the title, nor those of covers and of endnotes."""
    if element.get("data-part") == "cover" or element.get("role") == "doc-endnotes":
        return 0
    below = sum(_count_headings(child) for child in element.children if isinstance(child, Element))
    return below + (element.tag in HEADING_TAGS)
