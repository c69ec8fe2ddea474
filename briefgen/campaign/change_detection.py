"""Tells which of the planned documents are to be built, and why, by what an earlier run made and from what."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path

from briefgen.campaign.digest import digest
from briefgen.campaign.inputs import compute_inputs_id
from briefgen.campaign.job import InputCache, JobResult
from briefgen.campaign.plan import PlannedDocument
from briefgen.campaign.state import BuiltDocument, BuiltFile, State
from briefgen.model.artifact import Artifact, Format
from briefgen.model.diagnostic import BriefgenError, Diagnostic, Sink
from briefgen.model.selection import OmissionCause
from briefgen.record.store import Record
from briefgen.write.files import compute_sha256


class BuildReason(StrEnum):
    """Whether a document is to be made."""

    NEW = "new"
    CHANGED = "changed"
    """Something that it was made from; whether one sees it, composing will tell."""
    CURRENT = "up to date"


FORCED_CHANGE = "nothing, but asked for with `--force`"


@dataclass(frozen=True, slots=True)
class Task:
    """A planned document with what is to be done about it."""

    document: PlannedDocument
    build_reason: BuildReason
    changes: tuple[str, ...] = ()
    """What changed: `block legal/torture`."""
    omission_counts: Mapping[OmissionCause, int] | None = None
    """Of one that is up to date, how many blocks it leaves out."""
    diagnostics: tuple[Diagnostic, ...] = ()
    """Of one that is up to date, what was found when it was built: it is still so."""


class ChangeDetection:
    """Tells what is to be done about a document. Reads the state and the project, and makes nothing.

    Sets of inputs are compared once each, however many documents share them.
    """

    def __init__(self, state: State, cache: InputCache) -> None:
        self._state, self._cache = state, cache
        self._known_changes: dict[tuple[int, str], tuple[str, ...]] = {}

    def create_task(self, document: PlannedDocument) -> Task:
        """The document with what is to be done about it."""
        built = self._state.find_document(document.stem)
        if built is None or not built.files:
            return Task(document, BuildReason.NEW)
        touched = tuple(_find_changed_files(built.files, document.folder))
        reasons = (*touched, *self._find_changes(document, built))
        if not reasons:
            return Task(document, BuildReason.CURRENT, (), built.omission_counts, built.diagnostics)
        is_unchanged = not touched and built.formats == join_format_names(document)
        return Task(
            replace(document, known_digest=built.text_digest if is_unchanged else ""),
            BuildReason.CHANGED,
            reasons,
            diagnostics=built.render_diagnostics,
        )

    def create_forced_task(self, document: PlannedDocument) -> Task:
        """The document, to be made whether it is due or not."""
        task = self.create_task(document)
        return (
            task
            if task.build_reason is BuildReason.NEW
            else Task(document, BuildReason.CHANGED, task.changes or (FORCED_CHANGE,))
        )

    def _find_changes(self, document: PlannedDocument, built: BuiltDocument) -> Iterator[str]:
        if built.formats != join_format_names(document):
            yield "formats asked for"
        if built.brief_digest != document.group:
            yield f"brief {document.brief.id}"
        if built.recipient_digest != digest_recipient(document):
            yield "the recipient's row, or who may read it, or `private/`"
        try:
            digests = self._cache.load(document, Sink()).digests
        except BriefgenError:
            yield "something in it cannot be read"
            return
        key = (id(digests), built.inputs_id)
        if key not in self._known_changes:
            self._known_changes[key] = digests.find_changes(self._state.read_inputs(built.inputs_id))
        yield from self._known_changes[key]


def _find_changed_files(files: Iterable[BuiltFile], folder: Path) -> Iterator[str]:
    """Files that are gone, or are no longer what was made."""
    for file in files:
        path = folder / file.path
        try:
            status = path.stat()
        except OSError:
            yield f"no file {file.path}"
            continue
        quick = status.st_size == file.size and status.st_mtime_ns == file.modified_ns
        if not quick and compute_sha256(path) != file.sha256:
            yield f"another file {file.path}"


def join_format_names(document: PlannedDocument) -> str:
    """The formats asked for in a few letters; nothing where they are left to the audience."""
    return ",".join(format_.value for format_ in document.formats or ())


def digest_recipient(document: PlannedDocument) -> str:
    """The digest of the recipient's row and its labels, with the people spoken of and the words watched for.

    One digest of all, because it is saved in the output folder: from the digest of a single name, the name could be guessed.
    """
    recipient, project = document.brief.recipient, document.project
    row = (recipient.fields, recipient.values, recipient.sensitivity) if recipient else None
    return digest((row, project.people, project.watched_terms))


def collect_diagnostics(task: Task, result: JobResult) -> tuple[Diagnostic, ...]:
    """Every problem of a document; where its files are kept, also those found when they were rendered."""
    before = task.diagnostics if result.unchanged else ()
    return tuple(dict.fromkeys((*result.diagnostics, *before)))


def record_document(state: State, task: Task, result: JobResult) -> None:
    """Enter a document that was made in the state. Raises `BriefgenError` where the state cannot be written."""
    document = task.document
    built = BuiltDocument(
        stem=document.stem,
        campaign=document.campaign,
        brief_digest=document.group,
        recipient_digest=digest_recipient(document),
        # A document without one of its files is built again by the next run.
        formats=" without ".join([join_format_names(document), *result.kept_paths]),
        inputs_id=compute_inputs_id(result.inputs),
        text_digest=result.text_digest,
        diagnostics=collect_diagnostics(task, result),
        render_diagnostics=task.diagnostics if result.unchanged else result.render_diagnostics,
        omission_counts=result.omission_counts or {},
        files=tuple(_file_from_artifact(artifact, result, document.folder) for artifact in result.artifacts),
        kept_paths=result.kept_paths,
    )
    state.record(built, result.inputs)


def _file_from_artifact(artifact: Artifact, result: JobResult, folder: Path) -> BuiltFile:
    path = artifact.path.relative_to(folder).as_posix()
    status = artifact.path.stat()
    return BuiltFile(path, artifact.sha256, status.st_size, status.st_mtime_ns, result.manifest_entries[path])


def list_left_files(document: BuiltDocument, record: Record, folder: Path) -> tuple[BuiltFile, ...]:
    """The files of a document, also those that its last run did not build: the state forgets them, and the record does not."""
    known = {file.path: file for file in document.files}
    for format_ in Format:
        path = f"{document.stem}.{format_.extension}"
        if path not in known and (older := record.find_at(record.name_folder(folder), path)):
            known[path] = BuiltFile(path, older.sha256, 0, 0)
    return tuple(known[path] for path in sorted(known))


def prune(files: Iterable[BuiltFile], folder: Path, sink: Sink) -> list[str]:
    """Remove files of documents that are no longer planned; returns the paths.

    A file that somebody has changed since is left where it is, with a warning, and so is one behind a link: it can be in
    another folder.
    """
    removed = []
    for file in files:
        path = folder / file.path
        if not _is_free_of_links(path, folder):
            message = f"`{file.path}` is no longer in the campaign, and is a link or is behind one"
            sink.warning("campaign-orphan", message, None, "links are not followed: delete it by hand")
        elif compute_sha256(path) == file.sha256:
            path.unlink(missing_ok=True)
            _remove_empty_folders(path.parent, folder)
            removed.append(file.path)
        elif path.exists():
            message = f"`{file.path}` is no longer in the campaign, but was changed since it was made"
            sink.warning("campaign-orphan", message, None, "keep it, or delete it by hand")
    return removed


def _is_free_of_links(path: Path, root: Path) -> bool:
    """Whether a path leads below a folder without a link on its way, and is none itself."""
    steps = [path, *path.parents]
    inside = steps[: steps.index(root)] if root in steps and ".." not in path.parts else []
    return bool(inside) and not any(step.is_symlink() for step in inside)


def _remove_empty_folders(folder: Path, root: Path) -> None:
    """A folder that has nothing left in it, and those around it, up to the output folder."""
    with suppress(OSError):  # not empty, or not ours to remove: then it stays
        while folder != root:
            folder.rmdir()
            folder = folder.parent
