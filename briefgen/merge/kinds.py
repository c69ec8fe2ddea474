"""What a change touches: words of a block, a fact, a note, a whole paragraph."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

from briefgen.merge.stretch import Stretch
from briefgen.merge.tokens import Replacement
from briefgen.model.printed_text import BREAK, NOTE, PICTURE, REFERENCE, Span, SpanKind


class ChangeKind(StrEnum):
    """What a change touches; that decides whether it can be written back."""

    PROSE = "prose"
    HEADING = "heading"
    CELL = "table cell"
    NEW = "new paragraph"
    DELETED = "deleted paragraph"
    MOVED = "moved paragraph"
    SPLIT = "split paragraph"
    JOINED = "joined paragraphs"
    NOTE = "note"
    CITATION = "citation"
    FACT = "fact"
    DATA = "variable"
    PASSAGE = "fixed passage"
    GENERATED = "generated text"
    REFERENCE = "reference number"
    PICTURE = "picture"
    OUTSIDE = "header, footer or contents"
    COMMENT = "comment"


STRUCTURE = frozenset({ChangeKind.NEW, ChangeKind.DELETED, ChangeKind.MOVED})
GLUED_SIGNS = "%‰.,-−–"
"""Signs that change a figure when they touch it."""

KINDS = {
    SpanKind.FACT: ChangeKind.FACT,
    SpanKind.DATA: ChangeKind.DATA,
    SpanKind.CITATION: ChangeKind.CITATION,
    SpanKind.NOTE: ChangeKind.NOTE,
    SpanKind.REFERENCE: ChangeKind.REFERENCE,
    SpanKind.PICTURE: ChangeKind.PICTURE,
    SpanKind.PASSAGE: ChangeKind.PASSAGE,
    SpanKind.GENERATED: ChangeKind.GENERATED,
}
"""The worst first."""
ADDED_KINDS = {NOTE: ChangeKind.NOTE, PICTURE: ChangeKind.PICTURE, REFERENCE: ChangeKind.REFERENCE}


def find_kind(old: Stretch, new: Stretch, found: Replacement, spans: Sequence[Span]) -> ChangeKind:
    """What a change touches first of all."""
    came = {token.key for token in new.tokens[found.new_start : found.new_end]}
    left = {token.key for token in old.tokens[found.old_start : found.old_end]}
    if came == {NOTE} and not left and {span.kind for span in spans} <= {SpanKind.NOTE, SpanKind.CITATION}:
        return ChangeKind.NOTE  # a further note beside another one
    worst = next((KINDS[kind] for kind in KINDS if any(span.kind is kind for span in spans)), None)
    added = next((kind for key, kind in ADDED_KINDS.items() if key in came), None)
    if BREAK in came and BREAK not in left:
        added = added or ChangeKind.SPLIT
    elif BREAK in left and BREAK not in came:
        added = added or ChangeKind.JOINED
    is_heading = old.tag[:1] == "h" and old.tag[1:].isdigit()
    plain = ChangeKind.HEADING if is_heading else ChangeKind.CELL if old.tag in {"td", "th"} else ChangeKind.PROSE
    return worst or added or plain


def find_touched_spans(old: Stretch, new: Stretch, found: Replacement) -> list[Span]:
    """What is not prose among the words that were replaced, or round the place of new ones."""
    if found.old_start < found.old_end:
        return old.find_spans(found.old_start, found.old_end)
    return old.find_spans_beside(found.old_start) or _find_glued_fact(old, new, found)


def _find_glued_fact(old: Stretch, new: Stretch, found: Replacement) -> list[Span]:
    """The fact that inserted words touch without a space: `60` that became `60.5` or `160`."""
    first, last = new.tokens[found.new_start], new.tokens[found.new_end - 1]
    before = old.find_spans(found.old_start - 1, found.old_start) if found.old_start and not first.space else []
    is_next = (
        found.old_start < len(old.tokens) and found.new_end < len(new.tokens) and not new.tokens[found.new_end].space
    )
    after = old.find_spans(found.old_start, found.old_start + 1) if is_next else []
    several = found.new_end - found.new_start > 1
    glued = [
        *(before if first.key[0].isalnum() or first.key == "%" or (several and first.key in GLUED_SIGNS) else []),
        *(after if last.key[-1].isalnum() or last.key in GLUED_SIGNS else []),
    ]
    return [span for span in glued if span.kind in {SpanKind.FACT, SpanKind.DATA}]
