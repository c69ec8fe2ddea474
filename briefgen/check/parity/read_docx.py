"""Reads a Word file back: its text with the numbers that Word sets automatically, and its notes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from io import BytesIO
from typing import Any
from zipfile import ZipFile

from briefgen.check.parity.expected_text import (
    NOTE_REFERENCES,
    ExpectedText,
    Line,
    LineBuilder,
    format_image,
    format_note_call,
)
from briefgen.model.heading_names import LATIN_NAMES
from briefgen.model.words import split_printed_words

WORD_NAMESPACE = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
IMAGE_PROPERTIES_TAG = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
IMAGE_DATA_TAG = "{http://schemas.openxmlformats.org/drawingml/2006/main}blip"
"""What only the drawing of an image has; the times of a text that is read aloud are drawings, too."""
VALUE_ATTRIBUTE = f"{WORD_NAMESPACE}val"
ID_ATTRIBUTE = f"{WORD_NAMESPACE}id"
NUMBERED_PARAGRAPH_STYLES = frozenset({"NumberedParagraph", "ActionParagraph"})
LAYOUT_TABLE_STYLES = frozenset({"Layout", "Particulars", "Panel", "Band", "Figures"})
"""Tables that set other blocks side by side."""
NOTE_NUMBER_STYLES = frozenset({"FootnoteReference", "EndnoteReference"})
NUMBERED_ACTION_STYLE = "NumberedAction"
GENERATED_NUMBERING = "4"
"""The numbering of headings whose numbers a style sheet adds in other formats."""
GENERATED_TEXT_STYLES = frozenset({"TOCHeading", "NotesHeading"})
"""Styles of text that a style sheet adds in other formats, or that only some formats have."""

CHARACTER_ELEMENTS = {"tab": " ", "br": " ", "cr": " ", "noBreakHyphen": "-", "softHyphen": ""}

Xml = Any


def read_docx(content: bytes) -> ExpectedText:
    """Read text in order with automatic numbers, notes by number, and how many of each thing the file has."""
    parts = read_xml_parts(content)
    reader = _DocxReader(NumberingCounter(parts["word/numbering.xml"], parts["word/styles.xml"]))
    text = LineBuilder()
    reader.read_blocks(parts["word/document.xml"].find(f"{WORD_NAMESPACE}body"), text)
    notes = {number: note.build_note() for number, note in reader.read_notes(parts)}
    reader.counts["notes"] = len(notes)
    reader.counts[NOTE_REFERENCES] = len(reader.references)
    return ExpectedText(text.build(), notes, reader.counts, tuple(reader.pages), tuple(reader.resolve_references()))


def read_xml_parts(content: bytes) -> Mapping[str, Xml]:
    """The parts of a Word file that are XML, by name."""
    from lxml import etree

    with ZipFile(BytesIO(content)) as archive:
        return {name: etree.fromstring(archive.read(name)) for name in archive.namelist() if name.endswith(".xml")}


def index_elements(part: Xml, tag: str, attribute: str) -> dict[str, Xml]:
    """The elements of a name in a part, by the value of an attribute; both names without their namespace."""
    elements = part.iter(f"{WORD_NAMESPACE}{tag}")
    return {element.get(f"{WORD_NAMESPACE}{attribute}"): element for element in elements}


class NumberingCounter:
    """Counts paragraphs as Word does: a level goes up by one, and the levels below it start again."""

    def __init__(self, numbering_part: Xml, style_part: Xml) -> None:
        self._styles = index_elements(style_part, "style", "styleId")
        self._instances = index_elements(numbering_part, "num", "numId")
        self._levels = {
            id_: {int(level): element for level, element in index_elements(definition, "lvl", "ilvl").items()}
            for id_, definition in index_elements(numbering_part, "abstractNum", "abstractNumId").items()
        }
        self._counts: dict[tuple[str, int], int] = {}
        self._started_instances: set[str] = set()

    def count_paragraph(self, paragraph: Xml) -> str:
        """The number before a paragraph; empty for none. Call it once for each paragraph, in order."""
        number, level = self._find_number_properties(paragraph)
        instance = self._instances.get(number)
        if instance is None:
            return ""
        definition = _read_value(instance, "abstractNumId")
        if number not in self._started_instances:
            self._started_instances.add(number)
            for override in instance.iter(f"{WORD_NAMESPACE}lvlOverride"):
                if override.find(f"{WORD_NAMESPACE}startOverride") is not None:
                    self._counts.pop((definition, int(override.get(f"{WORD_NAMESPACE}ilvl"))), None)
        levels = self._levels[definition]
        if level not in levels:
            return ""
        self._counts[definition, level] = self._get_count(definition, level, before_first=1) + 1
        for below in [key for key in self._counts if key[0] == definition and key[1] > level]:
            del self._counts[below]
        text = _read_value(levels[level], "lvlText")
        for upper in range(level + 1):
            if f"%{upper + 1}" in text:
                count = _format_count(self._get_count(definition, upper), _read_value(levels[upper], "numFmt"))
                text = text.replace(f"%{upper + 1}", count)
        return "" if definition == GENERATED_NUMBERING else text

    def _get_count(self, definition: str, level: int, before_first: int = 0) -> int:
        """The count of a level, or its first number less `before_first` before anything is counted."""
        start = int(_read_value(self._levels[definition][level], "start", "1"))
        return self._counts.get((definition, level), start - before_first)

    def _find_number_properties(self, paragraph: Xml) -> tuple[str, int]:
        """The id of the numbering and the level, of the paragraph itself or of its style."""
        number, level = _read_number_properties(paragraph)
        style = self._styles.get(read_style_id(paragraph))
        while style is not None and not number:
            number, level = _read_number_properties(style)
            style = self._styles.get(_read_value(style, "basedOn"))
        return number, level


class _DocxReader:
    def __init__(self, numbering: NumberingCounter) -> None:
        self.numbering = numbering
        self.calls: list[str] = []
        """The ids of notes in the order of their calls: the index is the number, less one."""
        self.counts: Counter[str] = Counter()
        self.pages: list[tuple[Line, str]] = []
        self.references: list[tuple[str, str]] = []
        """The text of each field that refers to a note, and the bookmark that it names."""
        self.open_bookmarks: dict[str, str] = {}
        """Names of bookmarks before their ends, by id."""
        self.calls_by_bookmark: dict[str, list[str]] = {}
        """The numbers of the notes that are called within each bookmark."""

    def read_blocks(self, parent: Xml, target: LineBuilder) -> None:
        """Read paragraphs and tables, in order."""
        for child in parent:
            if child.tag == f"{WORD_NAMESPACE}p":
                self.read_paragraph(child, target)
            elif child.tag == f"{WORD_NAMESPACE}tbl":
                style = child.find(f"{WORD_NAMESPACE}tblPr/{WORD_NAMESPACE}tblStyle")
                self.counts["tables"] += style is None or style.get(VALUE_ATTRIBUTE) not in LAYOUT_TABLE_STYLES
                for cell in child.iterfind(f"{WORD_NAMESPACE}tr/{WORD_NAMESPACE}tc"):
                    self.read_blocks(cell, target)

    def read_paragraph(self, paragraph: Xml, target: LineBuilder) -> None:
        """Read one paragraph, with the number before its words."""
        style = read_style_id(paragraph)
        is_heading, is_numbered = style.startswith("Heading"), style in NUMBERED_PARAGRAPH_STYLES
        self.counts["headings"] += is_heading
        self.counts["numbered paragraphs"] += is_numbered
        number = self.numbering.count_paragraph(paragraph)
        if style in GENERATED_TEXT_STYLES:
            return
        target.end_line()
        if number and (is_heading or is_numbered or style == NUMBERED_ACTION_STYLE):
            target.add(f"{number} ")
        text = "".join(self.read_runs(paragraph))
        target.add(text)
        target.end_line()
        self.pages += [(Line(split_printed_words(text)), page) for page in read_page_fields(paragraph)]
        fields = _find_fields(paragraph, "NOTEREF")
        self.references += [(_extract_text(result), instruction[1]) for instruction, result in fields]

    def read_runs(self, paragraph: Xml) -> Iterator[str]:
        """The characters of a paragraph with the results of its fields, except page numbers."""
        page_runs = {run for _, result in _find_fields(paragraph, "PAGEREF") for run in result}
        for element in paragraph.iter():
            name = element.tag.removeprefix(WORD_NAMESPACE) if isinstance(element.tag, str) else ""
            if name == "t" and element.getparent() not in page_runs and not _is_note_number(element):
                yield element.text or ""
            elif name in CHARACTER_ELEMENTS and element.getparent().tag == f"{WORD_NAMESPACE}r":
                yield CHARACTER_ELEMENTS[name]
            elif name in {"footnoteReference", "endnoteReference"}:
                self.calls.append(element.get(ID_ATTRIBUTE))
                for bookmark in self.open_bookmarks.values():
                    self.calls_by_bookmark.setdefault(bookmark, []).append(str(len(self.calls)))
                yield format_note_call(len(self.calls))
            elif name == "bookmarkStart":
                self.open_bookmarks[element.get(ID_ATTRIBUTE)] = element.get(f"{WORD_NAMESPACE}name")
            elif name == "bookmarkEnd":
                self.open_bookmarks.pop(element.get(ID_ATTRIBUTE), None)
            elif element.tag == IMAGE_PROPERTIES_TAG and element.getparent().find(f".//{IMAGE_DATA_TAG}") is not None:
                self.counts["images"] += 1
                yield format_image(element.get("descr", ""))

    def resolve_references(self) -> Iterator[tuple[str, str]]:
        """The printed number of each reference to a note, and the number of the only note that its bookmark encloses."""
        for printed_number, bookmark in self.references:
            calls = self.calls_by_bookmark.get(bookmark, [])
            yield printed_number, calls[0] if len(calls) == 1 else ""

    def read_notes(self, parts: Mapping[str, Xml]) -> Iterator[tuple[int, LineBuilder]]:
        """The notes that are called, by the number that Word gives them."""
        for kind in ("footnote", "endnote"):
            part = parts.get(f"word/{kind}s.xml")
            notes = () if part is None else (note for note in part if note.get(f"{WORD_NAMESPACE}type") is None)
            by_id = {note.get(ID_ATTRIBUTE): note for note in notes}
            for number, id_ in enumerate(tuple(self.calls), start=1):
                if id_ in by_id:
                    text = LineBuilder()
                    self.read_blocks(by_id[id_], text)
                    yield number, text


def read_page_fields(paragraph: Xml) -> list[str]:
    """The page numbers in a paragraph of the contents; an empty text where Word has not filled one in yet."""
    return [_extract_text(result) for _, result in _find_fields(paragraph, "PAGEREF")]


def _extract_text(runs: Iterable[Xml]) -> str:
    return "".join("".join(run.itertext()) for run in runs)


def _find_fields(paragraph: Xml, kind: str) -> Iterator[tuple[list[str], list[Xml]]]:
    """The words of each field's instruction, and the runs of its result, which are between its middle and its end."""
    for element in paragraph.iter(f"{WORD_NAMESPACE}instrText"):
        instruction = (element.text or "").split()
        if instruction[:1] == [kind]:
            runs = list(element.getparent().itersiblings(f"{WORD_NAMESPACE}r"))
            marks = [index for index, run in enumerate(runs) if run.find(f"{WORD_NAMESPACE}fldChar") is not None]
            yield instruction, runs[marks[0] + 1 : marks[1]]


