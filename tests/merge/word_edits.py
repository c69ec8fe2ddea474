"""Edits a Word file as Word does: with `w:ins` and `w:del` where changes are tracked, and with plain runs where they are not."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from pathlib import Path
from typing import Any
from zipfile import ZipFile

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
SPACE = "{http://www.w3.org/XML/1998/namespace}space"
NOTE = "\ue0ff"
"""In the place of the call of a new note."""
DOCUMENT, FOOTNOTES, COMMENTS = "word/document.xml", "word/footnotes.xml", "word/comments.xml"


def drop_bookmarks(element: Any) -> None:
    """Take out the bookmarks by which paragraphs are known again."""
    for bookmark in list(element.iter(f"{W}bookmarkStart", f"{W}bookmarkEnd")):
        bookmark.getparent().remove(bookmark)


class WordEdits:
    """The parts of one file, to be changed and saved."""

    def __init__(self, path: Path, author: str = "Ann Lee") -> None:
        with ZipFile(path) as archive:
            self.parts = {name: archive.read(name) for name in archive.namelist()}
        self.roots: dict[str, Any] = {name: etree.fromstring(self.parts[name]) for name in (DOCUMENT, FOOTNOTES)}
        self.author = author

    @property
    def body(self) -> Any:
        return self.roots[DOCUMENT].find(f"{W}body")

    def save(self, path: Path) -> Path:
        parts = {**self.parts, **{name: etree.tostring(root) for name, root in self.roots.items()}}
        with ZipFile(path, "w") as archive:  # not packed: the fonts in it take longer than the test
            for name, content in parts.items():
                archive.writestr(name, content)
        return path

    def paragraph(self, words: str) -> Any:
        """The paragraph of the text with these words, not a line of the contents."""
        return next(
            paragraph
            for paragraph in self.body.iter(f"{W}p")
            if words in "".join(paragraph.itertext(f"{W}t")) and "TOC" not in self.style(paragraph).upper()
        )

    def replace(self, old: str, new: str, *, tracked: bool = True, part: str = DOCUMENT) -> None:
        """Put new words in the place of old ones, which are in one run."""
        for paragraph in self.roots[part].iter(f"{W}p"):
            text = next((text for text in paragraph.iter(f"{W}t") if old in (text.text or "")), None)
            if text is not None and "TOC" not in self.style(paragraph).upper():
                before, _, after = text.text.partition(old)
                self._put(text.getparent(), before, [(old, "del"), (new, "ins")], after, tracked=tracked)
                return
        raise AssertionError(old)

    def insert(self, after: str, new: str, *, tracked: bool = True) -> None:
        """Add words behind others."""
        paragraph = self.paragraph(after)
        text = next(text for text in paragraph.iter(f"{W}t") if after in (text.text or ""))
        place = text.text.index(after) + len(after)
        self._put(text.getparent(), text.text[:place], [(new, "ins")], text.text[place:], tracked=tracked)

    def delete_paragraph(self, words: str, *, tracked: bool = True) -> None:
        paragraph = self.paragraph(words)
        if not tracked:
            paragraph.getparent().remove(paragraph)
            return
        self._mark(paragraph, "del")
        for run in list(paragraph.iter(f"{W}r")):
            self._wrap(run, "del")

    def add_paragraph(self, behind: str, words: str, *, tracked: bool = True) -> None:
        before = self.paragraph(behind)
        paragraph = self._element("p")
        layout = before.find(f"{W}pPr")
        if layout is not None:
            paragraph.append(deepcopy(layout))
        run = self._run(words)
        paragraph.append(run)
        if tracked:
            self._mark(paragraph, "ins")
            self._wrap(run, "ins")
        before.addnext(paragraph)

    def move_paragraph(self, words: str, behind: str, *, tracked: bool = True) -> None:
        paragraph, target = self.paragraph(words), self.paragraph(behind)
        if not tracked:
            target.addnext(paragraph)
            return
        copy = deepcopy(paragraph)
        drop_bookmarks(copy)
        for moved, kind in ((paragraph, "moveFrom"), (copy, "moveTo")):
            self._mark(moved, kind)
            for run in list(moved.iter(f"{W}r")):
                self._wrap(run, kind)
        target.addnext(copy)

    def split(self, before: str, *, tracked: bool = True) -> None:
        """End the paragraph in front of these words; its bookmark ends in the second half."""
        paragraph = self.paragraph(before)
        text = next(text for text in paragraph.iter(f"{W}t") if before in (text.text or ""))
        place = text.text.index(before)
        run = text.getparent()
        first = self._element("p")
        layout = paragraph.find(f"{W}pPr")
        if layout is not None:
            first.append(deepcopy(layout))
        for element in list(run.itersiblings(preceding=True))[::-1]:
            if element.tag != f"{W}pPr":
                first.append(element)
        first.append(self._run(text.text[:place], run))
        text.text = text.text[place:]
        if tracked:
            self._mark(first, "ins")
        paragraph.addprevious(first)

    def join(self, first: str, second: str, *, tracked: bool = True) -> None:
        """Take the end of a paragraph away."""
        before, after = self.paragraph(first), self.paragraph(second)
        if tracked:
            self._mark(before, "del")
            return
        before.append(self._run(" "))
        for element in list(after):
            if element.tag != f"{W}pPr":
                before.append(element)
        after.getparent().remove(after)

    def comment(self, words: str, remark: str) -> None:
        """A comment on the paragraph with these words."""
        paragraph = self.paragraph(words)
        start, end, mark = (
            self._element("commentRangeStart", id="7"),
            self._element("commentRangeEnd", id="7"),
            self._element("r"),
        )
        mark.append(self._element("commentReference", id="7"))
        first = next(paragraph.iter(f"{W}r"))
        first.addprevious(start)
        paragraph.extend([end, mark])
        root = self._element("comments")
        comment = self._element("comment", id="7", author=self.author)
        inner = self._element("p")
        inner.append(self._run(remark))
        comment.append(inner)
        root.append(comment)
        self.roots[COMMENTS] = root

    def add_note(self, behind: str, text: str, *, tracked: bool = True) -> None:
        """A footnote behind some words."""
        notes = self.roots[FOOTNOTES]
        note = self._element("footnote", id=str(900 + len(notes)))
        inner = self._element("p")
        inner.append(self._run(text))
        note.append(inner)
        notes.append(note)
        self.insert(behind, NOTE, tracked=tracked)
        words = next(found for found in self.body.iter(f"{W}t") if found.text == NOTE)
        words.addnext(self._element("footnoteReference", id=note.get(f"{W}id")))
        words.getparent().remove(words)

    def delete_note(self, words: str, number: int) -> None:
        """Take a call out of a paragraph."""
        call = list(self.paragraph(words).iter(f"{W}footnoteReference"))[number]
        self._wrap(call.getparent(), "del")

    def add_row(self, words: str, *cells: str) -> None:
        """A row behind the one with these words."""
        row = next(parent for parent in self.paragraph(words).iterancestors(f"{W}tr"))
        copy = deepcopy(row)
        drop_bookmarks(copy)
        for text, cell in zip(copy.iter(f"{W}t"), cells, strict=True):
            text.text = cell
        row.addnext(copy)

    def drop_anchors(self) -> None:
        """As a program does that loses bookmarks and properties."""
        drop_bookmarks(self.body)
        del self.parts["docProps/custom.xml"]

    def _put(self, run: Any, before: str, changes: list[tuple[str, str]], after: str, *, tracked: bool) -> None:
        pieces = list(self._build_pieces(run, before, changes, after, tracked=tracked))
        for piece in pieces:
            run.addprevious(piece)
        run.getparent().remove(run)

    def _build_pieces(
        self, run: Any, before: str, changes: list[tuple[str, str]], after: str, *, tracked: bool
    ) -> Iterator[Any]:
        if before:
            yield self._run(before, run)
        for words, kind in changes:
            if words and tracked:
                holder = self._element(kind, id="900", author=self.author, date="2026-11-29T10:00:00Z")
                holder.append(self._run(words, run, "delText" if kind == "del" else "t"))
                yield holder
            elif words and kind == "ins":
                yield self._run(words, run)
        if after:
            yield self._run(after, run)

    def _run(self, words: str, like: Any = None, tag: str = "t") -> Any:
        run = self._element("r")
        look = None if like is None else like.find(f"{W}rPr")
        if look is not None:
            run.append(deepcopy(look))
        text = self._element(tag)
        text.text = words
        text.set(SPACE, "preserve")
        run.append(text)
        return run

    def _wrap(self, run: Any, kind: str) -> None:
        holder = self._element(kind, id="901", author=self.author, date="2026-11-29T10:00:00Z")
        run.getparent().replace(run, holder)
        holder.append(run)
        if kind == "del":
            for text in run.iter(f"{W}t"):
                text.tag = f"{W}delText"

    def _mark(self, paragraph: Any, kind: str) -> None:
        """Track the end of a paragraph."""
        layout = paragraph.find(f"{W}pPr")
        if layout is None:
            layout = self._element("pPr")
            paragraph.insert(0, layout)
        look = layout.find(f"{W}rPr")
        if look is None:
            look = self._element("rPr")
            layout.append(look)
        look.insert(0, self._element(kind, id="902", author=self.author, date="2026-11-29T10:00:00Z"))

    @staticmethod
    def style(paragraph: Any) -> str:
        style = paragraph.find(f"{W}pPr/{W}pStyle")
        return "" if style is None else str(style.get(f"{W}val"))

    @staticmethod
    def _element(name: str, **attributes: str) -> Any:
        element = etree.Element(f"{W}{name}")
        for key, value in attributes.items():
            element.set(f"{W}{key}", value)
        return element
