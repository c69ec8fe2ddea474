"""Finds what changed since a file was built, by planning the same document again with its language, recipient and settings."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from briefgen.access.filter import redact_brief
from briefgen.campaign import InputCache, PlannedDocument
from briefgen.campaign.inputs import MOVED_LINES
from briefgen.campaign.job import digest_brief, digest_row
from briefgen.campaign.recorded_document import plan_recorded_document
from briefgen.corrections.compare import ContentChanges, compare_file
from briefgen.corrections.current import CurrentProject
from briefgen.corrections.notices import NOTICE_AUDIENCE
from briefgen.model.brief import Project
from briefgen.model.diagnostic import BriefgenError, Sink
from briefgen.model.record import FileRecord

NOTHING_CHANGED = ContentChanges((), (), ())


@dataclass(frozen=True, slots=True)
class FileChanges:
    """What is not the same today as when a file was built."""

    reasons: tuple[str, ...]
    """In words: `fact wells`, `template base.html`; none: the file is current."""
    contents: ContentChanges
    """Figure by figure and text by text."""


def find_file_changes(project: Project, file: FileRecord, today: date, sink: Sink) -> FileChanges:
    """What changed since a file was built. What cannot be read any more is a reason, with its problems in `sink`."""
    own = Sink()
    if file.contents.audience == NOTICE_AUDIENCE and file.contents.unsaved:
        return FileChanges((), NOTHING_CHANGED)  # a notice says what was true on its day
    try:
        planned = plan_recorded_document(project, file, own)
        own.stop_on_errors()
        reasons = ("it is no longer in its campaign",) if planned is None else _find_reasons(planned, file)
    except BriefgenError as error:
        sink.extend(error.diagnostics)
        reasons = ("what it was made from cannot be read",)
    contents = _compare(project, file, today)
    if contents and not reasons:
        reasons = tuple(change.name for change in (*contents.withdrawn, *contents.changed)) + tuple(
            f"fact {figure.fact}" for figure in contents.figures
        )
    return FileChanges(reasons, contents)


def _find_reasons(planned: PlannedDocument, file: FileRecord) -> tuple[str, ...]:
    """What of the brief, the recipient's row and the inputs is not the same. Raises `BriefgenError`."""
    loaded = InputCache().load(planned, Sink())
    inputs = loaded.inputs.with_brief(planned.brief)
    visible = redact_brief(inputs.brief, inputs.audience, inputs.library)
    contents, reasons = file.contents, []
    if contents.brief_digest and digest_brief(visible) != contents.brief_digest:
        reasons.append(f"brief {contents.brief}")
    if file.recipient_digest and digest_row(visible) != file.recipient_digest:
        reasons.append("the recipient's row, or who may read it")
    changes = loaded.digests.find_changes(contents.inputs)
    return (*reasons, *(change for change in changes if not change.startswith(MOVED_LINES)))


def _compare(project: Project, file: FileRecord, today: date) -> ContentChanges:
    """Nothing where the library cannot be read: then that is the reason."""
    current = CurrentProject(project)
    try:
        return compare_file(
            file, current.load_library(file.contents.library), current.find_ceiling(file.contents), today
        )
    except BriefgenError:
        return NOTHING_CHANGED
