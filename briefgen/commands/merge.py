"""`briefgen merge`: shows what somebody changed in a Word file, and writes what is accepted into the blocks."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from briefgen.commands import options
from briefgen.commands.report import ReportFormat, format_count, to_printable
from briefgen.commands.session import Session, WrongUsageError, location_from_context, run_command

if TYPE_CHECKING:
    from briefgen.merge.file_merge import FileMerge
    from briefgen.model.record import FileRecord

NUMBERS = re.compile(r"(\d{1,6})(?:-(\d{1,6}))?")


def merge(  # noqa: PLR0913 - each option is a parameter: that is how Typer reads them
    context: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A Word file that was built here and edited.")],
    *,
    accept: Annotated[
        list[str] | None,
        typer.Option(
            "--accept",
            metavar="WHAT",
            help="`prose`, `all`, or numbers of changes: `3,5-7`. Omitted: only show them.",
        ),
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Write nothing. Omitted: write what is accepted.")] = False,
    strict: options.Strict = False,
    report: options.Report = ReportFormat.TEXT,
    quiet: options.Quiet = False,
) -> None:
    """Merge the edits of a Word file into the blocks.

    Lists each change with its block and line, the old and new words, the author and the comments. Changes that were not tracked come first; they are accepted by their numbers only. Facts, citations and fixed passages are listed, and never written over. `--format json` prints an object for programs, which `briefgen schema merge` describes.
    """
    session = Session(location_from_context(context), report, strict=strict, quiet=quiet)
    run_command(session, lambda session: _merge(session, file, accept or [], dry_run=dry_run))


def _merge(session: Session, file: Path, accept: list[str], *, dry_run: bool) -> None:
    from briefgen.commands.arguments import load_current_project
    from briefgen.merge.file_merge import read_merge, write_merge

    accepted = _read_accepted(accept)
    if not file.is_file():
        from briefgen.record.missing_file import describe_missing_file

        raise WrongUsageError("merge-file", *describe_missing_file(file, "name a Word file that came back"))
    project = load_current_project(session)
    merge = read_merge(project, file, accepted, session.sink)
    can_write = bool(accepted) and not dry_run and not session.sink.failed
    if can_write:
        write_merge(project, merge.result, session.sink)
    if session.report_format is ReportFormat.JSON:
        from briefgen.merge.json_report import build_merge_report

        report = build_merge_report(merge, is_written=can_write)
        typer.echo(json.dumps(report, ensure_ascii=False, indent=2))
    else:
        _print_merge(session, merge, is_accepted=bool(accepted), is_written=can_write)


def _print_merge(session: Session, merge: FileMerge, *, is_accepted: bool, is_written: bool) -> None:
    from briefgen.merge.report import format_changes

    result = merge.result
    session.print_status(f"{merge.file.name}: {_describe(merge.built)}")
    for line in format_changes(result):
        typer.echo(to_printable(line))
    if result.format_changes:
        session.print_status(
            f"{format_count(result.format_changes, 'tracked change')} of the look alone: they are not merged"
        )
    if not any(change.number for change in result.changes):
        session.print_status("no words were changed")
    if not is_written:
        if result.texts and is_accepted:
            session.print_status(f"nothing was written: {format_count(len(result.texts), 'file')} would change")
        return
    for path in result.texts:
        typer.echo(to_printable(f"wrote {path}"))
    for line in result.lapsed:
        session.print_status(f"this approval lapses: {line}")
    session.print_status(f"{format_count(sum(change.is_taken for change in result.changes), 'change')} written")


def _read_accepted(written: list[str]) -> str | frozenset[int]:
    from briefgen.merge.run import ALL, PROSE

    words = [word.strip().lower() for text in written for word in text.split(",") if word.strip()]
    if len(words) == 1 and words[0] in {ALL, PROSE}:
        return words[0]
    numbers: set[int] = set()
    for word in words or written:
        found = NUMBERS.fullmatch(word)
        own = range(int(found[1]), int(found[2] or found[1]) + 1) if found else ()
        if 0 in own or not own:
            hint = "write `all`, `prose`, or numbers: `--accept 3,5-7`"
            raise WrongUsageError("merge-accept", f"`{word}` is not a change that can be accepted", hint)
        numbers |= set(own)
    return frozenset(numbers)


def _describe(file: FileRecord) -> str:
    contents = file.contents
    recipient = f" for {file.recipient}" if file.recipient else ""
    built = f", built {file.built[:10]}" if file.built else ""
    return f"the brief {contents.brief}{recipient} ({contents.language}){built}"
