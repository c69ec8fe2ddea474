"""`briefgen impact`: what a change of a source, fact or block would touch."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from briefgen.commands import completion, options
from briefgen.commands.session import Session, WrongUsageError, open_result_session, run_command
from briefgen.commands.table import ListFormat

if TYPE_CHECKING:
    from briefgen.model.library import Library


def impact(
    context: typer.Context,
    thing: Annotated[
        str | None,
        typer.Argument(
            metavar="ID",
            help="A fact or block by its id, or a source by its key, `@key`, or its address.",
            autocompletion=completion.complete_things,
        ),
    ] = None,
    *,
    withdrawn: Annotated[
        bool, typer.Option("--withdrawn", help="Everything whose consent was withdrawn, and the files that hold it.")
    ] = False,
    list_format: options.ListFormatOption = ListFormat.TEXT,
    output: options.Output = None,
) -> None:
    """Report what uses a fact, a source or a block.

    Lists the blocks and facts that use it, the briefs that print it through them, their translations and approvals,
    and the files, finished or sent, that hold it: a file with an older wording or figure is out of date.

    With `--withdrawn`: lists each text and image whose consent was withdrawn, with every finished file that holds it.
    `briefgen schema impact` and `briefgen schema withdrawn` describe the JSON.
    """
    run_command(
        open_result_session(context, list_format),
        lambda session: _print_impact(session, thing, output, list_format, withdrawn=withdrawn),
    )


def _print_impact(
    session: Session, thing: str | None, output: Path | None, list_format: ListFormat, *, withdrawn: bool
) -> None:
    from briefgen.commands.arguments import (
        choose_output_folder,
        load_current_project,
        load_limited_library,
        name_from_block_path,
    )
    from briefgen.commands.impact_report import print_impacts, print_withdrawals
    from briefgen.corrections.impact import FileFinder, find_impact, find_kinds, find_withdrawn, load_brief_uses
    from briefgen.executor import execute_with_sink
    from briefgen.load import list_names
    from briefgen.record.deliveries import read_deliveries
    from briefgen.record.store import open_record

    if bool(thing) is withdrawn:
        raise WrongUsageError("impact-unnamed", "nothing to look for is named", "give an id, or `--withdrawn`")
    project = load_current_project(session)
    folder = choose_output_folder(output, project)
    libraries = [load_limited_library(project, name, session.sink) for name in list_names(project, "libraries")]
    if thing is None:
        with open_record(project.root, (folder,), session.sink) as record:
            print_withdrawals(find_withdrawn(FileFinder(record, folder), libraries), list_format)
        return
    thing = _find_source_key(libraries, name_from_block_path(project, libraries, thing))
    found = [(library, kind) for library in libraries for kind in find_kinds(library, thing)]
    if not found:
        raise _build_unknown_error(libraries, thing)
    uses = execute_with_sink(load_brief_uses, (project,), session.sink, "the briefs of this project")
    deliveries = read_deliveries(project.root, session.sink)
    with open_record(project.root, (folder,), session.sink) as record:
        finder, name = FileFinder(record, folder), thing.removeprefix("@")
        impacts = [find_impact(finder, library, kind, name, uses, deliveries) for library, kind in found]
    print_impacts(impacts, list_format)


def _find_source_key(libraries: Sequence[Library], thing: str) -> str:
    """The key of the source with this address: the one that another program uses as its key, its URL or its DOI."""
    from briefgen.model.document_symbols import to_doi_address

    address = thing.removeprefix("@").removeprefix("{").removesuffix("}")
    doi_address = to_doi_address(address)
    for library in libraries:
        if address in library.source_addresses:
            return f"@{library.source_addresses[address]}"
        for source in library.sources.values():
            places = (source.csl.get("URL"), source.csl.get("DOI"))
            if address in places or (doi_address and doi_address in map(to_doi_address, places)):
                return f"@{source.key}"
    return thing


def _build_unknown_error(libraries: Sequence[Library], thing: str) -> WrongUsageError:
    from briefgen.model.nearest import suggest_nearest

    sources = {f"@{key}" for library in libraries for key in library.sources}
    others = {name for library in libraries for name in (*library.facts, *(block.id for block in library.blocks))}
    hints = suggest_nearest(thing, sources if thing.startswith("@") else sources | others)
    hints = hints or ("run `briefgen list facts`, `briefgen list sources` or `briefgen list blocks` to see them",)
    return WrongUsageError("impact-unknown", f"no fact, source or block `{thing}` in any library", *hints)
