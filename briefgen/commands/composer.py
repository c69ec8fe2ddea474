"""`briefgen composer`: puts a brief together in the browser."""

from __future__ import annotations

from contextlib import ExitStack
from typing import Annotated
from urllib.parse import quote

import typer

from briefgen.commands import completion, options
from briefgen.commands.preview import write_redirect
from briefgen.commands.session import Session, location_from_context, run_command

DEFAULT_PORT = 8760


def composer(
    context: typer.Context,
    brief: Annotated[
        str | None,
        typer.Argument(
            metavar="BRIEF",
            help="A brief by name. Omitted: the list of all briefs.",
            autocompletion=completion.complete_briefs,
        ),
    ] = None,
    *,
    port: Annotated[
        int, typer.Option("--port", min=0, max=65535, metavar="N", help="Port on this machine; 0 takes any free one.")
    ] = DEFAULT_PORT,
    no_open: Annotated[bool, typer.Option("--no-open", help="Print the address, and do not open the browser.")] = False,
    verbose: options.Verbose = False,
) -> None:
    """Put briefs together in the browser: order, cuts, words, problems.

    Opens the browser on a page that this machine alone can open. Every change is written to the files of the project, a few lines at a time; other changes of these files are shown at once. Ends with Ctrl-C.
    """
    session = Session(location_from_context(context), verbose=verbose)
    run_command(session, lambda session: _run_composer(session, brief, port, is_opened=not no_open))


def _run_composer(session: Session, name: str | None, port: int, *, is_opened: bool) -> None:
    from briefgen.commands.arguments import check_known_name
    from briefgen.load.project import find_project_root
    from briefgen.web.installed import require_server

    require_server()
    root = find_project_root(session.location.folder, session.sink, exact=session.location.exact)
    from briefgen.composer.document import warm_up
    from briefgen.composer.server import run_composer
    from briefgen.composer.session import ComposerSession
    from briefgen.preview.watch import watch_changes

    composing = ComposerSession(root)
    project = composing.read_project().project  # None opens, too: the page shows what is wrong
    page = f"page/brief?brief={quote(check_known_name(project, 'briefs', name))}" if name and project else ""
    with ExitStack() as files, run_composer(composing, port) as url:
        typer.echo(f"{url}{page}")
        session.print_status("Ctrl-C ends the composer")
        if is_opened:
            typer.launch(str(files.enter_context(write_redirect(f"{url}{page}"))))
        warm_up(composing, name)
        for _ in watch_changes(root, project.output if project else root / "out"):
            composing.publish_revision()
