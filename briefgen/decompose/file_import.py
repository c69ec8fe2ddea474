"""Imports a finished text: plans every file that it becomes, with the report, and lists what that changes in the project."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from briefgen.decompose.earlier_import import (
    EarlierImport,
    ImportUpdate,
    build_record,
    compare_with_earlier,
    is_untouched,
    name_record,
    read_earlier,
)
from briefgen.decompose.plan import ImportPlan, ImportRequest, build_brief, build_name, plan_import
from briefgen.decompose.read_file import ReadSettings, read_file
from briefgen.decompose.report import build_report
from briefgen.decompose.save import list_file_edits
from briefgen.decompose.typed_notes import resolve_notes
from briefgen.edit.file_edit import FileChangedMeanwhile, FileEdit, write_edits
from briefgen.executor import execute_with_sink
from briefgen.load.bibliography.sources import read_library_items
from briefgen.load.names import list_names
from briefgen.model.brief import Project
from briefgen.model.diagnostic import Origin, Sink
from briefgen.resource_limits import DEFAULT_LIMITS, ResourceLimits
from briefgen.resources import fill_scaffold

INTERNAL_AUDIENCE = "internal-draft"
REPORT = "import-report.md"


@dataclass(frozen=True, slots=True)
class ImportSettings:
    """How a file is imported. Names that are stated can be names, and an audience is known."""

    library: str = ""
    """Empty: that of the brief."""
    audience: str = ""
    """Empty: a public report for the eyes of its authors, which the import adds to the project."""
    name: str = ""
    """Of the brief; empty: as the file is named."""
    level: int = 0
    """Headings down to this level start a block; 0: the level with blocks of a good length."""
    rejects_changes: bool = False
    """Whether the tracked changes of a Word file are rejected."""
    sources: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    """The works that its notes cite, as CSL-JSON."""
    limits: ResourceLimits = DEFAULT_LIMITS


@dataclass(frozen=True, slots=True)
class FileImport:
    """What a file becomes. Nothing of it is written yet."""

    file_name: str
    plan: ImportPlan
    update: ImportUpdate
    written: Mapping[str, bytes]
    """The content of each file by its path below the project."""
    report: str
    own_paths: frozenset[str]
    """Files of an earlier import, which can be written over."""


def read_import(project: Project, file: Path, settings: ImportSettings, sink: Sink) -> FileImport:
    """Take a file apart, in a worker within limits. Nothing is written. Raises `BriefgenError` for a file that cannot be read."""
    return execute_with_sink(_take_apart, (project, file, settings), sink, f"the file `{file.name}`", settings.limits)


def _take_apart(project: Project, file: Path, settings: ImportSettings, sink: Sink) -> FileImport:
    brief = settings.name or _choose_name(project, build_name(file.stem))
    library = settings.library or brief
    record = name_record(library, brief)
    earlier = read_earlier(project.root, record)
    own, sources_file = _choose_sources(project, library, earlier, sink)
    request = ImportRequest(
        file_name=file.name,
        brief=brief,
        library=library,
        audience=settings.audience or INTERNAL_AUDIENCE,
        language=project.language,
        level=settings.level or earlier.level,
        sources_file=sources_file,
        own_keys=frozenset(own),
    )
    text = resolve_notes(
        read_file(file, ReadSettings(settings.rejects_changes, settings.limits), sink), {**settings.sources, **own}
    )
    plan = plan_import(text, request, sink)
    files = {path: words.encode("utf-8") for path, words in plan.texts.items()} | plan.pictures
    update = compare_with_earlier(project.root, files, earlier)
    if update.deleted:
        files |= {name: text.encode("utf-8") for name, text in build_brief(plan, update.deleted).items()}
        update = compare_with_earlier(project.root, files, earlier)
    written = {
        **update.written,
        **({} if settings.audience else _build_internal_audience(project)),
        record: build_record(file.name, plan.level, files, earlier, update),
    }
    report = build_report(plan, "reject" if settings.rejects_changes else "accept", update if earlier.digests else None)
    return FileImport(file.name, plan, update, written, report, frozenset({record, *earlier.digests}))


def list_import_edits(project: Project, found: FileImport, sink: Sink) -> tuple[FileEdit, ...]:
    """What an import changes in the files of a project. Raises `BriefgenError` where a file is there that is not its own."""
    return list_file_edits(project.root, found.written, {REPORT: found.report}, sink, found.own_paths)


def save_import(project: Project, found: FileImport, sink: Sink) -> None:
    """Write all files of an import, or none. Raises `BriefgenError`."""
    try:
        write_edits(list_import_edits(project, found, sink))
    except FileChangedMeanwhile as changed:
        message = "the file was changed while the import was written"
        origin = Origin(changed.paths[0].relative_to(project.root).as_posix())
        sink.stop("import-exists", message, origin, "run the command again")


def report_kept_and_lost(found: FileImport, sink: Sink) -> None:
    """Say which files stay as they are in the project, and whether words are in no block."""
    for path in found.update.conflicts:
        message = f"`{path}` was changed in the project and in `{found.file_name}`: it stays as it is in the project"
        hint = f"copy what is new by hand: the part `Second import` of `{REPORT}` has each line"
        sink.warning("import-conflict", message, Origin(path, 1), hint)
    if count := len(found.plan.lost):
        passages = "1 passage" if count == 1 else f"{count} passages"
        message = f"words of {passages} of `{found.file_name}` are in no block"
        hint = "copy them by hand: the part `Lost` has each with its place"
        sink.warning("import-lost", message, Origin(REPORT), hint)


def read_library_sources(
    project: Project, name: str, sink: Sink, *, without: str = ""
) -> Mapping[str, Mapping[str, Any]]:
    """The works of a library as CSL-JSON; none where the project does not have it."""
    if name not in list_names(project, "libraries"):
        return {}
    return read_library_items(project.root / "content" / name, project.root, sink, without)


def _choose_sources(
    project: Project, library: str, earlier: EarlierImport, sink: Sink
) -> tuple[Mapping[str, Mapping[str, Any]], str]:
    """The works that a library has of its own, and the file for those of the import."""
    folder = f"content/{library}"
    for name in ("sources.json", "sources.yaml"):
        if is_untouched(project.root, f"{folder}/{name}", earlier):
            return read_library_sources(project, library, sink, without=name), name
    name = "sources.yaml" if (project.root / folder / "sources.json").exists() else "sources.json"
    return read_library_sources(project, library, sink), name


def _build_internal_audience(project: Project) -> dict[str, bytes]:
    if INTERNAL_AUDIENCE in list_names(project, "audiences"):
        return {}
    return {f"templates/{INTERNAL_AUDIENCE}/audience.yaml": fill_scaffold(f"{INTERNAL_AUDIENCE}.yaml", {}).encode()}


def _choose_name(project: Project, stem: str) -> str:
    """The name of the file; another one where a brief has it that is not from an import of this name."""
    taken = set(list_names(project, "briefs")) - set(list_names(project, "libraries"))
    return next(name for name in (stem, *(f"{stem}-{count}" for count in range(2, 1000))) if name not in taken)
