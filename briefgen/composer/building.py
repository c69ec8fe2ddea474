"""Builds the files of a brief, as `briefgen build` does: the same checks, limits, names and record."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from briefgen.campaign import BuildRequest, build_and_record, plan_single_brief
from briefgen.composer.arguments import build_act_error
from briefgen.composer.reading import find_campaigns, read_brief
from briefgen.composer.session import ComposerSession
from briefgen.composer.views.problem import ProblemRow, build_row
from briefgen.executor import execute_with_sink
from briefgen.load.paths import to_display_path
from briefgen.model.artifact import Artifact, Format
from briefgen.model.brief import Brief, Project
from briefgen.model.diagnostic import BriefgenError, Sink
from briefgen.record.store import open_record


@dataclass(frozen=True, slots=True)
class BuiltFile:
    """One finished file."""

    path: str
    format: str
    words: int
    pages: int | None


@dataclass(frozen=True, slots=True)
class BuiltFiles:
    """The files that were built; none where there is an error."""

    files: tuple[BuiltFile, ...]
    problems: tuple[ProblemRow, ...]


def build_files(session: ComposerSession, arguments: Mapping[str, Any]) -> BuiltFiles:
    """Build the files of the brief that the arguments name, in the formats that they name. It takes seconds."""
    formats = read_formats(arguments.get("formats"))
    reading = read_brief(session, arguments)
    if reading.brief is None:
        return BuiltFiles((), tuple(build_row(problem) for problem in reading.problems))
    campaign, _, _ = reading.key.recipient.partition(":")
    senders = (found for found in find_campaigns(reading.project, reading.brief) if found.id == campaign)
    written = reading.brief.wording.written_language or reading.brief.language
    request = BuildRequest(written, next(senders, None))
    sink = Sink()
    artifacts: tuple[Artifact, ...] = ()
    try:
        inputs = (reading.project, reading.brief, formats, request)
        artifacts = execute_with_sink(build_in_worker, inputs, sink, f"the brief `{reading.key.brief}`")
    except BriefgenError as error:
        sink.extend(error.diagnostics)
    built = (_describe(artifact, reading.project) for artifact in artifacts)
    return BuiltFiles(tuple(built), tuple(build_row(problem) for problem in sink.collect_sorted()))


def build_in_worker(
    project: Project, brief: Brief, formats: tuple[Format, ...], request: BuildRequest, sink: Sink
) -> tuple[Artifact, ...]:
    """Build the files of a brief in this process, and enter them in the record. Raises `BriefgenError`."""
    plan = plan_single_brief(project, brief, formats, project.output, request)
    with open_record(project.root, (project.output,), sink) as record:
        return build_and_record(plan, record, sink).artifacts


def read_formats(names: object) -> tuple[Format, ...]:
    """The formats that a page names. Raises `BriefgenError` where there is none."""
    known = {format_.value: format_ for format_ in Format}
    if not isinstance(names, list) or not names or not all(name in known for name in names):
        raise build_act_error("no-formats", known=", ".join(known))
    return tuple(known[name] for name in names)


def _describe(artifact: Artifact, project: Project) -> BuiltFile:
    return BuiltFile(
        to_display_path(project.root, artifact.path), artifact.format.value, artifact.words, artifact.pages
    )
