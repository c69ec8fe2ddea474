"""Applies changes to the Markdown in a copy of the project, and keeps those after which the copy prints what the lawyer wrote."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from briefgen.merge.changes import ChangeKind
from briefgen.merge.current import CurrentChange
from briefgen.merge.locate import Located, locate_paragraph, locate_text, locate_title
from briefgen.merge.move_lines import delete_paragraph, insert_paragraph, move_paragraph
from briefgen.merge.rewrite import TextEdit, build_edit
from briefgen.merge.source_file import SourceFile
from briefgen.merge.stretch import join_printed
from briefgen.merge.tokens import list_keys, split_tokens
from briefgen.merge.workspace import Composed, Workspace
from briefgen.model.printed_text import BREAK, PrintedParagraph, PrintedText

Keys = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """What a change of a whole paragraph does to a file, and to what is printed."""

    change: CurrentChange
    path: str
    text: str
    removed: int | None
    """The paragraph that is no longer at its place."""
    added_at: int | None
    """Where a paragraph is added: before the one that has this number now."""
    keys: Keys


@dataclass(slots=True)
class State:
    """What the copy prints now, and which paragraph of the first text each one is."""

    workspace: Workspace
    composed: Composed
    slots: list[int | None]
    written: dict[str, str] = field(default_factory=dict)
    """The files that changed, as they are now."""
    applied: list[CurrentChange] = field(default_factory=list)

    @property
    def paragraphs(self) -> Sequence[PrintedParagraph]:
        """What is printed, in order."""
        return self.composed.version.paragraphs

    def try_texts(self, texts: Mapping[str, str], expected: Sequence[Keys | None], slots: list[int | None]) -> bool:
        """Write files, and keep them if the copy then prints what is expected; None stands for a paragraph of any words."""
        before = {path: source.text for path in texts if (source := self.workspace.read(path))}
        self.workspace.write(texts)
        composed = self.workspace.try_compose()
        if composed and _is_expected(composed, expected):
            self.composed, self.slots = composed, slots
            self.written.update(texts)
            return True
        self.workspace.write(before)
        return False


def start(workspace: Workspace) -> State:
    """The copy as it is. Raises `BriefgenError`."""
    composed = workspace.compose()
    return State(workspace, composed, list(range(len(composed.version.paragraphs))))


def apply_changes(state: State, changes: Sequence[CurrentChange]) -> None:
    """Apply what can be applied; `state.applied` has what was."""
    words = [change for change in changes if change.replacement]
    _apply_words(state, words)
    _apply_structure(state, [change for change in changes if change.replacement is None])


def _apply_words(state: State, changes: Sequence[CurrentChange]) -> None:
    """All at once; where that does not print what was requested, in halves, so that one change costs no other."""
    if not changes:
        return
    if _try_words(state, changes):
        state.applied += changes
        return
    if len(changes) > 1:
        middle = len(changes) // 2
        # The later half first: then the places of the earlier ones stay.
        groups = _keep_paragraphs_together(changes, middle)
        if len(groups) == 1:
            for change in reversed(changes):
                _apply_words(state, [change])
            return
        for group in reversed(groups):
            _apply_words(state, group)


def _keep_paragraphs_together(changes: Sequence[CurrentChange], middle: int) -> list[Sequence[CurrentChange]]:
    """Two parts, with all changes of one paragraph in one of them."""
    for distance in range(len(changes)):
        for cut in (middle - distance, middle + distance):
            if 0 < cut < len(changes) and changes[cut - 1].places != changes[cut].places:
                return [changes[:cut], changes[cut:]]
    return [changes]


def _try_words(state: State, changes: Sequence[CurrentChange]) -> bool:
    groups: dict[tuple[int, ...], list[CurrentChange]] = {}
    for change in changes:
        groups.setdefault(change.places, []).append(change)
    edits: dict[str, list[TextEdit]] = {}
    expected: dict[int, list[Keys | None]] = {}
    joined: set[int] = set()
    for places, group in groups.items():
        now = [state.slots.index(place) for place in places if place in state.slots]
        if len(now) < len(places) or (set(now) & (joined | expected.keys())):
            return False
        paragraphs = [state.paragraphs[index] for index in now]
        built = _build_edits(state, paragraphs, group)
        if built is None:
            return False
        source, own = built
        edits.setdefault(source.path, []).extend(own)
        in_text = [change for change in group if change.change.note is None]
        expected[now[0]] = list(_build_expected(paragraphs, in_text)) if in_text else [None]
        joined |= set(now[1:])
    texts = {}
    for path, own in edits.items():
        file = state.workspace.read(path)
        text = _replace_characters(file.text, own) if file else None
        if text is None:
            return False
        texts[path] = text
    whole: list[Keys | None] = []
    slots: list[int | None] = []
    for index in range(len(state.paragraphs)):
        if index in joined:
            continue
        parts = expected.get(index, [None])
        whole += parts
        slots += [state.slots[index], *[None] * (len(parts) - 1)]
    return state.try_texts(texts, whole, slots) and all(
        _has_note(state, change) for change in changes if change.change.note is not None
    )


def _build_edits(
    state: State, paragraphs: Sequence[PrintedParagraph], group: Sequence[CurrentChange]
) -> tuple[SourceFile, list[TextEdit]] | None:
    """The edits of one paragraph, or of several that are joined."""
    source = state.workspace.read(paragraphs[0].words.path)
    if source is None:
        return None
    edits = []
    for change in group:
        found, place_now = change.change, change.replacement
        if place_now is None:
            return None
        if found.note is not None:
            located = _locate_note(state, source, paragraphs[0].notes[found.note])
        elif len(paragraphs) > 1:
            words = join_printed(paragraphs)
            if len({paragraph.words.path for paragraph in paragraphs}) > 1 or paragraphs[0].in_table:
                return None
            first, last = paragraphs[0].words.line, paragraphs[-1].words.last_line
            located = locate_text(source, PrintedText(words.text, words.spans), source.get_range(first, last))
        else:
            beside = _find_beside(state, paragraphs[0])
            if beside is None:
                return None
            located = locate_paragraph(source, paragraphs[0], beside)
        edit = build_edit(source, located, place_now, found.new_tokens, found.new_text) if located else None
        if edit is None and found.note is None:
            title = locate_title(source, paragraphs[0])
            edit = build_edit(source, title, place_now, found.new_tokens, found.new_text)
        if edit is None:
            return None
        edits.append(edit)
    return source, edits


def _locate_note(state: State, source: SourceFile, note: PrintedText) -> Located | None:
    own = state.workspace.read(note.path)
    if own is None or own.path != source.path or not note.line:
        return None
    return locate_text(own, note, own.get_range(note.line, note.last_line))


def _find_beside(state: State, paragraph: PrintedParagraph) -> list[PrintedParagraph] | None:
    """The paragraphs that are printed from the same lines; None where a line is printed more than once."""
    words = paragraph.words
    beside = [
        other
        for other in state.paragraphs
        if other.words.path == words.path
        and other.words.line <= words.last_line
        and words.line <= other.words.last_line
    ]
    if len(beside) > 1 and not paragraph.in_table and words.line > 1:
        return None
    return beside


def _build_expected(paragraphs: Sequence[PrintedParagraph], group: Sequence[CurrentChange]) -> Iterator[Keys]:
    """What the paragraphs print with the changes."""
    keys = list(list_keys(join_printed(paragraphs).tokens))
    for change in sorted(group, key=lambda found: -(found.replacement.old_start if found.replacement else 0)):
        place_now = change.replacement
        if place_now:
            keys[place_now.old_start : place_now.old_end] = list_keys(
                change.change.new_tokens[place_now.new_start : place_now.new_end]
            )
    part: list[str] = []
    for key in [*keys, BREAK]:
        if key == BREAK:
            yield tuple(part)
            part = []
        else:
            part.append(key)


def _replace_characters(text: str, edits: Sequence[TextEdit]) -> str | None:
    """The text with all edits; None where two of them overlap."""
    ordered = sorted(edits, key=lambda edit: (edit.start, edit.end))
    if any(first.end > second.start for first, second in pairwise(ordered)):
        return None
    for edit in reversed(ordered):
        text = text[: edit.start] + edit.text + text[edit.end :]
    return text


def _is_expected(composed: Composed, expected: Sequence[Keys | None]) -> bool:
    paragraphs = composed.version.paragraphs
    return len(paragraphs) == len(expected) and all(
        keys is None or list_keys(split_tokens(paragraph.words.text)) == keys
        for paragraph, keys in zip(paragraphs, expected, strict=True)
    )


def _has_note(state: State, change: CurrentChange) -> bool:
    """Whether a note now has the words that were written into it."""
    place_now, number = change.replacement, change.change.note
    if place_now is None or number is None:
        return False
    paragraph = state.paragraphs[state.slots.index(change.places[0])]
    requested = list_keys(change.change.new_tokens[place_now.new_start : place_now.new_end])
    printed = list_keys(split_tokens(paragraph.notes[number].text)) if number < len(paragraph.notes) else ()
    return any(printed[index : index + len(requested)] == requested for index in range(len(printed) + 1))


def _apply_structure(state: State, changes: Sequence[CurrentChange]) -> None:
    """Take out, add and move whole paragraphs: of each file one at a time, because the lines of the others move."""
    left = list(changes)
    while left:
        plans: dict[str, Plan] = {}
        later: list[CurrentChange] = []
        for change in left:
            plan = _plan_structure(state, change)
            if plan and plan.path in plans:
                later.append(change)
            elif plan:
                plans[plan.path] = plan
        if not _try_plans(state, list(plans.values())):
            for planned in plans.values():
                plan = _plan_structure(state, planned.change)
                if plan:
                    _try_plans(state, [plan])
        left = later


def _try_plans(state: State, plans: Sequence[Plan]) -> bool:
    keys: list[Keys | None] = []
    slots: list[int | None] = []
    for index in range(len(state.paragraphs) + 1):
        for plan in plans:
            if plan.added_at == index:
                keys.append(plan.keys)
                slots.append(None if plan.removed is None else state.slots[plan.removed])
        if index < len(state.paragraphs) and all(plan.removed != index for plan in plans):
            keys.append(None)
            slots.append(state.slots[index])
    if not plans or not state.try_texts({plan.path: plan.text for plan in plans}, keys, slots):
        return False
    state.applied += [plan.change for plan in plans]
    return True


def _plan_structure(state: State, change: CurrentChange) -> Plan | None:
    """The new text of a file for a change of a whole paragraph; None where it is not clear."""
    kind, workspace, paragraphs = change.change.kind, state.workspace, state.paragraphs
    if kind is ChangeKind.NEW:
        before = _find_new_place(state, change)
        if before is None:
            return None
        texts = insert_paragraph(workspace, paragraphs, before, change.change.new_text)
        keys = list_keys(split_tokens(change.change.new_text))
        return _build_plan(change, texts, added_at=before + 1, keys=keys)
    if change.places[0] not in state.slots:
        return None
    index = state.slots.index(change.places[0])
    if kind is ChangeKind.DELETED:
        return _build_plan(change, delete_paragraph(workspace, paragraphs, index), removed=index)
    if change.change.target not in state.slots:
        return None
    target = state.slots.index(change.change.target)
    keys = list_keys(split_tokens(paragraphs[index].words.text))
    texts = move_paragraph(workspace, paragraphs, index, target)
    return _build_plan(change, texts, removed=index, added_at=target + 1, keys=keys)


def _build_plan(
    change: CurrentChange,
    texts: Mapping[str, str],
    removed: int | None = None,
    added_at: int | None = None,
    keys: Keys = (),
) -> Plan | None:
    return next((Plan(change, path, text, removed, added_at, keys) for path, text in texts.items()), None)


def _find_new_place(state: State, change: CurrentChange) -> int | None:
    """The paragraph that a new one follows: another new one was perhaps put there just now."""
    if change.places[0] not in state.slots:
        return None
    place = state.slots.index(change.places[0])
    while place + 1 < len(state.slots) and state.slots[place + 1] is None:
        place += 1
    return place
