"""The versions of a brief that are compared: as it is today, as it was in a revision of git, or as a finished file has it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory

from briefgen.compare.comparison import Comparison
from briefgen.compare.git_revision import extract_revision
from briefgen.compare.html_report import build_html
from briefgen.compare.version import Version, version_from_document, version_from_file
from briefgen.executor import execute_with_sink
from briefgen.load import load_project
from briefgen.model.artifact import Format, Rendering
from briefgen.model.brief import Brief, Project
from briefgen.model.diagnostic import BriefgenError, Origin, Severity, Sink
from briefgen.model.record import FileRecord
from briefgen.pipeline import check_for_leaks, compose_text, load_and_select, load_inputs

READABLE = {".html": Format.HTML, ".docx": Format.DOCX}
"""Files whose passages and notes can be read."""

LoadBrief = Callable[[Project, Sink], Brief]
"""Loads the brief of a project for the reader that is meant. Raises `BriefgenError`, and `PartMissingError`."""


class PartMissingError(Exception):
    """A project does not have what is compared."""


@dataclass(frozen=True, slots=True)
class ComparedFile:
    """A finished file to compare with."""

    path: Path
    format: Format
    record: FileRecord | None = None
    """What the record knows of it; None for a file that this project did not build."""


def compose_version(project: Project, brief: Brief, sink: Sink, *, for_file: bool = False) -> Version:
    """The version of a brief as it is, in a worker within limits. Raises `BriefgenError`."""
    return execute_with_sink(_compose, (project, brief, for_file), sink, f"the brief `{brief.id}`")


def _compose(project: Project, brief: Brief, for_file: bool, sink: Sink) -> Version:  # noqa: FBT001 - a worker gets positions
    inputs, selection = load_and_select(project, brief, sink)
    document = compose_text(inputs, selection, sink)
    sink.stop_on_errors()
    return version_from_document(document, inputs.library.facts, inputs.library.sources, for_file=for_file)


def compose_revision(root: Path, revision: str, name: str, load: LoadBrief, sink: Sink) -> Version:
    """The version of a revision. Problems of it are reported with the revision before the path. Raises `BriefgenError`."""
    with TemporaryDirectory(prefix="briefgen-") as folder:
        extract_revision(root, revision, Path(folder), sink)
        own = Sink()
        try:
            project = load_project(Path(folder), own, exact=True)
            own.stop_on_errors()
            return compose_version(project, load(project, own), own)
        except BriefgenError as error:
            faults = [found for found in error.diagnostics if found.severity is Severity.ERROR]
            for found in faults:
                origin = Origin(f"{revision}:{found.origin.path}", found.origin.line) if found.origin else None
                sink.extend([replace(found, origin=origin)])
            message = f"the brief `{name}` cannot be read as it was in revision `{revision}`"
            sink.stop("diff-old", message, None, "name another revision")
        except PartMissingError as error:
            sink.stop("diff-old", f"in revision `{revision}`, {error}", None, "name a later revision")


def read_version(compared: ComparedFile, sink: Sink) -> Version:
    """The version of a finished file, with the figures that the record knows. Raises `BriefgenError`."""
    try:
        version = version_from_file(compared.path.read_bytes(), compared.format)
    except Exception:  # noqa: BLE001 - a file of somebody else can fail in every way that a reader knows
        message = "cannot be read as a file that briefgen made"
        sink.stop("diff-file", message, Origin(str(compared.path)), "name a file that briefgen made")
    if compared.record is None:
        return version
    figures = {key: fact.text for key, fact in compared.record.contents.facts.items()}
    return replace(version, figures=figures)


def build_checked_page(project: Project, brief: Brief, comparison: Comparison, sink: Sink) -> bytes:
    """The comparison as a page of HTML. Raises `BriefgenError` where it has what this reader may not see today: a withdrawn testimony, for example."""
    page = build_html(comparison, comparison.new.title).encode()
    execute_with_sink(_search_page, (project, brief, page), sink, f"the brief `{brief.id}`")
    sink.stop_on_errors()
    return page


def _search_page(project: Project, brief: Brief, page: bytes, sink: Sink) -> None:
    inputs = load_inputs(project, brief, Sink())
    check_for_leaks(inputs, [Rendering(Format.HTML, page, None)], f"{brief.id}.diff", sink)
