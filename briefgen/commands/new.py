"""`briefgen new`: creates a library, block, recommendation, brief, audience or campaign, with files that explain themselves."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Annotated

import typer

from briefgen.commands import completion, options
from briefgen.commands.session import Session, WrongUsageError, open_result_session, run_command
from briefgen.commands.table import ListFormat, print_created_files
from briefgen.commands.usage import CommandGroup
from briefgen.paths import follow_links
from briefgen.resources import fill_scaffold, title_from_name

if TYPE_CHECKING:
    from briefgen.load.names import ProjectPart
    from briefgen.model.brief import Project

app = typer.Typer(cls=CommandGroup, help="Create a library, block, brief, audience and more.", no_args_is_help=True)

NAME_PATTERN = re.compile(r"\w[\w-]*")
VARIANT_PATTERN = re.compile(r"(\w[\w-]*)(?:@\w[\w-]*)?(?:\.[a-z]{2,3}(?:-\w+)?)?")
"""The last part of the name of a block, `torture`, or of its text in another length or language, `torture@short.fr`."""

DEFAULT_KIND = "situation"
RECOMMENDATION = "recommendation"

NameArgument = Annotated[str, typer.Argument(metavar="NAME", help="Its name: letters, digits, `-` and `_`.")]


BlockArgument = Annotated[
    str,
    typer.Argument(
        metavar="LIBRARY/PATH",
        help="The library, and the path of the block in it.",
        autocompletion=completion.complete_block_folders,
    ),
]


@app.command(epilog=options.format_examples("briefgen new library clean-water"))
def library(
    context: typer.Context, name: NameArgument, *, list_format: options.CreatedFormat = ListFormat.TEXT
) -> None:
    """Create a library, with files for its sources and facts and a first block."""
    _write_new_files(context, list_format, lambda _project: _build_library_files(name))


@app.command(epilog=options.format_examples("briefgen new block clean-water/situation/schools"))
def block(context: typer.Context, path: BlockArgument, *, list_format: options.CreatedFormat = ListFormat.TEXT) -> None:
    """Create a block, or a variant of one: `wells@short`, `wells.fr`.

    It is confidential until its author says otherwise. In a folder named after a kind, as `summary/`, it is of that kind.
    """
    _write_new_files(context, list_format, lambda project: _build_block_file(project, path))


@app.command(epilog=options.format_examples("briefgen new recommendation clean-water/recommendation/schools"))
def recommendation(
    context: typer.Context, path: BlockArgument, *, list_format: options.CreatedFormat = ListFormat.TEXT
) -> None:
    """Create a recommendation: a block that says who is listed, to do what, and on what basis."""
    _write_new_files(context, list_format, lambda project: _build_block_file(project, path, RECOMMENDATION))


@app.command(
    epilog=options.format_examples(
        "briefgen new brief town-report --audience public-report --library clean-water",
        "briefgen new brief kenya-review --audience upr-submission --set state=KEN --set submitters.name='River Watch'",
    )
)
def brief(
    context: typer.Context,
    name: NameArgument,
    *,
    audience: Annotated[
        str,
        typer.Option("--audience", metavar="NAME", help="Who reads it.", autocompletion=completion.complete_audiences),
    ] = "public-report",
    library: options.LibraryName = None,
    settings: Annotated[
        list[str] | None,
        typer.Option(
            "--set",
            "-s",
            metavar="KEY=VALUE",
            help="State a parameter of the audience or a key of the brief. Repeatable.",
        ),
    ] = None,
    list_format: options.CreatedFormat = ListFormat.TEXT,
) -> None:
    """Create a brief that states what its audience needs: with `--set`, or in answer to questions on a terminal."""
    _write_new_files(
        context, list_format, lambda project: _build_brief_file(project, name, audience, library, settings)
    )


@app.command(epilog=options.format_examples("briefgen new audience town-council --extends diplomat"))
def audience(
    context: typer.Context,
    name: NameArgument,
    *,
    extends: Annotated[
        str,
        typer.Option(
            "--extends",
            metavar="NAME",
            help="The audience that it takes over and changes.",
            autocompletion=completion.complete_audiences,
        ),
    ] = "public-report",
    list_format: options.CreatedFormat = ListFormat.TEXT,
) -> None:
    """Create an audience that changes another one."""
    _write_new_files(context, list_format, lambda project: _build_audience_file(project, name, extends))


@app.command(epilog=options.format_examples("briefgen new campaign embassies --brief embassy-note"))
def campaign(
    context: typer.Context,
    name: NameArgument,
    *,
    brief: Annotated[
        str | None,
        typer.Option(
            "--brief",
            metavar="NAME",
            help="The brief to send. Omitted: the only one there is.",
            autocompletion=completion.complete_briefs,
        ),
    ] = None,
    list_format: options.CreatedFormat = ListFormat.TEXT,
) -> None:
    """Create a campaign, with a table of recipients beside it."""
    _write_new_files(context, list_format, lambda project: _build_campaign_files(project, name, brief))


def _write_new_files(
    context: typer.Context, list_format: ListFormat, files: Callable[[Project], Mapping[str, str]]
) -> None:
    def write_files(session: Session) -> None:
        from briefgen.commands.arguments import load_current_project
        from briefgen.commands.scaffold import write_new_files

        project = load_current_project(session)
        paths = write_new_files(project.root, files(project))
        print_created_files((path.relative_to(project.root).as_posix() for path in paths), list_format)

    run_command(open_result_session(context, list_format), write_files)


def _build_library_files(name: str) -> Mapping[str, str]:

    files = {"sources.yaml": "sources.yaml", "facts.yaml": "facts.yaml", "situation/first.md": "block.md"}
    folder = PurePosixPath("content", _check_name(name))
    values = _build_block_values(folder / "situation/first.md", DEFAULT_KIND)
    return {f"{folder}/{path}": fill_scaffold(scaffold, values) for path, scaffold in files.items()}


def _build_block_file(project: Project, path: str, kind: str = "") -> Mapping[str, str]:
    from briefgen.commands.arguments import check_known_name
    from briefgen.load import list_names
    from briefgen.load.kinds import collect_kinds

    library, *inside = _read_block_path(project, path).removesuffix(".md").split("/")
    if not inside:
        hint = f"write the library in front: `{next(iter(list_names(project, 'libraries')), 'library')}/{path}`"
        raise WrongUsageError("new-name", f"`{path}` names no block in a library", hint)
    check_known_name(project, "libraries", library)
    for part in inside[:-1]:
        _check_name(part)
    found = VARIANT_PATTERN.fullmatch(inside[-1])
    base = _check_name(found[1] if found else inside[-1])
    name = PurePosixPath("content", library, *inside[:-1])
    if base != inside[-1]:
        return {f"{name / inside[-1]}.md": _fill_variant(project, name / base, inside[-1])}
    kind = kind or next((folder for folder in inside[-2:-1] if folder in collect_kinds(project)), DEFAULT_KIND)
    scaffold = "recommendation.md" if kind == RECOMMENDATION else "block.md"
    file = name / f"{base}.md"
    return {str(file): fill_scaffold(scaffold, _build_block_values(file, kind))}


def _build_block_values(file: PurePosixPath, kind: str) -> Mapping[str, str]:
    return {"title": title_from_name(file.stem), "kind": f"{kind:<21}", "schema": _find_block_schema(file)}


def _find_block_schema(file: PurePosixPath) -> str:
    """The path of the schema from the folder of a block's file: editors read it so."""
    return f"{'../' * len(file.parent.parts)}.briefgen/schemas/block.json"


