"""Reads a Word file back: its text with the numbers that Word sets by itself, and its notes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any
from zipfile import ZipFile

from lxml import etree

from briefgen.check.said import REFERENCES, Gathered, Line, Said, call, image, words_of

WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
ALTERNATIVE = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
VALUE = f"{WORD}val"
NUMBERED_PARAGRAPH = "NumberedParagraph"
GENERATED = frozenset({"TOCHeading", "NotesHeading"})
"""Styles of text that in other formats comes from a style sheet, or stands in some of them only."""

SPOKEN = {"tab": " ", "br": " ", "cr": " ", "noBreakHyphen": "-", "softHyphen": ""}

Xml = Any


def read_docx(content: bytes) -> Said:
    """What the file says: text in order with automatic numbers, notes by number, and how many of each thing."""
    parts = parts_of(content)
    body = parts["word/document.xml"].find(f"{WORD}body")
    reader = _Reader(Numbering(parts["word/numbering.xml"], parts["word/styles.xml"]))
    text = Gathered()
    reader.blocks(body, text)
    notes = {
        number: Line(tuple(word for line in gathered.finished() for word in line.words))
        for number, gathered in reader.noted(parts)
    }
    reader.counts["notes"] = len(notes)
    reader.counts[REFERENCES] = len(reader.references)
    return Said(text.finished(), notes, reader.counts, tuple(reader.pages), tuple(reader.led()))


def parts_of(content: bytes) -> Mapping[str, Xml]:
    """The parts of a Word file that are XML, by name."""
    with ZipFile(BytesIO(content)) as archive:
        return {name: etree.fromstring(archive.read(name)) for name in archive.namelist() if name.endswith(".xml")}


@dataclass(slots=True)
class Numbering:
    """Counts as Word does: a level goes up by one, and those below it begin anew."""

    part: Xml
    styles: Xml
    counted: dict[tuple[str, int], int] = field(default_factory=dict)
    begun: set[str] = field(default_factory=set)

    def number(self, paragraph: Xml) -> str:
        """The number in front of a paragraph; empty for none. To be asked once for each, in order."""
        number, level = self._properties(paragraph)
        instance = next((one for one in self.part.iter(f"{WORD}num") if one.get(f"{WORD}numId") == number), None)
        if instance is None:
            return ""
        abstract = instance.find(f"{WORD}abstractNumId").get(VALUE)
        if number not in self.begun:
            self.begun.add(number)
            for override in instance.iter(f"{WORD}lvlOverride"):
                if override.find(f"{WORD}startOverride") is not None:
                    self.counted.pop((abstract, int(override.get(f"{WORD}ilvl"))), None)
        levels = self._levels(abstract)
        if level not in levels:
            return ""
        self.counted[abstract, level] = self.counted.get((abstract, level), _start(levels[level]) - 1) + 1
        for below in [key for key in self.counted if key[0] == abstract and key[1] > level]:
            del self.counted[below]
        text: str = levels[level].find(f"{WORD}lvlText").get(VALUE)
        for upper in range(level + 1):
            if f"%{upper + 1}" in text:
                count = self.counted.get((abstract, upper), _start(levels[upper]))
                text = text.replace(f"%{upper + 1}", _written(count, levels[upper].find(f"{WORD}numFmt").get(VALUE)))
        return text

    def _properties(self, paragraph: Xml) -> tuple[str, int]:
        """Number and level, the paragraph's own or its style's."""
        layout = paragraph.find(f"{WORD}pPr")
        number, level = _stated(layout)
        name = style_of(paragraph)
        while name and not number:
            style = next((one for one in self.styles.iter(f"{WORD}style") if one.get(f"{WORD}styleId") == name), None)
            number, level = _stated(style.find(f"{WORD}pPr")) if style is not None else ("", 0)
            based = style.find(f"{WORD}basedOn") if style is not None else None
            name = based.get(VALUE) if based is not None else ""
        return number, level

    def _levels(self, abstract: str) -> Mapping[int, Xml]:
        found = next(one for one in self.part.iter(f"{WORD}abstractNum") if one.get(f"{WORD}abstractNumId") == abstract)
        return {int(one.get(f"{WORD}ilvl")): one for one in found.iter(f"{WORD}lvl")}


@dataclass(slots=True)
class _Reader:
    numbering: Numbering
    calls: list[str] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)
    pages: list[tuple[Line, str]] = field(default_factory=list)
    references: list[tuple[str, str]] = field(default_factory=list)
    """What each field says that asks for the number of a note, and the bookmark it asks for."""
    begun: dict[str, str] = field(default_factory=dict)
    """Bookmarks that have begun and not ended, by id."""
    calls_in: dict[str, list[str]] = field(default_factory=dict)
    """The numbers of the notes that are called within each bookmark."""

    def blocks(self, parent: Xml, into: Gathered) -> None:
        """Paragraphs and tables, in order."""
        for child in parent:
            if child.tag == f"{WORD}p":
                self.paragraph(child, into)
            elif child.tag == f"{WORD}tbl":
                self.counts["tables"] += 1
                for cell in child.iterfind(f"{WORD}tr/{WORD}tc"):
                    self.blocks(cell, into)

    def paragraph(self, paragraph: Xml, into: Gathered) -> None:
        """One paragraph, the number before its words."""
        style = style_of(paragraph)
        heading = style.startswith("Heading")
        self.counts["headings"] += heading
        self.counts["numbered paragraphs"] += style == NUMBERED_PARAGRAPH
        number = self.numbering.number(paragraph)
        if style in GENERATED:
            return
        into.edge()
        if number and (heading or style == NUMBERED_PARAGRAPH):
            into.add(f"{number} ")
        words = list(self.runs(paragraph))
        for text in words:
            into.add(text)
        into.edge()
        self.pages += [(Line(words_of("".join(words))), page) for page in pages_in(paragraph)]
        self.references += [(_text(result), asked[1]) for asked, result in _fields(paragraph, "NOTEREF")]

    def runs(self, paragraph: Xml) -> Iterator[str]:
        """The characters of a paragraph, the results of fields among them, save numbers of pages."""
        numbers = {one for _, result in _fields(paragraph, "PAGEREF") for one in result}
        for element in paragraph.iter():
            name = element.tag.removeprefix(WORD) if isinstance(element.tag, str) else ""
            if name == "t" and element.getparent() not in numbers:
                yield element.text or ""
            elif name in SPOKEN and element.getparent().tag == f"{WORD}r":
                yield SPOKEN[name]
            elif name in {"footnoteReference", "endnoteReference"}:
                self.calls.append(element.get(f"{WORD}id"))
                for bookmark in self.begun.values():
                    self.calls_in.setdefault(bookmark, []).append(str(len(self.calls)))
                yield call(len(self.calls))
            elif name == "bookmarkStart":
                self.begun[element.get(f"{WORD}id")] = element.get(f"{WORD}name")
            elif name == "bookmarkEnd":
                self.begun.pop(element.get(f"{WORD}id"), None)
            elif element.tag == ALTERNATIVE:
                self.counts["images"] += 1
                yield image(element.get("descr", ""))

    def led(self) -> Iterator[tuple[str, str]]:
        """What each reference to a note says, and the number of the one note that its bookmark stands round."""
        for said, bookmark in self.references:
            called = self.calls_in.get(bookmark, [])
            yield said, called[0] if len(called) == 1 else ""

    def noted(self, parts: Mapping[str, Xml]) -> Iterator[tuple[int, Gathered]]:
        """The notes that are called, by the number that Word gives them."""
        for kind in ("footnote", "endnote"):
            part = parts.get(f"word/{kind}s.xml")
            if part is None:
                continue
            by_id = {one.get(f"{WORD}id"): one for one in part if one.get(f"{WORD}type") is None}
            for number, name in enumerate(tuple(self.calls), start=1):
                if name in by_id:
                    into = Gathered()
                    self.blocks(by_id[name], into)
                    yield number, into


def pages_in(paragraph: Xml) -> list[str]:
    """What each field of a paragraph says that asks for a page; empty where it says nothing yet."""
    return [_text(result) for _, result in _fields(paragraph, "PAGEREF")]


def _text(runs: Iterable[Xml]) -> str:
    return "".join("".join(run.itertext()) for run in runs)


def _fields(paragraph: Xml, kind: str) -> Iterator[tuple[list[str], list[Xml]]]:
    """The words of each such field's instruction, and the runs of its result: they stand between its middle and its end."""
    for instruction in paragraph.iter(f"{WORD}instrText"):
        asked = (instruction.text or "").split()
        if asked[:1] == [kind]:
            after = list(instruction.getparent().itersiblings(f"{WORD}r"))
            marks = [at for at, run in enumerate(after) if run.find(f"{WORD}fldChar") is not None]
            yield asked, after[marks[0] + 1 : marks[1]]


