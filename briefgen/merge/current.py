"""Finds what became of each changed paragraph in the sources meanwhile: the same, changed, gone."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from briefgen.merge.align import Passage, align
from briefgen.merge.changes import Change, build_passages
from briefgen.merge.kinds import ChangeKind
from briefgen.merge.stretch import Stretch, join_printed
from briefgen.merge.tokens import Replacement, Token, find_replacements, list_keys, split_at_breaks, split_tokens
from briefgen.model.printed_text import PrintedParagraph, PrintedText, PrintedVersion


class Status(StrEnum):
    """What the sources did to the same words meanwhile."""

    CLEAN = "clean"
    DONE = "already there"
    CONFLICT = "conflict"
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class CurrentChange:
    """A change with its place in the text of today."""

    change: Change
    status: Status
    places: tuple[int, ...] = ()
    """The paragraphs of today that it is in."""
    replacement: Replacement | None = None
    """In the tokens of these paragraphs, or of a note."""
    note: int | None = None
    """Which note of these paragraphs it is in."""
    target: int = -1
    """Of a moved paragraph: the paragraph of today that it is put behind."""


def locate_changes(
    built: PrintedVersion, today: PrintedVersion, changes: Sequence[Change]
) -> tuple[CurrentChange, ...]:
    """Each change with what became of its paragraph."""
    added = _count_texts(today) - _count_texts(built)
    pairs = dict(pair_versions(built, today))
    _pair_written(changes, today, added, pairs)
    moved = frozenset(change.place for change in changes if change.kind is ChangeKind.MOVED)
    kept = frozenset(place for old, places in pairs.items() if old not in moved for place in places)
    return tuple(_locate(built.paragraphs, today.paragraphs, change, pairs, added, kept) for change in changes)


def _pair_written(
    changes: Sequence[Change], today: PrintedVersion, added: Counter[tuple[str, ...]], pairs: dict[int, Sequence[int]]
) -> None:
    """Pair a paragraph with those that print today what the edited file has in its place, however many they are."""
    texts = [list_keys(split_tokens(paragraph.words.text)) for paragraph in today.paragraphs]
    for change in changes if added else ():
        if change.replacement is None or change.note is not None:
            continue
        parts = list(split_at_breaks(list_keys(change.new_tokens)))
        if not all(added[part] for part in parts):
            continue
        olds = range(change.place, max(change.place, change.last_place) + 1)
        # Where no likeness leads to today's paragraph, its neighbours do.
        ends = {pairs[olds.start - 1][-1] + 1} if olds.start - 1 in pairs else set()
        known = {place for old in olds for place in pairs.get(old, ())} or ends
        runs = [range(start, start + len(parts)) for start, text in enumerate(texts) if text == parts[0]]
        runs = [run for run in runs if texts[run.start : run.stop] == parts and not known.isdisjoint(run)]
        if len(runs) == 1:
            pairs |= dict.fromkeys(olds, tuple(runs[0]))


def _count_texts(version: PrintedVersion) -> Counter[tuple[str, ...]]:
    return Counter(list_keys(split_tokens(paragraph.words.text)) for paragraph in version.paragraphs)


def pair_versions(built: PrintedVersion, today: PrintedVersion) -> Mapping[int, Sequence[int]]:
    """Which paragraphs of today each built one is: several where it was split; two that were joined are the same."""
    if built.id == today.id:
        return {index: (index,) for index in range(len(built.paragraphs))}
    found = align(build_passages(built.paragraphs, anchors=False), build_passages(today.paragraphs, anchors=False))
    pairs: dict[int, tuple[int, ...]] = defaultdict(tuple)
    for new, old in sorted((found.pairs | found.splits).items()):
        pairs[old] += (new,)
    return {**pairs, **{old: pairs[found.pairs[new]] for old, new in found.joins.items()}}


def _locate(
    built: Sequence[PrintedParagraph],
    today: Sequence[PrintedParagraph],
    change: Change,
    pairs: Mapping[int, Sequence[int]],
    added: Counter[tuple[str, ...]],
    kept: frozenset[int],
) -> CurrentChange:
    if change.kind is ChangeKind.OUTSIDE:
        return CurrentChange(change, Status.CLEAN)
    if change.kind is ChangeKind.NEW:
        place = pairs.get(change.place, (-1,))[-1]
        status = Status.CLEAN if change.place < 0 or place >= 0 else Status.GONE
        return CurrentChange(
            change, Status.DONE if added[list_keys(split_tokens(change.new_text))] else status, (place,)
        )
    olds = range(change.place, max(change.place, change.last_place) + 1)
    places = tuple(dict.fromkeys(place for old in olds for place in pairs.get(old, ())))
    if any(old not in pairs for old in olds):
        return CurrentChange(change, Status.DONE if change.kind is ChangeKind.DELETED else Status.GONE)
    before = join_printed([built[old] for old in olds])
    now = join_printed([today[place] for place in places])
    status, replacement, note = Status.CONFLICT, None, None
    target = pairs.get(change.target, (-1,))[-1]
    if change.replacement is None:
        is_clean = {
            ChangeKind.DELETED: list_keys(before.tokens) == list_keys(now.tokens),
            ChangeKind.MOVED: list(pairs.values()).count(places) == len(places) == 1,  # neither split nor joined
        }
        status = Status.CLEAN if is_clean.get(change.kind, True) else Status.CONFLICT
        if change.kind is ChangeKind.MOVED and target < places[0] and kept.isdisjoint(range(target + 1, places[0])):
            status = Status.DONE  # only paragraphs that are new or moved are between them
    elif places == tuple(range(places[0], places[0] + len(places))):
        if change.note is None:
            status, replacement = _shift(change, before.tokens, now.tokens)
        elif (note := _find_note(before, now, change.note)) is not None:
            texts_of_note = before.notes[change.note].text, now.notes[note].text
            status, replacement = _shift(change, *map(split_tokens, texts_of_note))
    found = CurrentChange(change, status, places, replacement, note, target)
    return _find_part(found, today) if len(olds) == 1 else found


def _find_part(found: CurrentChange, today: Sequence[PrintedParagraph]) -> CurrentChange:
    """A change in the part that it is in, where a paragraph was split meanwhile; one over the end of a part stays as it is."""
    replacement, start = found.replacement, 0
    if replacement is None:
        return found
    for place in found.places:
        paragraph = today[place]
        if found.note is not None:
            end = start + len(paragraph.notes)
            if found.note < end:
                return replace(found, places=(place,), note=found.note - start)
            start = end
        else:
            end = start + len(split_tokens(paragraph.words.text))
            if start <= replacement.old_start and replacement.old_end <= end:
                own = replace(replacement, old_start=replacement.old_start - start, old_end=replacement.old_end - start)
                return replace(found, places=(place,), replacement=own)
            start = end + 1  # behind `BREAK`
    return found


def _find_note(before: Stretch, now: Stretch, number: int) -> int | None:
    """Which note of today a note is: by its words, then by its place; None where that is not clear."""
    old, new = ([Passage(_list_own_keys(note)) for note in paragraphs.notes] for paragraphs in (before, now))
    pairs = {place: index for index, place in align(old, new).pairs.items()}
    if number in pairs and new.count(old[number]) in {0, old.count(old[number])}:
        return pairs[number]
    return number if len(old) == len(new) and number not in pairs.values() else None


def _list_own_keys(note: PrintedText) -> tuple[str, ...]:
    """The words that the author typed in a note: those of a citation are other ones behind another note."""
    tokens = split_tokens(note.text)
    typed = (
        token for token in tokens if not any(span.start < token.end and token.start < span.end for span in note.spans)
    )
    return list_keys(typed) or list_keys(tokens)


def _shift(change: Change, before: Sequence[Token], now: Sequence[Token]) -> tuple[Status, Replacement | None]:
    """The place of a change in a text that has perhaps changed, too."""
    found = change.replacement
    if found is None:
        return Status.CONFLICT, None
    requested = list_keys(change.new_tokens[found.new_start : found.new_end])
    by = 0
    for theirs in find_replacements(before, now):
        if theirs.old_end < found.old_start or (theirs.old_end == found.old_start < found.old_end != theirs.old_start):
            by += (theirs.new_end - theirs.new_start) - (theirs.old_end - theirs.old_start)
        elif theirs.old_start <= found.old_end:
            same = (theirs.old_start, theirs.old_end) == (found.old_start, found.old_end)
            done = same and list_keys(now[theirs.new_start : theirs.new_end]) == requested
            return (Status.DONE if done else Status.CONFLICT), None
    return Status.CLEAN, replace(found, old_start=found.old_start + by, old_end=found.old_end + by)
