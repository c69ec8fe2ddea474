"""Builds the documents that are due, and enters each in the record and in the state as soon as it is built."""

from __future__ import annotations

import os
from collections.abc import Generator, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from briefgen.campaign.change_detection import Task, list_left_files, record_document
from briefgen.campaign.cluster import build_on_cluster
from briefgen.campaign.columns import check_columns
from briefgen.campaign.job import JobResult
from briefgen.campaign.plan import PlannedDocument
from briefgen.campaign.run import build_documents
from briefgen.campaign.single_build import update_single_manifest
from briefgen.campaign.state import BuiltFile, State, open_state
from briefgen.campaign.survey import PlanSurvey
from briefgen.executor import KeptWorkers, keep_workers
from briefgen.model.brief import Project
from briefgen.model.diagnostic import BriefgenError, Sink
from briefgen.record.add_built_files import add_built_files, refresh_unchanged_files
from briefgen.record.store import Record, open_record
from briefgen.resource_limits import DEFAULT_LIMITS, ResourceLimits
from briefgen.write.files import remove_leftovers
from briefgen.write.index import write_index
from briefgen.write.manifest import MANIFEST_NAME, lock_folder, read_manifest, write_locked_manifest

MAX_NAMES = 10
"""Files that are named in one problem."""


@dataclass(frozen=True, slots=True)
class ExecutionOptions:
    """How documents are built."""

    jobs: int
    """How many at once, on this machine."""
    limits: ResourceLimits = DEFAULT_LIMITS
    scheduler: str | None = None
    """Address of the cluster that renders them; None: this machine does."""
    manifest_at_end: bool = False
    """The caller writes the manifest when all documents are built."""
    workers: KeptWorkers | None = None
    """Those that have checked the columns, and read what the documents are built from."""


@dataclass(frozen=True, slots=True)
class Stores:
    """Where finished documents are entered."""

    state: State
    """What the next run compares with."""
    record: Record
    """Every file that was ever built."""


def count_processors() -> int:
    """How many documents this machine builds at once."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


@contextmanager
def open_stores(project: Project, folder: Path, sink: Sink) -> Iterator[Stores]:
    """The record of a project and the state of an output folder. Raises `BriefgenError`."""
    with open_record(project.root, (folder,), sink) as record, open_state(folder, sink) as state:
        yield Stores(state, record)


@contextmanager
def prepare_folder(
    survey: PlanSurvey, stores: Stores, options: ExecutionOptions, sink: Sink, gone: Sequence[str] = ()
) -> Iterator[ExecutionOptions]:
    """Prepare the output folder for the documents of a survey that are due; at the end of the block, its manifest says what was built.

    Yields the options to build them with. `gone` are files that the manifest forgets. Raises `BriefgenError` where a table names a column that no recipient has.
    """
    try:
        with keep_workers() as workers:
            jobs = min(options.jobs, survey.due_count)
            check_columns(survey.first_due.values(), sink, jobs, options.limits, workers)
            sink.stop_on_errors()
            remove_leftovers(stores.state.folder)
            yield replace(options, workers=workers)
    finally:
        write_folder_records(stores.state, gone, changed=bool(survey.due_count or gone))


def build_tasks(
    due: Iterable[Task], stores: Stores, options: ExecutionOptions, sink: Sink
) -> Generator[tuple[int, Task, JobResult], None, None]:
    """Build documents; yields each with its result as soon as it is built and entered, and its index in `due`.

    A task is read from `due` when a worker is free for it: where `due` ends, those in progress are built to their end.
    Callers close the generator before `prepare_folder` ends the workers.
    """
    in_progress: dict[int, Task] = {}

    def list_documents() -> Iterator[PlannedDocument]:
        for index, task in enumerate(due):
            in_progress[index] = task
            yield task.document

    documents = list_documents()
    results = (
        build_on_cluster(documents, options.scheduler, options.limits)
        if options.scheduler
        else build_documents(documents, options.jobs, options.limits, options.workers)
    )
    with closing(results):
        for index, result in results:
            task = in_progress.pop(index)
            _record_document(stores, task, result, options, sink)
            yield index, task, result


def _record_document(stores: Stores, task: Task, result: JobResult, options: ExecutionOptions, sink: Sink) -> None:
    """Enter a document in the record and the state. Where that fails, its files are kept, and the next run builds it again."""
    if result.failed:
        return
    folder = task.document.folder
    try:
        if result.unchanged and result.template and (built := stores.state.find_document(task.document.stem)):
            paths = [file.path for file in built.files]
            refresh_unchanged_files(stores.record, result.template, paths, folder)
        add_built_files(stores.record, result.build_file_records(), folder, sink, result.version)
        record_document(stores.state, task, result)
        if not options.manifest_at_end:
            update_single_manifest(task.document, result)
    except BriefgenError as error:
        sink.extend(error.diagnostics)


def list_orphans(stems: Iterable[str], stores: Stores) -> tuple[BuiltFile, ...]:
    """The files of documents that an earlier run built and the plan no longer has."""
    state, record = stores.state, stores.record
    left = [built for stem in sorted(stems) if (built := state.find_document(stem))]
    return tuple(file for document in left for file in list_left_files(document, record, state.folder))


def report_orphans(files: Iterable[BuiltFile], folder: Path, sink: Sink) -> None:
    """Name the files of documents that are no longer in the campaign and still there."""
    if paths := [f"`{file.path}`" for file in files if (folder / file.path).exists()]:
        more = f" and {len(paths) - MAX_NAMES} more" if len(paths) > MAX_NAMES else ""
        message = f"no longer in the campaign, but still there: {', '.join(paths[:MAX_NAMES])}{more}"
        sink.warning("campaign-orphan", message, None, "remove them with `--prune`")


def write_folder_records(state: State, gone: Sequence[str], *, changed: bool) -> None:
    """Update the manifest and the index from the state, also where an earlier run was killed before it did so."""
    if (any(state.read_manifest()) or gone) and (changed or not (state.folder / MANIFEST_NAME).is_file()):
        # The state is read under the lock: of two runs, the last to write then knows what both did.
        with lock_folder(state.folder):
            write_locked_manifest(state.folder, *state.read_manifest(), gone)
        with lock_folder(state.folder):
            # The state forgets the formats that the last run did not build; the manifest lists them.
            manifest, (files, inputs) = read_manifest(state.folder), state.read_manifest()
            entries = {**manifest["files"], **files}
            write_index(state.folder, dict(sorted(entries.items())), {**manifest["inputs"], **inputs})
