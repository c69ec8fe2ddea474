"""Builds one planned document, and returns the result."""

from __future__ import annotations

import traceback
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, redirect_stdout
from dataclasses import dataclass, field, replace
from io import StringIO
from typing import Any

from briefgen import pipeline
from briefgen.access.filter import find_recipient_state
from briefgen.campaign.digest import digest
from briefgen.campaign.formats import formats_from_audience
from briefgen.campaign.inputs import (
    UNPRINTED_KINDS,
    InputDigests,
    collect_shared_inputs,
    compute_inputs_id,
    digest_document,
)
from briefgen.campaign.plan import PlannedDocument
from briefgen.check import build_verdict_entries
from briefgen.leak_check.audit import AuditMemory
from briefgen.leak_check.search_terms import collect_watched_terms
from briefgen.load import LoadedLibraries
from briefgen.model.artifact import Artifact, Format, Rendering
from briefgen.model.brief import Brief, Project, find_ceiling
from briefgen.model.diagnostic import (
    BriefgenError,
    Diagnostic,
    MachineError,
    Sink,
    build_file_fault,
    build_internal_fault,
)
from briefgen.model.document import Document
from briefgen.model.printed_text import PrintedVersion, read_printed_version
from briefgen.model.record import FileContents, FileRecord, InputRecord
from briefgen.model.selection import OmissionCause, Selection
from briefgen.pipeline import BriefInputs, load_inputs, select_blocks
from briefgen.record.file_guard import FileGuard
from briefgen.record.manifests import build_record_entry
from briefgen.record.printed import build_printed_fact, list_consents
from briefgen.write import build_manifest_entry, to_relative_path


