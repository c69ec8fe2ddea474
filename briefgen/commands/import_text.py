"""`briefgen import`: takes a finished text apart into blocks, a brief and a report."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from briefgen.commands import completion, options
from briefgen.commands.report import ReportFormat, format_count, to_printable
from briefgen.commands.session import Session, WrongUsageError, location_from_context, run_command
from briefgen.resource_limits import DEFAULT_LIMITS, ResourceLimits

if TYPE_CHECKING:
    from briefgen.model.brief import Project


class TrackedChanges(StrEnum):
    """What becomes of the tracked changes of a Word file."""

    ACCEPT = "accept"
    REJECT = "reject"


@dataclass(frozen=True, slots=True)
class _ImportArguments:
    """What was typed."""

    file: Path
    library: str
    audience: str
    name: str
    level: int
    changes: TrackedChanges
    sources: str
    limits: ResourceLimits


def import_text(  # noqa: PLR0913 - each option is a parameter: that is how Typer reads them
    context: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A `.docx`, `.odt`, `.html` or `.md`.")],
    *,
    previous: Annotated[
        bool,
        typer.Option(
            "--previous",
            help="Read earlier recommendations: OHCHR's thematic list (`.docx`), an export of the Universal Human Rights Index (`.xlsx`), or a report as text (`.txt`).",
        ),
    ] = False,
    library: Annotated[
        str,
        typer.Option(
            "--library",
            metavar="NAME",
            help="For the blocks. Omitted: a new one, named after the file.",
            autocompletion=completion.complete_libraries,
        ),
    ] = "",
    audience: Annotated[
        str,
        typer.Option(
            "--audience",
            metavar="NAME",
            help="Who reads the brief. Omitted: `internal-draft`, a public report for your own eyes.",
            autocompletion=completion.complete_audiences,
        ),
    ] = "",
    name: Annotated[
        str, typer.Option("--name", metavar="NAME", help="Of the brief. Omitted: as the file is named.")
    ] = "",
    level: Annotated[
        int,
        typer.Option(
            "--level",
            metavar="N",
            min=0,
            max=6,
            help="Headings down to this level start a block. Omitted: the level with blocks of 80 to 600 words.",
        ),
    ] = 0,
    sources: Annotated[
        str,
        typer.Option(
            "--sources",
            metavar="FILE",
            help="The works that its notes cite: an export of Zotero as `.json`, a `.bib`, `.ris` or `sources.yaml`, or the name of a library.",
        ),
    ] = "",
    changes: Annotated[
        TrackedChanges, typer.Option("--changes", help="What happens to tracked changes.")
    ] = TrackedChanges.ACCEPT,
    time_limit: options.TimeLimit = DEFAULT_LIMITS.seconds,
    memory_limit: options.MemoryLimit = DEFAULT_LIMITS.megabytes,
    strict: options.Strict = False,
    report: options.Report = ReportFormat.TEXT,
    quiet: options.Quiet = False,
) -> None:
    """Import a finished text: blocks, a brief and a report.

    Every block is confidential and a draft. `import-report.md` lists what was made, guessed, left out and lost. All files are written or none, and never over one that is not from an earlier import.
    """
    limits = ResourceLimits(time_limit, memory_limit)
    arguments = _ImportArguments(file, library, audience, name, level, changes, sources, limits)
    session = Session(location_from_context(context), report, strict=strict, quiet=quiet)
    run = _import_previous if previous else _import
    run_command(session, lambda session: run(session, arguments))


def _import_previous(session: Session, arguments: _ImportArguments) -> None:
    from briefgen.commands.arguments import check_known_name, load_current_project
    from briefgen.decompose.file_import import read_library_sources
    from briefgen.decompose.previous_documents import read_previous_file
    from briefgen.decompose.previous_import import add_previous
    from briefgen.load.names import list_names
    from briefgen.model.diagnostic import Origin

    _check_file(arguments.file, "name a `.docx`, `.xlsx` or `.txt`")
    _check_options(arguments)
    project = load_current_project(session)
    libraries = list_names(project, "libraries")
    if not arguments.library and len(libraries) != 1:
        listed = ", ".join(f"`{name}`" for name in libraries)
        hint = f"write `--library` with one of {listed}" if libraries else "run `briefgen new library NAME` first"
        raise WrongUsageError("import-previous", "earlier recommendations need a library", hint)
    library = check_known_name(project, "libraries", arguments.library or libraries[0])
    entries = read_previous_file(arguments.file, session.sink)
    folder = project.root / "content" / library
    sources = read_library_sources(project, library, session.sink)
    done = add_previous(entries, folder, project.root, sources, Origin(arguments.file.name), session.sink)
    for key in done.added:
        typer.echo(key)
    present = f", {len(done.present)} are there already" if done.present else ""
    session.print_status(
        f"{format_count(len(done.added), 'earlier recommendation')} added to `content/{library}/previous.yaml`{present}"
    )


def _check_options(arguments: _ImportArguments) -> None:
    """Refuse options that are only about blocks and a brief, which earlier recommendations do not become."""
    values = {
        "--audience": arguments.audience,
        "--name": arguments.name,
        "--level": arguments.level,
        "--sources": arguments.sources,
        "--changes": arguments.changes is TrackedChanges.REJECT,
    }
    unread = ", ".join(f"`{option}`" for option, value in values.items() if value)
    if unread:
        raise WrongUsageError("import-previous", f"`--previous` does not use {unread}", f"leave out {unread}")


def _check_file(file: Path, hint: str) -> None:
    if not file.is_file():
        from briefgen.record.missing_file import describe_missing_file

        raise WrongUsageError("import-file", *describe_missing_file(file, hint))


def _import(session: Session, arguments: _ImportArguments) -> None:
    from briefgen.commands.arguments import check_known_name, load_current_project
    from briefgen.decompose.file_import import (
        REPORT,
        ImportSettings,
        read_import,
        report_kept_and_lost,
        save_import,
    )

    _check_file(arguments.file, "name a `.docx`, `.odt`, `.html` or `.md`")
    project = load_current_project(session)
    settings = ImportSettings(
        library=_check_name(arguments.library),
        audience=check_known_name(project, "audiences", arguments.audience) if arguments.audience else "",
        name=_check_name(arguments.name),
        level=arguments.level,
        rejects_changes=arguments.changes is TrackedChanges.REJECT,
        sources=_read_sources(session, project, arguments.sources) if arguments.sources else {},
        limits=arguments.limits,
    )
    found = read_import(project, arguments.file, settings, session.sink)
    save_import(project, found, session.sink)
    for path in (*found.written, REPORT):
        typer.echo(to_printable(path))
    session.print_status(f"{format_count(len(found.plan.blocks), 'block')}: `{REPORT}` says what is left to do")
    report_kept_and_lost(found, session.sink)


def _read_sources(session: Session, project: Project, sources: str) -> Mapping[str, Mapping[str, Any]]:
    """The works of a file, or of a library of the project. Raises `WrongUsageError` where there is neither."""
    from briefgen.decompose.file_import import read_library_sources
    from briefgen.load.bibliography.sources import read_source_items
    from briefgen.load.names import list_names

    if Path(sources).is_file():
        items = read_source_items(Path(sources), Path(sources).name, session.sink)
        session.sink.stop_on_errors()
        return items
    known = list_names(project, "libraries")
    if sources not in known:
        listed = ", ".join(f"`{library}`" for library in known)
        hint = f"name a file, or a library of the project: {listed}" if known else "name a file that is there"
        raise WrongUsageError("import-sources", f"there is no file and no library `{sources}`", hint)
    return read_library_sources(project, sources, session.sink)


def _check_name(name: str) -> str:
    """A name that was typed; empty where none was. Raises `WrongUsageError`."""
    from briefgen.schema.key_types import NAME_PATTERN

    if name and not NAME_PATTERN.fullmatch(name):
        raise WrongUsageError("new-name", f"`{name}` cannot be a name", "use letters, digits, `-` and `_`")
    return name
