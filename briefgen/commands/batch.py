"""`briefgen batch`: makes every document of a campaign."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from briefgen.commands import options
from briefgen.commands.report import ReportFormat
from briefgen.commands.session import Session, run, start_of


def batch(  # noqa: PLR0913 - each option is a parameter: that is how Typer reads them
    context: typer.Context,
    campaign: Annotated[str, typer.Argument(metavar="CAMPAIGN", help="The campaign by name.")],
    *,
    to: options.To = None,
    output: options.Output = None,
    jobs: options.Jobs = None,
    strict: options.Strict = False,
    report: options.Report = ReportFormat.TEXT,
    quiet: options.Quiet = False,
    verbose: options.Verbose = False,
) -> None:
    """Make every document of a campaign.

    That is: its briefs for each recipient, in each language. A document with an error in it costs the others nothing. Two documents with one name are an error,
    found before anything is made.
    """
    session = Session(start_of(context), report, strict=strict, quiet=quiet, verbose=verbose)
    run(session, lambda session: _batch(session, campaign, to, output, jobs))


def _batch(session: Session, campaign_id: str, to: Sequence[str] | None, output: Path | None, jobs: int | None) -> None:
    from briefgen.campaign import formats_of_campaign, plan_campaign
    from briefgen.commands.asked import briefs_asked, folder_asked, formats_asked, jobs_asked, known_name, project_of
    from briefgen.commands.production import produce
    from briefgen.load import load_campaign

    formats = formats_asked(to)
    project = project_of(session)
    campaign = load_campaign(project, known_name(project, "campaigns", campaign_id), session.sink)
    session.sink.stop_on_errors()
    formats = formats or formats_of_campaign(campaign)
    briefs = briefs_asked(project, campaign.briefs, session.sink)
    folder = folder_asked(output, project)
    documents = plan_campaign(project, campaign, briefs, formats, folder, session.sink)
    session.sink.stop_on_errors()
    produce(session, documents, jobs_asked(jobs))
