"""Compares each file with its document, and so the files with one another: text, order, notes, numbers, counts."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import zip_longest

from briefgen.check.parity.expected_text import (
    HEADING_TAGS,
    IMAGE_PLACEHOLDER,
    NOTE_CALL,
    ExpectedText,
    Line,
    expected_text_from_document,
    format_note_call,
)
from briefgen.check.parity.list_markers import find_list_markers, mark_note_items
from briefgen.check.parity.page_order import (
    RIGHT_TO_LEFT_CLASSES,
    find_in_any_order,
    find_lines_beside_right,
    find_lost_characters,
    has_right_to_left,
)
from briefgen.check.parity.read_docx import read_docx
from briefgen.check.parity.read_html import read_html
from briefgen.check.parity.read_pdf import PdfText, read_pdf
from briefgen.model.artifact import Format, Rendering
from briefgen.model.audience import NotePlacement
from briefgen.model.diagnostic import Origin, Sink
from briefgen.model.document import Document
from briefgen.model.heading_names import find_heading_names
from briefgen.model.tree import Note, extract_text, find_elements, walk

READERS: Mapping[Format, Callable[[bytes], ExpectedText]] = {Format.HTML: read_html, Format.DOCX: read_docx}
"""Formats from which every word can be read back. Of a PDF, only letters and digits can be compared."""

PAGED_FORMATS = frozenset({Format.PDF, Format.PRESS})

DIGITS = re.compile(r"\d+")

MAX_QUOTED_WORDS = 8
"""Words that a message quotes."""

MAX_QUOTED_CHARACTERS = 60
"""Characters of extra text in a PDF that a message quotes."""

END_LINE = Line(())
"""Marks the end, after the last line."""


def check_parity(document: Document, renderings: Iterable[Rendering], sink: Sink) -> None:
    """Report where the text of a file differs from the document. A difference is reported once, with its place."""
    expected = expected_text_from_document(document)
    for rendering in renderings:
        name = rendering.format.value.upper()
        if rendering.format in READERS:
            _compare_exact_text(expected, READERS[rendering.format](rendering.content), name, document, sink)
        elif rendering.format in PAGED_FORMATS:
            _compare_pdf_text(expected, read_pdf(rendering.content), name, document, sink)


def _compare_exact_text(
    expected: ExpectedText, actual: ExpectedText, name: str, document: Document, sink: Sink
) -> None:
    brief_origin = document.brief.origin
    words = [(word, line.origin) for line in expected.lines for word in line.words]
    actual_words = [word for line in actual.lines for word in line.words]
    pairs = zip_longest((word for word, _ in words), actual_words)
    first = next((index for index, (ours, theirs) in enumerate(pairs) if ours != theirs), None)
    if first is not None:
        origin = words[min(first, len(words) - 1)][1] if words else None
        ours, theirs = _quote_words(word for word, _ in words[first:]), _quote_words(actual_words[first:])
        message = f"the {name} file says {theirs} where the brief says {ours}"
        sink.error("parity-text", message, origin or brief_origin)
    for number in sorted(expected.notes.keys() | actual.notes.keys()):
        note, actual_note = expected.notes.get(number, END_LINE), actual.notes.get(number, END_LINE)
        if note.words != actual_note.words or number not in actual.notes or number not in expected.notes:
            ours, theirs = _quote_words(note.words), _quote_words(actual_note.words)
            message = f"note {number} of the {name} file says {theirs} where the brief says {ours}"
            sink.error("parity-note", message, note.origin or brief_origin)
    for thing, count in expected.counts.items():
        if actual.counts.get(thing, 0) != count:
            message = f"the {name} file has {actual.counts.get(thing, 0):,} {thing}, the brief {count:,}"
            sink.error("parity-count", message, brief_origin)
    for fault in _find_wrong_pages(actual.pages):
        sink.error("parity-page", f"the {name} file says {fault}", brief_origin)
    for printed_number, target in actual.references:
        if printed_number != target:
            place = f"note {target}" if target else "no note"
            message = f"a reference in the {name} file says note {printed_number} and leads to {place}"
            sink.error("parity-reference", message, brief_origin)


def _find_wrong_pages(lines: Iterable[tuple[Line, str]]) -> Iterator[str]:
    """Faults in the page numbers of the contents: every line has one, and none is lower than that of the line above."""
    last = 1
    for line, page in lines:
        if not page.isdecimal():
            yield f"no page for {_quote_words(line.words)}"
        elif int(page) < last:
            yield f"page {page} for {_quote_words(line.words)}, after page {last}"
        else:
            last = int(page)


def _compare_pdf_text(expected: ExpectedText, pdf: PdfText, name: str, document: Document, sink: Sink) -> None:
    """Find each line and each note in the text of a PDF, in order, and check the text between them."""
    text, notes = _normalise_characters(pdf.text), _normalise_characters(pdf.notes)
    calls = {note.number: note.call for note in walk((document.body,)) if isinstance(note, Note)}
    numbered_notes = [
        replace(note, words=(calls[number], *note.words))
        for number, note in sorted(_find_printed_notes(expected, document).items())
    ]
    extras = _build_permitted_extras(numbered_notes, document)
    lines = [replace(line, words=tuple(_print_calls(word, calls) for word in line.words)) for line in expected.lines]
    differences = [("parity-text", *difference) for difference in _find_differences(lines, text, extras)]
    # Endnotes are in the text, where anything may be between them; footnotes are apart.
    note_differences = _find_differences(numbered_notes, notes or text, extras if notes else None)
    differences += [("parity-note", *difference) for difference in note_differences]
    if lost := find_lost_characters(expected, f"{pdf.text}{pdf.notes}"):
        listed = " ".join(lost[:MAX_QUOTED_WORDS])
        difference = f"lacks letters that are written from the right: {listed}; or its typeface gives others when they are copied"
        differences.append(("parity-text", difference, None))
    for code, difference, origin in differences:
        sink.error(code, f"the {name} file {difference}", origin or document.brief.origin)


def _find_printed_notes(expected: ExpectedText, document: Document) -> Mapping[int, Line]:
    """The notes with the numbers of their lists."""
    if not any(isinstance(node, Note) and any(find_elements(node.children, "ol")) for node in walk((document.body,))):
        return expected.notes
    numerals = document.metadata.numerals
    names = find_heading_names(document.metadata.language)
    marked = mark_note_items(document.body, names, numerals.write_digits if numerals else str)
    return expected_text_from_document(replace(document, body=marked)).notes


def _print_calls(word: str, calls: Mapping[int, str]) -> str:
    """A word with its calls of notes as the page has them: in the digits of the document."""
    return NOTE_CALL.sub(lambda call: format_note_call(calls[int(call[1])]), word)


def _find_differences(
    lines: Iterable[Line], text: str, extras: PermittedExtras | None
) -> Iterator[tuple[str, Origin | None]]:
    """What is missing from a text, and what it has between the lines that is not in `extras`; None permits anything there."""
    position, is_lost, all_lines = 0, False, (*lines, END_LINE)
    beside_right = find_lines_beside_right(all_lines)
    for number, line in enumerate(all_lines):
        words = IMAGE_PLACEHOLDER.sub("", " ".join(line.words))
        expected = _normalise_characters(words)
        index = text.find(expected, position) if line is not END_LINE else len(text)
        is_from_the_right = line.is_from_the_right or has_right_to_left(words)
        if line is not END_LINE and index != position and (is_from_the_right or number in beside_right):
            moved = find_in_any_order(expected, text, position)
            if moved == position or index < 0 or (is_from_the_right and not _is_near(index, position, text, extras)):
                index = moved
        if index < 0:
            is_lost = True
            yield f"does not say {_quote_words(line.words)} at its place", line.origin
            continue
        # After a lost line, the text of that line may be here in another form.
        if extras and not is_lost and not extras.permits(text[position:index]):
            where = f"before {_quote_words(line.words)}" if line.words else "at its end"
            extra = text[position:index][:MAX_QUOTED_CHARACTERS]
            yield f"says `{extra}` {where}, which the brief does not", line.origin
        position, is_lost = index + len(expected), False


def _is_near(index: int, position: int, text: str, extras: PermittedExtras | None) -> bool:
    """Whether a line was found, with nothing before it but what may be there."""
    return index >= 0 and (index == position or extras is None or extras.permits(text[position:index]))


@dataclass(frozen=True, slots=True)
class PermittedExtras:
    """Text in a PDF that is not in the document: page numbers, markers of items, the title of the contents, endnotes."""

    markers: str
    """Letters and Roman numbers before the items of lists, in their order; digits may be anywhere, as page numbers are."""
    titles: frozenset[str]
    listed_notes: str
    """All notes, as in a list of endnotes."""

    def permits(self, text: str) -> bool:
        """Whether a text between two lines is of this kind."""
        text = text.removesuffix(self.listed_notes)
        # Items in Arabic alone leave nothing between their markers.
        return DIGITS.sub("", text) in self.markers or text in self.titles or self._is_list_from_the_right(text)

    def _is_list_from_the_right(self, text: str) -> bool:
        """Whether a text is the list of endnotes, with words from the left at other places."""
        return any(
            text.startswith(title) and Counter(text[len(title) :]) == Counter(self.listed_notes)
            for title in (*self.titles, "")
            if self.listed_notes
        )


def _build_permitted_extras(numbered_notes: Iterable[Line], document: Document) -> PermittedExtras:
    body = (document.body,)
    titles = [navigation.get("aria-label") for navigation in find_elements(body, "nav")]
    listed_notes = "".join(_normalise_characters(" ".join(note.words)) for note in numbered_notes)
    return PermittedExtras(
        find_list_markers(document.body),
        frozenset(map(_normalise_characters, (*titles, *_find_notes_headings(document)))),
        listed_notes if document.notes is not NotePlacement.FOOTNOTES else "",
    )


def _find_notes_headings(document: Document) -> Iterator[str]:
    """Possible headings over endnotes: the page's own, and the word of the audience."""
    for element in find_elements((document.body,)):
        if element.get("role") == "doc-endnotes":
            yield from (extract_text(heading.children) for heading in find_elements((element,), *HEADING_TAGS))
    try:
        yield document.audience.find_word("notes", document.metadata.language)
    except KeyError:
        yield "Notes"


def _normalise_characters(text: str) -> str:
    """Letters and digits only, in one form: line breaks, hyphens and ligatures differ on a page.

    Right-to-left scripts are left out: a PDF has them in the order of the page.
    """
    plain = unicodedata.normalize("NFKC", text).casefold()
    return "".join(
        character
        for character in plain
        if character.isalnum() and unicodedata.bidirectional(character) not in RIGHT_TO_LEFT_CLASSES
    )


def _quote_words(words: Iterable[str]) -> str:
    quoted = list(words)
    more = " ..." if len(quoted) > MAX_QUOTED_WORDS else ""
    return f"`{' '.join(quoted[:MAX_QUOTED_WORDS])}{more}`" if quoted else "nothing"
