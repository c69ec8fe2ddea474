"""Merges one edited Word file: finds its changes, tries them in a copy of the project, and says of each what became of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory

from briefgen.merge.apply import apply_changes
from briefgen.merge.changes import STRUCTURE, Change, ChangeKind, list_changes
from briefgen.merge.current import CurrentChange, Status, locate_changes
from briefgen.merge.state import State, start
from briefgen.merge.word_file import Comment, read_both_ways, read_edited_file
from briefgen.merge.workspace import Composed, Workspace
from briefgen.model.approval import normalise_name
from briefgen.model.brief import Brief, Project
from briefgen.model.diagnostic import Sink
from briefgen.model.printed_text import ATOMS, BLOCK_FILE, PrintedParagraph, PrintedVersion, SpanKind
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

REASONS: Mapping[ChangeKind, str] = {
    ChangeKind.FACT: "it is the value of a fact: change it in `facts.yaml`, with its source",
    ChangeKind.DATA: "it is printed from the brief or from data: change it there",
    ChangeKind.CITATION: "it is built from a source: change the citation, or the source",
    ChangeKind.NOTE: "a note was added, moved or taken out: write it in the block",
    ChangeKind.PASSAGE: "it is a fixed passage of the audience, in `templates/`",
    ChangeKind.GENERATED: "briefgen writes it by itself, from sources or numbers",
    ChangeKind.REFERENCE: "it is a number that briefgen counts: write a reference in the block",
    ChangeKind.PICTURE: "pictures are not merged: change the file in `images/`",
    ChangeKind.NEW: "it is in a table, has a note or a picture, or its place in a block is not clear: write it by hand",
    ChangeKind.DELETED: "it shares its lines with other text: take it out by hand",
    ChangeKind.MOVED: "it was moved to another block, or shares its lines with other text: move it by hand",
}
NOT_CLEAR = "the Markdown there is written otherwise than it prints: change it by hand"
STATUS_REASONS = {
    Status.CONFLICT: "the same words were changed in the sources since the file was built",
    Status.GONE: "this paragraph is no longer printed",
}


@dataclass(frozen=True, slots=True)
class MergeRequest:
    """An edited file and what of it is accepted."""

    file: Path
    version: PrintedVersion
    project: Project
    brief: Brief
    accepted: str | frozenset[int] = frozenset()
    """`all`, `prose`, or numbers."""
    trial: bool = False
    """Nothing is accepted: try everything, to say what can be written back."""


@dataclass(frozen=True, slots=True)
class ListedChange:
    """A change as it is listed."""

    number: int
    kind: ChangeKind
    status: Status
    block: str
    place: str
    """`file:line`."""
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


@dataclass(frozen=True, slots=True)
class MergeResult:
    """What became of a file."""

    changes: tuple[ListedChange, ...]
    has_tracking: bool
    format_changes: int
    texts: Mapping[str, str]
    """The files that change, whole."""
    digests: Mapping[str, str]
    """The SHA-256 of each as it was when it was read."""
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
        listed = tuple(_place(found, request.version, before) for found in located)
        requested = [
            found
            for found, entry in zip(located, listed, strict=True)
            if found.status is Status.CLEAN
            and _can_be_written(found.change)
            and _is_accepted(request, found.change, edited.has_tracking)
        ]
        digests = _apply(state, requested)
        taken = {found.change.number for found in state.applied}
        texts = dict(state.written)
        return MergeResult(
            tuple(_judge(request, entry, taken, has_tracking=edited.has_tracking) for entry in listed),
            edited.has_tracking,
            edited.format_changes,
            texts,
            {path: digests[path] for path in texts},
            tuple(_list_lapsed(before, state.composed)),
        )


def _apply(state: State, requested: Sequence[CurrentChange]) -> Mapping[str, str]:
    """Apply changes; the digests of all files of blocks that are printed, as they were before."""
    paths = {paragraph.words.path for paragraph in state.paragraphs}
    paths |= {note.path for paragraph in state.paragraphs for note in paragraph.notes}
    sources = (state.workspace.read(path) for path in sorted(paths))
    digests = {source.path: sha256(source.text.encode("utf-8")).hexdigest() for source in sources if source}
    if requested:
        apply_changes(state, requested)
    return digests


def _can_be_written(change: Change) -> bool:
    if change.kind is ChangeKind.COMMENT or change.in_table:
        return False
    if change.kind is ChangeKind.NEW and ATOMS & set(change.new_text):
        return False  # a note or a picture is in it
    if change.kind in WRITTEN_KINDS:
        return change.kind is not ChangeKind.NOTE or change.note is not None or not change.new
    return change.replacement is not None and not change.new and change.note is None


def _is_accepted(request: MergeRequest, change: Change, has_tracking: bool) -> bool:  # noqa: FBT001 - one fact of the file
    if request.trial:
        return True
    if isinstance(request.accepted, frozenset):
        return change.number in request.accepted
    if has_tracking and not change.tracked:
        return False  # what was hidden from the tracking needs a decision of its own
    return request.accepted == ALL or change.kind is ChangeKind.PROSE


def _place(found: CurrentChange, version: PrintedVersion, today: Composed) -> ListedChange:
    change = found.change
    paragraph = _find_paragraph(found, version, today)
    place, block = ("", "") if paragraph is None else (_find_origin(found, paragraph, today), paragraph.block)
    return ListedChange(
        change.number,
        change.kind,
        found.status,
        block,
        place,
        change.old,
        " ".join(change.new.split()),
        change.authors,
        change.tracked,
        change.comments,
        change.touched,
        is_accepted=False,
        is_taken=False,
    )


def _find_paragraph(found: CurrentChange, version: PrintedVersion, today: Composed) -> PrintedParagraph | None:
    if found.places and found.places[0] >= 0:
        return today.version.paragraphs[found.places[0]]
    place = found.change.place
    return version.paragraphs[place] if 0 <= place < len(version.paragraphs) else None


def _find_origin(found: CurrentChange, paragraph: PrintedParagraph, today: Composed) -> str:
    """The place that somebody must look at: of a fact its own line, of a note its text."""
    words = paragraph.words
    note = found.change.note
    if note is not None and note < len(paragraph.notes) and paragraph.notes[note].path:
        words = paragraph.notes[note]
    for name in found.change.touched:
        kind, _, id_ = name.partition(" ")
        fact = today.facts.get(id_.strip("`")) if kind == SpanKind.FACT.value else None
        if fact is not None and found.change.kind is ChangeKind.FACT:
            return str(fact.origin)
    return f"{words.path}:{words.line}" if words.line else words.path


def _judge(request: MergeRequest, entry: ListedChange, taken: set[int], *, has_tracking: bool) -> ListedChange:
    if entry.kind is ChangeKind.COMMENT:
        return entry
    requested = request.trial or (
        entry.number in request.accepted
        if isinstance(request.accepted, frozenset)
        else (entry.tracked or not has_tracking) and (request.accepted == ALL or entry.kind is ChangeKind.PROSE)
    )
    is_taken = entry.number in taken
    reason = ""
    if not is_taken and entry.status is not Status.DONE:
        reason = STATUS_REASONS.get(entry.status) or _find_reason(entry, requested=requested)
    return replace(entry, is_accepted=requested and not request.trial, is_taken=is_taken, reason=reason)


def _find_reason(entry: ListedChange, *, requested: bool) -> str:
    path = entry.place.rpartition(":")[0] or entry.place
    if entry.kind in STRUCTURE and not BLOCK_FILE.fullmatch(path):
        return REASONS[ChangeKind.PASSAGE] if path.startswith(("templates", "built-in")) else REASONS[entry.kind]
    if entry.kind in REASONS:
        return REASONS[entry.kind]
    return NOT_CLEAR if requested else ""


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
