"""Lists what somebody changed in a Word file: each change with what it touches, who made it, and the comments beside it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from briefgen.merge.align import Alignment, Passage, align
from briefgen.merge.edited_file import Comment, EditedFile, EditedNote, EditedParagraph
from briefgen.merge.kinds import STRUCTURE, ChangeKind, find_kind, find_touched_spans
from briefgen.merge.running_lines import compare_running_lines
from briefgen.merge.stretch import Stretch, format_atoms, join_edited, join_printed
from briefgen.merge.tokens import Replacement, Token, find_replacements, list_keys, split_tokens
from briefgen.model.printed_text import (
    NOTE,
    PrintedParagraph,
    PrintedText,
    PrintedVersion,
    Span,
    SpanKind,
)

CELL_STYLE = "Table "
"""The start of the names of the styles of cells; tables for looks have other ones."""


@dataclass(frozen=True, slots=True)
class Change:
    """One change, as a reader of the file sees it."""

    kind: ChangeKind
    place: int
    """The number of the paragraph in the version that was built; of a new one, that of the one before, or -1."""
    old: str
    new: str
    authors: tuple[str, ...] = ()
    tracked: bool = True
    """Whether all of it was tracked."""
    comments: tuple[Comment, ...] = ()
    touched: tuple[str, ...] = ()
    """The facts and notes that it touches, by name."""
    replacement: Replacement | None = None
    """In the tokens of the paragraph, joined with the next ones where `last_place` says so, or of a note."""
    last_place: int = 0
    new_tokens: tuple[Token, ...] = ()
    """The tokens of the edited paragraph, for their spaces."""
    new_text: str = ""
    note: int | None = None
    """Which note of the paragraph it is in."""
    target: int = -1
    """Of a moved paragraph: the paragraph that it is now behind."""
    order: int = 0
    """Of a new or moved paragraph: its number in the edited file."""
    in_table: bool = False
    """Whether a new paragraph is a cell of a table."""
    old_notes: tuple[str, ...] = ()
    """The notes that are called in the words that were replaced or deleted."""
    new_notes: tuple[str, ...] = ()
    """The notes that are called in the new words."""
    has_moved_note: bool = False
    """Whether one of its notes is another place's note in the same words, or has become one."""
    number: int = 0


def list_changes(version: PrintedVersion, edited: EditedFile, rejected: EditedFile) -> tuple[Change, ...]:
    """Every change in the order of the text, with a number. `rejected` is the file without its tracked changes."""
    found = list(_compare(version, edited))
    if edited.has_tracking:
        untracked = list(_compare(version, rejected))
        found = [replace(change, tracked=not any(_overlaps(change, other) for other in untracked)) for change in found]
    else:
        found = [replace(change, tracked=change.kind is ChangeKind.COMMENT) for change in found]
    found = _mark_moved_notes(version, found)
    last = len(version.paragraphs)
    found += [Change(ChangeKind.OUTSIDE, last, beside.old, beside.new, beside.authors) for beside in edited.outside]
    if version.running_lines is not None:
        lines = compare_running_lines(version.running_lines, rejected.running_lines)
        found += [Change(ChangeKind.OUTSIDE, last, old, new, tracked=False) for old, new in lines]
    found.sort(key=lambda change: (change.place, change.kind is ChangeKind.NEW, change.kind is ChangeKind.COMMENT))
    comments = [change for change in found if change.kind is ChangeKind.COMMENT]
    numbered = [change for change in found if change.kind is not ChangeKind.COMMENT]
    return (*(replace(change, number=number) for number, change in enumerate(numbered, 1)), *comments)


def _mark_moved_notes(version: PrintedVersion, changes: Sequence[Change]) -> list[Change]:
    """A citation that was cut at one place and put in at another is neither taken out nor written as words."""
    printed = {_to_keys(note.text) for paragraph in version.paragraphs for note in paragraph.notes}
    came = {_to_keys(text) for change in changes for text in change.new_notes}
    return [
        replace(
            change,
            has_moved_note=any(_to_keys(text) in printed for text in change.new_notes)
            or any(_to_keys(text) in came for text in change.old_notes),
        )
        for change in changes
    ]


def _to_keys(text: str) -> tuple[str, ...]:
    return list_keys(split_tokens(text))


def build_passages(paragraphs: Iterable[PrintedParagraph], *, anchors: bool) -> list[Passage]:
    """What is compared of printed paragraphs."""
    return [
        Passage(list_keys(split_tokens(found.words.text)), (found.anchor,) if anchors and found.anchor else ())
        for found in paragraphs
    ]


def _compare(version: PrintedVersion, edited: EditedFile) -> Iterator[Change]:
    old = build_passages(version.paragraphs, anchors=True)
    new = [
        Passage(list_keys(split_tokens(found.text)), tuple(found.starts), tuple(found.ends))
        for found in edited.paragraphs
    ]
    alignment = align(old, new)
    moved = alignment.find_moved()
    last = -1
    for index in range(len(new)):
        if index in alignment.pairs:
            place = alignment.pairs[index]
            old_places = [place, *(other for other, joined in sorted(alignment.joins.items()) if joined == index)]
            new_places = [index, *(other for other, split in sorted(alignment.splits.items()) if split == place)]
            if index in moved:
                text = version.paragraphs[place].words
                moved_change = _build_whole(ChangeKind.MOVED, place, text, edited.paragraphs[index])
                yield replace(moved_change, target=last, order=index)
            yield from _compare_paragraph(
                join_printed([version.paragraphs[other] for other in old_places]),
                join_edited([edited.paragraphs[other] for other in new_places]),
                old_places,
            )
            last = last if index in moved else max([place, *old_places])
        elif index not in alignment.splits and new[index].keys:
            yield replace(_build_whole(ChangeKind.NEW, last, PrintedText(""), edited.paragraphs[index]), order=index)
    yield from _list_deleted(version, edited, old, alignment)


