"""`briefgen batch`: makes every document of a campaign that is new or changed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from briefgen.commands import completion, options
from briefgen.commands.report import ReportFormat, format_count, to_printable
from briefgen.commands.session import Session, WrongUsageError, location_from_context, run_command
from briefgen.resource_limits import DEFAULT_LIMITS, ResourceLimits

if TYPE_CHECKING:
    from collections.abc import Iterable

    from briefgen.campaign import Plan, Stores, Task


@dataclass(frozen=True, slots=True)
class _BatchArguments:
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
    limits: ResourceLimits
    scheduler: str | None

    @property
    def is_whole_campaign(self) -> bool:
        """Whether the whole campaign is meant."""
        return not self.only and self.limit is None


def batch(  # noqa: PLR0913 - each option is a parameter: that is how Typer reads them
    context: typer.Context,
    campaign: Annotated[
        str,
        typer.Argument(metavar="CAMPAIGN", help="The campaign by name.", autocompletion=completion.complete_campaigns),
    ],
    *,
    to: options.To = None,
    output: options.Output = None,
    jobs: options.Jobs = None,
    only: Annotated[
        list[str] | None,
        typer.Option(
            "--only",
            metavar="RECIPIENT",
            help="Only for this recipient. Repeatable.",
            autocompletion=completion.complete_recipients,
        ),
    ] = None,
    limit: Annotated[
        int | None, typer.Option("--limit", metavar="N", min=1, help="Only the first N documents.")
    ] = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Print what would be built, and why; compose and build nothing.")
    ] = False,
    force: Annotated[bool, typer.Option("--force", help="Build every document, also those up to date.")] = False,
    prune: Annotated[
        bool, typer.Option("--prune", help="Remove files of documents that are no longer in the campaign.")
    ] = False,
    time_limit: options.TimeLimit = DEFAULT_LIMITS.seconds,
    memory_limit: options.MemoryLimit = DEFAULT_LIMITS.megabytes,
    scheduler: Annotated[
        str | None,
        typer.Option("--scheduler", metavar="ADDRESS", help="Print on a Dask cluster: `tcp://HOST:8786`."),
    ] = None,
    strict: options.Strict = False,
    report: options.Report = ReportFormat.TEXT,
    quiet: options.Quiet = False,
    verbose: options.Verbose = False,
) -> None:
    """Build the new and changed documents of a campaign.

    Builds its briefs for each recipient, in each language. A file that an earlier run built from the same blocks,
    facts, sources, templates and rows is left as it is. An error in one document does not affect the others. Two
    documents with the same name are an error, reported before any document is built.
    """
    limits = ResourceLimits(time_limit, memory_limit)
    arguments = _BatchArguments(campaign, to, output, jobs, only or (), limit, dry_run, force, prune, limits, scheduler)
    session = Session(location_from_context(context), report, strict=strict, quiet=quiet, verbose=verbose)
    run_command(session, lambda session: _run_batch(session, arguments))


def _run_batch(session: Session, arguments: _BatchArguments) -> None:
    from briefgen.campaign import formats_from_campaign, open_stores, plan_campaign
    from briefgen.commands.arguments import (
        check_known_name,
        choose_output_folder,
        load_current_project,
        parse_formats,
    )
    from briefgen.load import load_briefs, load_campaign

    formats = parse_formats(arguments.to)
    project = load_current_project(session)
    campaign = load_campaign(project, check_known_name(project, "campaigns", arguments.campaign), session.sink)
    session.sink.stop_on_errors()
    formats = formats or formats_from_campaign(campaign)
    briefs = load_briefs(project, campaign.briefs, session.sink)
    folder = choose_output_folder(arguments.output, project)
    plan = plan_campaign(project, campaign, briefs, formats, folder, session.sink)
    session.sink.stop_on_errors()
    plan = _narrow_plan(plan, arguments)
    with open_stores(project, folder, session.sink) as stores:
        _build_due_documents(session, plan, stores, arguments)


def _narrow_plan(plan: Plan, arguments: _BatchArguments) -> Plan:
    """What `--only` and `--limit` leave of a plan. Raises `WrongUsageError`."""
    from briefgen.model.nearest import suggest_nearest

    known = {recipient.id for recipient in plan.campaign.recipients} if arguments.only else frozenset[str]()
    for name in arguments.only:
        if name not in known:
            message = f"no recipient `{name}` in the campaign `{plan.campaign.id}`"
            raise WrongUsageError("recipient-unknown", message, *suggest_nearest(name, known))
    return replace(plan, only=frozenset(arguments.only), limit=arguments.limit)


def _build_due_documents(session: Session, plan: Plan, stores: Stores, arguments: _BatchArguments) -> None:
    from briefgen.campaign import BuildReason, ExecutionOptions, PlanSurvey, prepare_folder
    from briefgen.commands.arguments import choose_job_count
    from briefgen.commands.execution import add_left_out, execute_tasks
    from briefgen.commands.progress import Totals

    survey = PlanSurvey(plan, stores.state, is_forced=arguments.force)
    for task in survey.look_through():
        if arguments.dry_run:
            _print_task(task)
        if task.build_reason is BuildReason.CURRENT:
            session.add_document_diagnostics(task.diagnostics)
            add_left_out(session, task, task.omission_counts)
    left = survey.left_stems if arguments.is_whole_campaign else ()
    gone = _handle_orphans(session, left, stores, arguments)
    if arguments.dry_run:
        if survey.due_count:
            session.print_status("nothing was composed: `briefgen check` finds what would stop a document")
        return
    jobs = choose_job_count(arguments.jobs)
    execution = ExecutionOptions(jobs, arguments.limits, arguments.scheduler, manifest_at_end=True)
    extent = Totals(survey.due_count, survey.count - survey.due_count)
    with prepare_folder(survey, stores, execution, session.sink, gone) as execution:
        if extent.current:
            session.print_status(f"{extent.current} of {format_count(survey.count, 'document')} up to date")
        if extent.due:
            execute_tasks(session, survey.list_due(), extent, stores, execution)


def _print_task(task: Task) -> None:
    reasons = f": {', '.join(task.changes)}" if task.changes else ""
    typer.echo(to_printable(f"{task.document.stem}  {task.build_reason.value}{reasons}"))


def _handle_orphans(
    session: Session, stems: Iterable[str], stores: Stores, arguments: _BatchArguments
) -> tuple[str, ...]:
    """Name the files of documents that are no longer in the plan; under `--prune` remove them, and return what the manifest forgets."""
    from briefgen.campaign import list_orphans, prune, report_orphans

    state, folder = stores.state, stores.state.folder
    stems = tuple(stems)
    files = list_orphans(stems, stores)
    if arguments.prune and not arguments.dry_run:
        removed = prune(files, folder, session.sink)
        state.remove(stem for stem in stems if state.find_document(stem))
        if removed:
            session.print_status(f"removed: {', '.join(to_printable(path) for path in removed)}")
        return tuple(file.path for file in files)
    report_orphans(files, folder, session.sink)
    return ()
