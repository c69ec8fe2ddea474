"""Reads a Word file back: its text with the numbers that Word sets by itself, and its notes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any
from zipfile import ZipFile

from lxml import etree

from briefgen.check.parity.expected_text import (
    NOTE_REFERENCES,
    ExpectedText,
    Line,
    LineBuilder,
    format_image,
    format_note_call,
    split_words,
)

WORD_NAMESPACE = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
IMAGE_PROPERTIES_TAG = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
VALUE_ATTRIBUTE = f"{WORD_NAMESPACE}val"
NUMBERED_PARAGRAPH_STYLE = "NumberedParagraph"
GENERATED_TEXT_STYLES = frozenset({"TOCHeading", "NotesHeading"})
"""Styles of text that in other formats comes from a style sheet, or stands in some of them only."""

CHARACTER_ELEMENTS = {"tab": " ", "br": " ", "cr": " ", "noBreakHyphen": "-", "softHyphen": ""}

Xml = Any


def read_docx(content: bytes) -> ExpectedText:
    """What the file says: text in order with automatic numbers, notes by number, and how many of each thing."""
    parts = read_xml_parts(content)
    body = parts["word/document.xml"].find(f"{WORD_NAMESPACE}body")
    reader = _DocxReader(NumberingCounter(parts["word/numbering.xml"], parts["word/styles.xml"]))
    text = LineBuilder()
    reader.read_blocks(body, text)
    notes = {
        number: Line(tuple(word for line in gathered.build() for word in line.words))
        for number, gathered in reader.read_notes(parts)
    }
    reader.counts["notes"] = len(notes)
    reader.counts[NOTE_REFERENCES] = len(reader.references)
    return ExpectedText(text.build(), notes, reader.counts, tuple(reader.pages), tuple(reader.resolve_references()))


def read_xml_parts(content: bytes) -> Mapping[str, Xml]:
    """The parts of a Word file that are XML, by name."""
    with ZipFile(BytesIO(content)) as archive:
        return {name: etree.fromstring(archive.read(name)) for name in archive.namelist() if name.endswith(".xml")}


@dataclass(slots=True)
class NumberingCounter:
    """Counts as Word does: a level goes up by one, and those below it begin anew."""

    numbering_part: Xml
    styles: Xml
    counts: dict[tuple[str, int], int] = field(default_factory=dict)
    started_instances: set[str] = field(default_factory=set)

    def count_paragraph(self, paragraph: Xml) -> str:
        """The number in front of a paragraph; empty for none. To be asked once for each, in order."""
        number, level = self._find_number_properties(paragraph)
        instance = next(
            (
                one
                for one in self.numbering_part.iter(f"{WORD_NAMESPACE}num")
                if one.get(f"{WORD_NAMESPACE}numId") == number
            ),
            None,
        )
        if instance is None:
            return ""
        abstract = instance.find(f"{WORD_NAMESPACE}abstractNumId").get(VALUE_ATTRIBUTE)
        if number not in self.started_instances:
            self.started_instances.add(number)
            for override in instance.iter(f"{WORD_NAMESPACE}lvlOverride"):
                if override.find(f"{WORD_NAMESPACE}startOverride") is not None:
                    self.counts.pop((abstract, int(override.get(f"{WORD_NAMESPACE}ilvl"))), None)
        levels = self._find_levels(abstract)
        if level not in levels:
            return ""
        self.counts[abstract, level] = self.counts.get((abstract, level), _read_start(levels[level]) - 1) + 1
        for below in [key for key in self.counts if key[0] == abstract and key[1] > level]:
            del self.counts[below]
        text: str = levels[level].find(f"{WORD_NAMESPACE}lvlText").get(VALUE_ATTRIBUTE)
        for upper in range(level + 1):
            if f"%{upper + 1}" in text:
                count = self.counts.get((abstract, upper), _read_start(levels[upper]))
                text = text.replace(
                    f"%{upper + 1}",
                    _format_count(count, levels[upper].find(f"{WORD_NAMESPACE}numFmt").get(VALUE_ATTRIBUTE)),
                )
        return text

    def _find_number_properties(self, paragraph: Xml) -> tuple[str, int]:
        """Number and level, the paragraph's own or its style's."""
        layout = paragraph.find(f"{WORD_NAMESPACE}pPr")
        number, level = _read_number_properties(layout)
        name = read_style_id(paragraph)
        while name and not number:
            style = next(
                (
                    one
                    for one in self.styles.iter(f"{WORD_NAMESPACE}style")
                    if one.get(f"{WORD_NAMESPACE}styleId") == name
                ),
                None,
            )
            number, level = (
                _read_number_properties(style.find(f"{WORD_NAMESPACE}pPr")) if style is not None else ("", 0)
            )
            based = style.find(f"{WORD_NAMESPACE}basedOn") if style is not None else None
            name = based.get(VALUE_ATTRIBUTE) if based is not None else ""
        return number, level

    def _find_levels(self, abstract: str) -> Mapping[int, Xml]:
        found = next(
            one
            for one in self.numbering_part.iter(f"{WORD_NAMESPACE}abstractNum")
            if one.get(f"{WORD_NAMESPACE}abstractNumId") == abstract
        )
        return {int(one.get(f"{WORD_NAMESPACE}ilvl")): one for one in found.iter(f"{WORD_NAMESPACE}lvl")}


@dataclass(slots=True)
class _DocxReader:
    numbering: NumberingCounter
    calls: list[str] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)
    pages: list[tuple[Line, str]] = field(default_factory=list)
    references: list[tuple[str, str]] = field(default_factory=list)
    """What each field says that asks for the number of a note, and the bookmark it asks for."""
    open_bookmarks: dict[str, str] = field(default_factory=dict)
    """Bookmarks that have begun and not ended, by id."""
    calls_by_bookmark: dict[str, list[str]] = field(default_factory=dict)
    """The numbers of the notes that are called within each bookmark."""

    def read_blocks(self, parent: Xml, into: LineBuilder) -> None:
        """Paragraphs and tables, in order."""
        for child in parent:
            if child.tag == f"{WORD_NAMESPACE}p":
                self.read_paragraph(child, into)
            elif child.tag == f"{WORD_NAMESPACE}tbl":
                self.counts["tables"] += 1
                for cell in child.iterfind(f"{WORD_NAMESPACE}tr/{WORD_NAMESPACE}tc"):
                    self.read_blocks(cell, into)

    def read_paragraph(self, paragraph: Xml, into: LineBuilder) -> None:
        """One paragraph, the number before its words."""
        style = read_style_id(paragraph)
        heading = style.startswith("Heading")
        self.counts["headings"] += heading
        self.counts["numbered paragraphs"] += style == NUMBERED_PARAGRAPH_STYLE
        number = self.numbering.count_paragraph(paragraph)
        if style in GENERATED_TEXT_STYLES:
            return
        into.end_line()
        if number and (heading or style == NUMBERED_PARAGRAPH_STYLE):
            into.add(f"{number} ")
        words = list(self.read_runs(paragraph))
        for text in words:
            into.add(text)
        into.end_line()
        self.pages += [(Line(split_words("".join(words))), page) for page in read_page_fields(paragraph)]
        self.references += [(_text_of_runs(result), asked[1]) for asked, result in _find_fields(paragraph, "NOTEREF")]

    def read_runs(self, paragraph: Xml) -> Iterator[str]:
        """The characters of a paragraph, the results of fields among them, save numbers of pages."""
        numbers = {one for _, result in _find_fields(paragraph, "PAGEREF") for one in result}
        for element in paragraph.iter():
            name = element.tag.removeprefix(WORD_NAMESPACE) if isinstance(element.tag, str) else ""
            if name == "t" and element.getparent() not in numbers:
                yield element.text or ""
            elif name in CHARACTER_ELEMENTS and element.getparent().tag == f"{WORD_NAMESPACE}r":
                yield CHARACTER_ELEMENTS[name]
            elif name in {"footnoteReference", "endnoteReference"}:
                self.calls.append(element.get(f"{WORD_NAMESPACE}id"))
                for bookmark in self.open_bookmarks.values():
                    self.calls_by_bookmark.setdefault(bookmark, []).append(str(len(self.calls)))
                yield format_note_call(len(self.calls))
            elif name == "bookmarkStart":
                self.open_bookmarks[element.get(f"{WORD_NAMESPACE}id")] = element.get(f"{WORD_NAMESPACE}name")
            elif name == "bookmarkEnd":
                self.open_bookmarks.pop(element.get(f"{WORD_NAMESPACE}id"), None)
            elif element.tag == IMAGE_PROPERTIES_TAG:
                self.counts["images"] += 1
                yield format_image(element.get("descr", ""))

    def resolve_references(self) -> Iterator[tuple[str, str]]:
        """What each reference to a note says, and the number of the one note that its bookmark stands round."""
        for said, bookmark in self.references:
            called = self.calls_by_bookmark.get(bookmark, [])
            yield said, called[0] if len(called) == 1 else ""

    def read_notes(self, parts: Mapping[str, Xml]) -> Iterator[tuple[int, LineBuilder]]:
        """The notes that are called, by the number that Word gives them."""
        for kind in ("footnote", "endnote"):
            part = parts.get(f"word/{kind}s.xml")
            if part is None:
                continue
            by_id = {one.get(f"{WORD_NAMESPACE}id"): one for one in part if one.get(f"{WORD_NAMESPACE}type") is None}
            for number, name in enumerate(tuple(self.calls), start=1):
                if name in by_id:
                    into = LineBuilder()
                    self.read_blocks(by_id[name], into)
                    yield number, into


def read_page_fields(paragraph: Xml) -> list[str]:
    """What each field of a paragraph says that asks for a page; empty where it says nothing yet."""
    return [_text_of_runs(result) for _, result in _find_fields(paragraph, "PAGEREF")]


def _text_of_runs(runs: Iterable[Xml]) -> str:
    return "".join("".join(run.itertext()) for run in runs)


def _find_fields(paragraph: Xml, kind: str) -> Iterator[tuple[list[str], list[Xml]]]:
    """The words of each such field's instruction, and the runs of its result: they stand between its middle and its end."""
    for instruction in paragraph.iter(f"{WORD_NAMESPACE}instrText"):
        asked = (instruction.text or "").split()
        if asked[:1] == [kind]:
            after = list(instruction.getparent().itersiblings(f"{WORD_NAMESPACE}r"))
            marks = [at for at, run in enumerate(after) if run.find(f"{WORD_NAMESPACE}fldChar") is not None]
            yield asked, after[marks[0] + 1 : marks[1]]


