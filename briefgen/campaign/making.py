"""Makes one planned document from start to file, and says what came of it."""

from __future__ import annotations

import traceback
from contextlib import redirect_stdout
from dataclasses import dataclass, field, replace
from io import StringIO

from briefgen.campaign.formats import formats_of_audience
from briefgen.campaign.plan import PlannedDocument
from briefgen.pipeline import Inputs, build, load_inputs
from briefgen.values.artifact import Artifact
from briefgen.values.diagnostic import BriefgenError, Diagnostic, MachineError, Sink, fault_of


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

    @property
    def failed(self) -> bool:
        """Whether no file came of it."""
        return not self.artifacts


@dataclass(slots=True)
class Shelf:
    """What one process has loaded: documents that differ in their recipient alone share it."""

    loaded: dict[tuple[str, str, str, str], tuple[Inputs | None, tuple[Diagnostic, ...]]] = field(default_factory=dict)

    def inputs(self, document: PlannedDocument, sink: Sink) -> Inputs:
        """What a document is made from, read once. Raises `BriefgenError`, every time anew."""
        brief = document.brief
        key = (brief.id, brief.audience, brief.library, brief.language)  # which decide its parameters too
        if key not in self.loaded:
            self.loaded[key] = _load(document)
        inputs, found = self.loaded[key]
        sink.extend(found)
        if inputs is None:
            raise BriefgenError(*found)
        return replace(inputs, brief=replace(brief, parameters=inputs.brief.parameters))


def make(document: PlannedDocument, shelf: Shelf) -> Outcome:
    """Make the files of one document. Raises nothing: whatever goes wrong stands in the outcome."""
    sink = Sink()
    artifacts: tuple[Artifact, ...] = ()
    fault: Diagnostic | None = None
    where = ""
    try:
        # Standard output is for results: WeasyPrint writes there, where Pango is missing.
        with redirect_stdout(StringIO()):
            inputs = shelf.inputs(document, sink)
            formats = document.formats or formats_of_audience(inputs.audience, sink)
            artifacts = build(inputs, formats, document.folder, document.stem, sink)
    except BriefgenError as error:
        sink.extend(error.diagnostics)
    except MachineError as error:
        fault = error.diagnostic
    except Exception as error:  # noqa: BLE001 - a fault in one document must not cost the others theirs
        fault, where = fault_of(error), traceback.format_exc()
    return Outcome(document.stem, artifacts, sink.sorted(), fault, where)


def _load(document: PlannedDocument) -> tuple[Inputs | None, tuple[Diagnostic, ...]]:
    sink = Sink()
    try:
        return load_inputs(document.project, document.brief, sink), tuple(sink.found)
    except BriefgenError as error:
        sink.extend(error.diagnostics)
        return None, sink.sorted()