def _is_note_number(text: Xml) -> bool:
    """Whether a text is the number of a note that is written as it is, because Word has no such digits."""
    run = next(text.iterancestors(f"{WORD_NAMESPACE}r"))
    return _read_value(run, f"rPr/{WORD_NAMESPACE}rStyle") in NOTE_NUMBER_STYLES


def read_style_id(paragraph: Xml) -> str:
    """The id of a paragraph's style; empty for none."""
    return _read_value(paragraph, f"pPr/{WORD_NAMESPACE}pStyle")


def _read_number_properties(element: Xml) -> tuple[str, int]:
    """The id of the numbering, empty for none, and the level of a paragraph or style."""
    properties = element.find(f"{WORD_NAMESPACE}pPr/{WORD_NAMESPACE}numPr")
    if properties is None:
        return "", 0
    return _read_value(properties, "numId"), int(_read_value(properties, "ilvl", "0"))


def _read_value(parent: Xml, tag: str, default: str = "") -> str:
    """The value of a child element."""
    child = parent.find(f"{WORD_NAMESPACE}{tag}")
    return default if child is None else str(child.get(VALUE_ATTRIBUTE))


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
            return LATIN_NAMES.format_roman(count)
        case "lowerRoman":
            return LATIN_NAMES.format_roman(count).lower()
        case _:
            return str(count)
