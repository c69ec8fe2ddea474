"""The finished files of the project, by its record."""

from __future__ import annotations

from briefgen.model.brief import Project
from briefgen.model.diagnostic import Sink
from briefgen.model.record import FileRecord
from briefgen.record.store import open_record


def list_finished_files(project: Project, sink: Sink) -> list[FileRecord]:
    """The files of the output folder as they were built last, the newest first, also those that were changed or deleted since."""
    with open_record(project.root, (project.output,), sink) as record:
        files = record.list_latest(record.name_folder(project.output))
        return sorted(files, key=lambda file: file.built, reverse=True)
