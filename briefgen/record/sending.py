"""Says what was sent: which file of the record each sent file is, and who received it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path

from briefgen.model.brief import Project
from briefgen.model.diagnostic import Sink
from briefgen.model.record import Delivery, FileRecord
from briefgen.paths import follow_links
from briefgen.record.deliveries import read_deliveries
from briefgen.record.file_places import find_file_at, list_record_folders
from briefgen.record.missing_file import describe_missing_file
from briefgen.record.store import Record, open_record
from briefgen.write.files import compute_sha256

STOPPING_CODES = frozenset({"sent-missing", "sent-unknown", "sent-changed", "sent-unaddressed"})


def describe_sent_files(
    project: Project, folder: Path, files: Sequence[Path], to: str, day: date, sink: Sink
) -> tuple[Delivery, ...]:
    """The deliveries of files that were sent, or of copies of them; without `to`, to the recipient of each.

    None at all where one of them is not known, was changed or has no recipient: that is an error in `sink`.
    """
    delivered = {delivery.file.sha256: [delivery.file] for delivery in read_deliveries(project.root, sink)}
    folders = [folder, *(other for file in files for other in list_record_folders(project.output, file))]
    with open_record(project.root, folders, sink) as record:
        found = list(_find_named_files(project, record, files, delivered, sink))
    return _build_deliveries(found, to, day, sink)


def describe_sent_campaign(
    project: Project, folder: Path, campaign: str, day: date, sink: Sink
) -> tuple[Delivery, ...]:
    """The deliveries of all files of a campaign, each to its recipient. None at all after an error, as above."""
    read_deliveries(project.root, sink)  # reports the lines that cannot be read
    with open_record(project.root, (folder,), sink) as record:
        found = list(_find_campaign_files(record, folder, campaign, sink))
    return _build_deliveries(found, "", day, sink)


def _find_named_files(
    project: Project, record: Record, files: Sequence[Path], delivered: Mapping[str, list[FileRecord]], sink: Sink
) -> Iterator[tuple[str, FileRecord]]:
    """Each file with its name; a file that is not known is an error."""
    for path in files:
        place, root = follow_links(path), follow_links(project.root)
        name = place.relative_to(root).as_posix() if place.is_relative_to(root) else path.name
        if not path.is_file():
            message, hint = describe_missing_file(path, "name a file that briefgen built")
            sink.error("sent-missing", message, None, hint)
            continue
        here = find_file_at(record, path)
        content = compute_sha256(path)
        known = record.find_by_hash(content) or delivered.get(content, [])
        if known:
            yield name, next((file for file in known if here and file.path == here.path), known[0])
        elif here:
            message = f"`{name}` was changed since it was built, so it is not known what it prints"
            sink.error("sent-changed", message, None, "send the file that briefgen built")
        else:
            message = f"`{name}` is not a file that this project built"
            sink.error("sent-unknown", message, None, "build it with `briefgen build`, and send that file")


def _find_campaign_files(record: Record, folder: Path, campaign: str, sink: Sink) -> Iterator[tuple[str, FileRecord]]:
    """The files of a campaign in an output folder as they were built last; one that was changed is an error."""
    files = [file for file in record.list_latest(record.name_folder(folder)) if file.contents.campaign == campaign]
    present = [(file, content) for file in files if (content := compute_sha256(folder / file.path))]
    if not present:
        message = f"the campaign `{campaign}` has no files in `{folder.name}`"
        sink.error("sent-missing", message, None, f"build them with `briefgen batch {campaign}`")
    for file, content in present:
        name = f"{folder.name}/{file.path}"
        if content == file.sha256:
            yield name, file
        else:
            message = f"`{name}` was changed since it was built, so it is not known what it prints"
            sink.error("sent-changed", message, None, "move it away and build it again")


def _build_deliveries(found: Sequence[tuple[str, FileRecord]], to: str, day: date, sink: Sink) -> tuple[Delivery, ...]:
    deliveries = []
    for name, file in found:
        if to or file.recipient:
            deliveries.append(Delivery(file, name, to or file.recipient, day.isoformat()))
        else:
            message = f"it is not stated who received `{name}`, and it is for nobody in particular"
            sink.error("sent-unaddressed", message, None, "give `--to WHO`")
    is_stopped = any(problem.code in STOPPING_CODES for problem in sink.diagnostics)
    return () if is_stopped else tuple(deliveries)
