"""`briefgen schema`: the format of a kind of file, for editors and other programs."""

from __future__ import annotations

import json
from typing import Annotated

import typer

from briefgen.commands.session import Session, WrongUsageError, run, start_of


def schema(
    context: typer.Context,
    kind: Annotated[
        str, typer.Argument(metavar="KIND", help="project, block, sources, facts, audience, brief or campaign.")
    ],
) -> None:
    """Print the JSON Schema of a kind of file.

    Editors complete and check files with it; `briefgen init` writes all of them.
    """
    run(Session(start_of(context)), lambda _session: _schema(kind))


def _schema(kind: str) -> None:
    from briefgen.files import KINDS
    from briefgen.files import schema as schema_of
    from briefgen.values.nearest import did_you_mean

    if kind not in KINDS:
        hints = did_you_mean(kind, KINDS) or (f"choose from {', '.join(f'`{one}`' for one in KINDS)}",)
        raise WrongUsageError("schema-unknown", f"no kind of file `{kind}`", *hints)
    typer.echo(json.dumps(schema_of(kind), ensure_ascii=False, indent=2))
