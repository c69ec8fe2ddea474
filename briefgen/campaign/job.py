"""Makes one planned document from start to file, and says what came of it."""

from __future__ import annotations

import traceback
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, nullcontext, redirect_stdout
from dataclasses import dataclass, field, replace
from io import StringIO
from typing import Any

from briefgen.campaign.digest import digest
from briefgen.campaign.formats import formats_from_audience
from briefgen.campaign.inputs import (
    InputDigests,
    InputRecord,
    collect_shared_inputs,
    compute_inputs_id,
    digest_document,
)
from briefgen.campaign.plan import PlannedDocument
from briefgen.check import build_verdict_entries
from briefgen.leak_check.search_terms import collect_watched_terms
from briefgen.model.artifact import Artifact, Format, Rendering
from briefgen.model.diagnostic import BriefgenError, Diagnostic, MachineError, Severity, Sink, build_internal_fault
from briefgen.model.document import Document
from briefgen.model.selection import Selection
from briefgen.pipeline import (
    BriefInputs,
    check_renderings,
    compose_document,
    load_inputs,
    render_formats,
    select_blocks,
    write_renderings,
)
from briefgen.resource_limits import ResourceLimits, limit_resources
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
    """Those of the diagnostics that printing found: where nothing is printed anew, they still hold."""
    unchanged: bool = False
    """Its text is what it was: the files of an earlier run stand."""

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

    def load(self, document: PlannedDocument, sink: Sink) -> LoadedInputs:
        """What a document is made from, read once. Raises `BriefgenError`, every time anew."""
        key = document.group or digest(replace(document.brief, recipient=None))
        if key not in self.groups:
            self.groups[key] = _BriefGroup.from_document(document)
        return self.groups[key].load(document, sink)


class _BriefGroup:
    """The project's files for one brief, and what is selected from them for each state that makes a difference."""

    def __init__(self, inputs: BriefInputs | None, found: tuple[Diagnostic, ...]) -> None:
        self._inputs, self._diagnostics = inputs, found
        self._shared = collect_shared_inputs(inputs) if inputs else ()
        self._relevant_states = inputs.library.relevant_states if inputs else frozenset[str]()
        self._loaded: dict[str, tuple[LoadedInputs | None, tuple[Diagnostic, ...]]] = {}

    @classmethod
    def from_document(cls, document: PlannedDocument) -> _BriefGroup:
        """The group of a document, loaded; with what was found meanwhile."""
        sink = Sink()
        try:
            return cls(load_inputs(document.project, document.brief, sink), tuple(sink.diagnostics))
        except BriefgenError as error:
            sink.extend(error.diagnostics)
            return cls(None, sink.collect_sorted())

    def load(self, document: PlannedDocument, sink: Sink) -> LoadedInputs:
        """What a document of the group is made from. Raises `BriefgenError`, every time anew."""
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
    """One document on its way, step by step: `compose`, then `finish` with what was printed, here or elsewhere.

    Whatever goes wrong in a step, inside `caught`, stands in the outcome.
    """

    def __init__(self, document: PlannedDocument, shelf: InputCache) -> None:
        self.document, self.sink = document, Sink()
        self.is_done = False
        """Whether nothing is left to do: it is finished, failed, or stands as it was."""
        self._cache = shelf
        self._result = JobResult(document.stem)
        self._composed: _ComposedDocument | None = None

    @property
    def result(self) -> JobResult:
        """What came of it so far."""
        return replace(self._result, diagnostics=self.sink.collect_sorted())

    @contextmanager
    def capture_errors(self) -> Iterator[None]:
        """Do a step. Raises nothing, and ends the document where the step fails."""
        try:
            # Standard output is for results: WeasyPrint writes there, where Pango is missing.
            with redirect_stdout(StringIO()):
                yield
        except BriefgenError as error:
            self.sink.extend(error.diagnostics)
            self.is_done = True
        except MachineError as error:
            self.fail(error.diagnostic)
        except MemoryError:
            self.fail(describe_memory_fault(self.document.stem))
        except Exception as error:  # noqa: BLE001 - a fault in one document must not cost the others theirs
            self.fail(build_internal_fault(error), traceback.format_exc())

    def fail(self, fault: Diagnostic, where: str = "") -> None:
        """End it, for a fault that is not the user's."""
        self._result, self.is_done = JobResult(self.document.stem, fault=fault, traceback=where), True

    def compose(self) -> tuple[Document, tuple[Format, ...]] | None:
        """The finished text and the formats to print it in; None where its files stand. Raises `BriefgenError`."""
        document = self.document
        loaded = self._cache.load(document, self.sink)
        inputs = loaded.inputs.with_brief(document.brief)
        formats = document.formats or formats_from_audience(inputs.audience)
        text = compose_document(inputs, self.sink, loaded.selection)
        used = loaded.digests.collect_used(text, self.sink.diagnostics)
        # What is watched for is looked for in older files, too: they are made anew when it changes.
        looks = digest((digest_document(text, used, formats), collect_watched_terms(inputs.project)))
        if looks == document.known_digest:
            self._result = JobResult(document.stem, inputs=used, text_digest=looks, unchanged=True)
            self.is_done = True
            return None
        self._composed = _ComposedDocument(inputs, text, used, looks, len(self.sink.diagnostics))
        return text, formats

    def finish(self, renderings: tuple[Rendering, ...]) -> None:
        """Check and look through what was printed, and write it. Raises `BriefgenError`."""
        composed, document = self._composed, self.document
        if composed is None:
            raise ValueError(document)
        check_renderings(composed.document, renderings, composed.inputs.project.rulings, self.sink)
        artifacts = write_renderings(
            composed.inputs, composed.document, renderings, document.folder, document.stem, self.sink
        )
        used = composed.used_inputs
        self._result = JobResult(
            document.stem,
            artifacts,
            manifest_entries={
                to_relative_path(one.path, document.folder): self._build_manifest_entry(composed.document, one, used)
                for one in artifacts
            },
            inputs=used,
            text_digest=composed.text_digest,
            render_diagnostics=tuple(self.sink.diagnostics[composed.diagnostic_count :]),
        )
        self.is_done = True

    def _build_manifest_entry(
        self, text: Document, artifact: Artifact, used: tuple[InputRecord, ...]
    ) -> Mapping[str, Any]:
        """What the manifest says of a file."""
        judged = {
            "rules": build_verdict_entries(text, artifact.pages, self.sink.verdicts),
            "inputs": compute_inputs_id(used),
        }
        return {**build_manifest_entry(text, artifact), **judged}


@dataclass(frozen=True, slots=True)
class _ComposedDocument:
    """A document that is to be printed."""

    inputs: BriefInputs
    document: Document
    used_inputs: tuple[InputRecord, ...]
    text_digest: str
    """The digest of the finished text."""
    diagnostic_count: int
    """How many were found before printing."""


def run_job(document: PlannedDocument, shelf: InputCache, allowance: ResourceLimits | None = None) -> JobResult:
    """Make the files of one document, in the time and memory that it is allowed.

    Raises nothing: whatever goes wrong stands in the outcome.
    """
    making = DocumentJob(document, shelf)
    with making.capture_errors(), limit_resources(allowance) if allowance else nullcontext():
        if composed := making.compose():
            making.finish(render_formats(*composed, making.sink))
    return making.result


def describe_memory_fault(stem: str) -> Diagnostic:
    """The fault of a document that wants more memory than there is."""
    hint = "look for an image of unusual size, or allow more with `--memory-limit`"
    return Diagnostic(Severity.ERROR, "campaign-memory", f"there is not memory enough to make `{stem}`", None, (hint,))
