"""`briefgen audit`: looks through finished files, also those made elsewhere, for what must not get out."""

from __future__ import annotations

import stat
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from briefgen.commands import completion, options
from briefgen.commands.report import ReportFormat, format_count
from briefgen.commands.session import DONE, Session, WrongUsageError, location_from_context, run_command
from briefgen.resource_limits import ResourceLimits

FILE_LIMITS = ResourceLimits(seconds=300, megabytes=2048)
"""Of a file that was made elsewhere, with as many pages as it likes."""

MAX_BYTES = 1_000_000_000
"""Bytes of a file that the memory above can hold."""

if TYPE_CHECKING:
    from briefgen.leak_check.audit import SearchTerms
    from briefgen.model.brief import Project
    from briefgen.model.diagnostic import Sink


def audit(  # noqa: PLR0913 - each option is a parameter: that is how Typer reads them
    context: typer.Context,
    files: Annotated[list[Path], typer.Argument(metavar="FILE", help="PDF, Word, HTML or image files.")],
    *,
    brief: Annotated[
        str | None,
        typer.Option(
            "-b",
            "--brief",
            metavar="BRIEF",
            help="The brief that the files are of.",
            autocompletion=completion.complete_briefs,
        ),
    ] = None,
    recipient: options.Recipient = None,
    strict: options.Strict = False,
    report: options.Report = ReportFormat.TEXT,
    quiet: options.Quiet = False,
    verbose: options.Verbose = False,
) -> None:
    """Search finished files for what must not be published.

    Finds words under black bars, hidden and white text, comments and changes, leftover properties, image files with their
    places and names, attachments and programs; and, in a project, every text of its libraries that is not public, or with
    `--brief` every text that this brief's reader may not see. Files from elsewhere can be searched, too.
    """
    session = Session(
        location_from_context(context), report, strict=strict, quiet=quiet, verbose=verbose, report_is_result=True
    )
    run_command(session, lambda session: _audit(session, files, brief, recipient))


def _audit(session: Session, files: Sequence[Path], brief: str | None, recipient: str | None) -> None:
    from briefgen.record.missing_file import describe_missing_file

    for path in files:
        if path.is_dir() or not path.exists():
            raise WrongUsageError("audit-missing", *describe_missing_file(path, "name a finished file"))
    terms = _build_search_terms(session, brief, recipient)
    for path in files:
        _audit_file(path, terms, session.sink)
    if session.report_format is ReportFormat.TEXT and session.exit_code == DONE and not session.quiet:
        nothing = "nothing" if not session.reported_diagnostics else "no error"
        typer.echo(f"{nothing} found in {format_count(len(files), 'file')}")


def _audit_file(path: Path, terms: SearchTerms, sink: Sink) -> None:
    """Search a file in a process of its own. Where reading a file ends that process, the file was not searched."""
    from briefgen.executor import execute_with_sink
    from briefgen.leak_check.check import check_for_leaks
    from briefgen.model.diagnostic import BriefgenError, MachineError, Origin

    origin = Origin(path.as_posix())
    try:
        arguments = _read_content(path), origin.path, terms
        execute_with_sink(check_for_leaks, arguments, sink, f"`{path.name}`", FILE_LIMITS)
    except BriefgenError as error:
        sink.error("audit-unreadable", error.diagnostics[0].message, origin)
    except OSError:
        sink.error("audit-unreadable", "the file cannot be opened", origin)
    except (
        MachineError,
        MemoryError,
        RuntimeError,
        ValueError,
        TypeError,
        LookupError,
        AttributeError,
        ArithmeticError,
        AssertionError,
    ):
        sink.error("audit-unreadable", "the file is damaged: reading it ends the program that reads it", origin)


def _read_content(path: Path) -> bytes:
    """The bytes of a file. Raises `OSError`, also for a device, which has no end."""
    status = path.stat()
    if stat.S_ISCHR(status.st_mode) or stat.S_ISBLK(status.st_mode) or status.st_size > MAX_BYTES:
        raise OSError(path)
    return path.read_bytes()


def _build_search_terms(session: Session, brief_name: str | None, recipient: str | None) -> SearchTerms:
    """What to look for: outside of a project, only what must not be in any file."""
    from briefgen.leak_check.search_terms import build_machine_search_terms, build_project_search_terms
    from briefgen.load import load_project
    from briefgen.model.diagnostic import BriefgenError, Sink

    sink = Sink()
    try:
        project = load_project(session.location.folder, sink, exact=session.location.exact)
        sink.stop_on_errors()
    except BriefgenError as error:
        nowhere = [problem.code for problem in error.diagnostics] == ["project-missing"]
        if brief_name or session.location.exact or not nowhere:
            raise
        return build_machine_search_terms()
    session.sink.extend(sink.diagnostics)
    if brief_name:
        return _build_search_terms_for_brief(session, project, brief_name, recipient)
    if recipient:
        raise WrongUsageError("audit-recipient", "`--recipient` needs a brief", "write `--brief BRIEF`, too")
    return build_project_search_terms(project, session.sink)


def _build_search_terms_for_brief(session: Session, project: Project, name: str, recipient: str | None) -> SearchTerms:
    from briefgen.commands.arguments import adapt_brief, check_known_name, find_recipient
    from briefgen.leak_check.search_terms import build_search_terms
    from briefgen.load import load_brief
    from briefgen.pipeline import load_inputs

    brief = load_brief(project, check_known_name(project, "briefs", name), session.sink)
    brief = adapt_brief(brief, None, campaign_recipient=find_recipient(project, recipient, session.sink))
    inputs = load_inputs(project, brief, session.sink)
    return build_search_terms(project, brief, inputs.audience, inputs.library)
