"""Finds which output folder a file is in, and what the record knows of its place."""

from __future__ import annotations

from pathlib import Path

from briefgen.model.record import FileRecord
from briefgen.paths import follow_links
from briefgen.record.store import Record
from briefgen.write.manifest import LOCK_NAME, MANIFEST_NAME


def list_record_folders(output: Path, file: Path) -> list[Path]:
    """The output folders whose manifests can know a file: that of the project, and the one that the file is in."""
    above = [folder for folder in file.absolute().parents if (folder / LOCK_NAME).is_file()]
    return [output, *(folder for folder in above if (folder / MANIFEST_NAME).is_file() and folder != output)]


def find_file_at(record: Record, file: Path) -> FileRecord | None:
    """The file that was last built at the place of a file."""
    path = follow_links(file)
    for folder in path.parents:
        known = record.find_at(record.name_folder(folder), path.relative_to(folder).as_posix())
        if known:
            return known
    return None
