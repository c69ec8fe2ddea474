"""`briefgen list`: what a project has."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from briefgen.commands import options
from briefgen.commands.session import Session, open_result_session, run_command
from briefgen.commands.table import ListFormat, print_rows
from briefgen.commands.usage import CommandGroup

if TYPE_CHECKING:
    from briefgen.model.brief import Project
    from briefgen.model.library import Block, Fact, Library, Source

Row = Sequence[object]

app = typer.Typer(
    cls=CommandGroup, help="List audiences, blocks, briefs, facts, sources and more.", no_args_is_help=True
)


@app.command(epilog=options.format_examples("briefgen list audiences"))
def audiences(context: typer.Context, *, list_format: options.ListFormatOption = ListFormat.TEXT) -> None:
    """List the audiences of the project and the built-in ones."""
    columns = ("audience", "title", "languages", "formats", "ceiling", "parameters", "file")
    _print_list(context, columns, list_format, _build_audience_rows)


@app.command(epilog=options.format_examples("briefgen list blocks --library clean-water"))
def blocks(
    context: typer.Context,
    *,
    library: options.LibraryFilter = None,
    list_format: options.ListFormatOption = ListFormat.TEXT,
) -> None:
    """List the blocks with their sensitivity and status."""
    columns = ("block", "library", "kind", "sensitivity", "status", "approvals", "variants", "title")
    _print_list(
        context,
        columns,
        list_format,
        lambda session, project: _build_library_rows(session, project, library, _build_block_rows),
    )


@app.command(epilog=options.format_examples("briefgen list briefs"))
def briefs(context: typer.Context, *, list_format: options.ListFormatOption = ListFormat.TEXT) -> None:
    """List the briefs."""
    _print_list(context, ("brief", "audience", "library", "language", "date", "title"), list_format, _build_brief_rows)


@app.command(epilog=options.format_examples("briefgen list facts --format json"))
def facts(
    context: typer.Context,
    *,
    library: options.LibraryFilter = None,
    list_format: options.ListFormatOption = ListFormat.TEXT,
) -> None:
    """List the facts with their values and sources."""
    columns = ("fact", "library", "value", "unit", "as_of", "certainty", "sources")
    _print_list(
        context,
        columns,
        list_format,
        lambda session, project: _build_library_rows(session, project, library, _build_fact_rows),
    )


@app.command(epilog=options.format_examples("briefgen list previous", "briefgen list previous --all"))
def previous(
    context: typer.Context,
    *,
    every: Annotated[bool, typer.Option("--all", help="Those that are taken up, too.")] = False,
    library: options.LibraryFilter = None,
    list_format: options.ListFormatOption = ListFormat.TEXT,
) -> None:
    """List earlier recommendations that no recommendation takes up.

    They are in `previous.yaml` of each library, where `briefgen import --previous` adds them. A recommendation takes up those that it names under `previous`.
    """
    columns = ("key", "library", "body", "paragraph", "states", "position", "taken_up_by", "text")
    _print_list(
        context,
        columns,
        list_format,
        lambda session, project: _build_library_rows(
            session, project, library, lambda loaded: _build_previous_rows(loaded, every=every)
        ),
    )


@app.command(epilog=options.format_examples("briefgen list recommendations --library clean-water"))
def recommendations(
    context: typer.Context,
    *,
    library: options.LibraryFilter = None,
    list_format: options.ListFormatOption = ListFormat.TEXT,
) -> None:
    """List the recommendations with their addressees.

    `category` is how much each asks for, 1 to 5, by its first verb; the list of verbs is briefgen's own, unverified. `?`: the verb is not in it.
    """
    columns = ("recommendation", "library", "addressee", "legal_basis", "earlier", "category", "audiences", "action")
    _print_list(
        context,
        columns,
        list_format,
        lambda session, project: _build_library_rows(session, project, library, _build_recommendation_rows),
    )


@app.command(epilog=options.format_examples("briefgen list sources --unused", "briefgen list sources --check"))
def sources(
    context: typer.Context,
    *,
    unused: Annotated[bool, typer.Option("--unused", help="Only those that no text and no fact cites.")] = False,
    check: Annotated[
        bool, typer.Option("--check", help="What each work needs, by its type, and what it lacks of that.")
    ] = False,
    library: options.LibraryFilter = None,
    list_format: options.ListFormatOption = ListFormat.TEXT,
) -> None:
    """List the works that can be cited."""

    def build_rows(session: Session, project: Project) -> Iterator[Row]:
        in_passages = _collect_passage_citations(session, project) if unused else frozenset[str]()
        return _build_library_rows(
            session,
            project,
            library,
            lambda loaded: (
                build_row(source, loaded) for source in _select_sources(loaded, in_passages, unused=unused)
            ),
        )

    build_row = _build_needs_row if check else _build_source_row
    columns = ("type", "needs", "lacks", "file") if check else ("type", "year", "title")
    _print_list(context, ("source", "library", *columns), list_format, build_rows)


def _print_list(
    context: typer.Context,
    columns: Sequence[str],
    list_format: ListFormat,
    rows: Callable[[Session, Project], Iterator[Row]],
) -> None:
    def run_list(session: Session) -> None:
        from briefgen.commands.arguments import load_current_project

        found = list(rows(session, load_current_project(session)))
        print_rows(columns, found, list_format)
        if not found and list_format is ListFormat.TEXT:
            session.print_status("there is nothing to list")

    run_command(open_result_session(context, list_format), run_list)


def _build_library_rows(
    session: Session, project: Project, name: str | None, rows: Callable[[Library], Iterator[Row]]
) -> Iterator[Row]:
    from briefgen.commands.arguments import check_known_name, load_limited_library
    from briefgen.load import list_names

    names = (check_known_name(project, "libraries", name),) if name else list_names(project, "libraries")
    for library in names:
        yield from rows(load_limited_library(project, library, session.sink))


def _build_audience_rows(session: Session, project: Project) -> Iterator[Row]:
    from briefgen.load import list_names, load_audience

    for name in list_names(project, "audiences"):
        audience = load_audience(project, name, session.sink, language=project.language)
        parameters = [parameter.name for parameter in audience.parameters]
        yield (
            name, audience.title, list(audience.languages) or ["any"], list(audience.formats), audience.ceiling.word, parameters, audience.origin.path
        )  # fmt: skip


def _build_brief_rows(session: Session, project: Project) -> Iterator[Row]:
    from briefgen.load import list_names, load_brief

    for name in list_names(project, "briefs"):
        brief = load_brief(project, name, session.sink)
        yield name, brief.audience, brief.library, brief.language, brief.date, brief.title


def _build_block_rows(library: Library) -> Iterator[Row]:
    for block in library.blocks:
        yield (
            block.id, library.name, block.kind, block.sensitivity.word, block.status.value, _list_approvals(library, block), _list_variants(block), block.title
        )  # fmt: skip


def _list_approvals(library: Library, block: Block) -> list[str]:
    """Who approves each text of a block, and which approvals lapsed; the texts beside its own with their names."""
    from briefgen.approve.standing import find_standing

    standings = [find_standing(library, block, variant) for variant in block.variants] if library.approvals else []
    return [
        f"{'' if standing.text_name == block.id else f'{standing.text_name}: '}{words}"
        for standing in standings
        for words in (*map(str, standing.valid), *(f"lapsed: {lapsed}" for lapsed in standing.lapsed))
    ]


def _list_variants(block: Block) -> list[str]:
    """The other texts of a block, as their files name them: `@short`, `.fr`, `@short.fr`."""
    own, *others = block.variants
    return [
        (f"@{variant.name}" if variant.name else "")
        + (f".{variant.language}" if variant.language != own.language else "")
        for variant in others
    ]


def _build_fact_rows(library: Library) -> Iterator[Row]:
    for fact in library.facts.values():
        yield (
            fact.id,
            library.name,
            _format_value(fact),
            fact.unit,
            fact.as_of,
            fact.certainty.value,
            list(fact.sources),
        )


def _build_recommendation_rows(library: Library) -> Iterator[Row]:
    from briefgen.model.action_category import find_category

    for block in library.blocks:
        if recommendation := block.recommendation:
            earlier = [
                two.key or f"{'/'.join(filter(None, (str(two.cycle), two.paragraph)))} ({', '.join(two.states)})"
                for two in recommendation.previous
            ]
            audiences = sorted(block.audiences) if block.audiences is not None else ["any"]
            yield (
                block.id, library.name, recommendation.addressee, list(recommendation.legal_basis), earlier, find_category(recommendation.action) or "?", audiences, recommendation.action
            )  # fmt: skip


def _build_previous_rows(library: Library, *, every: bool) -> Iterator[Row]:
    users: dict[str, list[str]] = {}
    for block in library.blocks:
        for entry in block.recommendation.previous if block.recommendation else ():
            users.setdefault(entry.key, []).append(block.id)
    for key, entry in library.previous.items():
        if every or key not in users:
            position = entry.position.value if entry.position else ""
            body = entry.body or f"UPR {entry.cycle or ''}".strip()
            yield key, library.name, body, entry.paragraph, list(entry.states), position, users.get(key, []), entry.text


def _format_value(fact: Fact) -> str:
    return " to ".join(str(bound) for bound in fact.value) if isinstance(fact.value, tuple) else str(fact.value)


def _select_sources(library: Library, in_passages: frozenset[str], *, unused: bool) -> Iterator[Source]:
    from briefgen.access.usages import collect_cited_keys, find_usages

    cited = collect_cited_keys(find_usages(library)) | in_passages if unused else frozenset[str]()
    return (source for source in library.sources.values() if source.key not in cited)


def _build_source_row(source: Source, library: Library) -> Row:
    return (
        source.key, library.name, source.csl.get("type"), _year_from_issued(source.csl.get("issued")), source.title
    )  # fmt: skip


def _build_needs_row(source: Source, library: Library) -> Row:
    from briefgen.model.source_needs import find_missing, list_needs

    needs, missing = list_needs(source.csl), find_missing(source.csl)
    return (
        source.key,
        library.name,
        source.csl.get("type"),
        [need.words for need in needs],
        [need.words for need in missing],
        str(source.origin),
    )


def _collect_passage_citations(session: Session, project: Project) -> frozenset[str]:
    """The keys of all works that fixed passages of audiences and standfirsts of briefs cite."""
    from briefgen.access.usages import collect_cited_keys, find_usages_in_passages, find_usages_in_section_texts
    from briefgen.load import list_names, load_audience, load_brief_audiences

    audiences = (
        load_audience(project, name, session.sink, project.language) for name in list_names(project, "audiences")
    )
    opening = collect_cited_keys(
        use for brief, _ in load_brief_audiences(project) for use in find_usages_in_section_texts(brief)
    )
    return opening | collect_cited_keys(use for audience in audiences for use in find_usages_in_passages(audience))


def _year_from_issued(issued: object) -> str:
    """The year of a CSL date: of its parts, else its words."""
    stated = issued if isinstance(issued, dict) else {}
    parts = stated.get("date-parts")
    return str(parts[0][0]) if parts and parts[0] else str(stated.get("literal", ""))