def read_style_id(paragraph: Xml) -> str:
    """The id of a paragraph's style."""
    style = paragraph.find(f"{WORD_NAMESPACE}pPr/{WORD_NAMESPACE}pStyle")
    return str(style.get(VALUE_ATTRIBUTE)) if style is not None else ""


def _read_number_properties(layout: Xml) -> tuple[str, int]:
    properties = layout.find(f"{WORD_NAMESPACE}numPr") if layout is not None else None
    if properties is None:
        return "", 0
    level = properties.find(f"{WORD_NAMESPACE}ilvl")
    number = properties.find(f"{WORD_NAMESPACE}numId")
    return (
        number.get(VALUE_ATTRIBUTE) if number is not None else "",
        int(level.get(VALUE_ATTRIBUTE)) if level is not None else 0,
    )


def _read_start(level: Xml) -> int:
    start = level.find(f"{WORD_NAMESPACE}start")
    return int(start.get(VALUE_ATTRIBUTE)) if start is not None else 1


def _format_count(count: int, form: str) -> str:
    """A count in one of the formats of numbers that briefgen uses (ECMA-376, part 1, 17.18.59)."""
    match form:
        case "decimalZero":
            return f"{count:02d}"
        case "upperLetter":
            return chr(ord("A") + (count - 1) % 26) * ((count - 1) // 26 + 1)
        case "lowerLetter":
            return _format_count(count, "upperLetter").lower()
        case "upperRoman":
            return _format_roman(count)
        case "lowerRoman":
            return _format_roman(count).lower()
        case _:
            return str(count)


def _format_roman(count: int) -> str:
    values = ((50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))
    parts = []
    for value, letters in values:
        parts.append(letters * (count // value))
        count %= value
    return "".join(parts)
