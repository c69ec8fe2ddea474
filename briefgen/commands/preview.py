"""`briefgen preview`: shows a brief in the browser and updates it whenever a file is saved."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from briefgen.commands import completion, options
from briefgen.commands.report import ReportFormat, merge_diagnostics, print_diagnostics
from briefgen.commands.session import Session, WrongUsageError, location_from_context, run_command

if TYPE_CHECKING:
    from briefgen.executor import KeptWorkers
    from briefgen.model.artifact import Format
    from briefgen.model.brief import Brief, Project
    from briefgen.model.diagnostic import Sink
    from briefgen.pipeline import InputLoader
    from briefgen.preview.state import PreviewState

DEFAULT_PORT = 8750

MEDIA_TYPES = {"html": "text/html; charset=utf-8", "pdf": "application/pdf"}
"""What a browser can show."""


@dataclass(frozen=True, slots=True)
class PreviewArguments:
    """What a preview was asked for, as it was typed."""

    brief: str
    to: str
    language: str | None
    recipient: str | None
    settings: Sequence[str] | None
    port: int
    open: bool


def preview(  # noqa: PLR0913 - each option is a parameter: that is how Typer reads them
    context: typer.Context,
    brief: Annotated[
        str, typer.Argument(metavar="BRIEF", help="A brief by name.", autocompletion=completion.complete_briefs)
    ],
    *,
    to: Annotated[
        str,
        typer.Option(
            "--to",
            "-t",
            metavar="FORMAT",
            help="What to show: `html`, or `pdf` with its pages.",
            autocompletion=completion.build_completer(lambda _project: MEDIA_TYPES),
        ),
    ] = "html",
    language: options.Language = None,
    recipient: options.Recipient = None,
    settings: options.Settings = None,
    port: Annotated[
        int, typer.Option("--port", min=0, max=65535, metavar="N", help="Port on this machine; 0 takes any free one.")
    ] = DEFAULT_PORT,
    open_: Annotated[bool, typer.Option("--open", help="Open the browser, too.")] = False,
    verbose: options.Verbose = False,
) -> None:
    """Show a brief in the browser, and update it as files are saved.

    Prints the address, which this machine alone can open. Problems are shown above the text, which stays as it last
    was without an error; missing approvals do not stop it. Nothing is written to the output folder. Ends with Ctrl-C.
    """
    session = Session(location_from_context(context), verbose=verbose)
    arguments = PreviewArguments(brief, to.strip().lower(), language, recipient, settings, port, open_)
    run_command(session, lambda session: _run_preview(session, arguments))


def _run_preview(session: Session, arguments: PreviewArguments) -> None:
    from briefgen.commands.arguments import check_known_name, load_current_project
    from briefgen.executor import keep_workers
    from briefgen.model.artifact import Format
    from briefgen.web.installed import require_server

    if arguments.to not in MEDIA_TYPES:
        raise WrongUsageError("format-unknown", f"a browser does not show `{arguments.to}`", "choose `html` or `pdf`")
    project = load_current_project(session)
    check_known_name(project, "briefs", arguments.brief)
    require_server()
    from briefgen.preview.server import run_preview
    from briefgen.preview.state import PreviewPage, PreviewState
    from briefgen.preview.watch import watch_changes

    board = PreviewState(PreviewPage(arguments.brief))
    with ExitStack() as files, keep_workers() as kept, run_preview(arguments.port, board) as url:
        typer.echo(url)
        session.print_status("Ctrl-C ends the preview")
        if arguments.open:
            typer.launch(str(files.enter_context(write_redirect(url))))
        for changed in watch_changes(project.root, project.output):
            for path in sorted(changed):
                session.print_status(f"changed: {path.relative_to(project.root)}")
            _update_preview(session, arguments, Format(arguments.to), board, kept)


@contextmanager
def write_redirect(url: str) -> Iterator[Path]:
    """A file that leads a browser to an address, and that this account alone may read; gone at the end of the block.

    Every account of the machine can read the command line of a browser: so the secret in the address is not on it.
    """
    from tempfile import TemporaryDirectory

    with TemporaryDirectory(prefix="briefgen-") as folder:
        path = Path(folder) / "preview.html"
        with open(path, "x", encoding="utf-8", opener=partial(os.open, mode=0o600)) as file:
            file.write(
                '<!DOCTYPE html><meta charset="utf-8"><meta name="referrer" content="no-referrer">'
                f'<meta http-equiv="refresh" content="0; url={url}"><title>Preview</title>'
            )
        yield path


def _update_preview(
    session: Session, arguments: PreviewArguments, format_: Format, board: PreviewState, kept: KeptWorkers
) -> None:
    """Make the brief as the files are now, and put it up with its problems."""
    from briefgen.model.diagnostic import BriefgenError, Sink

    sink, content = Sink(), None
    try:
        content = render_brief(session, arguments, format_, sink, kept)
    except BriefgenError as error:
        sink.extend(error.diagnostics)
    except WrongUsageError as error:
        sink.extend([error.diagnostic])
    problems = sink.collect_sorted()
    print_diagnostics(merge_diagnostics(problems, {}), ReportFormat.TEXT)
    board.publish(content, MEDIA_TYPES[arguments.to], problems)
    session.print_status("not made" if content is None else "made")


def render_brief(
    session: Session, arguments: PreviewArguments, format_: Format, sink: Sink, kept: KeptWorkers
) -> bytes:
    """The bytes of the brief, checked like any file before it is written. Raises `BriefgenError`.

    The same worker builds every version: it has the libraries loaded, and what the version before was made from.
    """
    from briefgen.commands.arguments import adapt_brief, find_recipient
    from briefgen.executor import execute_with_sink
    from briefgen.load import load_brief, load_project

    project = load_project(session.location.folder, sink, exact=session.location.exact)
    brief = load_brief(project, arguments.brief, sink)
    sink.stop_on_errors()
    brief = adapt_brief(
        brief, arguments.language, arguments.settings, find_recipient(project, arguments.recipient, sink)
    )
    subject = f"the brief `{arguments.brief}`"
    return execute_with_sink(build_preview_bytes, (project, brief, format_), sink, subject, kept=kept)


@cache
def _get_loader() -> InputLoader:
    """That of this worker, which builds every version."""
    from briefgen.pipeline import InputLoader

    return InputLoader()


def build_preview_bytes(project: Project, brief: Brief, format_: Format, sink: Sink) -> bytes:
    """The bytes of the brief, also without the approvals that it needs: its authors read it before anybody approves it."""
    from briefgen.model.diagnostic import Sink
    from briefgen.pipeline import check_for_leaks, compose_document, render_document

    missing_approvals = Sink()
    try:
        inputs = _get_loader().load(project, brief, sink)
        document = compose_document(inputs, sink, approval_sink=missing_approvals)
        renderings = render_document(document, [format_], sink, project.rulings)
        check_for_leaks(inputs, renderings, brief.id, sink)
    finally:
        sink.extend(missing_approvals.diagnostics)
    return renderings[0].content