def _list_deleted(
    version: PrintedVersion, edited: EditedFile, old: Sequence[Passage], alignment: Alignment
) -> Iterator[Change]:
    for place, passage in enumerate(old):
        if place not in alignment.taken and passage.keys:
            words = version.paragraphs[place].words
            author = next((edited.removed[name] for name in passage.starts if name in edited.removed), "")
            change = _build_whole(ChangeKind.DELETED, place, words)
            notes = tuple(note.text for note in version.paragraphs[place].notes)
            yield replace(change, authors=(author,) if author else (), old_notes=notes)


def _build_whole(kind: ChangeKind, place: int, old: PrintedText, paragraph: EditedParagraph | None = None) -> Change:
    """A change of a whole paragraph."""
    authors: tuple[str, ...] = ()
    comments: tuple[Comment, ...] = ()
    new = "" if paragraph is None else paragraph.text
    if paragraph is not None:
        authors = tuple(dict.fromkeys(filter(None, [*paragraph.authors, paragraph.author])))
        comments = tuple(paragraph.comments) if kind is ChangeKind.NEW else ()
    return Change(
        kind,
        place,
        format_atoms(old.text),
        format_atoms(new),
        authors,
        comments=comments,
        touched=tuple(_list_touched(old.spans)),
        new_text=new,
        new_notes=tuple(note.text for note in paragraph.notes) if paragraph and kind is ChangeKind.NEW else (),
        in_table=paragraph is not None and paragraph.style.startswith(CELL_STYLE),
    )


def _compare_paragraph(old: Stretch, new: Stretch, places: Sequence[int]) -> Iterator[Change]:
    replacements = find_replacements(old.tokens, new.tokens)
    used: list[Comment] = []
    for found in replacements:
        spans = find_touched_spans(old, new, found)
        kind = find_kind(old, new, found, spans)
        inside = [comment for comment in new.comments if _is_about(comment, new, found)]
        used += inside
        yield Change(
            kind,
            places[0],
            old.extract(found.old_start, found.old_end),
            new.extract(found.new_start, found.new_end),
            new.find_authors(found),
            comments=tuple(inside),
            touched=tuple(_list_touched(spans)),
            replacement=found,
            last_place=places[-1],
            new_tokens=new.tokens,
            new_text=new.text,
            old_notes=old.list_notes(found.old_start, found.old_end),
            new_notes=new.list_notes(found.new_start, found.new_end),
        )
    yield from _compare_notes(old, new, replacements, places)
    for comment in new.comments:
        if comment not in used:
            yield Change(ChangeKind.COMMENT, places[0], comment.about, "", (comment.author,), comments=(comment,))


def _compare_notes(
    old: Stretch, new: Stretch, replacements: Sequence[Replacement], places: Sequence[int]
) -> Iterator[Change]:
    """Changes inside notes whose calls stayed."""
    gone = {index for found in replacements for index in range(found.old_start, found.old_end)}
    come = {index for found in replacements for index in range(found.new_start, found.new_end)}
    old_calls = [index for index, token in enumerate(old.tokens) if token.key == NOTE]
    new_calls = [index for index, token in enumerate(new.tokens) if token.key == NOTE]
    kept_old = [number for number, index in enumerate(old_calls) if index not in gone]
    kept_new = [number for number, index in enumerate(new_calls) if index not in come]
    for before, after in zip(kept_old, kept_new, strict=False):
        if before < len(old.notes) and after < len(new.edited_notes):
            yield from _compare_note(old.notes[before], new.edited_notes[after], before, places)


def _compare_note(old: PrintedText, new: EditedNote, number: int, places: Sequence[int]) -> Iterator[Change]:
    before = Stretch.from_text(old)
    after = Stretch.from_text(PrintedText(new.text))
    for found in find_replacements(before.tokens, after.tokens):
        touched = before.find_spans(found.old_start, found.old_end) or before.find_spans_beside(found.old_start)
        kind = ChangeKind.CITATION if touched else ChangeKind.NOTE
        yield Change(
            kind,
            places[0],
            before.extract(found.old_start, found.old_end),
            after.extract(found.new_start, found.new_end),
            new.authors,
            replacement=found,
            last_place=places[-1],
            new_tokens=after.tokens,
            new_text=after.text,
            note=number,
        )


def _list_touched(spans: Iterable[Span]) -> Iterator[str]:
    for span in spans:
        if span.kind in {SpanKind.FACT, SpanKind.NOTE, SpanKind.CITATION} and span.name:
            yield f"{span.kind.value} `{' '.join(span.name.split())}`"


def _is_about(comment: Comment, new: Stretch, found: Replacement) -> bool:
    start, end = new.find_place(found.new_start, found.new_end)
    return comment.start <= end and start <= comment.end


def _overlaps(change: Change, other: Change) -> bool:
    """Whether two changes, one of the whole file and one without tracking, touch the same words."""
    if change.kind in STRUCTURE or other.kind in STRUCTURE:
        return (change.kind, change.place, change.new) == (other.kind, other.place, other.new)
    if (
        change.replacement is None
        or other.replacement is None
        or (change.place, change.note) != (other.place, other.note)
    ):
        return False
    mine, theirs = change.replacement, other.replacement
    return mine.old_start <= theirs.old_end and theirs.old_start <= mine.old_end
