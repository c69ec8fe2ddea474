"""Enters the files of a finished document in the record, and reports formats that now have an older text than the others."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from briefgen.model.artifact import Format
from briefgen.model.diagnostic import Origin, Sink
from briefgen.model.printed_text import PrintedVersion
from briefgen.model.record import FileRecord
from briefgen.record.manifests import format_time
from briefgen.record.store import Record
from briefgen.record.versions import add_version
from briefgen.write.files import compute_sha256


def add_built_files(
    record: Record,
    files: Iterable[FileRecord],
    folder: Path,
    sink: Sink,
    version: PrintedVersion | None = None,
) -> None:
    """Enter files that were just written to an output folder, and what the Word file among them prints. Raises `BriefgenError`."""
    now = format_time(datetime.now(UTC))
    placed = [replace(file, folder=record.name_folder(folder), built=now) for file in files]
    record.add(placed)
    for file in placed:
        if version and file.format == Format.DOCX.value:
            add_version(record.root, file.sha256, version, sink)
    if placed:
        for older in find_older_formats(record, placed[0]):
            _report_older_format(older, placed[0], record, sink)


def refresh_unchanged_files(record: Record, template: FileRecord, paths: Iterable[str], folder: Path) -> None:
    """Enter what a document is made from today where its text is the same as before, so that its files stay. Raises `BriefgenError`."""
    name = record.name_folder(folder)
    known = [file for path in paths if (file := record.find_at(name, path))]
    record.add(
        replace(
            file,
            contents=template.contents,
            recipient_digest=template.recipient_digest,
            text_digest=template.text_digest,
        )
        for file in known
    )


def find_older_formats(record: Record, file: FileRecord) -> Iterator[FileRecord]:
    """The other formats of the document that are on disk with an older text."""
    for other in record.list_siblings(file):
        path = record.find_folder(other.folder) / other.path
        if other.text_digest != file.text_digest and compute_sha256(path) == other.sha256:
            yield other


def _report_older_format(older: FileRecord, file: FileRecord, record: Record, sink: Sink) -> None:
    path = record.find_folder(older.folder) / older.path
    display = path.relative_to(record.root) if path.is_relative_to(record.root) else path
    message = f"`{older.path}` has an older text than `{file.path}`, which was built now"
    hint = f"build it again with `--to {older.format}`"
    sink.warning("format-older", message, Origin(display.as_posix()), hint)
