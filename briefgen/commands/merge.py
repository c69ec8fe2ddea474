"""`briefgen merge`: shows what somebody changed in a Word file, and writes what is accepted into the blocks."""

from __future__ import annotations

import re
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from briefgen.commands import options
from briefgen.commands.report import ReportFormat, format_count, to_printable
from briefgen.commands.session import Session, WrongUsageError, location_from_context, run_command

if TYPE_CHECKING:
    from briefgen.merge.listing import ListedChange
    from briefgen.merge.run import MergeRequest, MergeResult
    from briefgen.model.brief import Project
    from briefgen.model.diagnostic import Origin
    from briefgen.model.printed_text import PrintedVersion
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

    Lists each change with its block and line, the old and new words, the author and the comments. Changes that were not tracked come first; they are accepted by their numbers only. Facts, citations and fixed passages are listed, and never written over.
    """
    session = Session(location_from_context(context), report, strict=strict, quiet=quiet)
    run_command(session, lambda session: _merge(session, file, accept or [], dry_run=dry_run))


def _merge(session: Session, file: Path, accept: list[str], *, dry_run: bool) -> None:
    from briefgen.commands.arguments import load_current_project
    from briefgen.executor import execute_with_sink
    from briefgen.merge.report import format_changes
    from briefgen.merge.run import run_merge

    accepted = _read_accepted(accept)
    if not file.is_file():
        raise WrongUsageError("merge-file", f"there is no file `{file}`", "name a Word file that came back")
    project = load_current_project(session)
    request = _build_request(session, project, file, accepted)
    result = execute_with_sink(run_merge, (request,), session.sink, f"the file `{file.name}`")
    for line in format_changes(result):
        typer.echo(to_printable(line))
    _list_problems(session, file, result)
    if isinstance(accepted, frozenset):
        last = max((change.number for change in result.changes), default=0)
        unknown = [number for number in accepted if number > last]
        if unknown:
            message = f"there is no change {min(unknown)} in `{file.name}`: {f'its last is {last}' if last else 'it has none'}"
            session.sink.error("merge-number", message, None, "run `briefgen merge` without `--accept` to see them")
    session.sink.stop_on_errors()
    if accepted and not dry_run:
        _write(session, project, result)
    elif result.texts and accepted:
        session.print_status(f"nothing was written: {format_count(len(result.texts), 'file')} would change")


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


def _build_request(session: Session, project: Project, file: Path, accepted: str | frozenset[int]) -> MergeRequest:
    """What the file was built from. Raises `BriefgenError` for a file that this project did not build."""
    from briefgen.commands.file_changes import plan_recorded_document
    from briefgen.merge.run import MergeRequest
    from briefgen.model.diagnostic import Origin
    from briefgen.record.file_places import list_record_folders
    from briefgen.record.store import open_record

    sha, version = _find_version(session, project, file)
    with open_record(project.root, list_record_folders(project.output, file), session.sink) as record:
        files = record.find_by_hash(sha)
    if not files:
        message = f"the record does not know from which brief `{file.name}` was built"
        session.sink.stop("merge-unknown", message, Origin(file.name), "build the brief again as Word, and merge then")
    planned = plan_recorded_document(project, files[0], session.sink)
    session.sink.stop_on_errors()
    if planned is None:
        message = f"the recipient of `{file.name}` is no longer in its campaign"
        session.sink.stop("merge-unknown", message, Origin(file.name), "add the recipient again, and merge then")
    session.print_status(f"{file.name}: {_describe(files[0])}")
    return MergeRequest(file, version, project, planned.brief, accepted)


def _find_version(session: Session, project: Project, file: Path) -> tuple[str, PrintedVersion]:
    from briefgen.executor import execute_with_sink
    from briefgen.merge.run import find_best_version
    from briefgen.merge.word_file import read_version_id
    from briefgen.model.diagnostic import Origin
    from briefgen.record.versions import find_version

    id_ = read_version_id(file)
    found = find_version(project.root, id_, session.sink) if id_ else None
    if found:
        return found
    origin = Origin(file.name)
    if id_:
        message = "is a Word file that this project did not build, or its record was lost"
        hint = "run `briefgen merge` in the project that built it, with its folder `.briefgen`"
        session.sink.stop("merge-unknown", message, origin, hint)
    found = execute_with_sink(find_best_version, (file, project.root), session.sink, f"the file `{file.name}`")
    if found is None:
        message = "does not say which version it is, and its words are of no Word file that was built here"
        session.sink.stop("merge-unknown", message, origin, "name a file that briefgen built and somebody edited")
    message = "does not say which version it is: it is compared with the built file that has the most of its words"
    session.sink.warning("merge-guessed", message, origin, "look at each change before you accept it")
    return found


def _describe(file: FileRecord) -> str:
    contents = file.contents
    recipient = f" for {file.recipient}" if file.recipient else ""
    built = f", built {file.built[:10]}" if file.built else ""
    return f"the brief {contents.brief}{recipient} ({contents.language}){built}"


def _list_problems(session: Session, file: Path, result: MergeResult) -> None:
    """Say what needs a human: hidden changes, conflicts, and what was accepted and could not be written."""
    from briefgen.merge.current import Status
    from briefgen.merge.kinds import ChangeKind
    from briefgen.model.diagnostic import Origin

    changes = [change for change in result.changes if change.kind is not ChangeKind.COMMENT]
    hidden = [change for change in changes if not change.tracked] if result.has_tracking else []
    if hidden:
        listed = ", ".join(str(change.number) for change in hidden)
        message = f"{format_count(len(hidden), 'change')} of it were made without tracking: {listed}"
        session.sink.warning("merge-untracked", message, Origin(file.name), "accept them by their numbers")
    for change in changes:
        if change.status in {Status.CONFLICT, Status.GONE}:
            message = f"change {change.number} does not fit: {change.reason}"
            session.sink.warning("merge-conflict", message, _find_place(change), "change it by hand")
        elif change.is_accepted and not change.is_taken and change.status is not Status.DONE:
            message = f"change {change.number} was accepted, and not written: {change.reason}"
            session.sink.warning("merge-left", message, _find_place(change))
    if result.format_changes:
        session.print_status(
            f"{format_count(result.format_changes, 'tracked change')} of the look alone: they are not merged"
        )
    if not changes:
        session.print_status("no words were changed")


def _find_place(change: ListedChange) -> Origin | None:
    from briefgen.model.diagnostic import Origin

    path, _, line = change.place.rpartition(":")
    return Origin(path, int(line)) if line.isdigit() else Origin(change.place) if change.place else None


def _write(session: Session, project: Project, result: MergeResult) -> None:
    """Write all files, or none: one that changed since it was read stops everything."""
    from contextlib import suppress

    from briefgen.model.diagnostic import BriefgenError, Origin
    from briefgen.paths import is_inside
    from briefgen.write.files import replace_file

    before: dict[Path, bytes] = {}
    for path in result.texts:
        place = project.root / path
        if not is_inside(place, project.root) or place.is_symlink():
            message = "leads out of the project, or is a link"
            session.sink.stop("path-escape", message, Origin(path), "copy the file into the project")
        before[place] = place.read_bytes()
        if sha256(before[place]).hexdigest() != result.digests[path]:
            session.sink.stop(
                "merge-changed", "the file was changed while it was merged", Origin(path), "run the command again"
            )
    try:
        for path, text in result.texts.items():
            replace_file(project.root / path, text.encode("utf-8"))
    except BaseException:
        for place, content in before.items():
            with suppress(BriefgenError):
                replace_file(place, content)
        raise
    taken = [change for change in result.changes if change.is_taken]
    for path in result.texts:
        typer.echo(to_printable(f"wrote {path}"))
    for line in result.lapsed:
        session.print_status(f"this approval lapses: {line}")
    session.print_status(f"{format_count(len(taken), 'change')} written")
