"""`briefgen verify`: what a finished file is, what it was made from, and whether it is the current one."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from briefgen.commands import options
from briefgen.commands.report import format_count, to_printable
from briefgen.commands.session import Session, WrongUsageError, location_from_context, run_command

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from briefgen.campaign import BuiltDocument, PlannedDocument, State
    from briefgen.campaign.inputs import InputRecord
    from briefgen.model.brief import Project

CONTENT_KINDS = ("library", "block", "fact", "source", "image")
FORMATTING_KINDS = ("template", "style", "citation style", "font", "tool")
"""Kinds of inputs, as they are printed."""


def verify(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A file that briefgen built, or a copy of one.")],
    *,
    strict: options.Strict = False,
) -> None:
    """Report what a finished file is, and whether it is up to date.

    Prints its brief, recipient and language, everything that it was built from, and what of that has changed since.
    A file that is not one of this project's, or was changed by hand, is an error; one out of date is a warning.
    """
    run_command(Session(location_from_context(context), strict=strict), lambda session: _verify(session, file))


def _verify(session: Session, file: Path) -> None:
    from briefgen.campaign import open_state
    from briefgen.commands.arguments import load_current_project

    if not file.is_file():
        raise WrongUsageError("verify-missing", f"there is no file `{file}`", "name a file that briefgen made")
    project = load_current_project(session)
    with open_state(_find_output_folder(file, project), session.sink) as state:
        _print_file_report(session, project, state, file)


def _find_output_folder(file: Path, project: Project) -> Path:
    """The output folder that a file is in: the nearest one upward with a state, else the project's."""
    from briefgen.campaign.state import STATE_FILE, STATE_FOLDER

    above = file.absolute().parents
    return next((folder for folder in above if (folder / STATE_FOLDER / STATE_FILE).is_file()), project.output)


def _print_file_report(session: Session, project: Project, state: State, file: Path) -> None:
    from briefgen.write.files import compute_sha256

    path = file.resolve()
    below = path.relative_to(state.folder.resolve()).as_posix() if path.is_relative_to(state.folder.resolve()) else ""
    content = compute_sha256(file)
    found = state.find_files(below, content)
    built = state.find_document(found[0][1]) if found else None
    if built is None:
        message = f"`{file.name}` is not a file that this project built, or is an older one"
        session.sink.stop("verify-unknown", message, None, "look for its SHA-256 in an older `manifest.json`")
    known, _, sha256, entry = found[0]
    if sha256 != content:
        message = f"`{known}` was changed since it was built: its SHA-256 is {content}, it was {sha256}"
        session.sink.stop("verify-changed", message, None, "make it again with `briefgen batch` or `briefgen build`")
    for line in _format_file(known, sha256, entry, state.read_inputs(built.inputs_id)):
        typer.echo(line)
    reasons = _find_changes(session, project, state, built, entry)
    typer.echo(f"  out of date: {to_printable(', '.join(reasons))}" if reasons else "  current")
    if reasons:
        again = f"briefgen batch {built.campaign}" if built.campaign else f"briefgen build {entry['brief']}"
        session.sink.warning("verify-outdated", f"`{known}` is out of date", None, f"make it again: `{again}`")


def _format_file(path: str, sha256: str, entry: dict[str, Any], inputs: Iterable[InputRecord]) -> Iterator[str]:
    """What a file is, and what it was made from: contents by name, what gives it its form by number."""
    from briefgen.commands.table import get_terminal_width, indent_lines

    recipient = f" for {entry['recipient']}" if entry["recipient"] else ""
    pages = [format_count(entry["pages"], "page")] if entry["pages"] is not None else []
    named: dict[str, list[str]] = {}
    for record in inputs:
        named.setdefault(record.kind, []).append(record.name)
    form = [format_count(len(names), kind) for kind, names in named.items() if kind in FORMATTING_KINDS]
    yield to_printable(path)
    for line in (
        f"brief {entry['brief']} in {entry['language']}{recipient}, audience {entry['audience']}",
        f"{', '.join([*pages, format_count(entry['words'], 'word')])}, SHA-256 {sha256}",
        *(f"{kind} {', '.join(named[kind])}" for kind in CONTENT_KINDS if kind in named),
        f"{', '.join(form)}, by name in manifest.json",
    ):
        yield from indent_lines(to_printable(line), get_terminal_width())


def _find_changes(
    session: Session, project: Project, state: State, built: BuiltDocument, entry: dict[str, Any]
) -> tuple[str, ...]:
    """What of that which a document was made from is another today."""
    from dataclasses import replace

    from briefgen.campaign import ChangeDetection, InputCache
    from briefgen.campaign.inputs import MOVED_LINES
    from briefgen.model.artifact import Format
    from briefgen.model.diagnostic import BriefgenError

    try:
        planned = _plan_document(project, state, built, entry)
    except BriefgenError as error:
        session.sink.extend(error.diagnostics)
        return ("what it was made from cannot be read",)
    if planned is None:
        return ("it is no longer in its campaign",)
    formats = tuple(Format(name) for name in built.formats.split(",") if name) or None
    task = ChangeDetection(state, InputCache()).create_task(replace(planned, formats=formats))
    return tuple(change for change in task.changes if not change.startswith(MOVED_LINES))


def _plan_document(
    project: Project, state: State, built: BuiltDocument, entry: dict[str, Any]
) -> PlannedDocument | None:
    """The document as it would be planned today. Raises `BriefgenError`."""
    from briefgen.campaign import plan_campaign, plan_single_brief
    from briefgen.load import load_brief, load_campaign
    from briefgen.model.diagnostic import Sink

    sink = Sink()
    if not built.campaign:
        return plan_single_brief(project, load_brief(project, entry["brief"], sink), None, state.folder)
    campaign = load_campaign(project, built.campaign, sink)
    briefs = [load_brief(project, name, sink) for name in campaign.briefs]
    plan = plan_campaign(project, campaign, briefs, None, state.folder, sink)
    return next((document for document in plan if document.stem == built.stem), None)