def style_of(paragraph: Xml) -> str:
    """The id of a paragraph's style."""
    style = paragraph.find(f"{WORD}pPr/{WORD}pStyle")
    return str(style.get(VALUE)) if style is not None else ""


def _stated(layout: Xml) -> tuple[str, int]:
    properties = layout.find(f"{WORD}numPr") if layout is not None else None
    if properties is None:
        return "", 0
    level = properties.find(f"{WORD}ilvl")
    number = properties.find(f"{WORD}numId")
    return (number.get(VALUE) if number is not None else "", int(level.get(VALUE)) if level is not None else 0)


def _start(level: Xml) -> int:
    start = level.find(f"{WORD}start")
    return int(start.get(VALUE)) if start is not None else 1


def _written(count: int, form: str) -> str:
    """A count in one of the formats of numbers that briefgen uses (ECMA-376, part 1, 17.18.59)."""
    match form:
        case "decimalZero":
            return f"{count:02d}"
        case "upperLetter":
            return chr(ord("A") + (count - 1) % 26) * ((count - 1) // 26 + 1)
        case "lowerLetter":
            return _written(count, "upperLetter").lower()
        case "upperRoman":
            return _roman(count)
        case "lowerRoman":
            return _roman(count).lower()
        case _:
            return str(count)


def _roman(count: int) -> str:
    values = ((50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))
    parts = []
    for value, letters in values:
        parts.append(letters * (count // value))
        count %= value
    return "".join(parts)
