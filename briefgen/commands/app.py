"""The command line as a whole: every command in the order in which the help lists them."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from copy import copy
from functools import cache
from pathlib import Path
from typing import Annotated, Any, TextIO

import typer

from briefgen import __version__
from briefgen.commands import (
    approve,
    audit,
    batch,
    build,
    check,
    composer,
    corrections,
    diff,
    doctor,
    eject,
    explain,
    impact,
    import_text,
    init,
    listing,
    merge,
    new,
    preview,
    schema,
    sent,
    translation_exchange,
    verify,
)
from briefgen.commands.options import format_examples
from briefgen.commands.session import DONE, FAULT, INTERRUPTED, ProjectLocation, discard_output
from briefgen.commands.usage import CommandGroup, run_in_our_words

COMMAND_ORDER = "init new eject import merge list build render preview composer batch check approve translations diff audit explain impact verify sent corrections schema doctor".split()


class OrderedGroup(CommandGroup):
    """Lists commands in the order in which people meet them."""

    def list_commands(self, _context: typer.Context) -> list[str]:  # type: ignore[override]  # Typer's own kind
        """The names of the commands."""
        return list(COMMAND_ORDER)


app = typer.Typer(
    name="briefgen",
    cls=OrderedGroup,
    help="Composes policy briefs from blocks of Markdown: selected, cited, checked and typeset for each reader.",
    epilog="Start with `briefgen init my-project`. Exit codes: 0 done, 1 a problem in your files, 2 wrong usage, "
    "3 something is missing on this machine, 130 interrupted.",
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    no_args_is_help=True,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _print_version(requested: bool) -> None:  # noqa: FBT001 - Typer hands it over by position
    if requested:
        typer.echo(f"briefgen {__version__}")
        raise typer.Exit


@app.callback()
def set_global_options(
    context: typer.Context,
    project: Annotated[
        Path | None,
        typer.Option(
            "-C",
            "--project",
            metavar="DIR",
            exists=True,
            file_okay=False,
            help="Folder of the project. Omitted: the nearest one upward with a `briefgen.yaml`.",
        ),
    ] = None,
    *,
    _version: Annotated[
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Print the version and stop.")
    ] = False,
) -> None:
    """Options before the command."""
    context.obj = ProjectLocation(project or Path(), exact=project is not None)


app.command("init", epilog=format_examples("briefgen init my-project"))(init.init)
app.add_typer(new.app, name="new")
app.command("eject", epilog=format_examples("briefgen eject styles/base.css templates/diplomat/page.html"))(eject.eject)
app.command(
    "import", epilog=format_examples("briefgen import report.docx", "briefgen import report.docx --library clean-water")
)(import_text.import_text)
app.command(
    "merge",
    epilog=format_examples("briefgen merge report-edited.docx", "briefgen merge report-edited.docx --accept prose,7"),
)(merge.merge)
app.add_typer(listing.app, name="list")
for _name in ("build", "render"):
    app.command(
        _name,
        help=build.build.__doc__ if _name == "build" else "Build briefs: another name for `build`.",
        epilog=format_examples(
            f"briefgen {_name} china-report",
            f"briefgen {_name} upr-china --to pdf,html",
            f"briefgen {_name} --audience public-report --library clean-water",
        ),
    )(build.build)
app.command(
    "preview", epilog=format_examples("briefgen preview upr-china", "briefgen preview embassy-note --to pdf --open")
)(preview.preview)
app.command("composer", epilog=format_examples("briefgen composer", "briefgen composer upr-china --no-open"))(
    composer.composer
)
app.command("batch", epilog=format_examples("briefgen batch embassies --to pdf --jobs 4"))(batch.batch)
app.command("check", epilog=format_examples("briefgen check", "briefgen check upr-china --strict"))(check.check)
app.command(
    "approve",
    epilog=format_examples(
        'briefgen approve legal/torture --by "Ann Lee" --role legal', 'briefgen approve wells wells.fr --by "Bo Park"'
    ),
)(approve.approve)
app.add_typer(translation_exchange.app, name="translations")
app.command(
    "diff",
    epilog=format_examples(
        "briefgen diff upr-china --since HEAD~1", "briefgen diff upr-china --against sent.docx -t docx"
    ),
)(diff.diff)
app.command(
    "audit", epilog=format_examples("briefgen audit out/report.pdf", "briefgen audit --brief upr-china letter.docx")
)(audit.audit)
app.command("explain", epilog=format_examples("briefgen explain upr-china"))(explain.explain)
app.command("impact", epilog=format_examples("briefgen impact returned-april-2024", "briefgen impact @yoon2024"))(
    impact.impact
)
app.command("verify", epilog=format_examples("briefgen verify out/japan/embassy-note-en.pdf"))(verify.verify)
app.command("sent", epilog=format_examples("briefgen sent --campaign embassies --on 2026-11-29"))(sent.sent)
app.command("corrections", epilog=format_examples("briefgen corrections", "briefgen corrections --to pdf,docx"))(
    corrections.corrections
)
app.command("schema", epilog=format_examples("briefgen schema brief > brief.schema.json"))(schema.schema)
app.command("doctor", epilog=format_examples("briefgen doctor"))(doctor.doctor)


def run_app(arguments: Sequence[str]) -> int:
    """Run one command line and return its exit code. Nothing but a code leaves here, whatever happens inside."""
    for stream in (sys.stdout, sys.stderr):
        _escape_missing_characters(stream)
    try:
        code = _run_command(arguments)
        sys.stdout.flush()
    except BrokenPipeError:
        discard_output()
        return DONE
    except KeyboardInterrupt:
        typer.echo("interrupted", err=True)
        return INTERRUPTED
    return code


@cache
def build_parser(names: frozenset[str]) -> Any:
    """All commands, those of these names with their options: to read the options of all takes as long as to load briefgen."""
    return typer.main.get_command(_list_commands(app, names))


def _list_commands(group: typer.Typer, names: frozenset[str]) -> typer.Typer:
    """The commands of a group: those of these names with their options, the others as the list of commands needs them."""
    listed = copy(group)
    listed.registered_commands = [copy(command) for command in group.registered_commands]
    for command in listed.registered_commands:
        if command.name not in names and command.callback:
            command.callback = _hide_parameters(command.callback)
    listed.registered_groups = [copy(inner) for inner in group.registered_groups]
    for inner in listed.registered_groups:
        if inner.name not in names and inner.typer_instance:
            inner.typer_instance = _list_commands(inner.typer_instance, frozenset())
    return listed


def _hide_parameters(callback: Callable[..., Any]) -> Callable[[], None]:
    """A function with the name and the help of another, and without its parameters."""

    def pass_over() -> None:
        """Nobody calls a command that is only listed."""

    pass_over.__name__, pass_over.__doc__ = callback.__name__, callback.__doc__
    return pass_over


def _run_command(arguments: Sequence[str]) -> int:
    # For the Tab key, a shell puts the words of the line elsewhere.
    names = frozenset(COMMAND_ORDER if "_BRIEFGEN_COMPLETE" in os.environ else {*arguments} & {*COMMAND_ORDER})
    try:
        return run_in_our_words(build_parser(names), arguments)
    except SystemExit as stop:
        return stop.code if isinstance(stop.code, int) else FAULT


def _escape_missing_characters(stream: TextIO) -> None:
    """Print a letter's number where the terminal's encoding lacks the letter, instead of failing."""
    reconfigure = getattr(stream, "reconfigure", None)
    if reconfigure:
        reconfigure(errors="backslashreplace")
