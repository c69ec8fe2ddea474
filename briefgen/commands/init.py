"""`briefgen init`: begins a project."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from briefgen.commands.report import printable
from briefgen.commands.session import Session, WrongUsageError, run, start_of

PROJECT_FILE = "briefgen.yaml"
SCHEMAS = ".briefgen/schemas"


def init(
    context: typer.Context,
    folder: Annotated[Path | None, typer.Argument(metavar="DIR", help="Where. Omitted: this folder.")] = None,
) -> None:
    """Begin a project: a small example that builds at once.

    With it come JSON Schemas, by which editors complete and check YAML files. No file is ever written over.
    """
    session = Session(start_of(context))
    run(session, lambda session: _init(session.start.folder / (folder or Path())))


def _init(folder: Path) -> None:
    from briefgen.commands.scaffold import project_files, write_new

    if (folder / PROJECT_FILE).exists():
        message = f"`{folder.resolve().name}` holds a project already: it has a {PROJECT_FILE}"
        raise WrongUsageError("project-exists", message, "choose another folder")
    files = {**project_files(), **_schemas()}
    kept = [name for name in files if (folder / name).exists()]
    for path in write_new(folder, {name: text for name, text in files.items() if name not in kept}):
        if SCHEMAS not in path.as_posix():
            typer.echo(printable(path.as_posix()))
    for name in kept:
        typer.echo(f"kept as it is: {printable(name)}", err=True)
    inside = "" if folder == Path() else f"cd {folder} && "
    typer.echo(f"next: {inside}briefgen build example-report", err=True)


def _schemas() -> dict[str, str]:
    """The formats of the project's files, for editors."""
    from briefgen.files import KINDS, schema

    return {f"{SCHEMAS}/{kind}.json": json.dumps(schema(kind), ensure_ascii=False, indent=2) + "\n" for kind in KINDS}
