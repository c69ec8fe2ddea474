"""Makes one planned document from start to file, and says what came of it."""

from __future__ import annotations

import traceback
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, nullcontext, redirect_stdout
from dataclasses import dataclass, field, replace
from io import StringIO
from typing import Any

from briefgen.campaign.digest import digest
from briefgen.campaign.formats import formats_of_audience
from briefgen.campaign.inputs import Input, InputDigests, digest_of_document, inputs_id, shared_inputs
from briefgen.campaign.plan import PlannedDocument
from briefgen.check import verdicts
from briefgen.limits import Allowance, held_to
from briefgen.pipeline import Inputs, assemble, check_renderings, choose, load_inputs, render_formats, write_renderings
from briefgen.proof import watched_terms
from briefgen.values.artifact import Artifact, Format, Rendering
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
    """What recipients of one brief share, whose states the library does not tell apart."""

    inputs: Inputs
    selection: Selection
    digests: InputDigests


@dataclass(slots=True)
class Shelf:
    """What one process has loaded: documents that differ in their recipient alone share it."""

    groups: dict[str, _Group] = field(default_factory=dict)

    def take(self, document: PlannedDocument, sink: Sink) -> Loaded:
        """What a document is made from, read once. Raises `BriefgenError`, every time anew."""
        key = document.group or digest(replace(document.brief, recipient=None))
        if key not in self.groups:
            self.groups[key] = _Group.of(document)
        return self.groups[key].take(document, sink)


class _Group:
    """The project's files for one brief, and what is selected from them for each state that makes a difference."""

    def __init__(self, inputs: Inputs | None, found: tuple[Diagnostic, ...]) -> None:
        self._inputs, self._found = inputs, found
        self._shared = shared_inputs(inputs) if inputs else ()
        self._heeded = inputs.library.states_heeded if inputs else frozenset[str]()
        self._loaded: dict[str, tuple[Loaded | None, tuple[Diagnostic, ...]]] = {}

    @classmethod
    def of(cls, document: PlannedDocument) -> _Group:
        """The group of a document, loaded; with what was found meanwhile."""
        sink = Sink()
        try:
            return cls(load_inputs(document.project, document.brief, sink), tuple(sink.found))
        except BriefgenError as error:
            sink.extend(error.diagnostics)
            return cls(None, sink.sorted())

    def take(self, document: PlannedDocument, sink: Sink) -> Loaded:
        """What a document of the group is made from. Raises `BriefgenError`, every time anew."""
        recipient = document.brief.recipient
        state = recipient.fields.get("state", "") if recipient else ""
        state = state if state in self._heeded else ""
        if state not in self._loaded:
            self._loaded[state] = self._select(document)
        loaded, found = self._loaded[state]
        sink.extend(found)
        if loaded is None:
            raise BriefgenError(*found)
        return loaded

    def _select(self, document: PlannedDocument) -> tuple[Loaded | None, tuple[Diagnostic, ...]]:
        sink = Sink(list(self._found))
        if self._inputs is None:
            return None, self._found
        inputs = self._inputs.to(document.brief)
        try:
            selection = choose(inputs, sink)
            return Loaded(inputs, selection, InputDigests(inputs, selection, self._shared)), tuple(sink.found)
        except BriefgenError as error:
            sink.extend(error.diagnostics)
            return None, sink.sorted()


