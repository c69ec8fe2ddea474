"""`briefgen sent`: notes in `deliveries.jsonl` which file went to whom on which day."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from briefgen.commands import completion, options
from briefgen.commands.day import parse_day
from briefgen.commands.missing_file import describe_missing_file
from briefgen.commands.report import format_count, to_printable
from briefgen.commands.session import Session, WrongUsageError, location_from_context, run_command
from briefgen.commands.table import ListFormat, print_rows
from briefgen.paths import follow_links

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date

    from briefgen.model.brief import Project
    from briefgen.model.record import Delivery, FileRecord
    from briefgen.record.store import Record


@dataclass(frozen=True, slots=True)
class _SentArguments:
    """What was typed."""

    files: Sequence[Path]
    to: str
    on: str
    campaign: str
    output: Path | None
    list_format: ListFormat


def sent(  # noqa: PLR0913 - each option is a parameter: that is how Typer reads them
    context: typer.Context,
    files: Annotated[
        list[Path] | None, typer.Argument(metavar="FILE", help="Files that were sent, or copies of them.")
    ] = None,
    *,
    to: Annotated[
        str, typer.Option("--to", metavar="WHO", help="Who received them. Omitted: the recipient of each file.")
    ] = "",
    on: Annotated[str, typer.Option("--on", metavar="DATE", help="The day: `2026-11-29`. Omitted: today.")] = "",
    campaign: Annotated[
        str,
        typer.Option(
            "--campaign",
            metavar="CAMPAIGN",
            help="All files of a campaign, to the recipient of each.",
            autocompletion=completion.complete_campaigns,
        ),
    ] = "",
    output: options.Output = None,
    list_format: options.ListFormatOption = ListFormat.TEXT,
) -> None:
    """Note which files were sent, to whom and when.

    Adds a line for each to `deliveries.jsonl`: who, when, and what the file printed, without its text. `briefgen
    corrections` then knows who has a figure or a text that is no longer true. A delivery that is there already is not
    added again. A file that this project did not build, or that was changed since, is an error, and nothing is noted.
    """
    arguments = _SentArguments(files or (), to.strip(), on.strip(), campaign, output, list_format)
    run_command(Session(location_from_context(context)), lambda session: _record_deliveries(session, arguments))


def _record_deliveries(session: Session, arguments: _SentArguments) -> None:
    from briefgen.commands.arguments import (
        check_known_name,
        check_typed_text,
        choose_output_folder,
        load_current_project,
    )
    from briefgen.record.deliveries import add_deliveries, read_deliveries
    from briefgen.record.file_places import list_record_folders
    from briefgen.record.store import open_record

    if bool(arguments.files) is bool(arguments.campaign):
        hint = "name the files, or give `--campaign`"
        raise WrongUsageError("sent-unnamed", "it is not stated what was sent", hint)
    if arguments.to and arguments.campaign:
        hint = "leave `--to` out, or name the files"
        raise WrongUsageError("sent-unaddressed", "`--campaign` notes each file for its own recipient", hint)
    check_typed_text("--to", arguments.to)
    day = parse_day(arguments.on, "--on")
    project = load_current_project(session)
    if arguments.campaign:
        check_known_name(project, "campaigns", arguments.campaign)
    earlier = read_deliveries(project.root, session.sink)
    delivered = {delivery.file.sha256: [delivery.file] for delivery in earlier}
    folder = choose_output_folder(arguments.output, project)
    folders = [folder, *(other for file in arguments.files for other in list_record_folders(project.output, file))]
    with open_record(project.root, folders, session.sink) as record:
        if arguments.campaign:
            found = list(_find_campaign_files(session, record, folder, arguments.campaign))
        else:
            found = list(_find_named_files(session, project, record, arguments.files, delivered))
    deliveries = [
        delivery for name, file in found if (delivery := _build_delivery(session, name, file, arguments.to, day))
    ]
    if len(deliveries) < len(found) or any(problem.code in STOPPING_CODES for problem in session.sink.diagnostics):
        session.print_status("nothing was noted")
        return
    added = add_deliveries(project.root, deliveries)
    if arguments.list_format is ListFormat.JSON:
        rows = [(item.name, item.to, item.on, item.file.sha256, item not in added) for item in deliveries]
        print_rows(("file", "to", "on", "sha256", "already"), rows, arguments.list_format)
        return
    for delivery in added:
        typer.echo(to_printable(f"{delivery.name}  sent to {delivery.to} on {delivery.on}"))
    there = f", {len(deliveries) - len(added)} were there already" if len(added) < len(deliveries) else ""
    session.print_status(f"{format_count(len(added), 'delivery')} noted{there}")


STOPPING_CODES = frozenset({"sent-missing", "sent-unknown", "sent-changed", "sent-unaddressed"})


def _find_named_files(
    session: Session, project: Project, record: Record, files: Sequence[Path], delivered: Mapping[str, list[FileRecord]]
) -> Iterator[tuple[str, FileRecord]]:
    """Each file with its name; a file that is not known is an error."""
    from briefgen.record.file_places import find_file_at
    from briefgen.write.files import compute_sha256

    for path in files:
        place, root = follow_links(path), follow_links(project.root)
        name = place.relative_to(root).as_posix() if place.is_relative_to(root) else path.name
        if not path.is_file():
            message, hint = describe_missing_file(path, "name a file that briefgen built")
            session.sink.error("sent-missing", message, None, hint)
            continue
        here = find_file_at(record, path)
        content = compute_sha256(path)
        known = record.find_by_hash(content) or delivered.get(content, [])
        if known:
            yield name, next((file for file in known if here and file.path == here.path), known[0])
        elif here:
            message = f"`{name}` was changed since it was built, so it is not known what it prints"
            session.sink.error("sent-changed", message, None, "send the file that briefgen built")
        else:
            message = f"`{name}` is not a file that this project built"
            session.sink.error("sent-unknown", message, None, "build it with `briefgen build`, and send that file")


def _find_campaign_files(
    session: Session, record: Record, folder: Path, campaign: str
) -> Iterator[tuple[str, FileRecord]]:
    """The files of a campaign in an output folder as they were built last; one that was changed is an error."""
    from briefgen.write.files import compute_sha256

    files = [file for file in record.list_latest(record.name_folder(folder)) if file.contents.campaign == campaign]
    present = [(file, content) for file in files if (content := compute_sha256(folder / file.path))]
    if not present:
        message = f"the campaign `{campaign}` has no files in `{folder.name}`"
        session.sink.error("sent-missing", message, None, f"build them with `briefgen batch {campaign}`")
    for file, content in present:
        name = f"{folder.name}/{file.path}"
        if content == file.sha256:
            yield name, file
        else:
            message = f"`{name}` was changed since it was built, so it is not known what it prints"
            session.sink.error("sent-changed", message, None, "move it away and build it again")


def _build_delivery(session: Session, name: str, file: FileRecord, to: str, day: date) -> Delivery | None:
    from briefgen.model.record import Delivery

    if to or file.recipient:
        return Delivery(file, name, to or file.recipient, day.isoformat())
    message = f"it is not stated who received `{name}`, and it is for nobody in particular"
    session.sink.error("sent-unaddressed", message, None, "give `--to WHO`")
    return None
