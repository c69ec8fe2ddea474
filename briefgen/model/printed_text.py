"""What a Word file prints, paragraph by paragraph, and where each stretch of words comes from: what `merge` compares an edited file with."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from enum import StrEnum
from hashlib import sha256

from briefgen.model.diagnostic import DataOrigin, Origin
from briefgen.model.document import Document
from briefgen.model.tree import AUTOMATIC_NUMBER_CLASSES, Element, Node, Note, Text, extract_text

NOTE, PICTURE, REFERENCE, BREAK = "\ufdd0", "\ufdd1", "\ufdd2", "\ufdd3"
"""Characters that no text has, in the place of the call of a note, a picture, a number that Word keeps by itself, and the end of a paragraph."""
ATOMS = frozenset({NOTE, PICTURE, REFERENCE, BREAK})

ANCHOR_ATTRIBUTE = "data-anchor"
ANCHOR_PREFIX = "_bg"
"""A bookmark of Word whose name starts with `_` is hidden."""
VERSION_PROPERTY = "DocumentVersion"
VERSION_LENGTH, ANCHOR_LENGTH = 24, 12
OPAQUE_ID = re.compile(rf"[a-z]{{{VERSION_LENGTH}}}")

NUMBER = re.compile(r"[\d.]+[a-z]?|[ivxlcIVXLC]+|[A-Z]")
"""The text of a link that a word processor writes by itself, as the number of a note or a paragraph."""

OWN_LINE_CLASSES = frozenset({"credit", "city"})
"""Classes of spans that are on a line of their own."""
SKIPPED_ROLES = frozenset({"doc-toc", "doc-endnotes"})
INLINE_TAGS = frozenset(
    "a abbr b bdi bdo br cite code data del dfn em i img ins kbd label mark q s samp small span strong sub sup time u var wbr".split()
)


BLOCK_FILE = re.compile(r"content/.*\.md")


class SpanKind(StrEnum):
    """Where a stretch of a printed paragraph comes from, if not from the words of its block."""

    FACT = "fact"
    DATA = "variable"
    CITATION = "citation"
    NOTE = "note"
    REFERENCE = "reference number"
    PICTURE = "picture"
    PASSAGE = "fixed passage"
    GENERATED = "generated"


KINDS_BY_FILE = (
    (r"content/.*facts\.\w+$", SpanKind.FACT),
    (r"content/", SpanKind.CITATION),
    (r"briefs/|campaigns/|briefgen\.yaml|command line", SpanKind.DATA),
    (r"", SpanKind.PASSAGE),
)
"""What the words of a file are that is not a block."""


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch that nobody typed as prose of a block."""

    start: int
    end: int
    kind: SpanKind
    name: str = ""
    """The id of a fact, the label of a note."""
    place: str = ""
    """The file and line that it is written in, where that is known."""


@dataclass(frozen=True, slots=True)
class PrintedText:
    """Words with the stretches of them that are not prose, and the lines of a file that they come from."""

    text: str
    """With white space as it is printed, and `ATOMS`."""
    spans: tuple[Span, ...] = ()
    path: str = ""
    line: int = 0
    """The first line that its prose comes from."""
    last_line: int = 0


@dataclass(frozen=True, slots=True)
class PrintedParagraph:
    """One paragraph, heading, item of a list or cell."""

    words: PrintedText
    notes: tuple[PrintedText, ...] = ()
    """The notes that it calls, in order."""
    tag: str = "p"
    block: str = ""
    """The id of its block; empty outside of blocks."""
    anchor: str = ""
    """The name of its bookmark; empty where it has none."""
    in_table: bool = False


@dataclass(frozen=True, slots=True)
class PrintedVersion:
    """A document as a Word file prints it."""

    id: str
    """Says nothing of the document: letters without a meaning."""
    paragraphs: tuple[PrintedParagraph, ...]
    running_lines: tuple[PrintedText, ...] | None = None
    """The lines of headers and footers, with a span for each field that Word fills; None where nobody kept them."""


@dataclass(slots=True)
class _TextBuilder:
    """Collects characters, each with its span and its place."""

    characters: list[str] = field(default_factory=list)
    spans: list[Span] = field(default_factory=list)
    places: list[Origin] = field(default_factory=list)
    notes: list[PrintedText] = field(default_factory=list)

    def add(self, text: str, span: Span | None, origin: Origin | None) -> None:
        start = len(self.characters)
        for character in text:
            blank = character in " \t\r\n\f"
            if blank and (not self.characters or self.characters[-1] == " "):
                continue
            self.characters.append(" " if blank else character)
        if span and len(self.characters) > start:
            self.spans.append(replace(span, start=start, end=len(self.characters)))
        elif origin and text.strip():
            self.places.append(origin)

    def build(self) -> PrintedText:
        text = "".join(self.characters).rstrip(" ")
        lines = [origin for origin in self.places if origin.path == self.places[0].path]
        spans = tuple(replace(span, end=min(span.end, len(text))) for span in self.spans if span.start < len(text))
        if not lines:
            return PrintedText(text, spans)
        # A title that runs into its paragraph is in line 1, with the front matter; the paragraph is where its text is.
        numbers = [origin.line for origin in lines if origin.line > 1] or [1]
        return PrintedText(text, spans, lines[0].path, min(numbers), max(numbers))


def read_printed_version(document: Document, running_lines: tuple[PrintedText, ...] | None = None) -> PrintedVersion:
    """The paragraphs of a document, in order, with the names of their bookmarks."""
    paragraphs: list[PrintedParagraph] = []

    def collect(element: Element, paragraph: PrintedParagraph) -> Element:
        paragraphs.append(paragraph)
        return element

    _map_paragraphs(document.body, "", collect, in_table=False)
    texts = (text for found in paragraphs for text in (found.words.text, *(note.text for note in found.notes)))
    id_ = _to_opaque_id("\n".join(texts), VERSION_LENGTH)
    named = (
        replace(found, anchor=_build_anchor(id_, index) if found.anchor else "")
        for index, found in enumerate(paragraphs)
    )
    return PrintedVersion(id_, tuple(named), running_lines)


