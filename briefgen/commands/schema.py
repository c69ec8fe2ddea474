"""`briefgen schema`: the format of a kind of file, for editors and other programs."""

from __future__ import annotations

import json
from typing import Annotated

import typer

from briefgen.commands.session import Session, WrongUsageError, location_from_context, run_command


def schema(
    context: typer.Context,
    kind: Annotated[
        str, typer.Argument(metavar="KIND", help="project, block, sources, facts, audience, brief or campaign.")
    ],
) -> None:
    """Print the JSON Schema of a kind of file.

    Editors complete and check files with it; `briefgen init` writes all of them. Also of a line of `deliveries.jsonl`:
    `delivery`. And of what commands print under `--format json`: `verify`, `corrections`, `explain`, `impact`,
    `withdrawn` (`impact --withdrawn`), `coverage` (`translations`), `merge`, `list-blocks` and the other lists.
    """
    run_command(Session(location_from_context(context)), lambda _session: _print_schema(kind))


def _print_schema(kind: str) -> None:
    from briefgen.model.nearest import suggest_nearest
    from briefgen.schema import FILE_KINDS, OUTPUT_KINDS
    from briefgen.schema import build_json_schema as schema_of

    kinds = (*FILE_KINDS, *OUTPUT_KINDS)
    if kind not in kinds:
        hints = suggest_nearest(kind, kinds) or (f"choose from {', '.join(f'`{name}`' for name in kinds)}",)
        raise WrongUsageError("schema-unknown", f"no kind of file `{kind}`", *hints)
    typer.echo(json.dumps(schema_of(kind), ensure_ascii=False, indent=2))
