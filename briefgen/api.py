"""The Python API: opens a project, composes its briefs, renders and writes them. docs/reference/api.md shows it.

Everything is checked as on the command line. A problem is a `Diagnostic` value; an error raises `BriefgenError`, which
holds every problem found.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import Path

from briefgen import pipeline
from briefgen.campaign import BuildRequest, build_and_record, plan_single_brief
from briefgen.leak_check.audit import AuditMemory
from briefgen.load import list_names, load_brief, load_project
from briefgen.model.artifact import Artifact, Format, Rendering
from briefgen.model.brief import Brief
from briefgen.model.brief import Project as ProjectFiles
from briefgen.model.diagnostic import BriefgenError, Diagnostic, MachineError, Sink
from briefgen.model.document import Document as ComposedDocument
from briefgen.record.store import open_record

__all__ = [
    "Artifact",
    "BriefgenError",
    "Diagnostic",
    "Document",
    "MachineError",
    "Project",
    "Rendering",
    "open_project",
]


@dataclass(frozen=True, slots=True)
class Project:
    """A project: its briefs by name, and the documents made from them."""

    files: ProjectFiles
    diagnostics: tuple[Diagnostic, ...] = ()
    """Warnings about the project itself."""
    _audited: AuditMemory = field(default_factory=AuditMemory, repr=False, compare=False)

    @property
    def briefs(self) -> tuple[str, ...]:
        """The names of the briefs."""
        return tuple(list_names(self.files, "briefs"))

    def compose(self, brief: str, language: str = "") -> Document:
        """Compose, cite and check a brief, in its own language or another. Raises `BriefgenError`."""
        sink = Sink()
        loaded = self._load_brief(brief, language, sink)
        inputs, selection = pipeline.load_and_select(self.files, loaded, sink)
        composed = pipeline.compose_document(inputs, sink, selection)
        return Document(composed, replace(inputs, audited=self._audited), sink.collect_sorted())

    def build(
        self, brief: str, formats: tuple[str, ...] = (), folder: Path | None = None, language: str = ""
    ) -> tuple[tuple[Artifact, ...], tuple[Diagnostic, ...]]:
        """Build a brief as `briefgen build` does: the files written, and the warnings. Raises `BriefgenError`.

        `formats`: `pdf`, `press`, `docx`, `html`; without any, those of the audience. `folder`: without one, the output
        folder of the project. Limits of time and memory are the caller's, in contrast to `briefgen build`.
        """
        sink = Sink()
        loaded = self._load_brief(brief, language, sink)
        target = folder or self.files.output
        request = BuildRequest(self._load_brief(brief, "", Sink()).language)
        plan = plan_single_brief(self.files, loaded, tuple(map(Format, formats)) or None, target, request)
        with open_record(self.files.root, (target,), sink) as record:
            result = build_and_record(plan, record, sink, self._audited)
        sink.stop_on_errors()
        return result.artifacts, sink.collect_sorted()

    def _load_brief(self, name: str, language: str, sink: Sink) -> Brief:
        loaded = load_brief(self.files, name, sink)
        sink.stop_on_errors()
        return loaded.in_language(language) if language else loaded


@dataclass(frozen=True, slots=True)
class Document:
    """A finished text: composed, cited and checked."""

    composed: ComposedDocument
    inputs: pipeline.BriefInputs
    diagnostics: tuple[Diagnostic, ...]
    """The warnings about it."""

    @property
    def title(self) -> str:
        """The title, in the document's language."""
        return self.composed.brief.title

    @property
    def words(self) -> int:
        """The words of body and annexes, without notes, cover and references."""
        return pipeline.count_text_words(self.composed)

    def render(self, *formats: str) -> tuple[Rendering, ...]:
        """The bytes of each format, checked like files before they are written. Raises `BriefgenError`."""
        sink = Sink()
        requested = tuple(map(Format, formats)) or tuple(map(Format, self.inputs.audience.formats))
        rulings = self.inputs.project.rulings
        renderings = pipeline.render_document(self.composed, requested, sink, rulings)
        pipeline.check_for_leaks(self.inputs, renderings, self.inputs.brief.id, sink)
        return renderings


def open_project(folder: Path | str = ".") -> Project:
    """The project of a folder, or of the nearest one above it with a `briefgen.yaml`. Raises `BriefgenError`."""
    sink = Sink()
    files = load_project(Path(folder), sink)
    sink.stop_on_errors()
    return Project(files, sink.collect_sorted())
