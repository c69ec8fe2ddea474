"""`briefgen eject`: copies built-in templates and style sheets into the project, where they are used instead."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Annotated

import typer

from briefgen.commands import completion, options
from briefgen.commands.session import Session, WrongUsageError, open_result_session, run_command
from briefgen.commands.table import ListFormat, print_created_files

FOLDERS = ("templates", "styles")
MAX_NAMES = 3
"""How many files of one name a hint shows."""

TEXT_ENDINGS = frozenset({".css", ".csl", ".html", ".md", ".yaml"})


def eject(
    context: typer.Context,
    files: Annotated[
        list[str],
        typer.Argument(
            metavar="FILE",
            help="Built-in files: `styles/base.css`, `templates/diplomat/page.html`.",
            autocompletion=completion.complete_builtin_files,
        ),
    ],
    *,
    list_format: options.CreatedFormat = ListFormat.TEXT,
) -> None:
    """Copy built-in templates or style sheets into the project, to change them there.

    The project's file is used instead of the whole built-in one. No file is ever written over.
    """
    run_command(
        open_result_session(context, list_format), lambda session: _copy_builtin_files(session, files, list_format)
    )


def _copy_builtin_files(session: Session, files: Iterable[str], list_format: ListFormat) -> None:
    from briefgen.commands.arguments import load_current_project
    from briefgen.commands.scaffold import write_new_files

    project, known = load_current_project(session), _list_builtin_files()
    names = dict.fromkeys(_find_name(written, known) for written in files)
    paths = write_new_files(project.root, {name: known[name].read_text("utf-8") for name in names})
    print_created_files((path.relative_to(project.root).as_posix() for path in paths), list_format)


def _list_builtin_files() -> Mapping[str, Path]:
    """Every built-in file that a project can replace, by its name."""
    from briefgen.resources import find_builtin_root

    root = find_builtin_root()
    paths = (path for folder in FOLDERS for path in sorted((root / folder).rglob("*.*")) if path.suffix in TEXT_ENDINGS)
    return {path.relative_to(root).as_posix(): path for path in paths}


def _find_name(written: str, known: Mapping[str, Path]) -> str:
    """The name of the built-in file that was typed. Raises `WrongUsageError` where there is none."""
    from briefgen.model.nearest import suggest_nearest

    name = Path(written).as_posix()  # `styles\base.css` on Windows
    if name in known:
        return name
    same_name = [f"`{other}`" for other in known if other.endswith(f"/{name}")]
    if same_name:
        hints: tuple[str, ...] = (f"write it with its folder: {' or '.join(same_name[:MAX_NAMES])}",)
    else:
        hints = suggest_nearest(name, known) or ("name a file of `templates/` or `styles/`, as `styles/base.css`",)
    raise WrongUsageError("eject-unknown", f"no built-in file `{written}`", *hints)
