"""Builds one document in this process, and enters its files in the record and in the manifest."""

from __future__ import annotations

from briefgen.campaign.inputs import compute_inputs_id
from briefgen.campaign.job import DocumentJob, InputCache, JobResult
from briefgen.campaign.plan import PlannedDocument
from briefgen.leak_check.audit import AuditMemory
from briefgen.model.diagnostic import Sink
from briefgen.record.add_built_files import add_built_files
from briefgen.record.json_values import inputs_to_json
from briefgen.record.store import Record
from briefgen.write import update_manifest


def build_and_record(
    document: PlannedDocument, record: Record, sink: Sink, audited: AuditMemory | None = None
) -> JobResult:
    """Build the files of a document. Raises `BriefgenError` with every problem found."""
    job = DocumentJob(document, InputCache(audited=audited or AuditMemory()))
    job.build()
    result = job.result
    sink.extend(result.diagnostics)
    add_built_files(record, result.build_file_records(), document.folder, sink, result.version)
    update_single_manifest(document, result)
    return result


def update_single_manifest(document: PlannedDocument, result: JobResult) -> None:
    """Enter the files of a document that was built by itself in the manifest. Raises `BriefgenError`."""
    sets = {compute_inputs_id(result.inputs): inputs_to_json(result.inputs)}
    update_manifest(document.folder, dict(sorted(result.manifest_entries.items())), sets)
