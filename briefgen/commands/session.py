"""One run of one command: how it was asked to report, what it found, and the exit code that follows."""

from __future__ import annotations

import os
import sys
import traceback
from collections import Counter
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

import typer

from briefgen.commands.excerpt import build_excerpt_finder
from briefgen.commands.left_out import LeftOutCounter
from briefgen.commands.report import ReportedDiagnostic, ReportFormat, merge_diagnostics, print_diagnostics, summarise
from briefgen.model.diagnostic import (
    BriefgenError,
    Diagnostic,
    MachineError,
    Origin,
    Severity,
    Sink,
    build_file_fault,
    build_internal_fault,
)
from briefgen.model.verdict import Verdict

DONE, PROBLEMS, USAGE, FAULT, INTERRUPTED = 0, 1, 2, 3, 130


@dataclass(frozen=True, slots=True)
class ProjectLocation:
    """Where the project is looked for."""

    folder: Path
    exact: bool
    """The user named the folder: no other one upward will do."""


class WrongUsageError(Exception):
    """What was typed cannot be meant: exit code 2."""

    def __init__(self, code: str, message: str, *hints: str) -> None:
        super().__init__(message)
        self.diagnostic = Diagnostic(Severity.ERROR, code, message, None, hints)


@dataclass(frozen=True, slots=True)
class Session:
    """How a command was asked to run; its sink and the problems of each document."""

    location: ProjectLocation
    report_format: ReportFormat = ReportFormat.TEXT
    strict: bool = False
    quiet: bool = False
    verbose: bool = False
    report_is_result: bool = False
    """The problems are what was asked for, as in `check`: their machine formats go to standard output."""
    has_result: bool = False
    """The command prints a result of its own on standard output: problems are beside it, and where there are none, nothing is."""
    is_internal: bool = False
    """Whether messages can name what a reader may not see."""
    sink: Sink = field(default_factory=Sink)
    diagnostic_counts: Counter[Diagnostic] = field(default_factory=Counter)
    """What was found in documents, beside what `sink` holds for all, each with the number of documents."""
    verdicts: dict[tuple[str, str], tuple[Verdict, ...]] = field(default_factory=dict)
    """Whether each document follows the rules of its audience, by the brief's file and whom it addresses."""
    word_counts: dict[tuple[str, str], dict[str, int]] = field(default_factory=dict)
    """The words of each of them by part."""
    approvals: dict[tuple[str, str], tuple[str, ...]] = field(default_factory=dict)
    """What `check` says of the approvals of each of them."""
    left_out: LeftOutCounter = field(default_factory=LeftOutCounter)
    """The blocks that its documents leave out."""
    unlabelled: list[tuple[Origin, str]] = field(default_factory=list)
    """What no one may see because it has no label: its place, how many and their first names."""

    @property
    def is_silent(self) -> bool:
        """Whether no status is printed: under `--quiet`, and where a program reads standard error as JSON."""
        return self.quiet or self.report_format is ReportFormat.JSON

    def print_status(self, line: str) -> None:
        """Tell the user something in passing."""
        if not self.is_silent:
            typer.echo(line, err=True)

    def add_document_diagnostics(self, found: Iterable[Diagnostic]) -> None:
        """Take in the problems of one more document."""
        self.diagnostic_counts.update(set(self._show_withheld_origins(found)))

    @property
    def reported_diagnostics(self) -> tuple[ReportedDiagnostic, ...]:
        """Every problem once, by place, with the number of documents it touches."""
        return merge_diagnostics(self._show_withheld_origins(self.sink.diagnostics), self.diagnostic_counts)

    def _show_withheld_origins(self, found: Iterable[Diagnostic]) -> Iterable[Diagnostic]:
        """The problems, with places in withheld texts where the user asked for them."""
        return [diagnostic.show_withheld_origin() for diagnostic in found] if self.is_internal else found

    @property
    def exit_code(self) -> int:
        """The exit code that the problems found so far call for."""
        severities = {finding.diagnostic.severity for finding in self.reported_diagnostics}
        failed = Severity.ERROR in severities or (self.strict and Severity.WARNING in severities)
        return PROBLEMS if failed else DONE


def open_result_session(context: typer.Context, result_format: str, *, strict: bool = False) -> Session:
    """The session of a command with a result of its own: where that is JSON, so are the problems on standard error."""
    report_format = ReportFormat.JSON if result_format == ReportFormat.JSON else ReportFormat.TEXT
    return Session(location_from_context(context), report_format, strict=strict, has_result=True)


def location_from_context(context: typer.Context) -> ProjectLocation:
    """Where the options before the command say that the project is."""
    return context.obj if isinstance(context.obj, ProjectLocation) else ProjectLocation(Path(), exact=False)


def find_project_root(start: Path) -> Path:
    """The nearest folder upward with a project, from which the places of problems are counted; else this one."""
    folders = (start.absolute(), *start.absolute().parents)
    return next((folder for folder in folders if (folder / "briefgen.yaml").is_file()), start)


def run_command(session: Session, work: Callable[[Session], None]) -> None:
    """Do the work of a command, report every problem found, and end with the right exit code.

    The only place where an exception becomes an exit code.
    """
    try:
        fault = _collect_problems(session, work)
        _print_report(session)
    except KeyboardInterrupt:
        fault = INTERRUPTED
        _print_report(session)
        typer.echo("interrupted", err=True)
    except BrokenPipeError:
        discard_output()
        raise typer.Exit(DONE) from None
    raise typer.Exit(fault or session.exit_code)


def discard_output() -> None:
    """The reader, such as `head`, has seen enough: that is not a failure of briefgen, and nothing more is printed."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _print_report(session: Session) -> None:
    verdicts = session.verdicts if session.report_is_result else {}
    if session.reported_diagnostics or not session.has_result:
        print_diagnostics(
            session.reported_diagnostics,
            session.report_format,
            verdicts,
            to_stdout=session.report_is_result,
            fold=not session.verbose,
            find_excerpt=build_excerpt_finder(find_project_root(session.location.folder)),
        )
    if session.report_format is ReportFormat.TEXT and (counted := summarise(session.reported_diagnostics)):
        typer.echo(counted, err=True)
    if line := session.left_out.format_line():
        session.print_status(line)
    sys.stdout.flush()


def _collect_problems(session: Session, work: Callable[[Session], None]) -> int:
    """Do the work with every problem in the session; `FAULT` where the machine or briefgen itself is to blame."""
    try:
        work(session)
    except BriefgenError as error:
        session.sink.extend(error.diagnostics)
    except WrongUsageError as error:
        session.sink.extend([error.diagnostic])
        return USAGE
    except MachineError as error:
        session.sink.extend([error.diagnostic])
        return FAULT
    except (typer.Exit, BrokenPipeError):
        raise
    except Exception as error:
        if _is_interrupt(error):
            raise KeyboardInterrupt from error
        if isinstance(error, OSError) and (fault := build_file_fault(error)):
            session.sink.extend([fault])
            return DONE
        session.sink.extend([build_internal_fault(error)])
        if session.verbose:
            traceback.print_exc(file=sys.stderr)
        return FAULT
    return DONE


def _is_interrupt(error: BaseException | None) -> bool:
    """Whether Ctrl-C is behind an error: Python wraps what comes while it makes a class (`__set_name__`) into another.

    pydantic does so, too, while it builds a model, and leaves only the name in its own message.
    """
    while error and not isinstance(error, KeyboardInterrupt) and f"{KeyboardInterrupt.__name__}:" not in str(error):
        error = error.__cause__ or error.__context__
    return error is not None
