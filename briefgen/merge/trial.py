"""Changes that are tried together: the edits of the files, and what is printed if they do what was requested."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from briefgen.edit.text_edit import TextEdit, apply_edits
from briefgen.merge.current import CurrentChange
from briefgen.merge.kinds import ChangeKind
from briefgen.merge.locate import Located, locate_paragraph, locate_text, locate_title
from briefgen.merge.move_lines import delete_paragraph, insert_paragraph, move_paragraph
from briefgen.merge.new_notes import add_notes, choose_labels
from briefgen.merge.rewrite import build_edit
from briefgen.merge.source_file import SourceFile
from briefgen.merge.state import Keys, State
from briefgen.merge.stretch import join_printed
from briefgen.merge.tokens import list_keys, split_at_breaks, split_tokens
from briefgen.model.printed_text import PrintedParagraph, PrintedText


@dataclass(slots=True)
class Trial:
    """What is tried. All numbers of paragraphs are those of the text that is printed before it."""

    state: State
    edits: dict[str, list[TextEdit]] = field(default_factory=lambda: defaultdict(list))
    """By file. Each is in the file as it is before the trial, so that none moves the place of another."""
    printed: dict[int, list[Keys | None]] = field(default_factory=dict)
    """What is then in the place of a paragraph: nothing, its words, or those of several. None stands for any words."""
    added: dict[int, list[tuple[Keys, int | None]]] = field(default_factory=lambda: defaultdict(list))
    """What is then before a paragraph: the words of each, and which paragraph of the first text it is."""

    def add(self, changes: Sequence[CurrentChange]) -> bool:
        """Plan changes; False where it is not clear what to write for one of them."""
        groups: dict[tuple[int, ...], list[CurrentChange]] = defaultdict(list)
        for change in changes:
            if change.replacement:
                groups[change.places].append(change)
        return all(self._add_words(places, group) for places, group in groups.items()) and all(
            self._add_whole(change) for change in changes if not change.replacement
        )

    def run(self, notes: Sequence[CurrentChange]) -> bool:
        """Write the files of the copy; they stay as they were where it then prints something else."""
        texts = {}
        for path, edits in self.edits.items():
            source = self.state.workspace.read(path)
            text = apply_edits(source.text, edits) if source else None
            if text is None:
                return False
            texts[path] = text
        expected: list[Keys | None] = []
        slots: list[int | None] = []
        for index in range(len(self.state.paragraphs) + 1):
            for keys, slot in self.added.get(index, ()):
                expected.append(keys)
                slots.append(slot)
            if index < len(self.state.paragraphs):
                parts = self.printed.get(index, [None])
                expected += parts
                slots += [self.state.slots[index]] * len(parts)
        return self.state.try_texts(texts, expected, slots, notes)

    def _add_words(self, places: tuple[int, ...], changes: Sequence[CurrentChange]) -> bool:
        """Plan the changes of the words of one paragraph, or of several that are joined."""
        state = self.state
        now = [state.slots.index(place) for place in places if place in state.slots]
        if len(now) < len(places) or (set(now) & self.printed.keys()):
            return False
        paragraphs = [state.paragraphs[index] for index in now]
        built = _build_edits(state, paragraphs, changes, self.edits)
        if built is None:
            return False
        source, edits = built
        self.edits[source.path] += edits
        in_text = [change for change in changes if change.note is None]
        if in_text:
            self.printed |= {index: [] for index in now[1:]}
            self.printed[now[0]] = list(_build_expected(paragraphs, in_text))
        else:
            self.printed |= {index: [None] for index in now}
        return True

    def _add_whole(self, change: CurrentChange) -> bool:
        """Plan a change of a whole paragraph."""
        state, kind = self.state, change.change.kind
        place = state.find_last(change.places[0])
        if place is None:
            return False
        if kind is ChangeKind.NEW:
            edits = insert_paragraph(state.workspace, state.paragraphs, place, change.change, self.edits)
            self.added[place + 1].append((list_keys(split_tokens(change.change.new_text)), None))
            return self._add_edits(edits)
        if place in self.printed or state.slots.count(change.places[0]) > 1:
            return False  # words of it change, too, or it was split
        self.printed[place] = []
        if kind is ChangeKind.DELETED:
            return self._add_edits(delete_paragraph(state.workspace, state.paragraphs, place))
        target = state.find_last(change.target)
        if target is None:
            return False
        keys = list_keys(split_tokens(state.paragraphs[place].words.text))
        self.added[target + 1].append((keys, state.slots[place]))
        return self._add_edits(move_paragraph(state.workspace, state.paragraphs, place, target))

    def _add_edits(self, edits: Mapping[str, Sequence[TextEdit]]) -> bool:
        for path, own in edits.items():
            self.edits[path] += own
        return bool(edits)


def _build_edits(
    state: State,
    paragraphs: Sequence[PrintedParagraph],
    group: Sequence[CurrentChange],
    planned: Mapping[str, Sequence[TextEdit]],
) -> tuple[SourceFile, list[TextEdit]] | None:
    """The edits of one paragraph, or of several that are joined."""
    source = state.workspace.read(paragraphs[0].words.path)
    if source is None:
        return None
    edits = list[TextEdit]()
    for change in group:
        found, replacement = change.change, change.replacement
        if replacement is None:
            return None
        if change.note is not None:
            located = _locate_note(state, source, join_printed(paragraphs).notes[change.note])
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
        labels = choose_labels(source, (*planned.get(source.path, ()), *edits), len(found.new_notes))
        new = found.new_tokens, found.new_text, labels
        edit = build_edit(source, located, replacement, *new) if located else None
        if edit is None and change.note is None:
            edit = build_edit(source, locate_title(source, paragraphs[0]), replacement, *new)
        if edit is None:
            return None
        edits += [edit, *add_notes(source, labels, found.new_notes)]
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


def _build_expected(paragraphs: Sequence[PrintedParagraph], group: Sequence[CurrentChange]) -> Iterable[Keys]:
    """What the paragraphs print with the changes."""
    keys = list(list_keys(join_printed(paragraphs).tokens))
    for change in sorted(group, key=lambda found: -(found.replacement.old_start if found.replacement else 0)):
        replacement = change.replacement
        if replacement:
            keys[replacement.old_start : replacement.old_end] = list_keys(
                change.change.new_tokens[replacement.new_start : replacement.new_end]
            )
    return split_at_breaks(keys)
