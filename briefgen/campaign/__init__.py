"""Campaign: many documents at once. Plans briefs x recipients x languages x formats, and makes in worker processes what is due."""

from __future__ import annotations

from briefgen.campaign.change_detection import (
    BuildReason,
    ChangeDetection,
    Task,
    collect_diagnostics,
    list_left_files,
    prune,
    record_document,
)
from briefgen.campaign.cluster import build_on_cluster
from briefgen.campaign.columns import check_columns
from briefgen.campaign.formats import formats_from_campaign
from briefgen.campaign.job import DocumentJob, InputCache, JobResult, run_job
from briefgen.campaign.plan import BuildRequest, Plan, PlannedDocument, plan_campaign, plan_single_brief
from briefgen.campaign.run import build_documents
from briefgen.campaign.single_build import build_and_record, update_single_manifest
from briefgen.campaign.state import BuiltDocument, State, open_state

__all__ = [
    "BuildReason",
    "BuildRequest",
    "BuiltDocument",
    "ChangeDetection",
    "DocumentJob",
    "InputCache",
    "JobResult",
    "Plan",
    "PlannedDocument",
    "State",
    "Task",
    "build_and_record",
    "build_documents",
    "build_on_cluster",
    "check_columns",
    "collect_diagnostics",
    "formats_from_campaign",
    "list_left_files",
    "open_state",
    "plan_campaign",
    "plan_single_brief",
    "prune",
    "record_document",
    "run_job",
    "update_single_manifest",
]
