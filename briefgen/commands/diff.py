"""`briefgen diff`: what a reader sees otherwise in a brief."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from briefgen.commands import completion, options
from briefgen.commands.report import format_count, to_printable
from briefgen.commands.session import Session, WrongUsageError, open_result_session, run_command

if TYPE_CHECKING:
    from briefgen.compare.brief_versions import ComparedFile
    from briefgen.compare.comparison import Comparison
    from briefgen.model.brief import Brief, Project
    from briefgen.model.diagnostic import Sink

FILE_FORMATS = ("html", "docx")
"""The formats of a file with the differences."""


class DiffFormat(StrEnum):
    """How a difference is printed."""

    TEXT = "text"
    JSON = "json"


@dataclass(frozen=True, slots=True)
class _DiffArguments:
    """What a difference was asked for, as it was typed."""

    brief: str
    since: str | None
    against: Path | None
    to: Sequence[str]
    output: Path | None
    language: str | None
    recipient: str | None
    settings: Sequence[str] | None
    diff_format: DiffFormat


def diff(  # noqa: PLR0913 - each option is a parameter: that is how Typer reads them
    context: typer.Context,
    brief: Annotated[
        str, typer.Argument(metavar="BRIEF", help="The brief by name.", autocompletion=completion.complete_briefs)
    ],
    *,
    since: Annotated[
        str | None, typer.Option("--since", metavar="REVISION", help="A commit, branch or tag of git.")
    ] = None,
    against: Annotated[
        Path | None,
        typer.Option("--against", metavar="FILE", help="A file that briefgen made, or its SHA-256 in the manifest."),
    ] = None,
    to: Annotated[
        list[str] | None,
        typer.Option(
            "--to",
            "-t",
            metavar="FORMAT",
            help="Write a file, too: `html`, or `docx` with tracked changes. Omitted: only print.",
            autocompletion=completion.build_completer(lambda _project: FILE_FORMATS, by_commas=True),
        ),
    ] = None,
    output: options.Output = None,
    language: options.Language = None,
    recipient: options.Recipient = None,
    settings: options.Settings = None,
    diff_format: Annotated[DiffFormat, typer.Option("--format", help="How to print it.")] = DiffFormat.TEXT,
) -> None:
    """Show what a reader sees differently in a brief.

    Compares the brief as it is with a revision of git or with a finished file: words, notes by what they cite, moved passages, numbers, figures. `--format json`: an object with `passages`, `numbers` and `figures`.
    """
    arguments = _DiffArguments(brief, since, against, to or (), output, language, recipient, settings, diff_format)
    run_command(open_result_session(context, diff_format), lambda session: _compare(session, arguments))


def _compare(session: Session, arguments: _DiffArguments) -> None:
    from briefgen.commands.arguments import check_known_name, choose_output_folder, load_current_project
    from briefgen.commands.compared_file import find_compared_file
    from briefgen.compare.brief_versions import compose_revision, compose_version, read_version
    from briefgen.compare.comparison import compare_versions
    from briefgen.compare.text_report import build_json, format_comparison

    if bool(arguments.since) == bool(arguments.against):
        hint = "write `--since REVISION` for git, or `--against FILE`"
        raise WrongUsageError("diff-unnamed", "`diff` needs one version to compare with", hint)
    formats = _read_formats(arguments.to)
    project = load_current_project(session)
    name = check_known_name(project, "briefs", arguments.brief)
    arguments = replace(arguments, brief=name)
    if arguments.against:
        compared = find_compared_file(session, project, arguments.against)
        arguments = _adapt_arguments(arguments, compared)
        old = read_version(compared, session.sink)
    else:
        load = partial(_load_older_brief, arguments)
        old = compose_revision(project.root, arguments.since or "", name, load, session.sink)
    brief = _load_brief(project, arguments, session.sink)
    new = compose_version(project, brief, session.sink, for_file=bool(arguments.against))
    comparison = compare_versions(old, new)
    if arguments.diff_format is DiffFormat.JSON:
        typer.echo(json.dumps(build_json(comparison), ensure_ascii=False, indent=2))
    else:
        for line in format_comparison(comparison):
            typer.echo(to_printable(line))
    if formats:
        folder = choose_output_folder(arguments.output, project)
        _write_files(session, project, brief, comparison, formats, folder)


def _read_formats(written: Sequence[str]) -> list[str]:
    formats = [word.strip().lower() for text in written for word in text.split(",") if word.strip()]
    for word in formats:
        if word not in {*FILE_FORMATS, "text"}:
            raise WrongUsageError("format-unknown", f"no format `{word}` for a difference", "choose `html` or `docx`")
    return [word for word in dict.fromkeys(formats) if word != "text"]


def _load_older_brief(arguments: _DiffArguments, project: Project, sink: Sink) -> Brief:
    from briefgen.commands.arguments import check_known_name
    from briefgen.compare.brief_versions import PartMissingError

    try:
        check_known_name(project, "briefs", arguments.brief)
        return _load_brief(project, arguments, sink)
    except WrongUsageError as error:
        raise PartMissingError(error.diagnostic.message) from error


def _load_brief(project: Project, arguments: _DiffArguments, sink: Sink) -> Brief:
    from briefgen.commands.arguments import adapt_brief, find_recipient
    from briefgen.load import load_brief

    brief = load_brief(project, arguments.brief, sink)
    sink.stop_on_errors()
    addressee = find_recipient(project, arguments.recipient, sink)
    return adapt_brief(brief, arguments.language, arguments.settings, addressee)


def _adapt_arguments(arguments: _DiffArguments, compared: ComparedFile) -> _DiffArguments:
    """The brief in the language of a file, for its recipient and with its settings, where others are not typed."""
    file = compared.record
    if file is None:
        return arguments
    contents = file.contents
    if contents.brief != arguments.brief:
        message = f"`{compared.path.name}` is a file of the brief `{contents.brief}`"
        raise WrongUsageError(
            "diff-file", message, f"run `briefgen diff {contents.brief} --against {arguments.against}`"
        )
    campaign = f"{contents.campaign}:" if contents.campaign else ""
    return replace(
        arguments,
        language=arguments.language or contents.language,
        recipient=arguments.recipient or (f"{campaign}{file.recipient}" if file.recipient else None),
        settings=arguments.settings or [f"{key}={value}" for key, value in contents.settings.items()],
    )


def _write_files(
    session: Session, project: Project, brief: Brief, comparison: Comparison, formats: Sequence[str], folder: Path
) -> None:
    """Write the files, unless the older text has what this reader may no longer see."""
    from briefgen.commands.execution import shorten_path
    from briefgen.compare.brief_versions import build_checked_page
    from briefgen.compare.word_report import build_docx
    from briefgen.write.files import replace_file

    page = build_checked_page(project, brief, comparison, session.sink)
    for format_ in formats:
        path = folder / f"{brief.id}.diff.{format_}"
        replace_file(path, page if format_ == "html" else build_docx(comparison))
        session.print_status(
            to_printable(f"{shorten_path(path)}  {format_count(len(comparison.changed_passages), 'changed passage')}")
        )