class Making:
    """One document on its way, step by step: `compose`, then `finish` with what was printed, here or elsewhere.

    Whatever goes wrong in a step, inside `caught`, stands in the outcome.
    """

    def __init__(self, document: PlannedDocument, shelf: Shelf) -> None:
        self.document, self.sink = document, Sink()
        self.done = False
        """Whether nothing is left to do: it is finished, failed, or stands as it was."""
        self._shelf = shelf
        self._outcome = Outcome(document.stem)
        self._composed: _Composed | None = None

    @property
    def outcome(self) -> Outcome:
        """What came of it so far."""
        return replace(self._outcome, diagnostics=self.sink.sorted())

    @contextmanager
    def caught(self) -> Iterator[None]:
        """Do a step. Raises nothing, and ends the document where the step fails."""
        try:
            # Standard output is for results: WeasyPrint writes there, where Pango is missing.
            with redirect_stdout(StringIO()):
                yield
        except BriefgenError as error:
            self.sink.extend(error.diagnostics)
            self.done = True
        except MachineError as error:
            self.fail(error.diagnostic)
        except MemoryError:
            self.fail(out_of_memory(self.document.stem))
        except Exception as error:  # noqa: BLE001 - a fault in one document must not cost the others theirs
            self.fail(fault_of(error), traceback.format_exc())

    def fail(self, fault: Diagnostic, where: str = "") -> None:
        """End it, for a fault that is not the user's."""
        self._outcome, self.done = Outcome(self.document.stem, fault=fault, traceback=where), True

    def compose(self) -> tuple[Document, tuple[Format, ...]] | None:
        """The finished text and the formats to print it in; None where its files stand. Raises `BriefgenError`."""
        document = self.document
        loaded = self._shelf.take(document, self.sink)
        inputs = loaded.inputs.to(document.brief)
        formats = document.formats or formats_of_audience(inputs.audience)
        text = assemble(inputs, self.sink, loaded.selection)
        used = loaded.digests.used(text, self.sink.found)
        # What is watched for is looked for in older files, too: they are made anew when it changes.
        looks = digest((digest_of_document(text, used, formats), watched_terms(inputs.project)))
        if looks == document.known:
            self._outcome = Outcome(document.stem, inputs=used, text=looks, unchanged=True)
            self.done = True
            return None
        self._composed = _Composed(inputs, text, used, looks, len(self.sink.found))
        return text, formats

    def finish(self, renderings: tuple[Rendering, ...]) -> None:
        """Check and look through what was printed, and write it. Raises `BriefgenError`."""
        composed, document = self._composed, self.document
        if composed is None:
            raise ValueError(document)
        check_renderings(composed.text, renderings, composed.inputs.project.rulings, self.sink)
        artifacts = write_renderings(
            composed.inputs, composed.text, renderings, document.folder, document.stem, self.sink
        )
        used = composed.used
        self._outcome = Outcome(
            document.stem,
            artifacts,
            entries={path_below(one.path, document.folder): self._entry(composed.text, one, used) for one in artifacts},
            inputs=used,
            text=composed.looks,
            printing=tuple(self.sink.found[composed.problems :]),
        )
        self.done = True

    def _entry(self, text: Document, artifact: Artifact, used: tuple[Input, ...]) -> Mapping[str, Any]:
        """What the manifest says of a file."""
        judged = {"rules": verdicts(text, artifact.pages, self.sink.verdicts), "inputs": inputs_id(used)}
        return {**entry_of(text, artifact), **judged}


@dataclass(frozen=True, slots=True)
class _Composed:
    """A document that is to be printed."""

    inputs: Inputs
    text: Document
    used: tuple[Input, ...]
    looks: str
    """The digest of the finished text."""
    problems: int
    """How many were found before printing."""


def make(document: PlannedDocument, shelf: Shelf, allowance: Allowance | None = None) -> Outcome:
    """Make the files of one document, in the time and memory that it is allowed.

    Raises nothing: whatever goes wrong stands in the outcome.
    """
    making = Making(document, shelf)
    with making.caught(), held_to(allowance) if allowance else nullcontext():
        if composed := making.compose():
            making.finish(render_formats(*composed, making.sink))
    return making.outcome


def out_of_memory(stem: str) -> Diagnostic:
    """The fault of a document that wants more memory than there is."""
    hint = "look for an image of unusual size, or allow more with `--memory-limit`"
    return Diagnostic(Severity.ERROR, "campaign-memory", f"there is not memory enough to make `{stem}`", None, (hint,))
