"""A change as it is listed: where it is, whether it was written, and why not."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from briefgen.merge.changes import Change
from briefgen.merge.current import CurrentChange, Status
from briefgen.merge.edited_file import Comment
from briefgen.merge.kinds import STRUCTURE, ChangeKind
from briefgen.merge.new_notes import is_back_reference
from briefgen.model.diagnostic import Origin
from briefgen.model.library import Fact
from briefgen.model.printed_text import BLOCK_FILE, PrintedParagraph, SpanKind

REASONS: Mapping[ChangeKind, str] = {
    ChangeKind.FACT: "it is the value of a fact: change it in `facts.yaml`, with its source",
    ChangeKind.DATA: "it is printed from the brief or from data: change it there",
    ChangeKind.CITATION: "it is built from a source: change the citation, or the source",
    ChangeKind.NOTE: "a note was added or taken out among words that changed: write it in the block",
    ChangeKind.PASSAGE: "it is a fixed passage of the audience, in `templates/`",
    ChangeKind.GENERATED: "briefgen writes it by itself, from sources or numbers",
    ChangeKind.REFERENCE: "it is a number that briefgen counts: write a reference in the block",
    ChangeKind.PICTURE: "pictures are not merged: change the file in `images/`",
    ChangeKind.OUTSIDE: "headers, footers and the list of contents are printed from the brief and its headings: change them there",
    ChangeKind.NEW: "it is in a table, has a note or a picture, or its place in a block is not clear: write it by hand",
    ChangeKind.DELETED: "it shares its lines with other text: take it out by hand",
    ChangeKind.MOVED: "it was moved to another block, or shares its lines with other text: move it by hand",
}
MOVED_NOTE = "a note of it was moved to another place: move its call in the block"
POINTS_BACK = "the new note points to another one: write the citation in the block"
NOT_CLEAR = "the Markdown there is written otherwise than it prints: change it by hand"
STATUS_REASONS = {
    Status.CONFLICT: "the same words were changed in the sources since the file was built",
    Status.GONE: "this paragraph is no longer printed",
}


class Decision(StrEnum):
    """What became of a change, or can become of it."""

    ACCEPTED = "accepted"
    POSSIBLE = "can be accepted"
    DONE = "already there"
    OPEN = "not accepted"
    LEFT = "not taken"
    IMPOSSIBLE = "cannot be accepted"


@dataclass(frozen=True, slots=True)
class ListedChange:
    """A change as it is listed."""

    number: int
    kind: ChangeKind
    status: Status
    block: str
    origin: Origin | None
    """The place that somebody must look at; None outside of files."""
    old: str
    new: str
    authors: tuple[str, ...]
    tracked: bool
    comments: tuple[Comment, ...]
    touched: tuple[str, ...]
    is_accepted: bool
    is_taken: bool
    """Whether it was written, or can be."""
    reason: str = ""
    """Why not."""

    @property
    def decision(self) -> Decision | None:
        """What became of it; None for a comment, which only says something."""
        if self.kind is ChangeKind.COMMENT:
            return None
        if self.status is Status.DONE:
            return Decision.DONE
        if self.is_taken:
            return Decision.ACCEPTED if self.is_accepted else Decision.POSSIBLE
        if self.is_accepted:
            return Decision.LEFT
        return Decision.IMPOSSIBLE if self.reason else Decision.OPEN


def list_change(
    found: CurrentChange,
    paragraph: PrintedParagraph | None,
    facts: Mapping[str, Fact],
    *,
    is_requested: bool,
    is_accepted: bool,
    is_taken: bool,
) -> ListedChange:
    """A change as it is listed. One is requested if it is accepted, or if all are tried."""
    change = found.change
    origin = _find_origin(found, paragraph, facts) if paragraph else None
    reason = ""
    if not is_taken and found.status is not Status.DONE:
        reason = STATUS_REASONS.get(found.status) or _find_reason(change, origin, is_requested=is_requested)
    return ListedChange(
        number=change.number,
        kind=change.kind,
        status=found.status,
        block=paragraph.block if paragraph else "",
        origin=origin,
        old=change.old,
        new=" ".join(change.new.split()),
        authors=change.authors,
        tracked=change.tracked,
        comments=change.comments,
        touched=change.touched,
        is_accepted=is_accepted,
        is_taken=is_taken,
        reason=reason,
    )


def _find_origin(found: CurrentChange, paragraph: PrintedParagraph, facts: Mapping[str, Fact]) -> Origin | None:
    """The place of a change: of a fact its own line, of a note its text."""
    words = paragraph.words
    change, note = found.change, found.note
    if note is not None and note < len(paragraph.notes) and paragraph.notes[note].path:
        words = paragraph.notes[note]
    for name in change.touched:
        kind, _, id_ = name.partition(" ")
        fact = facts.get(id_.strip("`")) if kind == SpanKind.FACT.value else None
        if fact is not None and change.kind is ChangeKind.FACT:
            return fact.origin
    return Origin(words.path, words.line) if words.path else None


def _find_reason(change: Change, origin: Origin | None, *, is_requested: bool) -> str:
    kind = change.kind
    if change.has_moved_note:
        return MOVED_NOTE
    if any(is_back_reference(text) for text in change.new_notes):
        return POINTS_BACK
    path = origin.path if origin else ""
    if kind in STRUCTURE and not BLOCK_FILE.fullmatch(path):
        return REASONS[ChangeKind.PASSAGE] if path.startswith(("templates", "built-in")) else REASONS[kind]
    if kind in REASONS:
        return REASONS[kind]
    return NOT_CLEAR if is_requested else ""
