"""Merges one edited Word file: finds its changes, tries them in a copy of the project, and says of each what became of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from briefgen.merge.apply import apply_changes
from briefgen.merge.changes import Change, list_changes
from briefgen.merge.current import CurrentChange, Status, locate_changes
from briefgen.merge.edited_file import EditedFile
from briefgen.merge.kinds import ChangeKind
from briefgen.merge.listing import ListedChange, list_change
from briefgen.merge.new_notes import can_write_notes
from briefgen.merge.state import State, start
from briefgen.merge.word_file import read_both_ways, read_edited_file
from briefgen.merge.workspace import Composed, Workspace
from briefgen.model.approval import normalise_name
from briefgen.model.brief import Brief, Project
from briefgen.model.diagnostic import Sink
from briefgen.model.printed_text import PrintedParagraph, PrintedVersion
from briefgen.record.versions import list_versions

ALL, PROSE = "all", "prose"

MIN_SHARE = 0.2
"""Of the paragraphs of a file without an id, those that must be as they were built."""

WRITTEN_KINDS = frozenset(
    {
        ChangeKind.PROSE,
        ChangeKind.HEADING,
        ChangeKind.CELL,
        ChangeKind.NEW,
        ChangeKind.DELETED,
        ChangeKind.MOVED,
        ChangeKind.SPLIT,
        ChangeKind.JOINED,
        ChangeKind.NOTE,
    }
)
"""What can be written into the Markdown of a block. Of the others only words that are taken out."""


@dataclass(frozen=True, slots=True)
class MergeRequest:
    """An edited file and what of it is accepted."""

    file: Path
    version: PrintedVersion
    project: Project
    brief: Brief
    accepted: str | frozenset[int] = frozenset()
    """`all`, `prose`, or numbers. Where nothing is accepted, everything is tried, to say what can be written back."""


@dataclass(frozen=True, slots=True)
class MergeResult:
    """What became of a file."""

    changes: tuple[ListedChange, ...]
    has_tracking: bool
    format_changes: int
    texts: Mapping[str, str]
    """The files that change, whole."""
    originals: Mapping[str, str]
    """Each of them as it was when it was read."""
    lapsed: tuple[str, ...]
    """Approvals that no longer hold, in words."""


def run_merge(request: MergeRequest, sink: Sink) -> MergeResult:
    """Merge a file in a copy of the project. Raises `BriefgenError`."""
    edited, rejected = read_both_ways(request.file, sink)
    changes = list_changes(request.version, edited, rejected)
    with TemporaryDirectory(prefix="briefgen-") as folder:
        workspace = Workspace.create(request.project, request.brief, Path(folder))
        state = start(workspace)
        before = state.composed
        located = locate_changes(request.version, before.version, changes)
        requested = {change.number for change in changes if _is_requested(request, change, edited)}
        to_write = [
            found
            for found in located
            if found.status is Status.CLEAN and found.change.number in requested and _can_be_written(found.change)
        ]
        originals = _apply(state, to_write)
        taken = {found.change.number for found in state.applied}
        texts = dict(state.written)
        return MergeResult(
            tuple(
                list_change(
                    found,
                    _find_paragraph(found, request.version, before.version),
                    before.facts,
                    is_requested=found.change.number in requested,
                    is_accepted=bool(request.accepted) and found.change.number in requested,
                    is_taken=found.change.number in taken,
                )
                for found in located
            ),
            edited.has_tracking,
            edited.format_changes,
            texts,
            {path: originals[path] for path in texts},
            tuple(_list_lapsed(before, state.composed)),
        )


def _apply(state: State, requested: Sequence[CurrentChange]) -> Mapping[str, str]:
    """Apply changes; all files of blocks that are printed, as they were before."""
    paths = {paragraph.words.path for paragraph in state.paragraphs}
    paths |= {note.path for paragraph in state.paragraphs for note in paragraph.notes}
    sources = (state.workspace.read(path) for path in sorted(paths))
    originals = {source.path: source.text for source in sources if source}
    if requested:
        apply_changes(state, requested)
    return originals


def _can_be_written(change: Change) -> bool:
    if change.in_table or change.has_moved_note:
        return False
    if change.kind is ChangeKind.NEW:
        return can_write_notes(change)
    if change.kind is ChangeKind.NOTE and change.new_notes:
        return can_write_notes(change) and not change.old_notes
    if change.kind in WRITTEN_KINDS:
        return change.kind is not ChangeKind.NOTE or change.note is not None or not change.new
    return change.replacement is not None and not change.new and change.note is None


def _is_requested(request: MergeRequest, change: Change, edited: EditedFile) -> bool:
    if change.kind is ChangeKind.COMMENT:
        return False
    if not request.accepted:
        return True
    if isinstance(request.accepted, frozenset):
        return change.number in request.accepted
    if edited.has_tracking and not change.tracked:
        return False  # what was hidden from the tracking needs a decision of its own
    return request.accepted == ALL or change.kind is ChangeKind.PROSE


def _find_paragraph(found: CurrentChange, version: PrintedVersion, today: PrintedVersion) -> PrintedParagraph | None:
    """The paragraph of a change as it is printed today, or as it was built; None at the start of the text."""
    if found.places and found.places[0] >= 0:
        return today.paragraphs[found.places[0]]
    place = found.change.place
    return version.paragraphs[place] if 0 <= place < len(version.paragraphs) else None


def _list_lapsed(before: Composed, after: Composed) -> Iterator[str]:
    left = {standing.text_name: standing.approvers for standing in after.standings}
    for standing in before.standings:
        for approval in standing.valid:
            if normalise_name(approval.by) not in left.get(standing.text_name, frozenset()):
                yield f"{standing.text_name}: {approval}"


def find_best_version(file: Path, root: Path, sink: Sink) -> tuple[str, PrintedVersion] | None:
    """The built version that an edited file without our property shares most of its paragraphs with, and its SHA-256; None where there is none."""
    edited = read_edited_file(file, sink)
    texts = {" ".join(paragraph.text.split()) for paragraph in edited.paragraphs if len(paragraph.text.split()) > 3}
    best, score = None, 0.0
    for sha, version in list_versions(root, sink):
        built = {" ".join(paragraph.words.text.split()) for paragraph in version.paragraphs}
        share = len(texts & built) / max(1, len(texts))
        if share > score:
            best, score = (sha, version), share
    return best if score >= MIN_SHARE else None
