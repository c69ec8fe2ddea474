"""Merges an edited Word file into a project: reads its changes as values, and writes those that were accepted."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from briefgen.campaign.recorded_document import plan_recorded_document
from briefgen.edit.file_edit import FileChangedMeanwhile, FileEdit, write_edits
from briefgen.executor import execute_with_sink
from briefgen.merge.current import Status
from briefgen.merge.kinds import ChangeKind
from briefgen.merge.listing import ListedChange
from briefgen.merge.run import MergeRequest, MergeResult, find_best_version, run_merge
from briefgen.merge.word_file import read_version_id
from briefgen.model.brief import Project
from briefgen.model.diagnostic import Origin, Sink
from briefgen.model.printed_text import PrintedVersion
from briefgen.model.record import FileRecord
from briefgen.paths import is_inside
from briefgen.record.file_places import list_record_folders
from briefgen.record.store import open_record
from briefgen.record.versions import find_version


@dataclass(frozen=True, slots=True)
class FileMerge:
    """An edited file: what it was built as, and what became of each change."""

    file: Path
    built: FileRecord
    result: MergeResult


def read_merge(project: Project, file: Path, accepted: str | frozenset[int], sink: Sink) -> FileMerge:
    """List the changes of a file, in a worker within limits. Nothing is written; `write_merge` does that.

    `accepted`: `all`, `prose` or numbers of changes. Where nothing is accepted, everything is tried, to say what can be written.
    What needs a human goes to the sink: changes that were not tracked, conflicts, and what was accepted and cannot be written.
    Raises `BriefgenError` for a file that this project did not build.
    """
    built, request = _build_request(project, file, accepted, sink)
    result = execute_with_sink(run_merge, (request,), sink, f"the file `{file.name}`")
    _report_problems(file.name, result, accepted, sink)
    return FileMerge(file, built, result)


def write_merge(project: Project, result: MergeResult, sink: Sink) -> None:
    """Write all files that change, or none: one that changed since it was read stops everything. Raises `BriefgenError`."""
    try:
        write_edits(list_file_edits(project, result, sink))
    except FileChangedMeanwhile as changed:
        origin = Origin(changed.paths[0].relative_to(project.root).as_posix())
        sink.stop("merge-changed", "the file was changed while it was merged", origin, "run the command again")


def list_file_edits(project: Project, result: MergeResult, sink: Sink) -> tuple[FileEdit, ...]:
    """What a merge changes in the files of a project. Raises `BriefgenError` for a file that is not inside of it."""
    edits = []
    for path, text in result.texts.items():
        place = project.root / path
        if not is_inside(place, project.root) or place.is_symlink():
            message = "the path leads out of the project, or is a link"
            sink.stop("path-escape", message, Origin(path), "copy the file into the project")
        edits.append(FileEdit(place, result.originals[path].encode("utf-8"), text.encode("utf-8")))
    return tuple(edits)


def _build_request(
    project: Project, file: Path, accepted: str | frozenset[int], sink: Sink
) -> tuple[FileRecord, MergeRequest]:
    sha, version = _find_version(project, file, sink)
    with open_record(project.root, list_record_folders(project.output, file), sink) as record:
        files = record.find_by_hash(sha)
    if not files:
        message = f"the record does not know from which brief `{file.name}` was built"
        sink.stop("merge-unknown", message, Origin(file.name), "build the brief again as Word, and merge then")
    planned = plan_recorded_document(project, files[0], sink)
    sink.stop_on_errors()
    if planned is None:
        message = f"the recipient of `{file.name}` is no longer in its campaign"
        sink.stop("merge-unknown", message, Origin(file.name), "add the recipient again, and merge then")
    return files[0], MergeRequest(file, version, project, planned.brief, accepted)


def _find_version(project: Project, file: Path, sink: Sink) -> tuple[str, PrintedVersion]:
    id_ = read_version_id(file)
    found = find_version(project.root, id_, sink) if id_ else None
    if found:
        return found
    origin = Origin(file.name)
    if id_:
        message = "this project did not build this Word file, or its record was lost"
        hint = "run `briefgen merge` in the project that built it, with its folder `.briefgen`"
        sink.stop("merge-unknown", message, origin, hint)
    found = execute_with_sink(find_best_version, (file, project.root), sink, f"the file `{file.name}`")
    if found is None:
        message = "the file does not say which version it is, and its words are of no Word file that was built here"
        sink.stop("merge-unknown", message, origin, "name a file that briefgen built and somebody edited")
    message = (
        "the file does not say which version it is: it is compared with the built file that has the most of its words"
    )
    sink.warning("merge-guessed", message, origin, "look at each change before you accept it")
    return found


def _report_problems(name: str, result: MergeResult, accepted: str | frozenset[int], sink: Sink) -> None:
    """Say what needs a human: hidden changes, conflicts, and what was accepted and could not be written."""
    changes = [change for change in result.changes if change.kind is not ChangeKind.COMMENT]
    hidden = [change for change in changes if not change.tracked] if result.has_tracking else []
    if hidden:
        listed = ", ".join(str(change.number) for change in hidden)
        message = (
            f"{len(hidden)} of its changes {'was' if len(hidden) == 1 else 'were'} made without tracking: {listed}"
        )
        sink.warning("merge-untracked", message, Origin(name), "accept them by their numbers")
    for change in changes:
        if change.status in {Status.CONFLICT, Status.GONE}:
            message = f"change {change.number} does not fit: {change.reason}"
            sink.warning("merge-conflict", message, change.origin, "change it by hand")
        elif change.is_accepted and not change.is_taken and change.status is not Status.DONE:
            message = f"change {change.number} was accepted, and not written: {change.reason}"
            sink.warning("merge-left", message, change.origin)
    if isinstance(accepted, frozenset):
        _report_unknown_numbers(name, accepted, changes, sink)


def _report_unknown_numbers(name: str, accepted: Iterable[int], changes: Iterable[ListedChange], sink: Sink) -> None:
    last = max((change.number for change in changes), default=0)
    unknown = [number for number in accepted if number > last]
    if unknown:
        message = f"there is no change {min(unknown)} in `{name}`: {f'its last is {last}' if last else 'it has none'}"
        sink.error("merge-number", message, None, "run `briefgen merge` without `--accept` to see them")
