"""`briefgen new`: begins a block, brief, audience or campaign with a file that explains itself."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Annotated

import typer

from briefgen.commands import options
from briefgen.commands.report import printable
from briefgen.commands.session import Session, WrongUsageError, run, start_of

if TYPE_CHECKING:
    from briefgen.load.names import Named
    from briefgen.values.audience import Audience
    from briefgen.values.brief import Project

app = typer.Typer(help="Begin a block, brief, audience or campaign.", no_args_is_help=True)

NAME = re.compile(r"\w[\w-]*")
Name = Annotated[str, typer.Argument(metavar="NAME", help="Its name: letters, digits, `-` and `_`.")]


@app.command(epilog=options.examples("briefgen new block clean-water/situation/schools"))
def block(
    context: typer.Context,
    path: Annotated[str, typer.Argument(metavar="LIBRARY/PATH", help="The library, and the path of the block in it.")],
) -> None:
    """Begin a block. It is confidential and a draft until its author says otherwise."""
    _new(context, lambda project: _block(project, path))


@app.command(epilog=options.examples("briefgen new brief town-report --audience public-report --library clean-water"))
def brief(
    context: typer.Context,
    name: Name,
    *,
    audience: Annotated[str, typer.Option("--audience", metavar="NAME", help="Who reads it.")] = "public-report",
    library: options.LibraryName = None,
) -> None:
    """Begin a brief."""
    _new(context, lambda project: _brief(project, name, audience, library))


@app.command(epilog=options.examples("briefgen new audience town-council --extends diplomat"))
def audience(
    context: typer.Context,
    name: Name,
    *,
    extends: Annotated[
        str, typer.Option("--extends", metavar="NAME", help="The audience that it takes over and changes.")
    ] = "public-report",
) -> None:
    """Begin an audience that changes another one."""
    _new(context, lambda project: _audience(project, name, extends))


@app.command(epilog=options.examples("briefgen new campaign embassies --brief embassy-note"))
def campaign(
    context: typer.Context,
    name: Name,
    *,
    brief: Annotated[
        str | None, typer.Option("--brief", metavar="NAME", help="The brief to send. Omitted: the only one there is.")
    ] = None,
) -> None:
    """Begin a campaign, with a table of recipients beside it."""
    _new(context, lambda project: _campaign(project, name, brief))


def _new(context: typer.Context, files: Callable[[Project], Mapping[str, str]]) -> None:
    def work(session: Session) -> None:
        from briefgen.commands.asked import project_of
        from briefgen.commands.scaffold import write_new

        project = project_of(session)
        for path in write_new(project.root, files(project)):
            typer.echo(printable(path.relative_to(project.root).as_posix()))

    run(Session(start_of(context)), work)


def _block(project: Project, path: str) -> Mapping[str, str]:
    from briefgen.commands.asked import known_name
    from briefgen.commands.scaffold import filled
    from briefgen.load import names_of

    library, *inside = path.removesuffix(".md").split("/")
    if not inside:
        hint = f"write the library in front: `{next(iter(names_of(project, 'libraries')), 'library')}/{path}`"
        raise WrongUsageError("new-name", f"`{path}` names no block in a library", hint)
    known_name(project, "libraries", library)
    for part in inside:
        _allowed(part)
    name = PurePosixPath(library, *inside)
    return {f"content/{name}.md": filled("block.md", {"title": _title(inside[-1])})}


def _brief(project: Project, name: str, audience: str, library: str | None) -> Mapping[str, str]:
    from briefgen.commands.asked import known_name
    from briefgen.commands.scaffold import filled
    from briefgen.load import load_audience
    from briefgen.values.diagnostic import Sink

    reader = load_audience(project, known_name(project, "audiences", audience), Sink(), project.language)
    values = {
        "name": _allowed(name),
        "title": _title(name),
        "audience": reader.id,
        "parameters": _parameters(reader),
        "library": known_name(project, "libraries", library) if library else _only(project, "libraries", "--library"),
    }
    return {f"briefs/{name}.yaml": filled("brief.yaml", values)}


def _parameters(audience: Audience) -> str:
    """What the audience asks to be told, each on a line to be filled in; what has a default stands behind `#`."""
    if not audience.parameters:
        return ""
    lines = ["parameters:                 # what this audience asks to be told; with `#`: as it is without the line"]
    for one in audience.parameters:
        choices = f": {', '.join(one.values)}" if one.values else ""
        begun = f"# {one.name}: {one.default}" if one.default else f"{one.name}:"
        lines.append(f"  {begun:<26}# {one.title}{choices}")
    return "\n".join(lines) + "\n"


def _audience(project: Project, name: str, extends: str) -> Mapping[str, str]:
    from briefgen.commands.asked import known_name
    from briefgen.commands.scaffold import filled

    values = {"name": _allowed(name), "title": _title(name), "extends": known_name(project, "audiences", extends)}
    return {f"templates/{name}/audience.yaml": filled("audience.yaml", values)}


def _campaign(project: Project, name: str, brief: str | None) -> Mapping[str, str]:
    from briefgen.commands.asked import known_name
    from briefgen.commands.scaffold import filled

    chosen = known_name(project, "briefs", brief) if brief else _only(project, "briefs", "--brief")
    values = {"name": _allowed(name), "brief": chosen}
    return {
        f"campaigns/{name}.yaml": filled("campaign.yaml", values),
        f"campaigns/{name}.csv": filled("campaign.csv", values),
    }


def _only(project: Project, kind: Named, option: str) -> str:
    """The only thing of a kind that a project has. Raises `WrongUsageError` where there are several, or none."""
    from briefgen.load import names_of

    known = names_of(project, kind)
    if len(known) != 1:
        listed = ", ".join(f"`{one}`" for one in known)
        hint = f"write `{option}` with one of {listed}" if known else f"there are no {kind} yet: begin one first"
        raise WrongUsageError("new-choice", f"`{option}` is not given, and the project has {len(known)} {kind}", hint)
    return known[0]


def _allowed(name: str) -> str:
    if not NAME.fullmatch(name):
        raise WrongUsageError("new-name", f"`{name}` cannot be a name", "use letters, digits, `-` and `_`")
    return name


def _title(name: str) -> str:
    """The name in words, as YAML wants it written."""
    words = name.replace("-", " ").replace("_", " ").strip()
    return json.dumps(words[:1].upper() + words[1:], ensure_ascii=False)
