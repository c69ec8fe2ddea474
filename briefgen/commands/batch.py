"""`briefgen batch`: makes every document of a campaign that is new or changed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from briefgen.commands import options
from briefgen.commands.report import ReportFormat, counted_word, printable
from briefgen.commands.session import Session, WrongUsageError, run, start_of

if TYPE_CHECKING:
    from briefgen.campaign import PlannedDocument, State, Task
    from briefgen.values.brief import Campaign


@dataclass(frozen=True, slots=True)
class _Asked:
    """What was typed."""

    campaign: str
    to: Sequence[str] | None
    output: Path | None
    jobs: int | None
    only: Sequence[str]
    limit: int | None
    dry_run: bool
    force: bool
    prune: bool
    time_limit: float
    memory_limit: int
    scheduler: str | None

    @property
    def whole(self) -> bool:
        """Whether the whole campaign is meant."""
        return not self.only and self.limit is None


def batch(  # noqa: PLR0913 - each option is a parameter: that is how Typer reads them
    context: typer.Context,
    campaign: Annotated[str, typer.Argument(metavar="CAMPAIGN", help="The campaign by name.")],
    *,
    to: options.To = None,
    output: options.Output = None,
    jobs: options.Jobs = None,
    only: Annotated[
        list[str] | None, typer.Option("--only", metavar="RECIPIENT", help="Only for this recipient. Repeatable.")
    ] = None,
    limit: Annotated[
        int | None, typer.Option("--limit", metavar="N", min=1, help="Only the first N documents.")
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would be made, and why; make nothing.")] = False,
    force: Annotated[bool, typer.Option("--force", help="Make every document, up to date or not.")] = False,
    prune: Annotated[
        bool, typer.Option("--prune", help="Remove files of documents that are no longer in the campaign.")
    ] = False,
    time_limit: Annotated[
        float, typer.Option("--time-limit", metavar="SECONDS", min=1, help="Give a document up after so long.")
    ] = 300,
    memory_limit: Annotated[
        int, typer.Option("--memory-limit", metavar="MB", min=0, help="Address space of a worker; 0: no limit.")
    ] = 4096,
    scheduler: Annotated[
        str | None,
        typer.Option("--scheduler", metavar="ADDRESS", help="Print on a Dask cluster: `tcp://HOST:8786`."),
    ] = None,
    strict: options.Strict = False,
    report: options.Report = ReportFormat.TEXT,
    quiet: options.Quiet = False,
    verbose: options.Verbose = False,
) -> None:
    """Make every document of a campaign that is new or changed.

    That is: its briefs for each recipient, in each language. What an earlier run made from the same blocks, facts,
    sources, templates and rows is left as it is. A document with an error in it costs the others nothing. Two
    documents with one name are an error, found before anything is made.
    """
    asked = _Asked(
        campaign, to, output, jobs, only or (), limit, dry_run, force, prune, time_limit, memory_limit, scheduler
    )
    session = Session(start_of(context), report, strict=strict, quiet=quiet, verbose=verbose)
    run(session, lambda session: _batch(session, asked))


def _batch(session: Session, asked: _Asked) -> None:
    from briefgen.campaign import formats_of_campaign, opened, plan_campaign
    from briefgen.commands.asked import briefs_asked, folder_asked, formats_asked, known_name, project_of
    from briefgen.load import load_campaign

    formats = formats_asked(asked.to)
    project = project_of(session)
    campaign = load_campaign(project, known_name(project, "campaigns", asked.campaign), session.sink)
    session.sink.stop_on_errors()
    formats = formats or formats_of_campaign(campaign)
    briefs = briefs_asked(project, campaign.briefs, session.sink)
    folder = folder_asked(asked.output, project)
    documents = plan_campaign(project, campaign, briefs, formats, folder, session.sink)
    session.sink.stop_on_errors()
    documents = _chosen(documents, campaign, asked)
    with opened(folder, session.sink) as state:
        _make(session, documents, state, asked)


def _chosen(documents: Sequence[PlannedDocument], campaign: Campaign, asked: _Asked) -> tuple[PlannedDocument, ...]:
    """The documents that `--only` and `--limit` leave. Raises `WrongUsageError`."""
    from briefgen.values.nearest import did_you_mean

    known = [one.id for one in campaign.recipients]
    for name in asked.only:
        if name not in known:
            message = f"no recipient `{name}` in the campaign `{campaign.id}`"
            raise WrongUsageError("recipient-unknown", message, *did_you_mean(name, known))
    wanted = set(asked.only or known)
    chosen = [one for one in documents if one.brief.recipient and one.brief.recipient.id in wanted]
    return tuple(chosen[: asked.limit])


def _make(session: Session, documents: Sequence[PlannedDocument], state: State, asked: _Asked) -> None:
    from briefgen.campaign import Limits, Need, Shelf, Task, check_columns, tasks
    from briefgen.commands.asked import jobs_asked
    from briefgen.commands.production import produce
    from briefgen.write.files import sweep

    shelf = Shelf()
    found = [Task(one, Need.NEW) for one in documents] if asked.force else tasks(documents, state, shelf)
    due = [task for task in found if task.need is not Need.CURRENT]
    if asked.dry_run:
        _print_plan(found)
    session.documents.extend(task.diagnostics for task in found if task.need is Need.CURRENT)
    gone = _orphans(session, documents, state, asked) if asked.whole else ()
    if asked.dry_run:
        return
    check_columns((task.document for task in due), shelf, session.sink)
    session.sink.stop_on_errors()
    if len(due) < len(found):
        session.say(f"{len(found) - len(due)} of {counted_word(len(found), 'document')} up to date")
    sweep(state.folder)
    try:
        if due:
            limits = Limits(asked.time_limit, asked.memory_limit)
            produce(session, found, state, jobs_asked(asked.jobs), limits, asked.scheduler)
    finally:
        _enter(state, gone, changed=bool(due or gone))


def _print_plan(found: Sequence[Task]) -> None:
    for task in found:
        reasons = f": {', '.join(task.reasons)}" if task.reasons else ""
        typer.echo(printable(f"{task.document.stem}  {task.need.value}{reasons}"))


def _orphans(session: Session, documents: Sequence[PlannedDocument], state: State, asked: _Asked) -> tuple[str, ...]:
    """Name the files of documents that are no longer in the plan; under `--prune` remove them, and return them."""
    from briefgen.campaign import orphans, prune

    left = orphans(documents, state, asked.campaign)
    if not left:
        return ()
    if asked.prune and not asked.dry_run:
        removed = prune(left, state, session.sink)
        session.say(f"removed: {', '.join(printable(path) for path in removed)}")
        return tuple(file.path for one in left for file in one.files)
    paths = [f"`{file.path}`" for one in left for file in one.files]
    more = f" and {len(paths) - options.MOST_NAMES} more" if len(paths) > options.MOST_NAMES else ""
    message = f"no longer in the campaign, but still there: {', '.join(paths[: options.MOST_NAMES])}{more}"
    session.sink.warning("campaign-orphan", message, None, "remove them with `--prune`")
    return ()


def _enter(state: State, gone: Sequence[str], *, changed: bool) -> None:
    """Bring the manifest and the index up to what the state holds, be it that an earlier run was killed before it could."""
    from briefgen.write import enter
    from briefgen.write.index import write_index
    from briefgen.write.manifest import NAME

    if not any(state.entries()):
        return
    if changed or not (state.folder / NAME).is_file():
        enter(state.folder, dict(state.entries()), dict(state.input_sets()), gone)
        write_index(state.folder, state.entries(), state.input_sets())
