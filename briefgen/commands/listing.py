"""`briefgen list`: what a project has."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from briefgen.commands import options
from briefgen.commands.session import Session, run, start_of
from briefgen.commands.table import ListFormat, print_rows

if TYPE_CHECKING:
    from briefgen.values.brief import Project
    from briefgen.values.library import Block, Fact, Library

Row = Sequence[object]

app = typer.Typer(help="List audiences, blocks, briefs, facts, recommendations or sources.", no_args_is_help=True)

OfLibrary = Annotated[str | None, typer.Option("--library", metavar="NAME", help="Only this library. Omitted: all.")]


@app.command(epilog=options.examples("briefgen list audiences"))
def audiences(context: typer.Context, *, form: options.Listing = ListFormat.TEXT) -> None:
    """List the audiences, the project's own and the built-in ones."""
    columns = ("audience", "title", "languages", "formats", "ceiling", "parameters", "file")
    _list(context, columns, form, _audience_rows)


@app.command(epilog=options.examples("briefgen list blocks --library clean-water"))
def blocks(context: typer.Context, *, library: OfLibrary = None, form: options.Listing = ListFormat.TEXT) -> None:
    """List the blocks with their sensitivity and status."""
    columns = ("block", "library", "kind", "sensitivity", "status", "variants", "title")
    _list(context, columns, form, lambda session, project: _of_libraries(session, project, library, _block_rows))


@app.command(epilog=options.examples("briefgen list briefs"))
def briefs(context: typer.Context, *, form: options.Listing = ListFormat.TEXT) -> None:
    """List the briefs."""
    _list(context, ("brief", "audience", "library", "language", "date", "title"), form, _brief_rows)


@app.command(epilog=options.examples("briefgen list facts --format json"))
def facts(context: typer.Context, *, library: OfLibrary = None, form: options.Listing = ListFormat.TEXT) -> None:
    """List the facts with their values and sources."""
    columns = ("fact", "library", "value", "unit", "as_of", "certainty", "sources")
    _list(context, columns, form, lambda session, project: _of_libraries(session, project, library, _fact_rows))


@app.command(epilog=options.examples("briefgen list recommendations --library clean-water"))
def recommendations(
    context: typer.Context, *, library: OfLibrary = None, form: options.Listing = ListFormat.TEXT
) -> None:
    """List the recommendations: whom they address, on what basis, what they take up, and who gets them.

    `category` is how much each asks for, 1 to 5, by its first verb; the list of verbs is briefgen's own, unverified. `?`: the verb is not in it.
    """
    columns = ("recommendation", "library", "addressee", "legal_basis", "earlier", "category", "audiences", "action")
    _list(
        context, columns, form, lambda session, project: _of_libraries(session, project, library, _recommendation_rows)
    )


@app.command(epilog=options.examples("briefgen list sources --unused"))
def sources(
    context: typer.Context,
    *,
    unused: Annotated[bool, typer.Option("--unused", help="Only those that no text and no fact cites.")] = False,
    library: OfLibrary = None,
    form: options.Listing = ListFormat.TEXT,
) -> None:
    """List the works that can be cited."""

    def rows(session: Session, project: Project) -> Iterator[Row]:
        in_passages = _cited_in_passages(session, project) if unused else frozenset[str]()
        return _of_libraries(session, project, library, lambda one: _source_rows(one, in_passages, unused=unused))

    _list(context, ("source", "library", "type", "year", "title"), form, rows)


def _list(
    context: typer.Context,
    columns: Sequence[str],
    form: ListFormat,
    rows: Callable[[Session, Project], Iterator[Row]],
) -> None:
    def work(session: Session) -> None:
        from briefgen.commands.asked import project_of

        print_rows(columns, rows(session, project_of(session)), form)

    run(Session(start_of(context)), work)


def _of_libraries(
    session: Session, project: Project, name: str | None, rows: Callable[[Library], Iterator[Row]]
) -> Iterator[Row]:
    from briefgen.commands.asked import known_name, library_read
    from briefgen.load import names_of

    names = (known_name(project, "libraries", name),) if name else names_of(project, "libraries")
    for one in names:
        yield from rows(library_read(project, one, session.sink))


def _audience_rows(session: Session, project: Project) -> Iterator[Row]:
    from briefgen.load import load_audience, names_of

    for name in names_of(project, "audiences"):
        one = load_audience(project, name, session.sink, language=project.language)
        parameters = [told.name for told in one.parameters]
        yield (
            name, one.title, list(one.languages) or ["any"], list(one.formats), one.ceiling.word, parameters, one.origin.path
        )  # fmt: skip


def _brief_rows(session: Session, project: Project) -> Iterator[Row]:
    from briefgen.load import load_brief, names_of

    for name in names_of(project, "briefs"):
        one = load_brief(project, name, session.sink)
        yield name, one.audience, one.library, one.language, one.date, one.title


def _block_rows(library: Library) -> Iterator[Row]:
    for block in library.blocks:
        yield (
            block.id, library.name, block.kind, block.sensitivity.word, block.status.value, _cuts(block), block.title
        )  # fmt: skip


def _cuts(block: Block) -> list[str]:
    """The other texts of a block, as their files name them: `@short`, `.fr`, `@short.fr`."""
    own, *others = block.variants
    return [
        (f"@{one.name}" if one.name else "") + (f".{one.language}" if one.language != own.language else "")
        for one in others
    ]


def _fact_rows(library: Library) -> Iterator[Row]:
    for fact in library.facts.values():
        yield fact.id, library.name, _value(fact), fact.unit, fact.as_of, fact.certainty.value, list(fact.sources)


def _recommendation_rows(library: Library) -> Iterator[Row]:
    from briefgen.values.action_category import category

    for block in library.blocks:
        if one := block.recommendation:
            earlier = [f"{two.cycle}/{two.paragraph} ({', '.join(two.states)})" for two in one.previous]
            audiences = sorted(block.audiences) if block.audiences is not None else ["any"]
            yield (
                block.id, library.name, one.addressee, list(one.legal_basis), earlier, category(one.action) or "?", audiences, one.action
            )  # fmt: skip


def _value(fact: Fact) -> str:
    return " to ".join(str(one) for one in fact.value) if isinstance(fact.value, tuple) else str(fact.value)


def _source_rows(library: Library, in_passages: frozenset[str], *, unused: bool) -> Iterator[Row]:
    from briefgen.values.uses import cited_keys, uses

    cited = cited_keys(uses(library)) | in_passages if unused else frozenset[str]()
    for source in library.sources.values():
        if source.key not in cited:
            yield source.key, library.name, source.csl.get("type"), _year(source.csl.get("issued")), source.title


def _cited_in_passages(session: Session, project: Project) -> frozenset[str]:
    """The keys of all works that fixed passages of audiences and standfirsts of briefs cite."""
    from briefgen.load import load_audience, names_of, readers
    from briefgen.values.uses import cited_keys, uses_in_passages, uses_in_standfirsts

    audiences = (
        load_audience(project, name, session.sink, project.language) for name in names_of(project, "audiences")
    )
    opening = cited_keys(use for brief, _ in readers(project) for use in uses_in_standfirsts(brief))
    return opening | cited_keys(use for audience in audiences for use in uses_in_passages(audience))


def _year(issued: object) -> str:
    """The year of a CSL date: of its parts, or the beginning of its text."""
    parts = issued.get("date-parts") if isinstance(issued, dict) else None
    return str(parts[0][0]) if parts and parts[0] else ""
