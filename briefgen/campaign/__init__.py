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
from briefgen.campaign.execution import (
    ExecutionOptions,
    Stores,
    build_tasks,
    count_processors,
    list_orphans,
    open_stores,
    prepare_folder,
    report_orphans,
)
from briefgen.campaign.formats import formats_from_campaign
from briefgen.campaign.job import DocumentJob, InputCache, JobResult, run_job
from briefgen.campaign.plan import BuildRequest, Plan, PlannedDocument, plan_campaign, plan_single_brief
from briefgen.campaign.run import build_documents
from briefgen.campaign.single_build import build_and_record, update_single_manifest
from briefgen.campaign.state import BuiltDocument, State, open_state
from briefgen.campaign.survey import PlanSurvey

__all__ = [
    "BuildReason",
    "BuildRequest",
    "BuiltDocument",
    "ChangeDetection",
    "DocumentJob",
    "ExecutionOptions",
    "InputCache",
    "JobResult",
    "Plan",
    "PlanSurvey",
    "PlannedDocument",
    "State",
    "Stores",
    "Task",
    "build_and_record",
    "build_documents",
    "build_on_cluster",
    "build_tasks",
    "collect_diagnostics",
    "count_processors",
    "formats_from_campaign",
    "list_left_files",
    "list_orphans",
    "open_state",
    "open_stores",
    "plan_campaign",
    "plan_single_brief",
    "prepare_folder",
    "prune",
    "record_document",
    "report_orphans",
    "run_job",
    "update_single_manifest",
]
