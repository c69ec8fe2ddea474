"""Reads the finished text as it is printed. Every lint looks at this, so that all of them see one text; none reads Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from briefgen.model.diagnostic import DataOrigin, Origin
from briefgen.model.tree import AUTOMATIC_NUMBER_CLASSES, Element, Node, Note, Text, find_elements, walk

NOTE_CALL = "\N{OBJECT REPLACEMENT CHARACTER}"
"""Where a note is called that its author wrote, and where a link to another page ends: here is a source."""
FACT_NOTE_CALL = "\N{REPLACEMENT CHARACTER}"
"""Where the note is called with the source of a fact, which briefgen made."""
SOURCES = re.compile(f"[{NOTE_CALL}{FACT_NOTE_CALL}]")
BLOCK_TAGS = frozenset(
    "p li td th dd dt figcaption caption blockquote aside figure table thead tbody tfoot tr ul ol dl div section "
    "article header footer main nav pre h1 h2 h3 h4 h5 h6".split()
)
"""Elements that start a paragraph of their own."""
PARAGRAPH_TAGS = frozenset({"p", "li", "td", "th", "dd", "dt", "figcaption"})
PASSAGE_TAGS = frozenset({"ul", "ol", "dl", "table", "figure"})
"""Elements whose paragraphs explain each other, as the head of a table explains its cells."""
BELONGING_TAGS = PASSAGE_TAGS | {"blockquote"}
"""Elements to which the paragraph before them leads in."""
SOURCED_TOGETHER = frozenset({"table", "figure", "blockquote", "aside"})
"""A source anywhere in one of these is the source of all of it."""
HEAD_TAGS = frozenset({"th", "dt"})
LIFTED_CLASSES = frozenset({"pull-quote"})
"""A passage that repeats words of the text."""
NUMBER_CLASSES = AUTOMATIC_NUMBER_CLASSES | {"cross-reference", "time-mark"}
"""Elements whose digits briefgen prints itself."""
_SPACES = dict.fromkeys(map(ord, "\n\t\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}\N{THIN SPACE}"), " ")
SOURCE_AT_END = re.compile(r"\((?=[^()]*\d)[^()]*\)[\s.»”\"]*$")
"""A source that was typed at the end of a block quotation: `(Young 2009, 12)`."""
WEB_LINK = re.compile(r"https?://", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Piece:
    """Characters with one place: typed there, or printed there from data."""

    text: str
    origin: Origin


@dataclass(frozen=True, slots=True)
class PrintedFact:
    """The value of a fact in a paragraph, and where it ends there."""

    id: str
    has_unit: bool
    origin: Origin
    text: str


@dataclass(frozen=True, slots=True)
class PrintedParagraph:
    """The words of one paragraph, list item or cell, and whether they have a source."""

    pieces: tuple[Piece, ...]
    """Without the text of notes; each call of a note is `NOTE_CALL` or `FACT_NOTE_CALL`."""
    origin: Origin
    notes: str
    """What authors wrote in the notes that are called here."""
    block: str
    """The block that it is in; empty outside blocks."""
    has_source: bool
    """In the paragraph itself, in what it belongs to (a table, a quotation), or in the sentence that leads in to it."""
    is_quotation: bool
    """A block quotation."""
    is_lifted: bool
    """A pull quote."""
    is_head: bool
    """The head of a column, or a term with its definition."""
    is_action: bool
    """The sentence of a recommendation."""

    @property
    def text(self) -> str:
        """The paragraph in one line."""
        return "".join(piece.text for piece in self.pieces)

    @property
    def typed(self) -> str:
        """The text with `x` for each character that is data."""
        return "".join(
            re.sub(r"\S", "x", piece.text) if isinstance(piece.origin, DataOrigin) else piece.text
            for piece in self.pieces
        )

    @property
    def facts(self) -> Iterator[PrintedFact]:
        """The facts whose values are printed here."""
        for piece in self.pieces:
            if isinstance(piece.origin, DataOrigin) and piece.origin.fact:
                yield PrintedFact(piece.origin.fact, piece.origin.has_unit, piece.origin, piece.text)

    def find_origin(self, position: int) -> Origin:
        """The place of a character of the text."""
        for piece in self.pieces:
            position -= len(piece.text)
            if position < 0:
                return piece.origin
        return self.origin


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph alone, or the paragraphs of a list, table or figure, which are read together."""

    paragraphs: tuple[PrintedParagraph, ...]
    lead_in: str
    """The paragraph that leads in to a list or table."""

    @property
    def text(self) -> str:
        """Its words, without those of notes and of what leads in."""
        return "\n".join(paragraph.text for paragraph in self.paragraphs)

    def read_around(self, fact: str) -> str:
        """All that a reader sees beside the value of a fact: the other words, the notes, and what leads in."""
        pieces = (
            piece for paragraph in self.paragraphs for piece in (*paragraph.pieces, Piece("\n", paragraph.origin))
        )
        beside = "".join(
            piece.text for piece in pieces if not (isinstance(piece.origin, DataOrigin) and piece.origin.fact == fact)
        )
        return "\n".join([self.lead_in, beside, *(paragraph.notes for paragraph in self.paragraphs)])


@dataclass(frozen=True, slots=True)
class _Surroundings:
    """What an element is in."""

    block: str = ""
    has_source: bool = False
    is_quotation: bool = False
    is_lifted: bool = False


def read_passages(body: Element) -> Iterator[Passage]:
    """Every passage whose text comes from the content of the project, in reading order."""
    return _read_passages(body, _Surroundings(), "")


