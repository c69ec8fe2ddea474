"""Writes the numbers of a Word file in the digits of its document, where these are not Western ones, and letters before headings in its own.

Word has no format for such numbers: it shows 1 as ١ only on machines that are set so, and counts with no names of letters, such as ألف. So each number of a heading, a paragraph, a list or a
note is written as it is. It does not follow an edit. Only the numbers of pages in headers and footers are Word's own.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from briefgen.model.heading_names import HeadingNames
from briefgen.model.numerals import Numerals
from briefgen.render.word.note_calls import NOTE_CALLS, NOTE_MARKS, NOTE_PARTS, build_text_for_word
from briefgen.render.word.paragraph_styles import ParagraphStyles
from briefgen.render.word.word_style import HEADING_NUMBERING
from briefgen.render.word.xml import (
    Xml,
    copy_element,
    ensure_first_child,
    find,
    find_all,
    parse_part,
    read_value,
    serialise_part,
    tag,
    w,
)

Parts = Mapping[str, bytes]
PAGE_FIELD = "PAGEREF"
LETTER_FORMATS = ("upperLetter", "lowerLetter")


def write_numbers(parts: Parts, names: HeadingNames, numerals: Numerals | None, call_form: str) -> Parts:
    """The parts of a finished file with the numbers that Word cannot set written as they are printed.

    These are all numbers if there are numerals, those of notes as `call_form` has them; and those before headings and the letters before items if the
    language has its own.
    """
    if not (numerals or names.is_own):
        return parts
    body, numbering = parse_part(parts["word/document.xml"]), parse_part(parts["word/numbering.xml"])
    notes = {name: parse_part(parts[name]) for name in NOTE_PARTS if name in parts}
    writer = _NumberWriter(numbering, parse_part(parts["word/styles.xml"]), names, numerals)
    for root in (body, *notes.values()):
        for paragraph in root.iter(tag("w:p")):
            writer.write_number(paragraph)
    if numerals:
        _write_note_calls(body, notes, numerals, call_form)
        _write_pages(body, numerals)
    roots = {"word/document.xml": body, "word/numbering.xml": writer.numbering, **notes}
    return {**parts, **{name: serialise_part(root) for name, root in roots.items()}}


def _write_note_calls(body: Xml, notes: Mapping[str, Xml], numerals: Numerals, call_form: str) -> None:
    """Write the number of each note beside its call, as a mark of the author's own, and at the start of the note."""
    marks: dict[str, str] = {}
    for call in (element for element in body.iter() if element.tag in NOTE_CALLS):
        mark = marks[read_value(call, name="id")] = call_form.format(numerals.write_digits(str(len(marks) + 1)))
        call.set(tag("w:customMarkFollows"), "1")
        call.addnext(w("t", mark))
    for root in notes.values():
        for note in root:
            mark = marks.get(read_value(note, name="id"), "")
            for place in [element for element in note.iter() if element.tag in NOTE_MARKS]:
                place.getparent().replace(place, build_text_for_word(mark))


def _write_pages(body: Xml, numerals: Numerals) -> None:
    """Write the pages of the contents, which Word writes as its machine is set when it updates them."""
    for instruction in body.iter(tag("w:instrText")):
        if (instruction.text or "").split()[:1] == [PAGE_FIELD]:
            for run in _list_result_runs(instruction.getparent()):
                for text in run.iter(tag("w:t")):
                    text.text = numerals.write_digits(text.text or "")


def _list_result_runs(run: Xml) -> Iterator[Xml]:
    """The runs between the middle of a field and its end."""
    marks = 0
    for sibling in run.itersiblings(tag("w:r")):
        marks += find(sibling, "w:fldChar") is not None
        if marks == 2:
            return
        yield sibling


