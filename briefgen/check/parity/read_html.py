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
    Line,
    LineBuilder,
    format_image,
    format_note_call,
    refers_to_note,
)

VOID_TAGS = frozenset({"br", "col", "hr", "img", "link", "meta", "wbr"})
INVISIBLE_TAGS = frozenset({"head"})


def read_html(content: bytes) -> ExpectedText:
    """What the file says: text in order, notes by number, and how many of each thing."""
    reader = _HtmlReader()
    reader.feed(content.decode("utf-8"))
    reader.close()
    reader.counts["notes"] = len(reader.notes)
    notes = {
        number: Line(tuple(word for line in gathered.build() for word in line.words))
        for number, gathered in reader.notes.items()
    }
    return ExpectedText(reader.text.build(), notes, reader.counts)


class _HtmlReader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.text = LineBuilder()
        self.notes: dict[int, LineBuilder] = {}
        self.counts: Counter[str] = Counter()
        self.stack: list[tuple[str, str]] = []
        self.note: LineBuilder | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        what = self._classify(tag, given)
        if tag not in VOID_TAGS:
            self.stack.append((tag, what))
        if self._is_inside("unseen", "number"):
            return
        if what == "note":
            self.note = self.notes.setdefault(int(given["id"].removeprefix("note-")), LineBuilder())
        elif what == "call":
            self._current_builder().add(format_note_call(int(given["href"].removeprefix("#note-"))))
        elif tag == "img":
            self.counts["images"] += 1
            self._current_builder().add(format_image(given.get("alt", "")))
        elif tag == "br":
            self._current_builder().add(" ")
        elif tag == "q":
            self._current_builder().add(QUOTATION_MARKS[0])
        elif tag not in INLINE_TAGS:
            self._current_builder().end_line()
        self._count_element(tag, given)

    def handle_endtag(self, tag: str) -> None:
        if tag in VOID_TAGS or tag not in (name for name, _ in self.stack):
            return
        while True:
            name, what = self.stack.pop()
            if what == "note":
                self.note = None
            elif name == "q":
                self._current_builder().add(QUOTATION_MARKS[1])
            elif name not in INLINE_TAGS and not self._is_inside("unseen"):
                self._current_builder().end_line()
            if name == tag:
                return

    def handle_data(self, data: str) -> None:
        if self._is_inside("unseen", "number", "call") or (self._is_inside("notes") and self.note is None):
            return
        self._current_builder().add(data)

    def _current_builder(self) -> LineBuilder:
        return self.text if self.note is None else self.note

    def _is_inside(self, *kinds: str) -> bool:
        return any(what in kinds for _, what in self.stack)

    def _classify(self, tag: str, given: dict[str, str]) -> str:
        role, classes = given.get("role", ""), given.get("class", "").split()
        if tag in INVISIBLE_TAGS:
            return "unseen"
        if role == "doc-endnotes":
            return "notes"
        if tag == "li" and given.get("id", "").startswith("note-") and self._is_inside("notes"):
            return "note"
        if "note-number" in classes or role == "doc-backlink":
            return "number"
        if role == "doc-noteref":
            return "call"
        return "cover" if given.get("data-part") == "cover" else ""

    def _count_element(self, tag: str, given: dict[str, str]) -> None:
        self.counts["tables"] += tag == "table"
        self.counts["numbered paragraphs"] += tag == "p" and bool(given.get("data-number"))
        self.counts["headings"] += tag in HEADING_TAGS and not self._is_inside("cover", "notes")
        self.counts[NOTE_REFERENCES] += refers_to_note(given.get("class", "").split(), given.get("href", ""))