def find_typed_notes(body: Element) -> Iterator[Piece]:
    """What authors wrote in notes, without what a citation style prints there: a piece for each line."""
    for note in walk((body,)):
        if isinstance(note, Note):
            yield from _join_lines(_find_typed_pieces(note))


def _read_passages(element: Element, around: _Surroundings, lead_in: str) -> Iterator[Passage]:
    around = _enter(element, around)
    if element.tag in PASSAGE_TAGS:
        if paragraphs := tuple(_read_paragraphs(element, around)):
            yield Passage(paragraphs, lead_in)
        return
    if paragraph := _read_paragraph(element, around):
        yield Passage((paragraph,), lead_in)
    for child, inner, before in _read_children(element, around):
        yield from _read_passages(child, inner, before)


def _read_paragraphs(element: Element, around: _Surroundings) -> Iterator[PrintedParagraph]:
    around = _enter(element, around)
    if paragraph := _read_paragraph(element, around):
        yield paragraph
    for child, inner, _ in _read_children(element, around):
        yield from _read_paragraphs(child, inner)


def _enter(element: Element, around: _Surroundings) -> _Surroundings:
    is_quotation = element.tag == "blockquote"
    is_sourced = element.tag in SOURCED_TOGETHER and has_source(element.children)
    is_sourced = is_sourced or (is_quotation and bool(SOURCE_AT_END.search(_join(element.children))))
    return _Surroundings(
        element.get("data-block") or around.block,
        around.has_source or is_sourced,
        around.is_quotation or is_quotation,
        around.is_lifted or bool(element.classes & LIFTED_CLASSES),
    )


def _read_children(element: Element, around: _Surroundings) -> Iterator[tuple[Element, _Surroundings, str]]:
    """Each element that starts a paragraph, with what it is in and the words that lead in to it."""
    inline = [child for child in element.children if not _is_block(child)]
    leads_in, words = has_source(inline), _join(inline)
    for child in element.children:
        if isinstance(child, Element) and _is_block(child):
            belongs = child.tag in BELONGING_TAGS or (child.tag == "p" and words.rstrip(f" {NOTE_CALL}").endswith(":"))
            inner = replace(around, has_source=around.has_source or (belongs and leads_in))
            yield child, inner, words if belongs else ""
            if child.tag not in BELONGING_TAGS:
                leads_in, words = child.tag == "p" and has_source(child.children), _join(child.children)


def _read_paragraph(element: Element, around: _Surroundings) -> PrintedParagraph | None:
    """The paragraph that is directly in an element, if there is one."""
    if element.tag not in PARAGRAPH_TAGS or not element.origin or not element.origin.path.startswith("content/"):
        return None
    inline = [child for child in element.children if not _is_block(child)]
    pieces = tuple(_print(inline, element.origin))
    if not any(piece.text.strip() for piece in pieces):
        return None
    notes = " ".join(
        piece.text for note in walk(inline) if isinstance(note, Note) for piece in _find_typed_pieces(note)
    )
    return PrintedParagraph(
        pieces,
        element.origin,
        notes,
        around.block,
        around.has_source or has_source(inline),
        around.is_quotation,
        around.is_lifted,
        element.tag in HEAD_TAGS,
        "action" in element.classes,
    )


def _is_block(node: Node) -> bool:
    return isinstance(node, Element) and node.tag in BLOCK_TAGS


def has_source(nodes: Iterable[Node]) -> bool:
    """Whether nodes call a note or link to another page."""
    return any(
        isinstance(node, Note) or (isinstance(node, Element) and bool(WEB_LINK.match(node.get("href"))))
        for node in walk(nodes, notes=False)
    )


def _find_typed_pieces(note: Note) -> Iterator[Piece]:
    """The words of a note that an author typed: what a citation style prints has no place in a file of the content."""
    quoted = {id(text) for code in find_elements(note.children, "code") for text in walk(code.children)}
    for node in walk(note.children):
        is_typed = isinstance(node, Text) and node.origin and node.origin.path.startswith("content/")
        if isinstance(node, Text) and node.origin and is_typed and id(node) not in quoted:
            yield Piece(_flatten(node.content), node.origin)


def _join_lines(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """Pieces of one line as one piece: emphasis does not part words."""
    lines: dict[Origin, str] = {}
    for piece in pieces:
        place = Origin(piece.origin.path, piece.origin.line)
        lines[place] = lines.get(place, "") + piece.text
    return (Piece(text, place) for place, text in lines.items())


def _join(nodes: Iterable[Node]) -> str:
    return "".join(piece.text for piece in _print(nodes, Origin("")))


def _print(nodes: Iterable[Node], origin: Origin) -> Iterator[Piece]:
    for node in nodes:
        match node:
            case Text():
                yield Piece(_flatten(node.content), node.origin or origin)
            case Note():
                is_automatic = isinstance(node.origin, DataOrigin)
                yield Piece(FACT_NOTE_CALL if is_automatic else NOTE_CALL, origin)
            case Element():
                if node.classes & NUMBER_CLASSES or node.tag == "code":
                    continue
                if node.tag == "br":
                    yield Piece(" ", origin)
                yield from _print(node.children, origin)
                if WEB_LINK.match(node.get("href")):
                    yield Piece(NOTE_CALL, origin)
            case _:
                continue


def _flatten(text: str) -> str:
    """A text of the same length in one line, with plain spaces."""
    return text.translate(_SPACES)
