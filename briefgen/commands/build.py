"""`briefgen build`: makes briefs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer

from briefgen.commands import options
from briefgen.commands.report import ReportFormat
from briefgen.commands.session import Session, WrongUsageError, run, start_of


@dataclass(frozen=True, slots=True)
class _Asked:
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


def build(  # noqa: PLR0913 - each option is a parameter: that is how Typer reads them
    context: typer.Context,
    briefs: Annotated[list[str] | None, typer.Argument(metavar="BRIEF", help="Briefs by name.")] = None,
    *,
    audience: options.AudienceName = None,
    library: options.LibraryName = None,
    to: options.To = None,
    output: options.Output = None,
    language: options.Language = None,
    recipient: options.Recipient = None,
    settings: options.Settings = None,
    jobs: options.Jobs = None,
    strict: options.Strict = False,
    report: options.Report = ReportFormat.TEXT,
    quiet: options.Quiet = False,
    verbose: options.Verbose = False,
) -> None:
    """Make briefs: one file for each format, under one name.

    Prints a line for each file: its path, pages and words. Nothing is written for a brief with an error in it;
    an older file of its name then stays as it was.
    """
    asked = _Asked(briefs or (), audience, library, to, output, language, recipient, settings, jobs)
    session = Session(start_of(context), report, strict=strict, quiet=quiet, verbose=verbose)
    run(session, lambda session: _build(session, asked))


def _build(session: Session, asked: _Asked) -> None:
    from briefgen.campaign import Need, Task, opened, planned_alone
    from briefgen.commands.asked import (
        adapted,
        addressee_asked,
        brief_without_file,
        briefs_asked,
        folder_asked,
        formats_asked,
        jobs_asked,
        known_name,
        project_of,
    )
    from briefgen.commands.production import Means, produce
    from briefgen.commands.tally import Extent

    formats = formats_asked(asked.to)
    if not asked.briefs and not (asked.audience and asked.library):
        hint = "run `briefgen list briefs` to see them, or give both `--audience` and `--library`"
        raise WrongUsageError("brief-unnamed", "no brief to build is named", hint)
    if asked.briefs and (asked.audience or asked.library):
        hint = "leave them out, or leave the brief out"
        raise WrongUsageError("brief-audience", "`--audience` and `--library` make a brief without a file", hint)
    project = project_of(session)
    if asked.audience and asked.library:
        briefs = [brief_without_file(project, asked.audience, asked.library)]
    else:
        briefs = briefs_asked(project, [known_name(project, "briefs", name) for name in asked.briefs], session.sink)
    addressee = addressee_asked(project, asked.recipient, session.sink)
    briefs = [adapted(brief, asked.language, asked.settings, addressee) for brief in briefs]
    folder = folder_asked(asked.output, project)
    tasks = [Task(planned_alone(project, brief, formats, folder), Need.NEW) for brief in briefs]
    if tasks:
        with opened(folder, session.sink) as state:
            produce(session, tasks, Extent(len(tasks)), state, Means(jobs_asked(asked.jobs)))
