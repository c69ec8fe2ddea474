"""Reads what pandoc does not see in a Word file, and prepares the file so that pandoc loses nothing.

Text boxes go behind their paragraph, the places of comments become marks, the list of contents is taken out.
ECMA-376, part 1, is the format.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from lxml import etree

from briefgen.decompose.imported_text import Comment, ImportedCitation, Remark
from briefgen.decompose.office_package import Xml, parse_xml
from briefgen.decompose.pandoc_tree import MARKER, build_mark
from briefgen.decompose.reference_fields import FieldReader
from briefgen.decompose.word_wrappers import remove_note_brackets, remove_wrappers
from briefgen.decompose.word_xml import WORD, build_paragraph, build_run, read_run, read_value
from briefgen.model.diagnostic import Origin, Sink

COMPATIBILITY = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
STRICT_BOX = "{http://schemas.microsoft.com/office/word/2006/wordml}txbxContent"
"""What Word writes round the words of a text box in the strict form."""
DOCUMENT, NOTE_PARTS = "word/document.xml", ("word/footnotes.xml", "word/endnotes.xml")

_HEADING_STYLE = re.compile(r"heading \d|title", re.IGNORECASE)
_CONTENTS_STYLE = re.compile(r"(?:toc|contents) (?:heading|\d)|table of (?:figures|contents)", re.IGNORECASE)
_FURTHER_PART = re.compile(r"word/(?P<kind>header|footer|charts/chart|diagrams/data)\d*\.xml")
_PART_NAMES = {
    "header": "header",
    "footer": "footer",
    "charts/chart": "chart",
    "diagrams/data": "diagram",
}
_CHANGES = {"ins": "inserted", "del": "deleted", "moveFrom": "moved from here", "moveTo": "moved to here"}
SHORT_PASSAGE = 80
MAX_COLUMNS = 63
"""Of a table in Word."""


@dataclass(slots=True)
class WordFile:
    """The parts of a Word file, changed for pandoc, and what was found in them."""

    parts: dict[str, bytes]
    origin: Origin
    sink: Sink
    texts: dict[str, Xml] = field(default_factory=dict)
    """The roots of the parts with text, by name."""
    styles: Mapping[str, str] = field(default_factory=dict)
    """The names of styles, by id."""
    comments: list[Comment] = field(default_factory=list)
    citations: list[ImportedCitation] = field(default_factory=list)
    works: dict[str, dict[str, Any]] = field(default_factory=dict)
    """The data of the works that are cited, by their names there."""
    changes: list[Remark] = field(default_factory=list)
    left_out: list[Remark] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)

    def prepare(self) -> None:
        """Find what pandoc does not see, and change the parts so that it sees it."""
        if "word/styles.xml" in self.parts:
            styles = parse_xml(self.parts["word/styles.xml"], self.origin, self.sink)
            self.styles = {
                str(style.get(f"{WORD}styleId")): read_value(style.find(f"{WORD}name"))
                for style in styles.iter(f"{WORD}style")
            }
        for name in (DOCUMENT, *NOTE_PARTS):
            if name in self.parts:
                self.texts[name] = parse_xml(self.parts[name], self.origin, self.sink)
        fields = FieldReader(
            self.citations, self.works, lambda words: self.left_out.append(Remark("list of works", words))
        )
        for name, root in self.texts.items():
            fields.replace_fields(root)
            remove_wrappers(root)
            remove_note_brackets(root)
            place = "the notes" if name != DOCUMENT else "the start"
            self._take_out_contents(root)
            self._list_hidden_words(root, place)
            self._list_changes(root, place)
            self._mark_comments(root, place)
            self._move_text_boxes(root, place)
            complete_grids(root)
            self.parts[name] = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
        self._read_further_parts()

    def list_passages(self, *, reject: bool) -> Iterator[Remark]:
        """Each paragraph of the text, its boxes and its notes, with the tracked changes accepted or rejected."""
        for name, root in self.texts.items():
            place = "the start" if name == DOCUMENT else "the notes"
            for paragraph in root.iter(f"{WORD}p"):
                words = read_paragraph(paragraph, reject=reject)
                if name == DOCUMENT and _HEADING_STYLE.match(self._find_style(paragraph)):
                    place = shorten(words) or place
                if words.strip() and not is_separator(paragraph):
                    yield Remark(place, MARKER.sub("", words))

    def _find_style(self, paragraph: Xml) -> str:
        return self.styles.get(read_value(paragraph.find(f"{WORD}pPr/{WORD}pStyle")), "")

    def _find_place(self, element: Xml, start: str) -> str:
        """The words of the nearest heading above an element."""
        for paragraph in element.xpath(
            "(ancestor-or-self::w:p | preceding::w:p)[w:pPr/w:pStyle]", namespaces={"w": WORD[1:-1]}
        )[::-1]:
            if _HEADING_STYLE.match(self._find_style(paragraph)):
                return shorten(read_paragraph(paragraph, reject=False)) or start
        return start

    def _take_out_contents(self, root: Xml) -> None:
        """The list of contents is built again for each document, with the pages that it has then."""
        words = []
        for paragraph in [p for p in root.iter(f"{WORD}p") if _CONTENTS_STYLE.fullmatch(self._find_style(p))]:
            words.append(read_paragraph(paragraph, reject=False))
            if paragraph.getparent().tag == f"{WORD}tc" or paragraph.find(f".//{WORD}sectPr") is not None:
                for run in paragraph.findall(f"{WORD}r"):
                    paragraph.remove(run)
            else:
                paragraph.getparent().remove(paragraph)
        if any(words):
            self.left_out.append(Remark("list of contents", " / ".join(filter(None, words))))

    def _list_hidden_words(self, root: Xml, start: str) -> None:
        for mark in root.iter(f"{WORD}vanish"):
            run = mark.getparent().getparent()
            if run.tag == f"{WORD}r" and read_value(mark, "1") not in {"0", "false"} and (words := read_run(run)):
                text = f"these words are hidden in Word, and are now in a block: `{shorten(words)}`"
                self.remarks.append(Remark(self._find_place(run, start), text))

    def _list_changes(self, root: Xml, start: str) -> None:
        for change in root.iter(*(f"{WORD}{name}" for name in _CHANGES)):
            words = "".join(read_run(run, deleted=True) for run in change.iter(f"{WORD}r"))
            if words.strip():
                author = change.get(f"{WORD}author", "") or "somebody"
                kind = _CHANGES[etree.QName(change).localname]
                self.changes.append(Remark(self._find_place(change, start), f"{author} {kind}: `{shorten(words)}`"))

    def _mark_comments(self, root: Xml, start: str) -> None:
        if "word/comments.xml" not in self.parts:
            return
        part = parse_xml(self.parts["word/comments.xml"], self.origin, self.sink)
        comments = {comment.get(f"{WORD}id"): comment for comment in part.iter(f"{WORD}comment")}
        for reference in list(root.iter(f"{WORD}commentReference")):
            comment = comments.get(reference.get(f"{WORD}id"))
            if comment is None:
                continue
            run = reference.getparent()
            anchor = run
            while anchor.getparent().tag in {f"{WORD}ins", f"{WORD}del", f"{WORD}moveFrom", f"{WORD}moveTo"}:
                anchor = anchor.getparent()  # it must stay, whatever becomes of the change
            anchor.addnext(build_run(build_mark(str(len(self.comments)))))
            self.comments.append(
                Comment(
                    author=comment.get(f"{WORD}author", ""),
                    date=comment.get(f"{WORD}date", "")[:10],
                    text=" / ".join(read_paragraph(p, reject=False) for p in comment.iter(f"{WORD}p")),
                    place=self._find_place(run, start),
                    passage=read_range(root, str(reference.get(f"{WORD}id"))),
                )
            )

    def _move_text_boxes(self, root: Xml, start: str) -> None:
        for fallback in list(root.iter(f"{COMPATIBILITY}Fallback")):
            if fallback.getprevious() is not None and fallback.getprevious().find(f".//{WORD}txbxContent") is not None:
                fallback.getparent().remove(fallback)
        for box in root.iter(STRICT_BOX):
            box.tag = f"{WORD}txbxContent"
        drawings, remarks = [], []
        for box in reversed(list(root.iter(f"{WORD}txbxContent"))):  # each goes directly behind the paragraph
            hosts = [element for element in box.iterancestors() if element.tag == f"{WORD}p"]
            if not hosts or not any(read_paragraph(p, reject=False).strip() for p in box.iter(f"{WORD}p")):
                continue
            host = hosts[-1]
            text = "a text box is now a call-out behind its paragraph"
            remarks.append(Remark(self._find_place(host, start), text))
            drawings.append(next(e for e in box.iterancestors() if e.getparent().tag == f"{WORD}r"))
            for element in (build_paragraph("\ue002"), *reversed(list(box)), build_paragraph("\ue001")):
                host.addnext(element)
        self.remarks += reversed(remarks)
        for drawing in drawings:  # the last of all: one can hold several boxes
            if drawing.getparent() is not None and drawing.find(f".//{DRAWING}blip") is None:
                drawing.getparent().remove(drawing)

    def _read_further_parts(self) -> None:
        for name in sorted(self.parts):
            if found := _FURTHER_PART.fullmatch(name):
                root = parse_xml(self.parts[name], self.origin, self.sink)
                tags = (f"{WORD}t", f"{DRAWING}t", "{http://schemas.openxmlformats.org/drawingml/2006/chart}v")
                words = " ".join(filter(None, (element.text for element in root.iter(*tags))))
                if words.strip():
                    self.left_out.append(Remark(_PART_NAMES[found["kind"]], words))
            elif name.startswith(("word/embeddings/", "word/afchunk")):
                self.left_out.append(Remark("embedded file", name.rpartition("/")[2]))


def read_paragraph(paragraph: Xml, *, reject: bool) -> str:
    """The words of a paragraph, without those of a text box in it, with its tracked changes accepted or rejected."""
    gone = {f"{WORD}{name}" for name in (("ins", "moveTo") if reject else ("del", "moveFrom"))}
    runs = []
    for run in paragraph.iter(f"{WORD}r", "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"):
        above = [element.tag for element in run.iterancestors() if element is not paragraph]
        inner = list(run.iterancestors(f"{WORD}p"))
        if inner and inner[0] is paragraph and not gone.intersection(above) and f"{COMPATIBILITY}Fallback" not in above:
            runs.append(f" {run.text} " if run.tag.endswith("math}t") else read_run(run, deleted=reject))
    return "".join(runs)


def read_range(root: Xml, number: str) -> str:
    """The words between the start and the end of a comment."""
    words, is_inside = [], False
    for element in root.iter(f"{WORD}commentRangeStart", f"{WORD}commentRangeEnd", f"{WORD}r"):
        if element.tag != f"{WORD}r":
            if element.get(f"{WORD}id") == number:
                is_inside = element.tag == f"{WORD}commentRangeStart"
        elif is_inside:
            words.append(read_run(element, deleted=True))
    return shorten("".join(words))


def is_separator(paragraph: Xml) -> bool:
    """Whether a paragraph is the line above notes, and not a note."""
    return any(element.get(f"{WORD}type") not in {None, "normal"} for element in paragraph.iterancestors())


def complete_grids(root: Xml) -> None:
    """Give each table the columns that its rows have, because pandoc drops the cells of columns that are not declared."""
    for table in root.iter(f"{WORD}tbl"):
        widths = [sum(count_columns(cell) for cell in row.findall(f"{WORD}tc")) for row in table.findall(f"{WORD}tr")]
        grid = table.find(f"{WORD}tblGrid")
        if grid is None:
            grid = etree.Element(f"{WORD}tblGrid")
            table.insert(0, grid)
        for _ in range(len(grid), max(widths, default=0)):
            etree.SubElement(grid, f"{WORD}gridCol")
        for column in grid:
            column.set(f"{WORD}w", column.get(f"{WORD}w", "1000"))


def count_columns(cell: Xml) -> int:
    """How many columns a cell covers."""
    span = read_value(cell.find(f"{WORD}tcPr/{WORD}gridSpan"), "1")
    return min(int(span), MAX_COLUMNS) if span.isdecimal() else 1


def shorten(words: str) -> str:
    """The start of a passage, on one line."""
    line = " ".join(words.split())
    return line if len(line) <= SHORT_PASSAGE else f"{line[:SHORT_PASSAGE].rsplit(' ', 1)[0]} …"
