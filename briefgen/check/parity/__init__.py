"""Compares the files made of one document with it, and so with one another: text, order, notes, numbers, counts."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from briefgen.check.parity.expected_text import HEADING_TAGS, ExpectedText, Line, expected_text_from_document
from briefgen.check.parity.read_docx import read_docx
from briefgen.check.parity.read_html import read_html
from briefgen.check.parity.read_pdf import PdfText, read_pdf
from briefgen.model.artifact import Format, Rendering
from briefgen.model.audience import NotePlacement
from briefgen.model.diagnostic import Origin, Sink
from briefgen.model.document import Document
from briefgen.model.tree import extract_text, find_elements

READERS: Mapping[Format, Callable[[bytes], ExpectedText]] = {Format.HTML: read_html, Format.DOCX: read_docx}
"""Formats that give back every word; a PDF gives back shapes on pages, which are compared more loosely."""

PAGED_FORMATS = frozenset({Format.PDF, Format.PRESS})

MAX_QUOTED_WORDS = 8
"""Words that a message quotes."""

MAX_QUOTED_CHARACTERS = 60
"""Letters of text that a message quotes where a PDF says too much."""

NUMERIC_MARKER = re.compile(r"\d*")
LETTERED_MARKER = re.compile(r"\d*|[a-z]{1,2}|[ivxlc]{1,7}")
"""Page numbers in the contents, and what stands before items of lists: style sheets set them."""

IMAGE_PLACEHOLDER = re.compile(r"⟦image: [^⟧]*⟧")
"""The alternative text of an image, which no page shows."""

END_LINE = Line(())
"""Stands below the last line."""

RIGHT_TO_LEFT_CLASSES = frozenset({"R", "AL", "AN"})


def check_parity(document: Document, renderings: Iterable[Rendering], sink: Sink) -> None:
    """Report where a file says something else than the document. A difference is reported once, with its place."""
    said = expected_text_from_document(document)
    for rendering in renderings:
        name = rendering.format.value.upper()
        if rendering.format in READERS:
            _compare_exact_text(said, READERS[rendering.format](rendering.content), name, document, sink)
        elif rendering.format in PAGED_FORMATS:
            _compare_pdf_text(said, read_pdf(rendering.content), name, document, sink)


def _compare_exact_text(said: ExpectedText, read: ExpectedText, name: str, document: Document, sink: Sink) -> None:
    wanted = [(word, line.origin) for line in said.lines for word in line.words]
    found = [word for line in read.lines for word in line.words]
    here = next((at for at, (word, _) in enumerate(wanted) if at >= len(found) or found[at] != word), len(wanted))
    if here < max(len(wanted), len(found)):
        origin = wanted[min(here, len(wanted) - 1)][1] if wanted else None
        ours, theirs = _quote_words(word for word, _ in wanted[here:]), _quote_words(found[here:])
        message = f"the {name} file says {theirs} where the brief says {ours}"
        sink.error("parity-text", message, origin or document.brief.origin)
    for number in sorted(said.notes.keys() | read.notes.keys()):
        ours_, theirs_ = said.notes.get(number), read.notes.get(number)
        if ours_ is None or theirs_ is None or ours_.words != theirs_.words:
            message = f"note {number} of the {name} file says {_quote_line(theirs_)} where the brief says {_quote_line(ours_)}"
            sink.error("parity-note", message, (ours_.origin if ours_ else None) or document.brief.origin)
    for what, count in said.counts.items():
        if read.counts.get(what, 0) != count:
            message = f"the {name} file has {read.counts.get(what, 0):,} {what}, the brief {count:,}"
            sink.error("parity-count", message, document.brief.origin)
    for wrong in _find_wrong_pages(read.pages):
        sink.error("parity-page", f"the {name} file says {wrong}", document.brief.origin)
    for named, led in read.references:
        if named != led:
            place = f"note {led}" if led else "no note"
            message = f"a reference in the {name} file says note {named} and leads to {place}"
            sink.error("parity-reference", message, document.brief.origin)


def _find_wrong_pages(lines: Iterable[tuple[Line, str]]) -> Iterator[str]:
    """What is wrong with the pages that lines of contents give: each has one, and none is before that of the line above."""
    last = 1
    for line, page in lines:
        if not (page.isascii() and page.isdigit()):
            yield f"no page for {_quote_words(line.words)}"
        elif int(page) < last:
            yield f"page {page} for {_quote_words(line.words)}, after page {last}"
        else:
            last = int(page)


def _compare_pdf_text(said: ExpectedText, printed: PdfText, name: str, document: Document, sink: Sink) -> None:
    """Look for each line and each note in the text of a PDF, in order, and at what stands between them."""
    text, notes = _normalise_characters(printed.text), _normalise_characters(printed.notes)
    beside = _build_permitted_extras(said, document)
    found = [("parity-text", one) for one in _find_differences(said.lines, text, beside)]
    in_list = None if not notes else beside
    found += [("parity-note", one) for one in _find_differences(_number_notes(said.notes), notes or text, in_list)]
    for code, (what, origin) in found:
        sink.error(code, f"the {name} file {what}", origin or document.brief.origin)


def _find_differences(
    lines: Iterable[Line], letters: str, beside: PermittedExtras | None
) -> Iterator[tuple[str, Origin | None]]:
    """What a text does not say, or says too much; `beside` says what may stand there, None that anything may."""
    position, lost = 0, False
    for line in (*lines, END_LINE):
        wanted = _normalise_characters(IMAGE_PLACEHOLDER.sub("", " ".join(line.words)))
        at = letters.find(wanted, position) if line is not END_LINE else len(letters)
        if at < 0:
            lost = True
            yield f"does not say {_quote_words(line.words)} at its place", line.origin
            continue
        if beside and not lost and not beside.permits(letters[position:at]):
            where = f"before {_quote_words(line.words)}" if line.words else "at its end"
            yield (
                f"says `{letters[position:at][:MAX_QUOTED_CHARACTERS]}` {where}, which the brief does not",
                line.origin,
            )
        position, lost = at + len(wanted), False


@dataclass(frozen=True, slots=True)
class PermittedExtras:
    """What stands in a PDF beside the text: numbers of pages and of items, the title of the contents, endnotes with theirs."""

    markers: re.Pattern[str]
    titles: frozenset[str]
    listed_notes: str
    """All notes, as a list of endnotes says them."""

    def permits(self, letters: str) -> bool:
        """Whether these letters are something of that kind."""
        letters = letters.removesuffix(self.listed_notes)
        return bool(self.markers.fullmatch(letters)) or letters in self.titles


def _build_permitted_extras(said: ExpectedText, document: Document) -> PermittedExtras:
    body = (document.body,)
    lettered = any(one.get("type") not in {"", "1"} for one in find_elements(body, "ol"))
    titles = {_normalise_characters(one.get("aria-label")) for one in find_elements(body, "nav")}
    titles |= {_normalise_characters(words) for words in _find_notes_headings(document)}
    listed = "".join(_normalise_characters(" ".join(line.words)) for line in _number_notes(said.notes))
    return PermittedExtras(
        LETTERED_MARKER if lettered else NUMERIC_MARKER,
        frozenset(titles),
        listed if document.notes is NotePlacement.ENDNOTES else "",
    )


def _find_notes_headings(document: Document) -> Iterator[str]:
    """What may stand over endnotes: the page's own heading, or the audience's word."""
    for one in find_elements((document.body,)):
        if one.get("role") == "doc-endnotes":
            yield from (extract_text(heading.children) for heading in find_elements((one,), *HEADING_TAGS))
    try:
        yield document.audience.find_word("notes", document.metadata.language)
    except KeyError:
        yield "Notes"


def _number_notes(notes: Mapping[int, Line]) -> list[Line]:
    return [Line((str(number), *notes[number].words), notes[number].origin) for number in sorted(notes)]


def _normalise_characters(text: str) -> str:
    """Letters and digits only, in one form: lines, hyphens and ligatures differ on a page.

    Scripts written from the right are left out: a PDF holds them in the order of the page.
    """
    plain = unicodedata.normalize("NFKC", text).casefold()
    return "".join(
        one for one in plain if one.isalnum() and unicodedata.bidirectional(one) not in RIGHT_TO_LEFT_CLASSES
    )


def _quote_words(words: Iterable[str]) -> str:
    shown = list(words)
    return (
        f"`{' '.join(shown[:MAX_QUOTED_WORDS])}{' ...' if len(shown) > MAX_QUOTED_WORDS else ''}`"
        if shown
        else "nothing"
    )


def _quote_line(line: Line | None) -> str:
    return _quote_words(line.words) if line else "nothing"
