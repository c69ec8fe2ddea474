"""`briefgen check`: looks for problems without making anything."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

import typer

from briefgen.commands import options
from briefgen.commands.report import ReportFormat
from briefgen.commands.session import DONE, Session, run, start_of


def check(
    context: typer.Context,
    briefs: Annotated[
        list[str] | None, typer.Argument(metavar="BRIEF", help="Briefs by name. Omitted: the whole project.")
    ] = None,
    *,
    strict: options.Strict = False,
    report: options.Report = ReportFormat.TEXT,
    quiet: options.Quiet = False,
    verbose: options.Verbose = False,
) -> None:
    """Look for problems without making anything.

    In the briefs named, or in every library, audience, brief and campaign of the project. Each brief is put together in full, with its notes, references and counts of words; nothing is written.
    Limits in pages are checked by `build`. (Whether this machine has what briefgen needs: `briefgen doctor`.)
    """
    session = Session(start_of(context), report, strict=strict, quiet=quiet, verbose=verbose, report_is_result=True)
    run(session, lambda session: _check(session, briefs or ()))


def _check(session: Session, names: Sequence[str]) -> None:
    from briefgen.commands.asked import known_name, project_of
    from briefgen.commands.inspection import check_briefs, check_project

    project = project_of(session)
    if names:
        checked = check_briefs(session, project, [known_name(project, "briefs", name) for name in names])
    else:
        checked = check_project(session, project)
    if session.report is ReportFormat.TEXT and session.code == DONE and not session.quiet:
        typer.echo(f"no {'problems' if not session.findings else 'errors'} in {checked}")
