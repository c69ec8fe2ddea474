"""Marks references to other notes that were typed by hand, and documents and pages whose notes are longer than their text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from briefgen.check.count import count_words
from briefgen.check.lint.context import LintContext
from briefgen.check.lint.printed import find_typed_notes
from briefgen.check.lint.texts import Remark
from briefgen.model.artifact import PageWords
from briefgen.model.audience import CountedPart
from briefgen.model.document import Document

MIN_NOTE_WORDS = 150
"""Fewer words of notes are short, however short the text is."""
MIN_PAGE_NOTE_WORDS = 100
"""The same for one page."""
MAX_SHORT_PAGES = 4
"""A text that ends on a later page is long: nobody has its endnotes before them while they read, so these may fill pages."""

TYPED_REFERENCE = re.compile(
    r"\b(?:ibid(?:em)?|ibíd(?:em)?|idem|op\.? ?cit|loc\.? ?cit|ob\.? ?cit|art\.? ?cit)\b\.?"
    r"|(?<![\w.])(?-i:Id)\.?(?=,? (?:at|art|para|p)\b|\s*$|[,;] )"
    r"|\b(?:supra|infra|above|below|ci-dessus|précit[ée]e?s?)\b,? (?:at )?(?:n|nn|no|note|notes|fn|footnote|nota|notas)\b\.? ?\d+"
    r"|\b(?:n|note|footnote|fn|nota)\.? ?\d+,? (?:above|below|supra|infra|ci-dessus|ci-dessous|anterior)\b"
    r"|\(n \d+\)|\bsupra(?= note\b|[,.;]|\s*$)",
    re.IGNORECASE,
)
"""`ibid`, `op cit`, `above n 3`, `(n 5)`, `note 5 above`, `Id. at 5`, in English, French and Spanish use."""


def find_typed_note_references(context: LintContext) -> Iterator[Remark]:
    """Find notes whose author typed `ibid` or the number of another note."""
    hint = "cite the work by its key, as in `[@key, 12]`: the style prints `ibid` or the number of the note itself"
    for line in find_typed_notes(context.document.body):
        if found := TYPED_REFERENCE.search(line.text):
            message = f"`{found[0].strip()}` is typed by hand, and means another note when a block moves"
            yield Remark(message, line.origin, (hint,))


def find_too_many_notes(context: LintContext) -> Iterator[Remark]:
    """Find a document with more words in its notes than in its text."""
    words = count_words(context.document)
    notes, text = words.get(CountedPart.NOTES, 0), words.get(CountedPart.BODY, 0)
    if notes > max(text, MIN_NOTE_WORDS):
        message = f"the notes have {notes:,} words, the text has {text:,}"
        hint = "cite less often, or write `citations: {short: true}` in the audience"
        yield Remark(message, context.document.brief.origin, (hint,))


def find_pages_of_notes(document: Document, pages: Sequence[PageWords]) -> Iterator[Remark]:
    """Find pages with more words in their notes than in their text; endnotes are looked at where the text is short."""
    last_text_page = max((number for number, page in enumerate(pages, start=1) if page.text), default=0)
    for number, page in enumerate(pages, start=1):
        notes = page.notes if last_text_page <= MAX_SHORT_PAGES else page.footnotes
        if notes > max(page.text, MIN_PAGE_NOTE_WORDS - 1):
            message = f"page {number} has {notes:,} words of notes and {page.text:,} of text"
            hint = "cite less often there, or write `citations: {short: true}` or `notes: endnotes` in the audience"
            yield Remark(message, document.brief.origin, (hint,))
