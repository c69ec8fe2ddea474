"""Reads an HTML file back: what it says to its reader."""

from __future__ import annotations

from collections import Counter
from html.parser import HTMLParser

from briefgen.check.count import INLINE_TAGS
from briefgen.check.parity.expected_text import (
    HEADING_TAGS,
    NOTE_REFERENCES,
    QUOTATION_MARKS,
    ExpectedText,
    LineBuilder,
    format_image,
    format_note_call,
    refers_to_note,
)

VOID_TAGS = frozenset({"br", "col", "hr", "img", "link", "meta", "source", "wbr"})
INVISIBLE_TAGS = frozenset({"head"})


def read_html(content: bytes) -> ExpectedText:
    """Read text in order, notes by number, and how many of each thing the file has."""
    reader = _HtmlReader()
    reader.feed(content.decode("utf-8"))
    reader.close()
    reader.counts["notes"] = len(reader.notes)
    notes = {number: note.build_note() for number, note in reader.notes.items()}
    return ExpectedText(reader.text.build(), notes, reader.counts)


class _HtmlReader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.text = LineBuilder()
        self.notes: dict[int, LineBuilder] = {}
        self.counts: Counter[str] = Counter()
        self.stack: list[tuple[str, str]] = []
        self.note: LineBuilder | None = None
        self.target = self.text

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = {name: value or "" for name, value in attrs}
        kind = self._classify(tag, attributes)
        if tag not in VOID_TAGS:
            self.stack.append((tag, kind))
        if self._is_inside("unseen", "number"):
            return
        if kind == "note":
            self.note = self.target = self.notes.setdefault(int(attributes["id"].removeprefix("note-")), LineBuilder())
        elif kind == "call":
            self.target.add(format_note_call(int(attributes["href"].removeprefix("#note-"))))
        elif tag == "img":
            self.counts["images"] += 1
            self.target.add(format_image(attributes.get("alt", "")))
        elif tag == "br":
            self.target.add(" ")
        elif tag == "q":
            self.target.add(QUOTATION_MARKS[0])
        elif tag not in INLINE_TAGS:
            self.target.end_line()
        self._count_element(tag, attributes)

    def handle_endtag(self, tag: str) -> None:
        if tag in VOID_TAGS or tag not in (name for name, _ in self.stack):
            return
        while True:
            name, kind = self.stack.pop()
            if kind == "note":
                self.note, self.target = None, self.text
            elif name == "q":
                self.target.add(QUOTATION_MARKS[1])
            elif name not in INLINE_TAGS and not self._is_inside("unseen"):
                self.target.end_line()
            if name == tag:
                return

    def handle_data(self, data: str) -> None:
        if self._is_inside("unseen", "number", "call") or (self._is_inside("notes") and self.note is None):
            return
        self.target.add(data)

    def _is_inside(self, *kinds: str) -> bool:
        return any(kind in kinds for _, kind in self.stack)

    def _classify(self, tag: str, attributes: dict[str, str]) -> str:
        role, classes = attributes.get("role", ""), attributes.get("class", "").split()
        if tag in INVISIBLE_TAGS or "chart-numbers" in classes:  # the table repeats the chart
            return "unseen"
        if role == "doc-endnotes":
            return "notes"
        if tag == "li" and attributes.get("id", "").startswith("note-") and self._is_inside("notes"):
            return "note"
        if "note-number" in classes or role == "doc-backlink":
            return "number"
        if role == "doc-noteref":
            return "call"
        return "cover" if attributes.get("data-part") == "cover" else ""

    def _count_element(self, tag: str, attributes: dict[str, str]) -> None:
        self.counts["tables"] += tag == "table"
        self.counts["numbered paragraphs"] += tag == "p" and bool(attributes.get("data-number"))
        self.counts["headings"] += tag in HEADING_TAGS and not self._is_inside("cover", "notes")
        self.counts[NOTE_REFERENCES] += refers_to_note(attributes.get("class", "").split(), attributes.get("href", ""))
