"""`briefgen impact`: what a change of a source, fact or block would touch."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from briefgen.commands.report import printable
from briefgen.commands.session import Session, WrongUsageError, run, start_of

if TYPE_CHECKING:
    from briefgen.values.brief import Project
    from briefgen.values.library import Library, Variant
    from briefgen.values.uses import Use, Used


def impact(
    context: typer.Context,
    thing: Annotated[
        str, typer.Argument(metavar="ID", help="A fact or block by its id, or a source by its key: `@key`.")
    ],
) -> None:
    """Say what uses a fact, a source or a block.

    Which blocks and facts use it, and which briefs it reaches by them.
    """
    run(Session(start_of(context)), lambda session: _impact(session, thing))


def _impact(session: Session, thing: str) -> None:
    from briefgen.commands.asked import project_of
    from briefgen.load import load_library, names_of
    from briefgen.values.uses import uses

    project = project_of(session)
    libraries = [load_library(project, name, session.sink) for name in names_of(project, "libraries")]
    found = [(library, kind) for library in libraries for kind in _kinds(library, thing)]
    if not found:
        raise _unknown(libraries, thing)
    taken = _taken(session, project)
    for library, kind in found:
        name = thing.removeprefix("@")
        places = [one for one in uses(library) if one.kind is kind and one.id == name]
        for line in _lines(library, kind, name, places, taken):
            typer.echo(printable(line))


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


def _taken(session: Session, project: Project) -> dict[str, tuple[str, frozenset[str], frozenset[str]]]:
    """For each brief that can be put together: its library, the texts it takes and its key facts."""
    from briefgen.load import load_brief, names_of
    from briefgen.pipeline import choose, load_inputs
    from briefgen.values.diagnostic import BriefgenError, Sink

    result = {}
    for name in names_of(project, "briefs"):
        sink = Sink()
        try:
            brief = load_brief(project, name, sink)
            choices = choose(load_inputs(project, brief, sink), sink).choices
        except BriefgenError as error:
            sink.extend(error.diagnostics)
            session.sink.extend(sink.sorted())
            continue
        texts = frozenset(f"{one.block.id}@{one.variant.name}" if one.variant.name else one.block.id for one in choices)
        result[name] = (brief.library, texts, frozenset(brief.key_facts))
    return result


def _lines(
    library: Library,
    kind: Used,
    name: str,
    places: Sequence[Use],
    taken: dict[str, tuple[str, frozenset[str], frozenset[str]]],
) -> Iterator[str]:
    from briefgen.values.uses import Used, uses

    yield f"{kind.value} {name} in {library.name}"
    texts = {one.by for one in places if one.block}
    facts = {one.by for one in places if not one.block}
    # A brief shows a source, too, by way of a fact that cites it.
    texts |= {one.by for one in uses(library) if one.kind is Used.FACT and one.id in facts}
    if kind is Used.FACT:
        facts = {name}
    if kind is Used.BLOCK:
        texts |= {name, *(f"{name}@{one.name}" for one in _variants(library, name) if one.name)}
    for one in places:
        who = one.by if one.block else f"fact {one.by}"
        yield f"  used by {who}  {one.origin}"
    if not places:
        yield f"  used by {'no other block' if kind is Used.BLOCK else 'no block and no fact'}"
    briefs = [
        brief
        for brief, (of_library, its_texts, its_facts) in taken.items()
        if of_library == library.name and (texts & its_texts or facts & its_facts)
    ]
    yield f"  reaches {', '.join(briefs)}" if briefs else "  reaches no brief"


def _variants(library: Library, name: str) -> Sequence[Variant]:
    block = library.block(name)
    return block.variants if block else ()
