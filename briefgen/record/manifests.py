"""Reads the files of a manifest as values of the record, and writes the part of an entry that the record needs."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from briefgen.model.diagnostic import Origin, Sink
from briefgen.model.record import FileRecord
from briefgen.record.json_values import (
    contents_from_json,
    contents_to_json,
    file_from_json,
    file_to_json,
    inputs_from_json,
)
from briefgen.write.manifest import MANIFEST_NAME, read_manifest

TIME_FORMAT = "%Y-%m-%dT%H:%M:%SZ"


def read_manifest_files(folder: Path, sink: Sink) -> Iterator[FileRecord]:
    """The files of an output folder as its manifest lists them, without the name of the folder.

    An entry that cannot be read is left out with a warning. Raises `BriefgenError` for a file that is not a manifest.
    """
    manifest = read_manifest(folder)
    for path, entry in manifest["files"].items():
        try:
            inputs = inputs_from_json(manifest["inputs"].get(entry.get("inputs", ""), {}))
            contents = contents_from_json(entry, inputs)
            place = {"path": path, "folder": "", "built": _find_build_time(folder / path)}
            yield file_from_json({**entry, **place}, contents)
        except (TypeError, ValueError):
            message = f"the entry of `{path}` in `{MANIFEST_NAME}` cannot be read, so the record does not know the file"
            sink.warning("manifest-entry", message, Origin(MANIFEST_NAME), "build the file again")


def build_record_entry(file: FileRecord) -> dict[str, Any]:
    """What the manifest keeps of a file, so that the record can be filled from it."""
    return {**contents_to_json(file.contents), **file_to_json(file)}


def format_time(moment: datetime) -> str:
    """A moment as the record has it."""
    return moment.astimezone(UTC).strftime(TIME_FORMAT)


def _find_build_time(path: Path) -> str:
    """When a file was written last; empty where it is gone."""
    try:
        return datetime.fromtimestamp(path.stat().st_mtime, UTC).strftime(TIME_FORMAT)
    except (OSError, ValueError, OverflowError):
        return ""
