"""`briefgen build`: makes briefs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer

from briefgen.commands import completion, options
from briefgen.commands.report import ReportFormat
from briefgen.commands.session import Session, WrongUsageError, location_from_context, run_command
from briefgen.resource_limits import DEFAULT_LIMITS, ResourceLimits


@dataclass(frozen=True, slots=True)
class _BuildArguments:
    """What a build was asked for, as it was typed."""

    briefs: Sequence[str]
    audience: str | None
    library: str | None
    to: Sequence[str] | None
    output: Path | None
    language: str | None
    recipient: str | None
    settings: Sequence[str] | None
    jobs: int | None
    limits: ResourceLimits


def build(  # noqa: PLR0913 - each option is a parameter: that is how Typer reads them
    context: typer.Context,
    briefs: Annotated[
        list[str] | None,
        typer.Argument(metavar="BRIEF", help="Briefs by name.", autocompletion=completion.complete_briefs),
    ] = None,
    *,
    audience: options.AudienceName = None,
    library: options.LibraryName = None,
    to: options.To = None,
    output: options.Output = None,
    language: options.Language = None,
    recipient: options.Recipient = None,
    settings: options.Settings = None,
    jobs: options.Jobs = None,
    time_limit: options.TimeLimit = DEFAULT_LIMITS.seconds,
    memory_limit: options.MemoryLimit = DEFAULT_LIMITS.megabytes,
    internal: options.Internal = False,
    strict: options.Strict = False,
    report: options.Report = ReportFormat.TEXT,
    quiet: options.Quiet = False,
    verbose: options.Verbose = False,
) -> None:
    """Build briefs: one file for each format, under one name.

    Prints a line for each file: its path, pages and words. Nothing is written for a brief with an error in it;
    an older file of its name then stays as it was.
    """
    limits = ResourceLimits(time_limit, memory_limit)
    arguments = _BuildArguments(
        briefs or (), audience, library, to, output, language, recipient, settings, jobs, limits
    )
    session = Session(
        location_from_context(context), report, strict=strict, quiet=quiet, verbose=verbose, is_internal=internal
    )
    run_command(session, lambda session: _build(session, arguments))


def _build(session: Session, arguments: _BuildArguments) -> None:
    from briefgen.campaign import BuildReason, BuildRequest, ExecutionOptions, Task, open_stores, plan_single_brief
    from briefgen.commands.arguments import (
        adapt_brief,
        check_known_name,
        choose_job_count,
        choose_output_folder,
        create_checked_brief,
        find_recipient,
        load_current_project,
        parse_formats,
        parse_settings,
    )
    from briefgen.commands.execution import execute_tasks
    from briefgen.commands.progress import Totals
    from briefgen.load import load_briefs

    formats = parse_formats(arguments.to)
    if not arguments.briefs and not (arguments.audience and arguments.library):
        hint = "run `briefgen list briefs` to see them, or give both `--audience` and `--library`"
        raise WrongUsageError("brief-unnamed", "no brief to build is named", hint)
    if arguments.briefs and (arguments.audience or arguments.library):
        hint = "leave them out, or leave the brief out"
        raise WrongUsageError("brief-audience", "`--audience` and `--library` make a brief without a file", hint)
    project = load_current_project(session)
    if arguments.audience and arguments.library:
        briefs = [create_checked_brief(project, arguments.audience, arguments.library)]
    else:
        briefs = load_briefs(
            project, [check_known_name(project, "briefs", name) for name in arguments.briefs], session.sink
        )
    addressee = find_recipient(project, arguments.recipient, session.sink)
    folder = choose_output_folder(arguments.output, project)
    tasks = []
    for brief in briefs:
        request = BuildRequest(
            brief.language,
            addressee.find_sender(brief) if addressee else None,
            parse_settings(arguments.settings),
            unsaved=not arguments.briefs,
        )
        adapted = adapt_brief(brief, arguments.language, arguments.settings, addressee)
        tasks.append(Task(plan_single_brief(project, adapted, formats, folder, request), BuildReason.NEW))
    execution = ExecutionOptions(choose_job_count(arguments.jobs), arguments.limits)
    if tasks:
        with open_stores(project, folder, session.sink) as stores:
            execute_tasks(session, tasks, Totals(len(tasks)), stores, execution)
