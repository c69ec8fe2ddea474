"""`briefgen init`: creates a project."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from briefgen.commands import options
from briefgen.commands.report import to_printable
from briefgen.commands.session import WrongUsageError, open_result_session, run_command
from briefgen.commands.table import ListFormat, print_created_files

PROJECT_FILE = "briefgen.yaml"
Practice = Annotated[bool, typer.Option("--practice", help="The project of the how-to pages, to try their examples.")]


def init(
    context: typer.Context,
    folder: Annotated[Path | None, typer.Argument(metavar="DIR", help="Where. Omitted: this folder.")] = None,
    *,
    practice: Practice = False,
    list_format: options.CreatedFormat = ListFormat.TEXT,
) -> None:
    """Create a project: a small example that builds at once.

    With it come JSON Schemas, by which editors complete and check YAML files, and tasks and snippets for VS Code. No file is ever written over.
    """
    session = open_result_session(context, list_format)
    root = session.location.folder / (folder or Path())
    run_command(session, lambda _session: _create_project(root, list_format, practice=practice))


def _create_project(folder: Path, list_format: ListFormat, *, practice: bool) -> None:
    from briefgen.commands.editor_files import SCHEMAS_FOLDER, build_schema_files, read_vscode_files
    from briefgen.commands.scaffold import read_project_files, write_new_files

    if (folder / PROJECT_FILE).exists():
        message = f"`{folder.resolve().name}` holds a project already: it has a {PROJECT_FILE}"
        raise WrongUsageError("project-exists", message, "choose another folder")
    example = read_project_files()
    if practice:
        example = {**read_project_files("practice"), ".gitignore": example[".gitignore"]}
    files: dict[str, str | bytes] = {**example, **read_vscode_files(), **build_schema_files()}
    kept = [name for name in files if (folder / name).exists()]
    paths = write_new_files(folder, {name: text for name, text in files.items() if name not in kept})
    print_created_files((path.as_posix() for path in paths if SCHEMAS_FOLDER not in path.as_posix()), list_format)
    for name in kept:
        typer.echo(f"kept as it is: {to_printable(name)}", err=True)
    inside = "" if folder == Path() else f"cd {folder} && "
    brief = "water-report" if practice else "example-report"
    typer.echo(f"next: {inside}briefgen build {brief}", err=True)
