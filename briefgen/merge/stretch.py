"""Words with all that is known of them: one paragraph, or several that were joined or split."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from briefgen.merge.edited_file import Comment, EditedNote, EditedParagraph
from briefgen.merge.tokens import Replacement, Token, split_tokens
from briefgen.model.printed_text import BREAK, NOTE, PICTURE, REFERENCE, PrintedParagraph, PrintedText, Span

READABLE_ATOMS = str.maketrans({PICTURE: "[picture]", REFERENCE: "[number]", BREAK: " ¶ "})


def format_atoms(text: str) -> str:
    """A whole paragraph for a reader, with a word for each note, picture and automatic number."""
    return text.replace(NOTE, " [note]").translate(READABLE_ATOMS)


@dataclass(frozen=True, slots=True)
class Stretch:
    """A run of words."""

    text: str
    tokens: tuple[Token, ...]
    spans: tuple[Span, ...] = ()
    notes: tuple[PrintedText, ...] = ()
    edited_notes: tuple[EditedNote, ...] = ()
    authors: tuple[str, ...] = ()
    """Who inserted each character."""
    deleted: tuple[tuple[int, str], ...] = ()
    ends: tuple[str, ...] = ()
    """Who made or deleted the ends of paragraphs in it."""
    comments: tuple[Comment, ...] = ()
    tag: str = "p"

    @classmethod
    def from_text(cls, text: PrintedText) -> Stretch:
        """The words of a printed text."""
        return cls(text.text, split_tokens(text.text), text.spans)

    def extract(self, start: int, end: int) -> str:
        """The words of some tokens, for a reader."""
        if start == end:
            return ""
        notes = iter(self.list_notes(start, end))
        words = self.text[self.tokens[start].start : self.tokens[end - 1].end]
        pieces = (f"[note: {next(notes, '')}]" if sign == NOTE else sign for sign in words)
        return " ".join("".join(pieces).translate(READABLE_ATOMS).split())

    def list_notes(self, start: int, end: int) -> tuple[str, ...]:
        """The texts of the notes that are called among some tokens."""
        first = sum(token.key == NOTE for token in self.tokens[:start])
        last = first + sum(token.key == NOTE for token in self.tokens[start:end])
        texts = [*(note.text for note in self.notes), *(note.text for note in self.edited_notes)]
        return tuple(texts[first:last])

    def find_place(self, start: int, end: int) -> tuple[int, int]:
        """Where tokens are in the text; of none, the place between their neighbours."""
        if start < end:
            return self.tokens[start].start, self.tokens[end - 1].end
        before = self.tokens[start - 1].end if start else 0
        after = self.tokens[start].start if start < len(self.tokens) else len(self.text)
        return before, after

    def find_spans(self, start: int, end: int) -> list[Span]:
        """What is not prose among some tokens."""
        if start >= end:
            return []
        first, last = self.tokens[start].start, self.tokens[end - 1].end
        return [span for span in self.spans if span.start < last and first < span.end]

    def find_spans_beside(self, index: int) -> list[Span]:
        """What a place between two tokens is in, if neither side of it is prose."""
        before = self.find_spans(index - 1, index) if index else []
        after = self.find_spans(index, index + 1) if index < len(self.tokens) else []
        has_prose = (index > 0 and not before) or (index < len(self.tokens) and not after)
        inside = [span for span in before if span in after]
        return inside or ([] if has_prose else [*before, *after])

    def find_authors(self, found: Replacement) -> tuple[str, ...]:
        """Who made a change, as far as that was tracked."""
        start, end = self.find_place(found.new_start, found.new_end)
        gone = [author for place, author in self.deleted if start <= place <= end]
        breaks = self.ends if BREAK in self.text[start:end] or found.new_start == found.new_end else ()
        inserted = self.authors[start:end] if found.new_start < found.new_end else ()
        return tuple(dict.fromkeys(filter(None, [*inserted, *gone, *([] if gone else breaks)])))


def join_printed(paragraphs: Sequence[PrintedParagraph]) -> Stretch:
    """Printed paragraphs as one, with `BREAK` between them."""
    text, spans = "", list[Span]()
    for paragraph in paragraphs:
        text += f" {BREAK} " if text else ""
        spans += _shift(paragraph.words.spans, len(text))
        text += paragraph.words.text
    notes = tuple(note for paragraph in paragraphs for note in paragraph.notes)
    return Stretch(text, split_tokens(text), tuple(spans), notes, tag=paragraphs[0].tag)


def join_edited(paragraphs: Sequence[EditedParagraph]) -> Stretch:
    """Edited paragraphs as one, with `BREAK` between them."""
    text, authors = "", list[str]()
    deleted, comments = list[tuple[int, str]](), list[Comment]()
    for paragraph in paragraphs:
        if text:
            text += f" {BREAK} "
            authors += ["", paragraph.author, ""]
        start = len(text)
        deleted += [(start + place, author) for place, author in paragraph.deleted]
        comments += [replace(found, start=found.start + start, end=found.end + start) for found in paragraph.comments]
        text += paragraph.text
        authors += paragraph.authors
    return Stretch(
        text,
        split_tokens(text),
        edited_notes=tuple(note for paragraph in paragraphs for note in paragraph.notes),
        authors=tuple(authors),
        deleted=tuple(deleted),
        ends=tuple(filter(None, (paragraph.author for paragraph in paragraphs))),
        comments=tuple(comments),
    )


def _shift(spans: Iterable[Span], by: int) -> list[Span]:
    return [replace(span, start=span.start + by, end=span.end + by) for span in spans]