@dataclass(frozen=True, slots=True)
class JobResult:
    """What came of one document."""

    stem: str
    artifacts: tuple[Artifact, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()
    fault: Diagnostic | None = None
    """What the machine lacks, or where briefgen itself is at fault."""
    traceback: str = ""
    """Where that fault happened; empty where the machine is to blame."""
    manifest_entries: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    """What the manifest says of each file, by its path below the output folder."""
    inputs: tuple[InputRecord, ...] = ()
    """Everything that it was made from."""
    text_digest: str = ""
    """The digest of the finished text."""
    render_diagnostics: tuple[Diagnostic, ...] = ()
    """Those of the diagnostics that printing found: where nothing is rendered again, they still apply."""
    omission_counts: Mapping[OmissionCause, int] | None = None
    """How many blocks it leaves out, by the cause; None where the blocks could not be selected."""
    unchanged: bool = False
    """Its text is unchanged: the files of an earlier run are kept."""
    version: PrintedVersion | None = None
    """What its Word file prints; None where none was written."""
    template: FileRecord | None = None
    """What the record keeps of each of its files, in no format and at no place yet; None where there is no finished text."""
    kept_paths: tuple[str, ...] = ()
    """Files below the output folder that somebody changed: they were not written."""

    def build_file_records(self) -> tuple[FileRecord, ...]:
        """What the record keeps of the files that were written, by their path below the output folder."""
        if self.template is None:
            return ()
        return tuple(
            replace(
                self.template,
                sha256=artifact.sha256,
                format=artifact.format.value,
                path=path,
                pages=artifact.pages,
                words=artifact.words,
            )
            for path, artifact in zip(self.manifest_entries, self.artifacts, strict=True)
        )

    @property
    def failed(self) -> bool:
        """Whether no file came of it."""
        return not self.artifacts and not self.unchanged


@dataclass(frozen=True, slots=True)
class LoadedInputs:
    """What recipients of one brief share, whose states the library does not tell apart."""

    inputs: BriefInputs
    selection: Selection
    digests: InputDigests


@dataclass(slots=True)
class InputCache:
    """What one process has loaded: documents that differ in their recipient alone share it."""

    groups: dict[str, _BriefGroup] = field(default_factory=dict)
    libraries: LoadedLibraries = field(default_factory=LoadedLibraries)
    audited: AuditMemory = field(default_factory=AuditMemory)

    def load(self, document: PlannedDocument, sink: Sink) -> LoadedInputs:
        """What a document is made from, read once. Raises `BriefgenError`, each time it is called."""
        key = document.group or digest(replace(document.brief, recipient=None))
        if key not in self.groups:
            self.groups[key] = _BriefGroup.from_document(document, self.libraries, self.audited)
        return self.groups[key].load(document, sink)


class _BriefGroup:
    """The project's files for one brief, and what is selected from them for each state that makes a difference."""

    def __init__(self, inputs: BriefInputs | None, found: tuple[Diagnostic, ...]) -> None:
        self._inputs, self._diagnostics = inputs, found
        self._shared = collect_shared_inputs(inputs) if inputs else ()
        self._relevant_states = inputs.library.relevant_states | {inputs.brief.state} if inputs else frozenset[str]()
        self._loaded: dict[str, tuple[LoadedInputs | None, tuple[Diagnostic, ...]]] = {}

    @classmethod
    def from_document(cls, document: PlannedDocument, libraries: LoadedLibraries, audited: AuditMemory) -> _BriefGroup:
        """The group of a document, loaded; with what was found meanwhile."""
        sink = Sink()
        try:
            inputs = load_inputs(document.project, document.brief, sink, libraries)
            return cls(inputs.for_recipients(audited), tuple(sink.diagnostics))
        except BriefgenError as error:
            sink.extend(error.diagnostics)
            return cls(None, sink.collect_sorted())

    def load(self, document: PlannedDocument, sink: Sink) -> LoadedInputs:
        """What a document of the group is made from. Raises `BriefgenError`, each time it is called."""
        recipient = document.brief.recipient
        state = recipient.fields.get("state", "") if recipient else ""
        state = state if state in self._relevant_states else ""
        if state not in self._loaded:
            self._loaded[state] = self._select(document)
        loaded, found = self._loaded[state]
        sink.extend(found)
        if loaded is None:
            raise BriefgenError(*found)
        return loaded

    def _select(self, document: PlannedDocument) -> tuple[LoadedInputs | None, tuple[Diagnostic, ...]]:
        sink = Sink(list(self._diagnostics))
        if self._inputs is None:
            return None, self._diagnostics
        inputs = self._inputs.with_brief(document.brief)
        try:
            selection = select_blocks(inputs, sink)
            return LoadedInputs(inputs, selection, InputDigests(inputs, selection, self._shared)), tuple(
                sink.diagnostics
            )
        except BriefgenError as error:
            sink.extend(error.diagnostics)
            return None, sink.collect_sorted()


class DocumentJob:
    """One planned document: `build` on this machine, or `compose`, then `finish` with what the cluster rendered.

    A problem inside `capture_errors` is part of the result.
    """

    def __init__(self, document: PlannedDocument, cache: InputCache) -> None:
        self.document, self.sink = document, Sink()
        self._cache = cache
        self._result = JobResult(document.stem)
        self._loaded: LoadedInputs | None = None
        self._document: Document | None = None
        self._guard = FileGuard(document.project.root, document.folder)
        self._diagnostic_count = 0
        """How many problems were found before rendering."""

    @property
    def result(self) -> JobResult:
        """The result so far."""
        counts = self._loaded.selection.omission_counts if self._loaded else None
        return replace(self._result, diagnostics=self.sink.collect_sorted(), omission_counts=counts)

    @contextmanager
    def capture_errors(self) -> Iterator[None]:
        """Run a step; whatever it raises becomes part of the result. Only `MemoryError` passes: a limit is its cause."""
        try:
            # Standard output is for results: WeasyPrint writes there, where Pango is missing.
            with redirect_stdout(StringIO()):
                yield
        except BriefgenError as error:
            self.sink.extend(error.diagnostics)
        except MachineError as error:
            self.fail(error.diagnostic)
        except MemoryError:
            raise
        except Exception as error:  # noqa: BLE001 - a fault in one document must not cost the others theirs
            if isinstance(error, OSError) and (fault := build_file_fault(error)):
                self.sink.extend([fault])
                return
            self.fail(build_internal_fault(error), traceback.format_exc())

    def fail(self, fault: Diagnostic, where: str = "") -> None:
        """End it, because of the machine or of briefgen itself."""
        self._result = JobResult(self.document.stem, fault=fault, traceback=where)

    def build(self) -> None:
        """Build the files on this machine. Raises `BriefgenError`."""
        plan = self.document
        target = replace(plan.target, guard=self._guard)
        _, artifacts = pipeline.build(plan.project, plan.brief, target, self.sink, self._load, self._is_current)
        if artifacts:
            self._record(artifacts)

    def compose(self) -> tuple[Document, tuple[Format, ...]] | None:
        """The finished text and its formats; None where its files are current. Raises `BriefgenError`."""
        inputs, selection = self._load(self.document.project, self.document.brief, self.sink)
        formats = self.document.formats or formats_from_audience(inputs.audience)
        document = pipeline.compose_document(inputs, self.sink, selection)
        return None if self._is_current(document, formats) else (document, formats)

    def finish(self, renderings: tuple[Rendering, ...]) -> None:
        """Check and write what another machine rendered. Raises `BriefgenError`."""
        if self._loaded is None or self._document is None:
            raise ValueError(self.document)
        inputs = self._loaded.inputs.with_brief(self.document.brief)
        target = replace(self.document.target, guard=self._guard)
        artifacts = pipeline.check_and_write(inputs, self._document, renderings, target, self.sink)
        if artifacts:
            self._record(artifacts)

    def _load(self, _project: Project, brief: Brief, sink: Sink) -> tuple[BriefInputs, Selection]:
        self._loaded = self._cache.load(self.document, sink)
        return self._loaded.inputs.with_brief(brief), self._loaded.selection

    def _is_current(self, document: Document, formats: tuple[Format, ...]) -> bool:
        """Whether the files on disk show exactly this text."""
        if self._loaded is None:
            raise ValueError(self.document)
        inputs = self._loaded.digests.collect_used(document, self.sink.diagnostics)
        # Watched words are searched for in older files, too: files are built again when these words change.
        watched = collect_watched_terms(self.document.project)
        printed_digest = digest_document(document, inputs)
        # Approvals are not in the text, but the manifest names them beside the file: it is written when the file is.
        text_digest = digest((printed_digest, document.approvals, [format_.value for format_ in formats], watched))
        unchanged = text_digest == self.document.known_digest
        self._result = JobResult(
            self.document.stem,
            inputs=inputs,
            text_digest=text_digest,
            unchanged=unchanged,
            template=self._build_template(document, inputs, printed_digest),
        )
        self._document, self._diagnostic_count = document, len(self.sink.diagnostics)
        return unchanged

    def _build_template(self, document: Document, inputs: tuple[InputRecord, ...], printed_digest: str) -> FileRecord:
        """What the record keeps of every file of this document."""
        if self._loaded is None:
            raise ValueError(self.document)
        brief, selection, plan = document.brief, self._loaded.selection, self.document
        used = tuple(record for record in inputs if record.kind not in UNPRINTED_KINDS)
        blocks = {choice.name: choice.block for choice in selection.choices}
        images = [record.name for record in used if record.kind == "image"]
        facts = {name: selection.facts[name] for name in document.facts if name in selection.facts}
        contents = FileContents(
            brief=brief.id,
            audience=document.audience.id,
            library=brief.library,
            language=document.metadata.language,
            campaign=plan.sender,
            settings={key: value for key, value in plan.settings if is_visible_setting(key, brief)},
            unsaved=plan.unsaved,
            brief_digest=digest_brief(brief),
            ceiling=find_ceiling(plan.brief, document.audience).word,
            facts={name: build_printed_fact(fact, document.metadata.language) for name, fact in facts.items()},
            consents=tuple(list_consents(blocks, images, self._loaded.inputs.library.image_consents)),
            inputs=used,
        )
        recipient = brief.recipient.id if brief.recipient else ""
        return FileRecord(
            "",
            contents,
            "",
            recipient,
            recipient_state=find_recipient_state(plan.brief),
            recipient_digest=digest_row(brief),
            text_digest=printed_digest,
        )

    def _record(self, artifacts: tuple[Artifact, ...]) -> None:
        """Add the files, with the entry of each in the manifest."""
        if self._document is None:
            raise ValueError(self.document)
        folder = self.document.folder
        entries: dict[str, dict[str, Any]] = {to_relative_path(artifact.path, folder): {} for artifact in artifacts}
        self._result = replace(self._result, artifacts=artifacts, manifest_entries=entries)
        for artifact, record in zip(artifacts, self._result.build_file_records(), strict=True):
            entries[record.path] |= {
                **build_record_entry(record),
                **build_manifest_entry(self._document, artifact),
                "rules": build_verdict_entries(self._document, artifact.pages, self.sink.verdicts),
                "inputs": compute_inputs_id(self._result.inputs),
            }
        lines = {artifact.format: artifact.running_lines for artifact in artifacts}
        self._result = replace(
            self._result,
            kept_paths=tuple(self._guard.kept_paths),
            version=read_printed_version(self._document, lines[Format.DOCX]) if Format.DOCX in lines else None,
            render_diagnostics=tuple(self.sink.diagnostics[self._diagnostic_count :]),
        )


def digest_brief(brief: Brief) -> str:
    """The digest of a brief as its reader sees it, before it was addressed."""
    return digest(replace(brief, recipient=None))


def digest_row(brief: Brief) -> str:
    """The digest of what the recipient's row gives to a brief as its reader sees it."""
    return digest(brief.recipient.fields) if brief.recipient else ""


def is_visible_setting(key: str, brief: Brief) -> bool:
    """Whether what `--set` gave may be written down: it is in the brief as its reader sees it."""
    return key in {"title", "subtitle", "date"} or key in brief.variables


def run_job(document: PlannedDocument, cache: InputCache) -> JobResult:
    """Build the files of one document. Raises nothing but `MemoryError`: every problem is part of the result."""
    job = DocumentJob(document, cache)
    with job.capture_errors():
        job.build()
    return job.result
