"""`briefgen impact`: what a change of a source, fact or block would touch."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from briefgen.commands import options
from briefgen.commands.session import Session, WrongUsageError, location_from_context, run_command
from briefgen.commands.table import ListFormat

if TYPE_CHECKING:
    from briefgen.access.usages import Usage, UsedKind
    from briefgen.commands.impact_report import HoldingFile, Impact, Withdrawal
    from briefgen.model.brief import Project
    from briefgen.model.diagnostic import Sink
    from briefgen.model.library import Block, Library
    from briefgen.model.record import FileRecord
    from briefgen.record.store import Record


def impact(
    context: typer.Context,
    thing: Annotated[
        str | None,
        typer.Argument(metavar="ID", help="A fact or block by its id, or a source by its key, `@key`, or its address."),
    ] = None,
    *,
    withdrawn: Annotated[
        bool, typer.Option("--withdrawn", help="Everything whose consent was withdrawn, and the files that hold it.")
    ] = False,
    list_format: options.ListFormatOption = ListFormat.TEXT,
    output: options.Output = None,
) -> None:
    """Report what uses a fact, a source or a block.

    Lists the blocks and facts that use it, the briefs that print it through them, and the finished files that hold
    it: a file with an older wording or figure is out of date.

    With `--withdrawn`: lists each text and image whose consent was withdrawn, with every finished file that holds it.
    `briefgen schema impact` and `briefgen schema withdrawn` describe the JSON.
    """
    run_command(
        Session(location_from_context(context)),
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
    from briefgen.executor import execute_with_sink
    from briefgen.load import list_names
    from briefgen.record.store import open_record

    if bool(thing) is withdrawn:
        raise WrongUsageError("impact-unnamed", "nothing to look for is named", "give an id, or `--withdrawn`")
    project = load_current_project(session)
    folder = choose_output_folder(output, project)
    libraries = [load_limited_library(project, name, session.sink) for name in list_names(project, "libraries")]
    if thing is None:
        with open_record(project.root, (folder,), session.sink) as record:
            print_withdrawals(_find_withdrawn(_FileFinder(record, folder), libraries), list_format)
        return
    thing = _find_source_key(libraries, name_from_block_path(project, libraries, thing))
    found = [(library, kind) for library in libraries for kind in _find_kinds(library, thing)]
    if not found:
        raise _build_unknown_error(libraries, thing)
    taken = execute_with_sink(_load_brief_contents, (project,), session.sink, "the briefs of this project")
    with open_record(project.root, (folder,), session.sink) as record:
        finder, name = _FileFinder(record, folder), thing.removeprefix("@")
        impacts = [_find_impact(finder, library, kind, name, taken) for library, kind in found]
    print_impacts(impacts, list_format)


def _find_source_key(libraries: Sequence[Library], thing: str) -> str:
    """The key of the source with this address: the one that another program uses as its key, its URL or its DOI."""
    address = thing.removeprefix("@").removeprefix("{").removesuffix("}")
    for library in libraries:
        if address in library.source_addresses:
            return f"@{library.source_addresses[address]}"
        for source in library.sources.values():
            if address in {source.csl.get("URL"), source.csl.get("DOI"), f"https://doi.org/{source.csl.get('DOI')}"}:
                return f"@{source.key}"
    return thing


@dataclass(frozen=True, slots=True)
class _FileFinder:
    """Finds the files of an output folder that hold a thing, whichever command and format they come from."""

    record: Record
    folder: Path

    def find_users(self, library: str, kind: str, name: str) -> Iterator[tuple[str, str]]:
        """The path of each, with the digest of the thing in it. A file that is gone holds nothing any more."""
        found = self.record.find_users(self.record.name_folder(self.folder), library, kind, name)
        yield from ((file.path, digest) for file, digest in found if self._exists(file))

    def _exists(self, file: FileRecord) -> bool:
        return (self.folder / file.path).is_file()


def _find_withdrawn(finder: _FileFinder, libraries: Sequence[Library]) -> Iterator[Withdrawal]:
    """Everything whose consent was withdrawn, each with the finished files that hold it."""
    from briefgen.commands.impact_report import Withdrawal

    for library in libraries:
        texts = [("block", block.id, _collect_variant_names(block), block.consents or ()) for block in library.blocks]
        images = [("image", name, {name}, consents) for name, consents in library.image_consents.items()]
        for kind, called, names, consents in (*texts, *images):
            for consent in (consent for consent in consents if consent.withdrawn):
                paths = sorted({path for name in names for path, _ in finder.find_users(library.name, kind, name)})
                yield Withdrawal(kind, called, library.name, consent, tuple(paths))


def _collect_variant_names(block: Block) -> set[str]:
    """The names that a block's texts go by among what documents are made from."""
    return {f"{block.id}@{variant.name}" if variant.name else block.id for variant in block.variants}


