"""`briefgen sent`: notes in `deliveries.jsonl` which file went to whom on which day."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from briefgen.commands import completion, options
from briefgen.commands.day import parse_day
from briefgen.commands.report import format_count, to_printable
from briefgen.commands.session import Session, WrongUsageError, open_result_session, run_command
from briefgen.commands.table import ListFormat, print_rows

if TYPE_CHECKING:
    from collections.abc import Sequence


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
    run_command(open_result_session(context, list_format), lambda session: _record_deliveries(session, arguments))


def _record_deliveries(session: Session, arguments: _SentArguments) -> None:
    from briefgen.commands.arguments import (
        check_known_name,
        check_typed_text,
        choose_output_folder,
        load_current_project,
    )
    from briefgen.record.deliveries import add_deliveries
    from briefgen.record.sending import describe_sent_campaign, describe_sent_files

    if bool(arguments.files) is bool(arguments.campaign):
        hint = "name the files, or give `--campaign`"
        raise WrongUsageError("sent-unnamed", "it is not stated what was sent", hint)
    if arguments.to and arguments.campaign:
        hint = "leave `--to` out, or name the files"
        raise WrongUsageError("sent-unaddressed", "`--campaign` notes each file for its own recipient", hint)
    check_typed_text("--to", arguments.to)
    day = parse_day(arguments.on, "--on")
    project = load_current_project(session)
    folder = choose_output_folder(arguments.output, project)
    if arguments.campaign:
        check_known_name(project, "campaigns", arguments.campaign)
        deliveries = describe_sent_campaign(project, folder, arguments.campaign, day, session.sink)
    else:
        deliveries = describe_sent_files(project, folder, arguments.files, arguments.to, day, session.sink)
    if not deliveries:
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
