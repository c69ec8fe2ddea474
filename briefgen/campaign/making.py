"""Makes one planned document from start to file, and says what came of it."""

from __future__ import annotations

import traceback
from collections.abc import Mapping
from contextlib import nullcontext, redirect_stdout
from dataclasses import dataclass, field, replace
from io import StringIO
from typing import Any

from briefgen.campaign.digest import digest
from briefgen.campaign.formats import formats_of_audience
from briefgen.campaign.inputs import Input, InputDigests, digest_of_document, inputs_id
from briefgen.campaign.plan import PlannedDocument, group_of
from briefgen.check import verdicts
from briefgen.limits import Allowance, held_to
from briefgen.pipeline import Inputs, assemble, choose, load_inputs, write_files
from briefgen.proof import watched_terms
from briefgen.values.artifact import Artifact
from briefgen.values.diagnostic import BriefgenError, Diagnostic, MachineError, Severity, Sink, fault_of
from briefgen.values.document import Document
from briefgen.values.selection import Selection
from briefgen.write import entry_of, path_below


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one document."""

    stem: str
    artifacts: tuple[Artifact, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()
    fault: Diagnostic | None = None
    """What the machine lacks, or where briefgen itself is at fault."""
    traceback: str = ""
    """Where that fault happened; empty where the machine is to blame."""
    entries: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    """What the manifest says of each file, by its path below the output folder."""
    inputs: tuple[Input, ...] = ()
    """Everything that it was made from."""
    text: str = ""
    """The digest of the finished text."""
    printing: tuple[Diagnostic, ...] = ()
    """Those of the diagnostics that printing found: where nothing is printed anew, they still hold."""
    unchanged: bool = False
    """Its text is what it was: the files of an earlier run stand."""

    @property
    def failed(self) -> bool:
        """Whether no file came of it."""
        return not self.artifacts and not self.unchanged


@dataclass(frozen=True, slots=True)
class Loaded:
    """What all recipients of one brief share."""

    inputs: Inputs
    selection: Selection
    digests: InputDigests


@dataclass(slots=True)
class Shelf:
    """What one process has loaded: documents that differ in their recipient alone share it."""

    loaded: dict[str, tuple[Loaded | None, tuple[Diagnostic, ...]]] = field(default_factory=dict)

    def take(self, document: PlannedDocument, sink: Sink) -> Loaded:
        """What a document is made from, read once. Raises `BriefgenError`, every time anew."""
        key = document.group or group_of(digest(replace(document.brief, recipient=None)), document.brief)
        if key not in self.loaded:
            self.loaded[key] = _load(document)
        loaded, found = self.loaded[key]
        sink.extend(found)
        if loaded is None:
            raise BriefgenError(*found)
        return loaded


def make(document: PlannedDocument, shelf: Shelf, allowance: Allowance | None = None) -> Outcome:
    """Make the files of one document, in the time and memory that it is allowed.

    Raises nothing: whatever goes wrong stands in the outcome.
    """
    sink = Sink()
    outcome = Outcome(document.stem)
    fault: Diagnostic | None = None
    where = ""
    try:
        # Standard output is for results: WeasyPrint writes there, where Pango is missing.
        with redirect_stdout(StringIO()), held_to(allowance) if allowance else nullcontext():
            outcome = _made(document, shelf, sink)
    except BriefgenError as error:
        sink.extend(error.diagnostics)
    except MachineError as error:
        fault = error.diagnostic
    except MemoryError:
        message = f"there is not memory enough to make `{document.stem}`"
        hint = "look for an image of unusual size, or allow more with `--memory-limit`"
        fault = Diagnostic(Severity.ERROR, "campaign-memory", message, None, (hint,))
    except Exception as error:  # noqa: BLE001 - a fault in one document must not cost the others theirs
        fault, where = fault_of(error), traceback.format_exc()
    return replace(outcome, diagnostics=sink.sorted(), fault=fault, traceback=where)


def _made(document: PlannedDocument, shelf: Shelf, sink: Sink) -> Outcome:
    loaded = shelf.take(document, sink)
    inputs = loaded.inputs.to(document.brief)
    formats = document.formats or formats_of_audience(inputs.audience)
    text = assemble(inputs, sink, loaded.selection)
    used = loaded.digests.used(text, sink.found)
    # What is watched for is looked for in older files, too: they are made anew when it changes.
    looks = digest((digest_of_document(text, used, formats), watched_terms(inputs.project)))
    if looks == document.known:
        return Outcome(document.stem, inputs=used, text=looks, unchanged=True)
    composing = len(sink.found)
    artifacts = write_files(inputs, text, formats, document.folder, document.stem, sink)
    entries = {path_below(one.path, document.folder): _entry(text, one, used) for one in artifacts}
    printing = tuple(sink.found[composing:])
    return Outcome(document.stem, artifacts, entries=entries, inputs=used, text=looks, printing=printing)


def _entry(document: Document, artifact: Artifact, used: tuple[Input, ...]) -> Mapping[str, Any]:
    judged = {"rules": verdicts(document, artifact.pages), "inputs": inputs_id(used)}
    return {**entry_of(document, artifact), **judged}


def _load(document: PlannedDocument) -> tuple[Loaded | None, tuple[Diagnostic, ...]]:
    sink = Sink()
    try:
        inputs = load_inputs(document.project, document.brief, sink)
        selection = choose(inputs, sink)
        return Loaded(inputs, selection, InputDigests(inputs, selection)), tuple(sink.found)
    except BriefgenError as error:
        sink.extend(error.diagnostics)
        return None, sink.sorted()
