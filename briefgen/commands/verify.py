"""`briefgen verify`: what a finished file is, what it was made from, and whether it is the current one."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from briefgen.commands import options
from briefgen.commands.report import format_count, to_printable
from briefgen.commands.session import Session, WrongUsageError, open_result_session, run_command
from briefgen.commands.table import ListFormat

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from briefgen.commands.file_changes import FileChanges
    from briefgen.corrections.compare import ContentChanges
    from briefgen.model.brief import Project
    from briefgen.model.record import Delivery, FileRecord
    from briefgen.record.store import Record

CONTENT_KINDS = ("library", "block", "fact", "source", "image")
FORMATTING_KINDS = ("citation style", "font", "style", "template", "tool")
"""Kinds of inputs, as they are printed."""


def verify(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A file that briefgen built, or a copy of one.")],
    *,
    list_format: options.ListFormatOption = ListFormat.TEXT,
    strict: options.Strict = False,
) -> None:
    """Report what a finished file is, and whether it is up to date.

    Knows every file that was ever built or sent, by its bytes, wherever it is. Prints its brief, recipient and
    language, when and from what it was built, and what has changed since, figure by figure. A file that is not one of
    this project's, or was changed by hand, is an error; one out of date is a warning.
    """
    session = open_result_session(context, list_format, strict=strict)
    run_command(session, lambda session: _verify(session, file, list_format))


def _verify(session: Session, file: Path, list_format: ListFormat) -> None:
    from datetime import UTC, datetime

    from briefgen.commands.arguments import load_current_project
    from briefgen.commands.file_changes import find_file_changes
    from briefgen.record.deliveries import read_deliveries
    from briefgen.record.file_places import list_record_folders
    from briefgen.record.store import open_record
    from briefgen.write.files import compute_sha256

    if not file.is_file():
        from briefgen.record.missing_file import describe_missing_file

        raise WrongUsageError("verify-missing", *describe_missing_file(file, "name a file that briefgen built"))
    project = load_current_project(session)
    content = compute_sha256(file)
    deliveries = [
        delivery for delivery in read_deliveries(project.root, session.sink) if delivery.file.sha256 == content
    ]
    with open_record(project.root, list_record_folders(project.output, file), session.sink) as record:
        found = _find_files(session, record, deliveries, file, content)
        changes = find_file_changes(project, found[0], datetime.now(UTC).date(), session.sink)
        newer = _find_newer_formats(record, found[0])
        if list_format is ListFormat.JSON:
            _print_json(found, deliveries, changes, newer)
        else:
            for line in _format_report(found, deliveries, changes, newer):
                typer.echo(line)
    if changes.reasons or newer:
        _warn(session, project, found[0])


def _find_files(
    session: Session, record: Record, deliveries: Iterable[Delivery], file: Path, content: str
) -> list[FileRecord]:
    """What the record knows of these bytes, the file of this place first. Raises `BriefgenError` for bytes that it does not know."""
    from briefgen.record.file_places import find_file_at

    here = find_file_at(record, file)
    known = record.find_by_hash(content) or [delivery.file for delivery in deliveries]
    if known:
        return sorted(known, key=lambda other: here is None or (other.folder, other.path) != (here.folder, here.path))
    if here is not None:
        message = f"`{here.path}` was changed since it was built: its SHA-256 is {content}, it was {here.sha256}"
        hint = "move it away, then build it again with `briefgen batch` or `briefgen build`"
        return session.sink.stop("verify-changed", message, None, hint)
    message = f"`{file.name}` is not a file that this project built or sent"
    return session.sink.stop("verify-unknown", message, None, "look for its SHA-256 in an older `manifest.json`")


def _find_newer_formats(record: Record, file: FileRecord) -> list[FileRecord]:
    """Other formats of the document that were built later, with another text."""
    return [
        other
        for other in record.list_siblings(file)
        if other.text_digest != file.text_digest and other.built >= file.built > ""
    ]


def _warn(session: Session, project: Project, file: FileRecord) -> None:
    from briefgen.load import list_names

    contents = file.contents
    if contents.campaign and contents.campaign in list_names(project, "campaigns"):
        again = f"briefgen batch {contents.campaign}"
    else:
        again = f"briefgen build {contents.brief}"
    message = f"`{file.path}` is out of date"
    session.sink.warning("verify-outdated", message, None, f"make it again: `{again}`")


def _format_report(
    found: list[FileRecord], deliveries: Iterable[Delivery], changes: FileChanges, newer: Iterable[FileRecord]
) -> Iterator[str]:
    """What a file is, what it was made from and what of that changed: contents by name, what gives it its form by number."""
    from briefgen.commands.table import get_terminal_width, indent_lines

    file = found[0]
    yield to_printable(file.path)
    lines = [
        _describe_document(file),
        f"{_describe_size(file)}, SHA-256 {file.sha256}",
        *_describe_history(file, deliveries),
        *_describe_inputs(file),
        *(f"the same bytes are also {_describe_document(other)}" for other in _find_others(found)),
        f"out of date: {', '.join(changes.reasons)}" if changes.reasons else "",
        *_describe_changes(changes.contents),
        *(f"older than {other.path}, built on {other.built}" for other in newer),
    ]
    if not changes.reasons:
        lines.append("current")
    for line in filter(None, lines):
        yield from indent_lines(to_printable(line), get_terminal_width())


def _describe_document(file: FileRecord) -> str:
    contents = file.contents
    recipient = f" for {file.recipient}" if file.recipient else ""
    return f"brief {contents.brief} in {contents.language}{recipient}, audience {contents.audience}"


def _describe_size(file: FileRecord) -> str:
    pages = [format_count(file.pages, "page")] if file.pages is not None else []
    return ", ".join([*pages, format_count(file.words, "word")])


def _describe_history(file: FileRecord, deliveries: Iterable[Delivery]) -> Iterator[str]:
    settings = ", ".join(f"{key}={value}" for key, value in file.contents.settings.items())
    if file.built:
        yield f"built on {file.built[:10]} at {file.built[11:16]} UTC{f', with {settings}' if settings else ''}"
    for delivery in deliveries:
        yield f"sent to {delivery.to} on {delivery.on}"


def _describe_inputs(file: FileRecord) -> Iterator[str]:
    for kind in CONTENT_KINDS:
        if names := file.contents.list_names(kind):
            yield f"{kind} {', '.join(names)}"
    form = [format_count(len(names), kind) for kind in FORMATTING_KINDS if (names := file.contents.list_names(kind))]
    if form:
        yield f"{', '.join(form)}, by name in manifest.json"


def _find_others(found: list[FileRecord]) -> list[FileRecord]:
    """Other documents with the same bytes, each once."""
    own = _describe_document(found[0])
    return [*{_describe_document(other): other for other in found if _describe_document(other) != own}.values()]


def _describe_changes(contents: ContentChanges) -> Iterator[str]:
    for change in contents.withdrawn:
        yield f"{change.name}: {change.reason}"
    for figure in contents.figures:
        now = f"today {figure.new}" if figure.new else "no longer in the library"
        yield f"{figure.fact}: {figure.old} in this file, {now}{f' ({figure.why})' if figure.why else ''}"
    for change in contents.changed:
        yield f"{change.name}: {change.reason}"


def _print_json(
    found: list[FileRecord], deliveries: Iterable[Delivery], changes: FileChanges, newer: Iterable[FileRecord]
) -> None:
    import json

    from briefgen.corrections.json_report import build_file_report

    report = build_file_report(found[0], deliveries, changes.contents, changes.reasons, newer)
    typer.echo(json.dumps(report, ensure_ascii=False, indent=2))
