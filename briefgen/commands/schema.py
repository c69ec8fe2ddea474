"""`briefgen schema`: the format of a kind of file, for editors and other programs."""

from __future__ import annotations

import json
from collections.abc import Iterable
from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from briefgen.commands import completion
from briefgen.commands.session import Session, WrongUsageError, location_from_context, run_command


def _list_kinds(_project: Path) -> Iterable[str]:
    from briefgen.schema.kinds import FILE_KINDS, OUTPUT_KINDS

    return (*FILE_KINDS, *OUTPUT_KINDS)


def schema(
    context: typer.Context,
    kind: Annotated[
        str,
        typer.Argument(
            metavar="KIND",
            help="project, block, sources, facts, audience, brief or campaign.",
            autocompletion=completion.build_completer(_list_kinds),
        ),
    ] = "",
    *,
    for_project: Annotated[
        bool, typer.Option("--project", help="Write all of them, with the names of this project, for your editor.")
    ] = False,
) -> None:
    """Print the JSON Schema of a kind of file.

    Editors complete and check files with it; `briefgen init` writes all of them.

    With `--project`, all are written again and offer the audiences, libraries, briefs, blocks and sources that the project has
    now. The files that VS Code needs are written to `.vscode/`; those that are there stay as they are.

    There are also schemas for programs: `delivery`, a line of `deliveries.jsonl`, and what commands print under `--format json`:
    `problems` (`check`, `build`, `batch`, `import`, `audit`), `created` (`init`, `new`, `eject`), `diff`, `verify`, `corrections`, `explain`, `impact`, `withdrawn` (`impact --withdrawn`),
    `coverage` (`translations`), `merge`, `approved` (`approve`), `sent`, `doctor`, `list-blocks` and the other lists.
    """
    work = partial(_write_project_schemas if for_project else _print_schema, kind=kind)
    run_command(Session(location_from_context(context)), work)


def _print_schema(_session: Session, kind: str) -> None:
    from briefgen.model.nearest import suggest_nearest
    from briefgen.schema.kinds import FILE_KINDS, OUTPUT_KINDS
    from briefgen.schema.kinds import build_json_schema as schema_of

    kinds = (*FILE_KINDS, *OUTPUT_KINDS)
    if kind not in kinds:
        hints = suggest_nearest(kind, kinds) or (f"choose from {', '.join(f'`{name}`' for name in kinds)}",)
        message = f"no kind of file `{kind}`" if kind else "no kind of file is named"
        raise WrongUsageError("schema-unknown", message, *hints)
    typer.echo(json.dumps(schema_of(kind), ensure_ascii=False, indent=2))


def _write_project_schemas(session: Session, kind: str) -> None:
    from briefgen.commands.arguments import load_current_project
    from briefgen.commands.editor_files import build_schema_files, find_project_choices, read_vscode_files
    from briefgen.commands.scaffold import write_new_files
    from briefgen.paths import is_inside
    from briefgen.write.files import build_unwritable_error, replace_file

    if kind:
        raise WrongUsageError(
            "schema-unknown", f"`--project` writes all kinds, not only `{kind}`", f"leave out `{kind}`"
        )
    project = load_current_project(session)
    for name, text in build_schema_files(find_project_choices(project.root)).items():
        if not is_inside((project.root / name).parent, project.root):
            raise build_unwritable_error(project.root / name, "it is outside of the project")
        replace_file(project.root / name, text.encode())
        typer.echo(name)
    new = {name: text for name, text in read_vscode_files().items() if not (project.root / name).exists()}
    for path in write_new_files(project.root, new):
        typer.echo(path.relative_to(project.root).as_posix())
