"""`briefgen impact`: what a change of a source, fact or block would touch."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from briefgen.commands import options
from briefgen.commands.report import printable
from briefgen.commands.session import Session, WrongUsageError, run, start_of

if TYPE_CHECKING:
    from briefgen.campaign import State
    from briefgen.values.brief import Project
    from briefgen.values.library import Block, Library
    from briefgen.values.uses import Use, Used


def impact(
    context: typer.Context,
    thing: Annotated[
        str | None, typer.Argument(metavar="ID", help="A fact or block by its id, or a source by its key: `@key`.")
    ] = None,
    *,
    withdrawn: Annotated[
        bool, typer.Option("--withdrawn", help="Everything whose consent was withdrawn, and the files that hold it.")
    ] = False,
    output: options.Output = None,
) -> None:
    """Say what uses a fact, a source or a block, or which files hold what nobody may have any more.

    Which blocks and facts use it, which briefs it reaches by them, and which finished files carry it: those that
    carry an older wording or figure are out of date.

    With `--withdrawn`: each text and image whose consent was withdrawn, with every finished file that holds it.
    """
    run(Session(start_of(context)), lambda session: _impact(session, thing, output, withdrawn=withdrawn))


def _impact(session: Session, thing: str | None, output: Path | None, *, withdrawn: bool) -> None:
    from briefgen.campaign import opened
    from briefgen.commands.asked import folder_asked, library_read, project_of
    from briefgen.load import names_of

    if bool(thing) is withdrawn:
        raise WrongUsageError("impact-unnamed", "nothing to look for is named", "give an id, or `--withdrawn`")
    project = project_of(session)
    folder = folder_asked(output, project)
    libraries = [library_read(project, name, session.sink) for name in names_of(project, "libraries")]
    if thing is None:
        with opened(folder, session.sink) as state:
            for line in _withdrawn(state, libraries) or ("no consent was withdrawn",):
                typer.echo(printable(line))
        return
    found = [(library, kind) for library in libraries for kind in _kinds(library, thing)]
    if not found:
        raise _unknown(libraries, thing)
    taken = _taken(session, project)
    with opened(folder, session.sink) as state:
        for library, kind in found:
            name = thing.removeprefix("@")
            for line in (*_lines(library, kind, name, taken), *_carriers(state, library, kind, name)):
                typer.echo(printable(line))


def _withdrawn(state: State, libraries: Sequence[Library]) -> list[str]:
    """Everything whose consent was withdrawn, each with the finished files that hold it."""
    lines = []
    for library in libraries:
        texts = [(f"block {block.id}", "block", _cuts(block), block.consents or ()) for block in library.blocks]
        images = [(f"image {name}", "image", {name}, given) for name, given in library.image_consents.items()]
        for called, kind, names, consents in (*texts, *images):
            for one in (consent for consent in consents if consent.withdrawn):
                lines.append(f"{called} in {library.name}, withdrawn on {one.withdrawn}  {one.origin}")
                paths = sorted({path for name in names for path, _ in state.users(library.name, kind, name)})
                lines += [f"  held by {path}" for path in paths] or ["  held by no file that was made here"]
    return lines


def _cuts(block: Block) -> set[str]:
    """The names that a block's texts go by among what documents are made from."""
    return {f"{block.id}@{one.name}" if one.name else block.id for one in block.variants}


def _carriers(state: State, library: Library, kind: Used, name: str) -> Iterator[str]:
    """The files made so far that carry a thing, and whether they carry it as it is today."""
    from briefgen.campaign.inputs import digests_now

    for called, digests in digests_now(library, kind.value, name).items():
        for path, digest in state.users(library.name, kind.value, called):
            yield f"  carried by {path}{'' if digest in digests else ', out of date'}"


def _kinds(library: Library, thing: str) -> Iterator[Used]:
    """What a name stands for in a library; `@` in front means a source."""
    from briefgen.values.uses import Used

    if thing.removeprefix("@") in library.sources:
        yield Used.SOURCE
    if thing in library.facts:
        yield Used.FACT
    if library.block(thing):
        yield Used.BLOCK


def _unknown(libraries: Sequence[Library], thing: str) -> WrongUsageError:
    from briefgen.values.nearest import did_you_mean

    sources = {f"@{key}" for library in libraries for key in library.sources}
    others = {name for library in libraries for name in (*library.facts, *(block.id for block in library.blocks))}
    hints = did_you_mean(thing, sources if thing.startswith("@") else sources | others)
    return WrongUsageError("impact-unknown", f"no fact, source or block `{thing}` in any library", *hints)


@dataclass(frozen=True, slots=True)
class _Taken:
    """What one brief is made of."""

    library: str
    texts: frozenset[str]
    """Its blocks, each in the cut and language it takes."""
    facts: frozenset[str]
    """Its key figures."""
    passages: tuple[Use, ...]
    """What the fixed passages of its audience use, and what opens its sections."""


def _taken(session: Session, project: Project) -> dict[str, _Taken]:
    """Every brief that can be put together."""
    from briefgen.limits import Allowance, held_to
    from briefgen.load import load_brief, names_of
    from briefgen.pipeline import choose, load_inputs
    from briefgen.values.diagnostic import BriefgenError, Sink
    from briefgen.values.uses import text_name, uses_in_passages, uses_in_standfirsts

    result = {}
    for name in names_of(project, "briefs"):
        sink = Sink()
        try:
            brief = load_brief(project, name, sink)
            with held_to(Allowance(what=f"the brief `{name}`")):
                inputs = load_inputs(project, brief, sink)
                texts = frozenset(text_name(one.block, one.variant) for one in choose(inputs, sink).choices)
        except BriefgenError as error:
            sink.extend(error.diagnostics)
            session.sink.extend(sink.sorted())
            continue
        passages = (*uses_in_passages(inputs.audience), *uses_in_standfirsts(brief))
        result[name] = _Taken(brief.library, texts, frozenset(brief.key_facts), passages)
    return result


def _lines(library: Library, kind: Used, name: str, taken: Mapping[str, _Taken]) -> Iterator[str]:
    """What uses a thing, and the briefs that it reaches."""
    from briefgen.values.uses import Used, User, uses

    yield f"{kind.value} {name} in {library.name}"
    here = {brief: one for brief, one in taken.items() if one.library == library.name}
    inside = list(uses(library))
    passages = dict.fromkeys(use for one in here.values() for use in one.passages)
    places = [one for one in (*inside, *passages) if one.kind is kind and one.id == name]
    for one in places:
        yield f"  used by {'fact ' if one.user is User.FACT else ''}{one.by}  {one.origin}"
    if not places:
        yield f"  used by {'no other block' if kind is Used.BLOCK else 'no block and no fact'}"
    facts = {name} if kind is Used.FACT else {one.by for one in places if one.user is User.FACT}
    # A brief shows a source, too, by way of a fact that cites it.
    showing = [*places, *(one for one in (*inside, *passages) if one.kind is Used.FACT and one.id in facts)]
    texts = {one.by for one in showing if one.user is User.TEXT} | (
        _texts(library, name) if kind is Used.BLOCK else set()
    )
    briefs = [
        brief
        for brief, one in here.items()
        if texts & one.texts or facts & one.facts or any(use in showing for use in one.passages)
    ]
    yield f"  reaches {', '.join(briefs)}" if briefs else "  reaches no brief"


def _texts(library: Library, block_id: str) -> set[str]:
    from briefgen.values.uses import text_name

    block = library.block(block_id)
    return {text_name(block, one) for one in block.variants} if block else set()
