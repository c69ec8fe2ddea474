"""Finds the finished file that `diff --against` names, and what the record knows of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from briefgen.commands.session import Session, WrongUsageError
from briefgen.compare.brief_versions import READABLE, ComparedFile
from briefgen.model.brief import Project
from briefgen.model.record import FileRecord
from briefgen.record.deliveries import read_deliveries
from briefgen.record.file_places import list_record_folders
from briefgen.record.store import Record, open_record
from briefgen.write.files import compute_sha256

SHA256 = re.compile(r"[0-9a-f]{64}")


def find_compared_file(session: Session, project: Project, written: Path) -> ComparedFile:
    """The file of a path, from here or from the output folder, or of a SHA-256 of the manifest or `deliveries.jsonl`.

    In the place of a PDF, the HTML or Word file of the same text is read, if it is still there. Raises `WrongUsageError`.
    """
    path = next((place for place in (written, project.output / written) if place.is_file()), None)
    hash_ = compute_sha256(path) if path else str(written).lower()
    if path is None and not SHA256.fullmatch(hash_):
        raise WrongUsageError("diff-file", f"there is no file `{written}`", "name a finished file")
    with open_record(project.root, list_record_folders(project.output, path or written), session.sink) as record:
        sent = (delivery.file for delivery in read_deliveries(project.root, session.sink))
        known = record.find_by_hash(hash_) or [file for file in sent if file.sha256 == hash_]
        if path and path.suffix.lower() in READABLE:
            return ComparedFile(path, READABLE[path.suffix.lower()], known[0] if known else None)
        if not known and path is None:
            hint = "look for it in `manifest.json` or `deliveries.jsonl`"
            raise WrongUsageError("diff-file", f"no file of this project has the SHA-256 `{written}`", hint)
        same_text = next(_find_same_text(record, known), None)
    if same_text is None:
        hint = "compare with the HTML or Word file of the same build, or with `--since REVISION`"
        what = f"`{written}`" if path else f"the file `{known[0].path}`"
        raise WrongUsageError("diff-file", f"{what} is not an HTML or Word file that can be read", hint)
    return same_text


def _find_same_text(record: Record, known: list[FileRecord]) -> Iterator[ComparedFile]:
    """Files with the same text that are still as they were built."""
    for file in known:
        for other in (
            file,
            *(sibling for sibling in record.list_siblings(file) if sibling.text_digest == file.text_digest),
        ):
            path = record.find_folder(other.folder) / other.path
            if path.suffix.lower() in READABLE and compute_sha256(path) == other.sha256:
                yield ComparedFile(path, READABLE[path.suffix.lower()], other)
