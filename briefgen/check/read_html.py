"""Reads an HTML file back: what it says to its reader."""

from __future__ import annotations

from collections import Counter
from html.parser import HTMLParser

from briefgen.check.count import RUN_ON
from briefgen.check.said import HEADINGS, QUOTES, REFERENCES, Gathered, Line, Said, call, image, refers_to_note

VOID = frozenset({"br", "col", "hr", "img", "link", "meta", "wbr"})
UNSEEN = frozenset({"head"})


def read_html(content: bytes) -> Said:
    """What the file says: text in order, notes by number, and how many of each thing."""
    reader = _Reader()
    reader.feed(content.decode("utf-8"))
    reader.close()
    reader.counts["notes"] = len(reader.notes)
    notes = {
        number: Line(tuple(word for line in gathered.finished() for word in line.words))
        for number, gathered in reader.notes.items()
    }
    return Said(reader.text.finished(), notes, reader.counts)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.text = Gathered()
        self.notes: dict[int, Gathered] = {}
        self.counts: Counter[str] = Counter()
        self.stack: list[tuple[str, str]] = []
        self.note: Gathered | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        what = self._kind(tag, given)
        if tag not in VOID:
            self.stack.append((tag, what))
        if self._inside("unseen", "number"):
            return
        if what == "note":
            self.note = self.notes.setdefault(int(given["id"].removeprefix("note-")), Gathered())
        elif what == "call":
            self._into().add(call(int(given["href"].removeprefix("#note-"))))
        elif tag == "img":
            self.counts["images"] += 1
            self._into().add(image(given.get("alt", "")))
        elif tag == "br":
            self._into().add(" ")
        elif tag == "q":
            self._into().add(QUOTES[0])
        elif tag not in RUN_ON:
            self._into().edge()
        self._count(tag, given)

    def handle_endtag(self, tag: str) -> None:
        if tag in VOID or tag not in (name for name, _ in self.stack):
            return
        while True:
            name, what = self.stack.pop()
            if what == "note":
                self.note = None
            elif name == "q":
                self._into().add(QUOTES[1])
            elif name not in RUN_ON and not self._inside("unseen"):
                self._into().edge()
            if name == tag:
                return

    def handle_data(self, data: str) -> None:
        if self._inside("unseen", "number", "call") or (self._inside("notes") and self.note is None):
            return
        self._into().add(data)

    def _into(self) -> Gathered:
        return self.text if self.note is None else self.note

    def _inside(self, *kinds: str) -> bool:
        return any(what in kinds for _, what in self.stack)

    def _kind(self, tag: str, given: dict[str, str]) -> str:
        role, classes = given.get("role", ""), given.get("class", "").split()
        if tag in UNSEEN:
            return "unseen"
        if role == "doc-endnotes":
            return "notes"
        if tag == "li" and given.get("id", "").startswith("note-") and self._inside("notes"):
            return "note"
        if "note-number" in classes or role == "doc-backlink":
            return "number"
        if role == "doc-noteref":
            return "call"
        return "cover" if given.get("data-part") == "cover" else ""

    def _count(self, tag: str, given: dict[str, str]) -> None:
        self.counts["tables"] += tag == "table"
        self.counts["numbered paragraphs"] += tag == "p" and bool(given.get("data-number"))
        self.counts["headings"] += tag in HEADINGS and not self._inside("cover", "notes")
        self.counts[REFERENCES] += refers_to_note(given.get("class", "").split(), given.get("href", ""))
