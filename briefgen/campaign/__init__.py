"""Campaign: many documents at once. Plans briefs x recipients x languages x formats, and makes in worker processes what is due."""

from __future__ import annotations

from briefgen.campaign.cluster import run_on_cluster
from briefgen.campaign.columns import check_columns
from briefgen.campaign.due import Need, Survey, Task, found_in, keep, prune
from briefgen.campaign.formats import formats_of_campaign
from briefgen.campaign.making import Making, Outcome, Shelf, make
from briefgen.campaign.plan import Plan, PlannedDocument, plan_campaign, planned_alone
from briefgen.campaign.run import run_documents
from briefgen.campaign.state import MadeDocument, State, opened
from briefgen.campaign.workers import Limits

__all__ = [
    "Limits",
    "MadeDocument",
    "Making",
    "Need",
    "Outcome",
    "Plan",
    "PlannedDocument",
    "Shelf",
    "State",
    "Survey",
    "Task",
    "check_columns",
    "formats_of_campaign",
    "found_in",
    "keep",
    "make",
    "opened",
    "plan_campaign",
    "planned_alone",
    "prune",
    "run_documents",
    "run_on_cluster",
]
