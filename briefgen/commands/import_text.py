"""`briefgen import`: takes a finished text apart into blocks."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from briefgen.commands import options
from briefgen.commands.report import format_count, to_printable
from briefgen.commands.session import Session, WrongUsageError, location_from_context, run_command

if TYPE_CHECKING:
    from briefgen.model.brief import Project

INTERNAL_AUDIENCE = "internal-draft"
REPORT = "import-report.md"


class TrackedChanges(StrEnum):
    """What becomes of the tracked changes of a Word file."""

    ACCEPT = "accept"
    REJECT = "reject"


def import_text(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A `.docx`, `.odt`, `.html` or `.md`.")],
    *,
    library: Annotated[
        str, typer.Option("--library", metavar="NAME", help="For the blocks. Omitted: a new one, named after the file.")
    ] = "",
    audience: Annotated[
        str,
        typer.Option(
            "--audience", metavar="NAME", help="Who reads the brief. Omitted: you, as `internal-draft`, a public report."
        ),
    ] = "",
    name: Annotated[
        str, typer.Option("--name", metavar="NAME", help="Of the brief. Omitted: as the file is named.")
    ] = "",
    level: Annotated[
        int | None,
        typer.Option(
            "--level", metavar="N", min=1, max=6, help="Headings down to this level start a block. Omitted: a good length."
        ),
    ] = None,
    changes: Annotated[
        TrackedChanges, typer.Option("--changes", help="What becomes of the tracked changes of a Word file.")
    ] = TrackedChanges.ACCEPT,
) -> None:
    """Take a finished text apart into blocks and a brief.

    Every block is confidential and a draft. `import-report.md` lists what was made, guessed, left out and lost. All files are written or none, and never over one that is there.
    """
    session = Session(location_from_context(context))
    run_command(session, lambda session: _import(session, file, library, audience, name, level or 0, changes))


def _import(  # noqa: PLR0913 - the options of the command
    session: Session, file: Path, library: str, audience: str, name: str, level: int, changes: TrackedChanges
) -> None:
    from briefgen.commands.arguments import check_known_name, load_current_project
    from briefgen.decompose.plan import ImportRequest, build_name, plan_import
    from briefgen.decompose.read_file import ReadSettings, read_file
    from briefgen.decompose.report import build_report
    from briefgen.decompose.save import save_files
    from briefgen.write.files import replace_file

    if not file.is_file():
        raise WrongUsageError("import-file", f"there is no file `{file}`", "name a `.docx`, `.odt`, `.html` or `.md`")
    project = load_current_project(session)
    brief = _check_name(name or build_name(file.stem))
    request = ImportRequest(
        file_name=file.name,
        brief=brief,
        library=_check_name(library or brief),
        audience=check_known_name(project, "audiences", audience) if audience else INTERNAL_AUDIENCE,
        language=project.language,
        level=level,
    )
    text = read_file(file, ReadSettings(reject_changes=changes is TrackedChanges.REJECT), session.sink)
    plan = plan_import(text, request, session.sink)
    files = {path: words.encode("utf-8") for path, words in plan.texts.items()} | plan.pictures
    if not audience:
        files |= _build_internal_audience(project)
    save_files(project.root, files, session.sink)
    report = project.root / REPORT
    older = report.read_bytes() if report.is_file() else b""
    replace_file(report, build_report(plan).encode("utf-8") + (b"\n" + older if older else b""))
    for path in (*files, REPORT):
        typer.echo(to_printable(path))
    session.print_status(f"{format_count(len(plan.blocks), 'block')}: `{REPORT}` says what is left to do")
    for remark in plan.lost:
        session.sink.warning("import-lost", f"in `{remark.place}`, words are in no block: {remark.text}")


def _build_internal_audience(project: Project) -> dict[str, bytes]:
    from briefgen.commands.scaffold import fill_scaffold
    from briefgen.load.names import list_names

    if INTERNAL_AUDIENCE in list_names(project, "audiences"):
        return {}
    text = fill_scaffold("internal-draft.yaml", {})
    return {f"templates/{INTERNAL_AUDIENCE}/audience.yaml": text.encode("utf-8")}


def _check_name(name: str) -> str:
    from briefgen.schema.key_types import NAME_PATTERN

    if not NAME_PATTERN.fullmatch(name):
        raise WrongUsageError("new-name", f"`{name}` cannot be a name", "use letters, digits, `-` and `_`")
    return name
