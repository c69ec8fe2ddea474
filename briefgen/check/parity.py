"""Compares the files made of one document with it, and so with one another: text, order, notes, numbers, counts."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Mapping

from briefgen.check.read_docx import read_docx
from briefgen.check.read_html import read_html
from briefgen.check.read_pdf import Words, read_pdf
from briefgen.check.said import Line, Said, said_by
from briefgen.values.artifact import Format, Rendering
from briefgen.values.diagnostic import Sink
from briefgen.values.document import Document

READERS: Mapping[Format, Callable[[bytes], Said]] = {Format.HTML: read_html, Format.DOCX: read_docx}
"""Formats that give back every word; a PDF gives back shapes on pages, which are compared more loosely."""

PAGED = frozenset({Format.PDF, Format.PRESS})

SHOWN = 8
"""Words that a message quotes."""

SHORTEST_PIECE = 12
"""Letters of a paragraph that stand together on a page, where it goes on overleaf."""

MOST_PIECES = 6
RIGHT_TO_LEFT = frozenset({"R", "AL", "AN"})


def check_parity(document: Document, renderings: Iterable[Rendering], sink: Sink) -> None:
    """Report where a file says something else than the document. A difference is reported once, with its place."""
    said = said_by(document)
    for rendering in renderings:
        name = rendering.format.value.upper()
        if rendering.format in READERS:
            _compare(said, READERS[rendering.format](rendering.content), name, document, sink)
        elif rendering.format in PAGED:
            _search(said, read_pdf(rendering.content), name, document, sink)


def _compare(said: Said, read: Said, name: str, document: Document, sink: Sink) -> None:
    wanted = [(word, line.origin) for line in said.lines for word in line.words]
    found = [word for line in read.lines for word in line.words]
    here = next((at for at, (word, _) in enumerate(wanted) if at >= len(found) or found[at] != word), len(wanted))
    if here < max(len(wanted), len(found)):
        origin = wanted[min(here, len(wanted) - 1)][1] if wanted else None
        ours, theirs = _quoted(word for word, _ in wanted[here:]), _quoted(found[here:])
        message = f"the {name} file says {theirs} where the brief says {ours}"
        sink.error("parity-text", message, origin or document.brief.origin)
    for number in sorted(said.notes.keys() | read.notes.keys()):
        ours_, theirs_ = said.notes.get(number), read.notes.get(number)
        if ours_ is None or theirs_ is None or ours_.words != theirs_.words:
            message = f"note {number} of the {name} file says {_start(theirs_)} where the brief says {_start(ours_)}"
            sink.error("parity-note", message, (ours_.origin if ours_ else None) or document.brief.origin)
    for what, count in said.counts.items():
        if read.counts.get(what, 0) != count:
            message = f"the {name} file has {read.counts.get(what, 0):,} {what}, the brief {count:,}"
            sink.error("parity-count", message, document.brief.origin)


def _search(said: Said, read: Words, name: str, document: Document, sink: Sink) -> None:
    """Look for each line and each note in the words of a PDF, in order; something may come between its pieces."""
    for code, lines, text in (
        ("parity-text", said.lines, read.text),
        ("parity-note", _numbered(said.notes), read.notes),
    ):
        letters, position = _letters(text), 0
        for line in lines:
            end = _end_of(_letters(_unmarked(line.words)), letters, position)
            if end is None:
                message = f"the {name} file does not say {_quoted(line.words)} at its place"
                sink.error(code, message, line.origin or document.brief.origin)
            else:
                position = end


def _numbered(notes: Mapping[int, Line]) -> list[Line]:
    return [Line((str(number), *notes[number].words), notes[number].origin) for number in sorted(notes)]


def _end_of(wanted: str, text: str, start: int, pieces: int = MOST_PIECES) -> int | None:
    """Where a text ends that begins at `start` or later, whole or in pieces; None where it is not there."""
    at = text.find(wanted, start)
    if at >= 0:
        return at + len(wanted)
    if pieces == 0 or len(wanted) < 2 * SHORTEST_PIECE:
        return None
    longest = _longest_start(wanted, text, start)
    for length in range(longest, max(longest - SHORTEST_PIECE, SHORTEST_PIECE - 1), -1):
        at = text.find(wanted[:length], start)
        end = _end_of(wanted[length:], text, at + length, pieces - 1)
        if end is not None:
            return end
    return None


def _longest_start(wanted: str, text: str, start: int) -> int:
    """How much of the beginning stands together somewhere from `start` on."""
    low, high = 0, len(wanted)
    while low < high:
        middle = (low + high + 1) // 2
        if text.find(wanted[:middle], start) >= 0:
            low = middle
        else:
            high = middle - 1
    return low


def _unmarked(words: Iterable[str]) -> str:
    """Words as a page shows them: no alternative text in place of an image."""
    joined = " ".join(words)
    return "" if joined.startswith("⟦image⟧") else joined


def _letters(text: str) -> str:
    """Letters and digits only, in one form: lines, hyphens and ligatures differ on a page.

    Scripts written from the right are left out: a PDF holds them in the order of the page.
    """
    plain = unicodedata.normalize("NFKC", text).casefold()
    return "".join(one for one in plain if one.isalnum() and unicodedata.bidirectional(one) not in RIGHT_TO_LEFT)


def _quoted(words: Iterable[str]) -> str:
    shown = list(words)
    return f"`{' '.join(shown[:SHOWN])}{' ...' if len(shown) > SHOWN else ''}`" if shown else "nothing"


def _start(line: Line | None) -> str:
    return _quoted(line.words) if line else "nothing"
