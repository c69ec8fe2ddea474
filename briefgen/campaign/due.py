"""Tells which of the planned documents are to be made, and why, by what an earlier run made and from what."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path

from briefgen.campaign.digest import digest
from briefgen.campaign.inputs import inputs_id
from briefgen.campaign.making import Outcome, Shelf
from briefgen.campaign.plan import PlannedDocument
from briefgen.campaign.state import MadeDocument, MadeFile, State
from briefgen.values.artifact import Artifact
from briefgen.values.diagnostic import BriefgenError, Diagnostic, Sink
from briefgen.write.files import sha256_of


class Need(StrEnum):
    """Whether a document is to be made."""

    NEW = "new"
    CHANGED = "changed"
    """Something that it was made from; whether one sees it, composing will tell."""
    CURRENT = "up to date"


FORCED = "nothing, but asked for with `--force`"


@dataclass(frozen=True, slots=True)
class Task:
    """A planned document with what is to be done about it."""

    document: PlannedDocument
    need: Need
    reasons: tuple[str, ...] = ()
    """What changed: `block legal/torture`."""
    diagnostics: tuple[Diagnostic, ...] = ()
    """Of one that is up to date, what was found when it was made: it is still so."""


class Survey:
    """Tells what is to be done about a document. Reads the state and the project, and makes nothing.

    Sets of inputs are compared once each, however many documents share them.
    """

    def __init__(self, state: State, shelf: Shelf) -> None:
        self._state, self._shelf = state, shelf
        self._changes: dict[tuple[int, str], tuple[str, ...]] = {}

    def task(self, document: PlannedDocument) -> Task:
        """The document with what is to be done about it."""
        made = self._state.document(document.stem)
        if made is None or not made.files:
            return Task(document, Need.NEW)
        touched = tuple(_touched(made.files, document.folder))
        reasons = (*touched, *self._reasons(document, made))
        if not reasons:
            return Task(document, Need.CURRENT, diagnostics=(*made.diagnostics,))
        stands = not touched and made.formats == formats_key(document)
        return Task(replace(document, known=made.text if stands else ""), Need.CHANGED, reasons, made.printing)

    def forced(self, document: PlannedDocument) -> Task:
        """The document, to be made whether it is due or not."""
        task = self.task(document)
        return task if task.need is Need.NEW else Task(document, Need.CHANGED, task.reasons or (FORCED,))

    def _reasons(self, document: PlannedDocument, made: MadeDocument) -> Iterator[str]:
        if made.formats != formats_key(document):
            yield "formats asked for"
        if made.brief != document.group:
            yield f"brief {document.brief.id}"
        if made.recipient != recipient_key(document):
            yield "the recipient's row, or who may read it, or `private/`"
        try:
            digests = self._shelf.take(document, Sink()).digests
        except BriefgenError:
            yield "something in it cannot be read"
            return
        key = (id(digests), made.inputs)
        if key not in self._changes:
            self._changes[key] = digests.changes(self._state.inputs(made.inputs))
        yield from self._changes[key]


def _touched(files: Iterable[MadeFile], folder: Path) -> Iterator[str]:
    """Files that are gone, or are no longer what was made."""
    for file in files:
        path = folder / file.path
        try:
            status = path.stat()
        except OSError:
            yield f"no file {file.path}"
            continue
        quick = status.st_size == file.size and status.st_mtime_ns == file.modified
        if not quick and sha256_of(path) != file.sha256:
            yield f"another file {file.path}"


def formats_key(document: PlannedDocument) -> str:
    """The formats asked for in a few letters; nothing where they are left to the audience."""
    return ",".join(one.value for one in document.formats or ())


def recipient_key(document: PlannedDocument) -> str:
    """The digest of the recipient's row and its labels, with the people spoken of and the words watched for.

    One digest of all: it stands in the output folder, and by a digest of its own a single name could be guessed.
    """
    recipient, project = document.brief.recipient, document.project
    row = (recipient.fields, recipient.sensitivity) if recipient else None
    return digest((row, project.people, project.watched))


def found_in(task: Task, outcome: Outcome) -> tuple[Diagnostic, ...]:
    """Every problem of a document: where its files stand, with those that were found when they were printed."""
    before = task.diagnostics if outcome.unchanged else ()
    return tuple(dict.fromkeys((*outcome.diagnostics, *before)))


def keep(state: State, task: Task, outcome: Outcome) -> None:
    """Enter a document that was made in the state. Raises `BriefgenError` where the state cannot be written."""
    document = task.document
    made = MadeDocument(
        stem=document.stem,
        campaign=document.campaign,
        brief=document.group,
        recipient=recipient_key(document),
        formats=formats_key(document),
        inputs=inputs_id(outcome.inputs),
        text=outcome.text,
        diagnostics=found_in(task, outcome),
        printing=task.diagnostics if outcome.unchanged else outcome.printing,
        files=tuple(_file(artifact, outcome, document.folder) for artifact in outcome.artifacts),
    )
    state.enter(made, outcome.inputs)


def _file(artifact: Artifact, outcome: Outcome, folder: Path) -> MadeFile:
    path = artifact.path.relative_to(folder).as_posix()
    status = artifact.path.stat()
    return MadeFile(path, artifact.sha256, status.st_size, status.st_mtime_ns, outcome.entries[path])


def prune(left: Sequence[MadeDocument], state: State, sink: Sink) -> list[str]:
    """Remove the files of documents that are no longer planned, and the documents from the state; returns the paths.

    A file that somebody has changed since is left where it is, with a warning. Raises `BriefgenError`.
    """
    removed = []
    for file in (file for one in left for file in one.files):
        path = state.folder / file.path
        if sha256_of(path) == file.sha256:
            path.unlink(missing_ok=True)
            _remove_empty(path.parent, state.folder)
            removed.append(file.path)
        elif path.exists():
            message = f"`{file.path}` is no longer in the campaign, but was changed since it was made"
            sink.warning("campaign-orphan", message, None, "keep it, or delete it by hand")
    state.forget(one.stem for one in left)
    return removed


def _remove_empty(folder: Path, root: Path) -> None:
    """A folder that has nothing left in it, and those around it, up to the output folder."""
    while folder != root and not any(folder.iterdir()):
        folder.rmdir()
        folder = folder.parent