def _find_files_with(finder: _FileFinder, library: Library, kind: UsedKind, name: str) -> Iterator[HoldingFile]:
    """The files made so far that carry a thing, and whether they carry it as it is today."""
    from briefgen.campaign.inputs import compute_current_digests
    from briefgen.commands.impact_report import HoldingFile

    for called, digests in compute_current_digests(library, kind.value, name).items():
        for path, digest in finder.find_users(library.name, kind.value, called):
            yield HoldingFile(path, digest in digests)


def _find_kinds(library: Library, thing: str) -> Iterator[UsedKind]:
    """What a name stands for in a library; `@` in front means a source."""
    from briefgen.access.usages import UsedKind

    if thing.removeprefix("@") in library.sources:
        yield UsedKind.SOURCE
    if thing in library.facts:
        yield UsedKind.FACT
    if library.find_block(thing):
        yield UsedKind.BLOCK


def _build_unknown_error(libraries: Sequence[Library], thing: str) -> WrongUsageError:
    from briefgen.model.nearest import suggest_nearest

    sources = {f"@{key}" for library in libraries for key in library.sources}
    others = {name for library in libraries for name in (*library.facts, *(block.id for block in library.blocks))}
    hints = suggest_nearest(thing, sources if thing.startswith("@") else sources | others)
    return WrongUsageError("impact-unknown", f"no fact, source or block `{thing}` in any library", *hints)


@dataclass(frozen=True, slots=True)
class _BriefContents:
    """What one brief is made of."""

    library: str
    texts: frozenset[str]
    """Its blocks, each in the cut and language it takes."""
    facts: frozenset[str]
    """Its key figures."""
    passages: tuple[Usage, ...]
    """What the fixed passages of its audience use, and what opens its sections."""


def _load_brief_contents(project: Project, sink: Sink) -> dict[str, _BriefContents]:
    """Every brief that can be put together."""
    from briefgen.access.usages import find_usages_in_passages, find_usages_in_section_texts, format_text_name
    from briefgen.load import list_names, load_brief
    from briefgen.model.diagnostic import BriefgenError, Sink
    from briefgen.pipeline import load_and_select

    result = {}
    for name in list_names(project, "briefs"):
        own_sink = Sink()
        try:
            brief = load_brief(project, name, own_sink)
            inputs, selection = load_and_select(project, brief, own_sink)
        except BriefgenError as error:
            own_sink.extend(error.diagnostics)
            sink.extend(own_sink.collect_sorted())
            continue
        texts = frozenset(format_text_name(choice.block, choice.variant) for choice in selection.choices)
        passages = (*find_usages_in_passages(inputs.audience), *find_usages_in_section_texts(brief))
        result[name] = _BriefContents(brief.library, texts, frozenset(brief.key_facts), passages)
    return result


def _find_impact(
    finder: _FileFinder, library: Library, kind: UsedKind, name: str, taken: Mapping[str, _BriefContents]
) -> Impact:
    """What uses a thing, the briefs that it reaches and the files that hold it."""
    from briefgen.access.usages import UsedKind, UserKind, find_usages
    from briefgen.commands.impact_report import Impact

    here = {brief: contents for brief, contents in taken.items() if contents.library == library.name}
    inside = list(find_usages(library))
    passages = dict.fromkeys(use for contents in here.values() for use in contents.passages)
    places = [usage for usage in (*inside, *passages) if usage.kind is kind and usage.id == name]
    facts = {name} if kind is UsedKind.FACT else {usage.used_by for usage in places if usage.user_kind is UserKind.FACT}
    # A brief shows a source, too, by way of a fact that cites it.
    showing = [*places, *(usage for usage in (*inside, *passages) if usage.kind is UsedKind.FACT and usage.id in facts)]
    texts = {usage.used_by for usage in showing if usage.user_kind is UserKind.TEXT} | (
        _collect_text_names(library, name) if kind is UsedKind.BLOCK else set()
    )
    briefs = tuple(
        brief
        for brief, contents in here.items()
        if texts & contents.texts or facts & contents.facts or any(use in showing for use in contents.passages)
    )
    files = tuple(_find_files_with(finder, library, kind, name))
    return Impact(kind.value, name, library.name, tuple(places), briefs, files)


def _collect_text_names(library: Library, block_id: str) -> set[str]:
    from briefgen.access.usages import format_text_name

    block = library.find_block(block_id)
    return {format_text_name(block, variant) for variant in block.variants} if block else set()
