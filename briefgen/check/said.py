"""What a document says, apart from any format: lines, notes and counts, to be found again in every file made of it."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from briefgen.check.count import RUN_ON
from briefgen.values.diagnostic import Origin
from briefgen.values.document import Document
from briefgen.values.tree import Element, Node, Note, Text, elements, walk

INVISIBLE = re.compile("[\u00ad\u200b\u2060\ufe0e]")
HEADINGS = frozenset({"h2", "h3", "h4", "h5", "h6"})
QUOTES = ("“", "”")
"""What stands round `q`; style sheets and word processors set it."""


@dataclass(frozen=True, slots=True)
class Line:
    """A stretch of text between two edges of blocks."""

    words: tuple[str, ...]
    origin: Origin | None = None


@dataclass(frozen=True, slots=True)
class Said:
    """All that a file must say, or says."""

    lines: tuple[Line, ...]
    notes: Mapping[int, Line]
    counts: Mapping[str, int] = field(default_factory=Counter)
    pages: tuple[tuple[Line, str], ...] = ()
    """Lines that say on which page something stands, each with what it says: numbers of a file's own, no words of the text."""
    references: tuple[tuple[str, str], ...] = ()
    """The number that each reference to a note says, and that of the note it leads to, where a file can tell: empty for none."""


REFERENCES = "references to notes"


def refers_to_note(classes: Collection[str], address: str) -> bool:
    """Whether a link is a cross-reference to a note."""
    return "cross-reference" in classes and address.startswith("#note-")


def call(number: int) -> str:
    """How the call of a note stands among words."""
    return f"⟦{number}⟧"


def image(alternative: str) -> str:
    """How an image stands among words."""
    return f" ⟦image: {alternative}⟧ "


def words_of(text: str) -> tuple[str, ...]:
    """The words of a text; what nobody sees is left out."""
    plain = INVISIBLE.sub("", unicodedata.normalize("NFC", text))
    return tuple(plain.replace("\N{NON-BREAKING HYPHEN}", "-").split())


def said_by(document: Document) -> Said:
    """What the tree says. The heading over endnotes is left out: only some formats have it."""
    gathered = Gathered()
    notes: dict[int, Line] = {}
    _gather(document.body.children, gathered, None)
    for node in walk(document.body.children):
        if isinstance(node, Note):
            inner = Gathered()
            _gather(node.children, inner, node.origin)
            notes[node.number] = Line(tuple(word for line in inner.finished() for word in line.words), node.origin)
    return Said(gathered.finished(), notes, _counts(document.body, len(notes)))


@dataclass(slots=True)
class Gathered:
    """Lines that are being put together."""

    lines: list[Line] = field(default_factory=list)
    text: list[str] = field(default_factory=list)
    origin: Origin | None = None

    def add(self, text: str, origin: Origin | None = None) -> None:
        """Go on with the line."""
        if text.strip():
            self.origin = self.origin or origin
        self.text.append(text)

    def edge(self) -> None:
        """End the line."""
        words = words_of("".join(self.text))
        if words:
            self.lines.append(Line(words, self.origin))
        self.text, self.origin = [], None

    def finished(self) -> tuple[Line, ...]:
        """Every line."""
        self.edge()
        return tuple(self.lines)


def _gather(nodes: Iterable[Node], into: Gathered, origin: Origin | None) -> None:
    for node in nodes:
        if isinstance(node, Text):
            into.add(node.content, node.origin or origin)
        elif isinstance(node, Note):
            into.add(call(node.number), node.origin or origin)
        elif isinstance(node, Element) and node.get("role") != "doc-endnotes":
            _gather_element(node, into, node.origin or origin)


def _gather_element(element: Element, into: Gathered, origin: Origin | None) -> None:
    if element.tag == "img":
        into.add(image(element.get("alt")), origin)
    elif element.tag == "br":
        into.add(" ")
    elif element.tag == "a":
        # A note inside a link stands behind it in every format: links do not nest.
        notes = [one for one in walk(element.children, notes=False) if isinstance(one, Note)]
        _gather(tuple(_without_notes(element.children)), into, origin)
        _gather(notes, into, origin)
    elif element.tag in RUN_ON:
        quoted = QUOTES if element.tag == "q" else ("", "")
        into.add(quoted[0])
        _gather(element.children, into, origin)
        into.add(quoted[1])
    else:
        into.edge()
        _gather(element.children, into, origin)
        into.edge()


def _without_notes(nodes: Iterable[Node]) -> Iterator[Node]:
    for node in nodes:
        if isinstance(node, Element):
            yield node.with_children(_without_notes(node.children))
        elif not isinstance(node, Note):
            yield node


def _counts(body: Element, notes: int) -> Mapping[str, int]:
    counted: Counter[str] = Counter({"notes": notes})
    counted["tables"] = sum(1 for _ in elements((body,), "table"))
    counted["images"] = sum(1 for _ in elements((body,), "img"))
    counted["numbered paragraphs"] = sum(bool(one.get("data-number")) for one in elements((body,), "p"))
    counted["headings"] = _headings(body)
    counted[REFERENCES] = sum(refers_to_note(one.classes, one.get("href")) for one in elements((body,), "a"))
    return counted


def _headings(element: Element) -> int:
    """Headings of the text: not the title, nor those of covers and of endnotes."""
    if element.get("data-part") == "cover" or element.get("role") == "doc-endnotes":
        return 0
    below = sum(_headings(child) for child in element.children if isinstance(child, Element))
    return below + (element.tag in HEADINGS)
