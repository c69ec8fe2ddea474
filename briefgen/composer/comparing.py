"""Two versions of a brief, compared as `briefgen diff` compares them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any

from briefgen.campaign.recorded_document import plan_recorded_document
from briefgen.compare.brief_versions import (
    READABLE,
    ComparedFile,
    PartMissingError,
    build_checked_page,
    compose_revision,
    compose_version,
    read_version,
)
from briefgen.compare.comparison import Comparison, compare_versions
from briefgen.compare.git_revision import Revision, list_revisions
from briefgen.composer.arguments import build_act_error
from briefgen.composer.finished_files import list_finished_files
from briefgen.composer.reading import BriefKey, address_brief, build_key
from briefgen.composer.session import ComposerSession
from briefgen.load import list_names, load_brief
from briefgen.model.brief import Brief, Project
from briefgen.model.diagnostic import BriefgenError, Diagnostic, Sink
from briefgen.model.record import FileRecord
from briefgen.write.files import compute_sha256

MAX_REVISIONS = 50


@dataclass(frozen=True, slots=True)
class ComparisonReading:
    """What differs, and the page that shows it."""

    comparison: Comparison | None
    page: bytes
    """Empty where the problems are errors: then nothing of the older text may be shown."""
    problems: tuple[Diagnostic, ...]


def list_project_revisions(session: ComposerSession) -> tuple[Revision, ...]:
    """The commits that the brief can be compared with, the newest first."""
    return list_revisions(session.root, MAX_REVISIONS)


def list_comparable_files(project: Project, brief: str, name: str = "") -> Iterator[FileRecord]:
    """The finished files of a brief that can be read and are as they were built, the newest first; with a name, that one alone."""
    for file in list_finished_files(project, Sink()):
        path = project.output / file.path
        is_meant = file.contents.brief == brief and file.path == (name or file.path)
        if is_meant and path.suffix in READABLE and compute_sha256(path) == file.sha256:
            yield file


def require_brief(session: ComposerSession, arguments: Mapping[str, Any]) -> tuple[BriefKey, Project]:
    """The brief whose versions are compared. Raises `BriefgenError` for one that is not there."""
    key, project = build_key(arguments), session.require_project()
    if key.brief not in list_names(project, "briefs"):
        raise build_act_error("no-brief", brief=key.brief)
    return key, project


def read_comparison(session: ComposerSession, arguments: Mapping[str, Any]) -> ComparisonReading:
    """The brief as it is now against the revision `since`, or against the finished file `against`. It takes seconds, once for each revision.

    Raises `BriefgenError` for a version that is not offered.
    """
    key, project = require_brief(session, arguments)
    since, against = arguments.get("since", ""), arguments.get("against", "")
    file = next(list_comparable_files(project, key.brief, against), None) if against else None
    if file is None and since not in {revision.id for revision in list_project_revisions(session)}:
        raise build_act_error("no-version")

    def read() -> ComparisonReading:
        sink, comparison = Sink(), None
        try:
            if file is not None:
                path = project.output / file.path
                brief = _load_brief_of_file(project, file, sink)
                old = read_version(ComparedFile(path, READABLE[path.suffix], file), sink)
            else:
                brief = _load_brief(key, project, sink)
                old = compose_revision(project.root, since, key.brief, lambda *older: _load_brief(key, *older), sink)
            new = compose_version(project, brief, sink, for_file=file is not None)
            comparison = compare_versions(old, new)
            page = build_checked_page(project, brief, comparison, sink)
        except BriefgenError as error:
            return ComparisonReading(None, b"", Sink([*error.diagnostics]).collect_sorted())
        return ComparisonReading(comparison, page, sink.collect_sorted())

    # A file that is built again is another version under the same name, in the same revision of the project.
    version = (file.path, file.sha256) if file else since
    return session.read_lasting(("comparison", key, version), read, ())


def _load_brief(key: BriefKey, project: Project, sink: Sink) -> Brief:
    """The brief of a project of today or of a revision, as its reader gets it."""
    if key.brief not in list_names(project, "briefs"):
        raise PartMissingError(f"there is no brief `{key.brief}`")
    brief = load_brief(project, key.brief, sink)
    sink.stop_on_errors()
    return address_brief(project, brief, key, sink)


def _load_brief_of_file(project: Project, file: FileRecord, sink: Sink) -> Brief:
    """The brief in the language of a file, for its recipient and with its settings."""
    planned = plan_recorded_document(project, file, sink)
    sink.stop_on_errors()
    if planned is None:
        sink.stop("diff-file", f"the recipient of `{PurePath(file.path).name}` is no longer in its campaign")
    return planned.brief