def mark_paragraphs(document: Document, version: PrintedVersion) -> Document:
    """The document with the name of its bookmark on each element that is a paragraph."""
    anchors = iter(version.paragraphs)

    def mark(element: Element, _paragraph: PrintedParagraph) -> Element:
        anchor = next(anchors).anchor
        return element.with_attributes(data_anchor=anchor) if anchor else element

    return replace(document, body=_map_paragraphs(document.body, "", mark, in_table=False))


def _map_paragraphs(
    element: Element, block: str, change: Callable[[Element, PrintedParagraph], Element], *, in_table: bool
) -> Element:
    """The element with what `change` makes of each element that holds running text. It is called in reading order."""
    if element.get("role") in SKIPPED_ROLES:
        return element
    block = element.get("data-block") or block
    in_table = in_table or element.tag == "table"
    children: list[Node] = []
    run: list[Node] = []
    has_block = False
    changed = element

    def end_run() -> None:
        nonlocal changed
        printed, notes = read_running_text(run, element.origin)
        if printed.text.strip():
            # A bookmark of the element would be round its first paragraph, so only that one has a name.
            anchor = "" if has_block else "yes"
            found = PrintedParagraph(printed, notes, element.tag, block, anchor, in_table)
            changed = change(changed, found)
        children.extend(run)
        run.clear()

    for child in element.children:
        if isinstance(child, Element) and child.tag not in INLINE_TAGS:
            end_run()
            has_block = True
            children.append(_map_paragraphs(child, block, change, in_table=in_table))
        else:
            run.append(child)
    end_run()
    return changed.with_children(tuple(children))


def read_running_text(nodes: Iterable[Node], origin: Origin | None) -> tuple[PrintedText, tuple[PrintedText, ...]]:
    """The words of nodes as Word has them, and the notes that they call."""
    builder = _TextBuilder()
    _read_nodes(nodes, builder)
    printed = builder.build()
    if not printed.path and origin and printed.text:
        printed = replace(printed, path=origin.path, line=origin.line, last_line=origin.line)
    return printed, tuple(builder.notes)


def _read_nodes(nodes: Iterable[Node], builder: _TextBuilder) -> None:
    for node in nodes:
        if isinstance(node, Text):
            builder.add(node.content, _find_span(node.origin), node.origin)
        elif isinstance(node, Note):
            kind = SpanKind.NOTE if node.label else SpanKind.CITATION
            kind = SpanKind.FACT if isinstance(node.origin, DataOrigin) else kind  # the source of a fact
            builder.notes.append(_read_note(node))
            builder.add(NOTE, Span(0, 0, kind, node.label or node.meaning, str(node.origin or "")), node.origin)
        elif isinstance(node, Element):
            _read_element(node, builder)


def _read_note(note: Note) -> PrintedText:
    inner = _TextBuilder()
    for index, child in enumerate(note.children):
        if index and isinstance(child, Element) and child.tag not in INLINE_TAGS:
            inner.add(" ", None, None)
        _read_nodes((child,), inner)
    printed = inner.build()
    return (
        printed
        if printed.path
        else replace(printed, path=note.origin.path if note.origin else "", line=note.origin.line if note.origin else 0)
    )


def _read_element(element: Element, builder: _TextBuilder) -> None:
    if element.classes & AUTOMATIC_NUMBER_CLASSES:
        return
    if element.tag == "img":
        builder.add(PICTURE, Span(0, 0, SpanKind.PICTURE, place=str(element.origin or "")), element.origin)
        return
    if element.tag == "br" or element.classes & OWN_LINE_CLASSES:
        builder.add(" ", None, None)
    words = " ".join(extract_text(element.children).split())
    if element.tag == "a" and element.get("href").startswith("#") and NUMBER.fullmatch(words):
        builder.add(REFERENCE, Span(0, 0, SpanKind.REFERENCE, words, str(element.origin or "")), element.origin)
        return
    if element.tag == "q":
        builder.add("“", Span(0, 0, SpanKind.GENERATED), None)
    _read_nodes(element.children, builder)
    if element.tag == "q":
        builder.add("”", Span(0, 0, SpanKind.GENERATED), None)


def _find_span(origin: Origin | None) -> Span | None:
    """What a text is by its place; None for prose of a block."""
    if origin is None:
        return Span(0, 0, SpanKind.GENERATED)
    place = str(origin)
    if isinstance(origin, DataOrigin):
        return Span(0, 0, SpanKind.FACT if origin.fact else SpanKind.DATA, origin.fact, place)
    if BLOCK_FILE.fullmatch(origin.path):
        return None
    return Span(0, 0, next(kind for pattern, kind in KINDS_BY_FILE if re.match(pattern, origin.path)), place=place)


def _build_anchor(id_: str, index: int) -> str:
    return ANCHOR_PREFIX + _to_opaque_id(f"{id_} {index}", ANCHOR_LENGTH)


def _to_opaque_id(text: str, length: int) -> str:
    """Letters that are the same for the same text, and from which nobody can tell the text."""
    number = int.from_bytes(sha256(text.encode("utf-8", "surrogatepass")).digest(), "big")
    return "".join(_convert_number(number, length))


def _convert_number(number: int, length: int) -> Iterator[str]:
    for _ in range(length):
        number, place = divmod(number, 26)
        yield chr(ord("a") + place)
