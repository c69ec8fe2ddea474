"""`briefgen preview`: shows a brief in the browser and makes it anew whenever a file is saved."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

import typer

from briefgen.commands import options
from briefgen.commands.report import ReportFormat, merged, print_findings
from briefgen.commands.session import Session, WrongUsageError, run, start_of

if TYPE_CHECKING:
    from briefgen.preview import Board
    from briefgen.values.artifact import Format
    from briefgen.values.diagnostic import Sink

PORT = 8750

MEDIA_TYPES = {"html": "text/html; charset=utf-8", "pdf": "application/pdf"}
"""What a browser can show."""


@dataclass(frozen=True, slots=True)
class _Asked:
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
    brief: Annotated[str, typer.Argument(metavar="BRIEF", help="A brief by name.")],
    *,
    to: Annotated[
        str, typer.Option("--to", "-t", metavar="FORMAT", help="What to show: `html`, or `pdf` with its pages.")
    ] = "html",
    language: options.Language = None,
    recipient: options.Recipient = None,
    settings: options.Settings = None,
    port: Annotated[
        int, typer.Option("--port", min=0, max=65535, metavar="N", help="Port on this machine; 0 takes any free one.")
    ] = PORT,
    open_: Annotated[bool, typer.Option("--open", help="Open the browser, too.")] = False,
    verbose: options.Verbose = False,
) -> None:
    """Show a brief in the browser, and make it anew whenever a file of the project is saved.

    Prints the address, which this machine alone can open. Problems are shown above the text, which stays as it last
    was without an error. Nothing is written to the output folder. Ends with Ctrl-C.
    """
    session = Session(start_of(context), verbose=verbose)
    asked = _Asked(brief, to.strip().lower(), language, recipient, settings, port, open_)
    run(session, lambda session: _preview(session, asked))


def _preview(session: Session, asked: _Asked) -> None:
    import secrets

    from briefgen.commands.asked import known_name, project_of
    from briefgen.preview import Board, Shown, changes, serving
    from briefgen.values.artifact import Format

    if asked.to not in MEDIA_TYPES:
        raise WrongUsageError("format-unknown", f"a browser does not show `{asked.to}`", "choose `html` or `pdf`")
    project = project_of(session)
    known_name(project, "briefs", asked.brief)
    board = Board(Shown(asked.brief))
    with serving(asked.port, secrets.token_urlsafe(9), board) as server:
        typer.echo(server.url)
        session.say("Ctrl-C ends the preview")
        if asked.open:
            typer.launch(server.url)
        for changed in changes(project.root, project.output):
            for path in sorted(changed):
                session.say(f"changed: {path.relative_to(project.root)}")
            _show(session, asked, Format(asked.to), board)


def _show(session: Session, asked: _Asked, format_: Format, board: Board) -> None:
    """Make the brief as the files are now, and put it up with its problems."""
    from briefgen.values.diagnostic import BriefgenError, Sink

    sink, content = Sink(), None
    try:
        content = _made(session, asked, format_, sink)
    except BriefgenError as error:
        sink.extend(error.diagnostics)
    except WrongUsageError as error:
        sink.extend([error.diagnostic])
    problems = sink.sorted()
    print_findings(merged(problems, {}), ReportFormat.TEXT)
    board.put(content, MEDIA_TYPES[asked.to], problems)
    session.say("not made" if content is None else "made")


def _made(session: Session, asked: _Asked, format_: Format, sink: Sink) -> bytes:
    """The bytes of the brief, looked through as any file before it is written. Raises `BriefgenError`."""
    from briefgen.commands.asked import adapted, addressee_asked
    from briefgen.limits import Allowance, held_to
    from briefgen.load import load_brief, load_project
    from briefgen.pipeline import assemble, load_inputs, print_document, proved

    project = load_project(session.start.folder, sink, exact=session.start.exact)
    brief = load_brief(project, asked.brief, sink)
    sink.stop_on_errors()
    brief = adapted(brief, asked.language, asked.settings, addressee_asked(project, asked.recipient, sink))
    with held_to(Allowance()):
        inputs = load_inputs(project, brief, sink)
        renderings = print_document(assemble(inputs, sink), [format_], sink, project.rulings)
        (rendering,) = proved(inputs, renderings, asked.brief, sink).values()
    return rendering.content
