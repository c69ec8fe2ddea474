"""`briefgen audit`: looks through finished files, also those made elsewhere, for what must not get out."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from briefgen.commands import options
from briefgen.commands.report import ReportFormat, counted_word
from briefgen.commands.session import DONE, Session, WrongUsageError, run, start_of
from briefgen.limits import Allowance, held_to

FOR_ONE_FILE = Allowance(seconds=300, megabytes=2048)
"""Of a file that was made elsewhere, with as many pages as it likes."""

if TYPE_CHECKING:
    from briefgen.audit import Sought
    from briefgen.values.brief import Project


def audit(  # noqa: PLR0913 - each option is a parameter: that is how Typer reads them
    context: typer.Context,
    files: Annotated[
        list[Path], typer.Argument(metavar="FILE", exists=True, dir_okay=False, help="PDF, Word, HTML or image files.")
    ],
    *,
    brief: Annotated[
        str | None, typer.Option("-b", "--brief", metavar="BRIEF", help="The brief that the files are of.")
    ] = None,
    recipient: options.Recipient = None,
    strict: options.Strict = False,
    report: options.Report = ReportFormat.TEXT,
    quiet: options.Quiet = False,
    verbose: options.Verbose = False,
) -> None:
    """Look through finished files for what must not get out.

    Words under black bars, hidden and white text, comments and changes, leftover properties, image files with their
    places and names, attachments and programs; and, in a project, every text of its libraries that is not public, or with
    `--brief` every text that this brief's reader may not have. Files made elsewhere can be looked through, too.
    """
    session = Session(start_of(context), report, strict=strict, quiet=quiet, verbose=verbose, report_is_result=True)
    run(session, lambda session: _audit(session, files, brief, recipient))


def _audit(session: Session, files: Sequence[Path], brief: str | None, recipient: str | None) -> None:
    from briefgen.proof import prove

    sought = _sought(session, brief, recipient)
    for path in files:
        with held_to(FOR_ONE_FILE):
            prove(path.read_bytes(), path.as_posix(), sought, session.sink)
    if session.report is ReportFormat.TEXT and session.code == DONE and not session.quiet:
        nothing = "nothing" if not session.findings else "no error"
        typer.echo(f"{nothing} found in {counted_word(len(files), 'file')}")


def _sought(session: Session, brief_name: str | None, recipient: str | None) -> Sought:
    """What to look for: outside of a project, only what must not be in any file."""
    from briefgen.load import load_project
    from briefgen.proof import sought_anywhere, sought_in_project
    from briefgen.values.diagnostic import BriefgenError, Sink

    sink = Sink()
    try:
        project = load_project(session.start.folder, sink, exact=session.start.exact)
        sink.stop_on_errors()
    except BriefgenError as error:
        nowhere = [one.code for one in error.diagnostics] == ["project-missing"]
        if brief_name or session.start.exact or not nowhere:
            raise
        return sought_anywhere()
    session.sink.extend(sink.found)
    if brief_name:
        return _sought_for_brief(session, project, brief_name, recipient)
    if recipient:
        raise WrongUsageError("audit-recipient", "`--recipient` wants a brief", "write `--brief BRIEF`, too")
    return sought_in_project(project, session.sink)


def _sought_for_brief(session: Session, project: Project, name: str, recipient: str | None) -> Sought:
    from briefgen.commands.asked import adapted, addressee_asked, known_name
    from briefgen.load import load_brief
    from briefgen.pipeline import load_inputs
    from briefgen.proof import sought_for

    brief = load_brief(project, known_name(project, "briefs", name), session.sink)
    brief = adapted(brief, None, addressee=addressee_asked(project, recipient, session.sink))
    inputs = load_inputs(project, brief, session.sink)
    return sought_for(project, brief, inputs.audience, inputs.library)