class _NumberWriter:
    """Counts paragraphs as Word does, and gives each a number of its own that is written as it is."""

    def __init__(self, numbering: Xml, styles: Xml, names: HeadingNames, numerals: Numerals | None) -> None:
        self.numbering = numbering
        self._names, self._numerals = names, numerals
        self._styles = ParagraphStyles(styles)
        abstracts = find_all(numbering, "w:abstractNum")
        self._last_abstract = abstracts[-1]
        self._abstracts = {
            read_value(abstract, name="abstractNumId"): {
                int(read_value(level, name="ilvl")): level for level in find_all(abstract, "w:lvl")
            }
            for abstract in abstracts
        }
        self._numbers = {read_value(number, name="numId"): number for number in find_all(numbering, "w:num")}
        self._next_id = max(map(int, (*self._abstracts, *self._numbers, "0"))) + 1
        self._counts: dict[tuple[str, int], int] = {}
        self._started: set[tuple[str, int]] = set()

    def write_number(self, paragraph: Xml) -> None:
        """Give a paragraph the number that it would have of Word, in other digits, with the name of its letter before a heading, or with a letter of the language before an item."""
        number_id, level = self._styles.find_number(paragraph)
        number = self._numbers.get(number_id)
        if number is None:
            return
        abstract = read_value(find(number, "w:abstractNumId"))
        levels = self._abstracts[abstract]
        if level not in levels or read_value(find(levels[level], "w:numFmt")) == "bullet":
            return
        self._count(number, number_id, abstract, level)
        text = read_value(find(levels[level], "w:lvlText"))
        # All numbers before headings, or Word would count those of the lower levels on and on.
        is_heading = abstract == str(HEADING_NUMBERING)
        has_letter = read_value(find(levels[level], "w:numFmt")) in LETTER_FORMATS
        is_named = self._names.is_own and (is_heading or has_letter)
        if is_named and not is_heading:
            text = text.replace(".", self._names.stop)
        for upper in range(level + 1):
            count = self._format_count(abstract, upper, is_named=is_named, is_heading=is_heading)
            text = text.replace(f"%{upper + 1}", count)
        written = self._numerals.write_digits(text) if self._numerals else text
        if "%" not in text and (is_named or written != text):  # a letter or a Roman number is left to Word
            self._set_number(paragraph, levels[level], level, written)

    def _count(self, number: Xml, number_id: str, abstract: str, level: int) -> None:
        if (number_id, level) not in self._started:
            self._started.add((number_id, level))
            for override in find_all(number, "w:lvlOverride"):
                start = find(override, "w:startOverride")
                if start is not None and int(read_value(override, name="ilvl")) == level:
                    self._counts[abstract, level] = int(read_value(start)) - 1
        self._counts[abstract, level] = self._get_count(abstract, level, before_first=1) + 1
        for below in [key for key in self._counts if key[0] == abstract and key[1] > level]:
            del self._counts[below]

    def _get_count(self, abstract: str, level: int, before_first: int = 0) -> int:
        start = int(read_value(find(self._abstracts[abstract][level], "w:start"), "1"))
        return self._counts.get((abstract, level), start - before_first)

    def _format_count(self, abstract: str, level: int, *, is_named: bool, is_heading: bool) -> str:
        form, count = read_value(find(self._abstracts[abstract][level], "w:numFmt")), self._get_count(abstract, level)
        names = self._names
        small = dict.fromkeys(LETTER_FORMATS, names.format_small_letter)
        named = small | ({"upperRoman": names.format_roman, "upperLetter": names.format_letter} if is_heading else {})
        if is_named and form in named:
            return named[form](count)
        return {"decimal": str(count), "decimalZero": f"{count:02d}"}.get(form, f"%{level + 1}")

    def _set_number(self, paragraph: Xml, level: Xml, position: int, text: str) -> None:
        own = copy_element(level)
        for name in ("w:pStyle", "w:start"):
            for element in find_all(own, name):
                own.remove(element)
        find(own, "w:numFmt").set(tag("w:val"), "none")
        find(own, "w:lvlText").set(tag("w:val"), text)
        id_, self._next_id = self._next_id, self._next_id + 1
        kind = w("multiLevelType", val="multilevel" if position else "singleLevel")
        added = w("abstractNum", w("nsid", val=f"{0x0B700000 + id_:08X}"), kind, own, abstractNumId=id_)
        self._last_abstract.addnext(added)
        self._last_abstract = added
        self.numbering.append(w("num", w("abstractNumId", val=id_), numId=id_))
        layout = ensure_first_child(paragraph, "pPr")
        for old in find_all(layout, "w:numPr"):
            layout.remove(old)
        style = find(layout, "w:pStyle")
        place = w("numPr", w("ilvl", val=position), w("numId", val=id_))
        layout.insert(0 if style is None else layout.index(style) + 1, place)
