"""Campaign: many documents at once. Plans briefs x recipients x languages x formats and makes them in worker processes."""

from __future__ import annotations

from briefgen.campaign.formats import formats_of_campaign
from briefgen.campaign.making import Outcome, Shelf, make
from briefgen.campaign.plan import PlannedDocument, plan_campaign
from briefgen.campaign.run import run_documents
from briefgen.campaign.workers import Limits

__all__ = [
    "Limits",
    "Outcome",
    "PlannedDocument",
    "Shelf",
    "formats_of_campaign",
    "make",
    "plan_campaign",
    "run_documents",
]
