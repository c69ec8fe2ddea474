"""`briefgen import`: takes a finished text apart into blocks, a brief and a report."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from briefgen.commands import options
from briefgen.commands.report import ReportFormat, format_count, to_printable
from briefgen.commands.session import Session, WrongUsageError, location_from_context, run_command

if TYPE_CHECKING:
    from briefgen.decompose.earlier_import import EarlierImport
    from briefgen.model.brief import Project

INTERNAL_AUDIENCE = "internal-draft"
REPORT = "import-report.md"


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
        str, typer.Option("--library", metavar="NAME", help="For the blocks. Omitted: a new one, named after the file.")
    ] = "",
    audience: Annotated[
        str,
        typer.Option(
            "--audience",
            metavar="NAME",
            help="Who reads the brief. Omitted: `internal-draft`, a public report for your own eyes.",
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
    strict: options.Strict = False,
    report: options.Report = ReportFormat.TEXT,
    quiet: options.Quiet = False,
) -> None:
    """Import a finished text: blocks, a brief and a report.

    Every block is confidential and a draft. `import-report.md` lists what was made, guessed, left out and lost. All files are written or none, and never over one that is not from an earlier import.
    """
    arguments = _ImportArguments(file, library, audience, name, level, changes, sources)
    session = Session(location_from_context(context), report, strict=strict, quiet=quiet)
    run = _import_previous if previous else _import
    run_command(session, lambda session: run(session, arguments))


def _import_previous(session: Session, arguments: _ImportArguments) -> None:
    from briefgen.commands.arguments import check_known_name, load_current_project
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
    sources = _read_library_sources(session, project, library)
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
        raise WrongUsageError("import-file", f"there is no file `{file}`", hint)


def _import(session: Session, arguments: _ImportArguments) -> None:
    from briefgen.commands.arguments import check_known_name, load_current_project
    from briefgen.decompose.earlier_import import build_record, compare_with_earlier, name_record, read_earlier
    from briefgen.decompose.plan import ImportRequest, build_brief, build_name, plan_import
    from briefgen.decompose.read_file import ReadSettings, read_file
    from briefgen.decompose.report import build_report
    from briefgen.decompose.save import save_files
    from briefgen.decompose.typed_notes import resolve_notes
    from briefgen.model.diagnostic import Origin

    file = arguments.file
    _check_file(file, "name a `.docx`, `.odt`, `.html` or `.md`")
    project = load_current_project(session)
    brief = _check_name(arguments.name) if arguments.name else _choose_name(project, build_name(file.stem))
    request = ImportRequest(
        file_name=file.name,
        brief=brief,
        library=_check_name(arguments.library or brief),
        audience=check_known_name(project, "audiences", arguments.audience)
        if arguments.audience
        else INTERNAL_AUDIENCE,
        language=project.language,
        level=arguments.level,
    )
    record = name_record(request.library, request.brief)
    earlier = read_earlier(project.root, record)
    own, sources_file = _choose_sources(session, project, request.library, earlier)
    request = replace(request, level=request.level or earlier.level, sources_file=sources_file, own_keys=frozenset(own))
    sources = _read_sources(session, project, arguments.sources) if arguments.sources else {}
    settings = ReadSettings(reject_changes=arguments.changes is TrackedChanges.REJECT)
    text = resolve_notes(read_file(file, settings, session.sink), {**sources, **own})
    plan = plan_import(text, request, session.sink)
    files = {path: words.encode("utf-8") for path, words in plan.texts.items()} | plan.pictures
    update = compare_with_earlier(project.root, files, earlier)
    if update.deleted:
        files |= {name: text.encode("utf-8") for name, text in build_brief(plan, update.deleted).items()}
        update = compare_with_earlier(project.root, files, earlier)
    written = {
        **update.written,
        **({} if arguments.audience else _build_internal_audience(project)),
        record: build_record(file.name, plan.level, files, earlier, update),
    }
    report = build_report(plan, arguments.changes.value, update if earlier.digests else None)
    save_files(project.root, written, {REPORT: report}, session.sink, {record, *earlier.digests})
    for path in (*written, REPORT):
        typer.echo(to_printable(path))
    session.print_status(f"{format_count(len(plan.blocks), 'block')}: `{REPORT}` says what is left to do")
    for path in update.conflicts:
        message = f"`{path}` was changed in the project and in `{file.name}`: it stays as it is in the project"
        hint = f"copy what is new by hand: the part `Second import` of `{REPORT}` has each line"
        session.sink.warning("import-conflict", message, Origin(path, 1), hint)
    if plan.lost:
        message = f"words of {format_count(len(plan.lost), 'passage')} of `{file.name}` are in no block"
        hint = "copy them by hand: the part `Lost` has each with its place"
        session.sink.warning("import-lost", message, Origin(REPORT), hint)


def _read_sources(session: Session, project: Project, sources: str) -> Mapping[str, Mapping[str, Any]]:
    """The works of a file, or of a library of the project."""
    from briefgen.load.bibliography.sources import read_source_items

    if Path(sources).is_file():
        items = read_source_items(Path(sources), Path(sources).name, session.sink)
        session.sink.stop_on_errors()
        return items
    return _read_library_sources(session, project, sources, must_exist=True)


def _choose_sources(
    session: Session, project: Project, library: str, earlier: EarlierImport
) -> tuple[Mapping[str, Mapping[str, Any]], str]:
    """The works that a library has of its own, and the file for those of the import."""
    from briefgen.decompose.earlier_import import is_untouched

    folder = f"content/{library}"
    for name in ("sources.json", "sources.yaml"):
        if is_untouched(project.root, f"{folder}/{name}", earlier):
            return _read_library_sources(session, project, library, without=name), name
    name = "sources.yaml" if (project.root / folder / "sources.json").exists() else "sources.json"
    return _read_library_sources(session, project, library), name


def _read_library_sources(
    session: Session, project: Project, name: str, *, without: str = "", must_exist: bool = False
) -> Mapping[str, Mapping[str, Any]]:
    """The works of a library; none where the project does not have it."""
    from briefgen.load.bibliography.sources import read_library_items
    from briefgen.load.names import list_names

    known = list_names(project, "libraries")
    if name in known:
        return read_library_items(project.root / "content" / name, project.root, session.sink, without)
    if must_exist:
        listed = ", ".join(f"`{library}`" for library in known)
        hint = f"name a file, or a library of the project: {listed}" if known else "name a file that is there"
        raise WrongUsageError("import-sources", f"there is no file and no library `{name}`", hint)
    return {}


def _build_internal_audience(project: Project) -> dict[str, bytes]:
    from briefgen.commands.scaffold import fill_scaffold
    from briefgen.load.names import list_names

    if INTERNAL_AUDIENCE in list_names(project, "audiences"):
        return {}
    text = fill_scaffold("internal-draft.yaml", {})
    return {f"templates/{INTERNAL_AUDIENCE}/audience.yaml": text.encode("utf-8")}


def _choose_name(project: Project, stem: str) -> str:
    """The name of the file; another one where a brief has it that is not from an import of this name."""
    from briefgen.load.names import list_names

    taken = set(list_names(project, "briefs")) - set(list_names(project, "libraries"))
    return next(name for name in (stem, *(f"{stem}-{count}" for count in range(2, 1000))) if name not in taken)


def _check_name(name: str) -> str:
    from briefgen.schema.key_types import NAME_PATTERN

    if not NAME_PATTERN.fullmatch(name):
        raise WrongUsageError("new-name", f"`{name}` cannot be a name", "use letters, digits, `-` and `_`")
    return name