def _fill_variant(project: Project, block: PurePosixPath, name: str) -> str:
    """The text of a new variant. Raises `WrongUsageError` where there is no block for it."""
    if not (project.root / f"{block}.md").is_file():
        library, path = block.parts[1], "/".join(block.parts[2:])
        message = f"`{block}.md`, of which this would be a variant, is not there"
        raise WrongUsageError("new-name", message, f"run `briefgen new block {library}/{path}` first")
    title = title_from_name(block.name)
    line = f"title: {title}  # in this language" if "." in name else "# title: Its own title, where it has another one"
    return fill_scaffold("variant.md", {"title": line, "schema": _find_block_schema(block)})


def _read_block_path(project: Project, written: str) -> str:
    """The library and the path of a block below it, also where the path of the file was typed, from here or from the project."""
    content = follow_links(project.root / "content")
    for start in (Path.cwd(), project.root):
        path = follow_links(start / written)
        if written.endswith(".md") and path.is_relative_to(content):
            return path.relative_to(content).as_posix()
    return Path(written).as_posix()


def _build_brief_file(
    project: Project, name: str, audience: str, library: str | None, settings: Iterable[str] | None
) -> Mapping[str, str]:
    from briefgen.commands.arguments import check_known_name
    from briefgen.commands.new_brief import complete_draft, parse_stated
    from briefgen.load import load_audience
    from briefgen.model.diagnostic import Sink
    from briefgen.new_brief import create_draft

    _check_name(name)
    reader = load_audience(project, check_known_name(project, "audiences", audience), Sink(), project.language)
    chosen = (
        check_known_name(project, "libraries", library)
        if library
        else _find_only_name(project, "libraries", "--library")
    )
    draft = complete_draft(lambda stated: create_draft(project, name, reader, chosen, stated), parse_stated(settings))
    return {draft.path: draft.text}


def _build_audience_file(project: Project, name: str, extends: str) -> Mapping[str, str]:
    from briefgen.commands.arguments import check_known_name

    values = {
        "name": _check_name(name),
        "title": title_from_name(name),
        "extends": check_known_name(project, "audiences", extends),
    }
    return {f"templates/{name}/audience.yaml": fill_scaffold("audience.yaml", values)}


def _build_campaign_files(project: Project, name: str, brief: str | None) -> Mapping[str, str]:
    from briefgen.commands.arguments import check_known_name

    chosen = check_known_name(project, "briefs", brief) if brief else _find_only_name(project, "briefs", "--brief")
    values = {"name": _check_name(name), "brief": chosen}
    return {
        f"campaigns/{name}.yaml": fill_scaffold("campaign.yaml", values),
        f"campaigns/{name}.csv": fill_scaffold("campaign.csv", values),
    }


def _find_only_name(project: Project, kind: ProjectPart, option: str) -> str:
    """The only thing of a kind that a project has. Raises `WrongUsageError` where there are several, or none."""
    from briefgen.load import list_names

    known = list_names(project, kind)
    if len(known) != 1:
        listed = ", ".join(f"`{name}`" for name in known)
        hint = f"write `{option}` with one of {listed}" if known else f"there are no {kind} yet: create one first"
        raise WrongUsageError("new-choice", f"`{option}` is not given, and the project has {len(known)} {kind}", hint)
    return known[0]


def _check_name(name: str) -> str:
    from briefgen.model.file_names import find_windows_fault

    if not NAME_PATTERN.fullmatch(name):
        raise WrongUsageError("new-name", f"`{name}` cannot be a name", "use letters, digits, `-` and `_`")
    if fault := find_windows_fault(name):
        raise WrongUsageError("new-name", fault, "choose another name")
    return name
