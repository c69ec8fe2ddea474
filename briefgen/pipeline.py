"""The way of a brief, from the project's files to finished files: every stage, in its fixed order."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from briefgen.check import (
    Matter,
    check_composition,
    check_document,
    check_parity,
    check_rendering,
    check_rules,
    check_texts,
)
from briefgen.check.count import count
from briefgen.cite import cite
from briefgen.compose import compose
from briefgen.load import load_audience, load_library, with_parameters
from briefgen.render import render
from briefgen.select import select
from briefgen.values.artifact import Artifact, Format, Rendering
from briefgen.values.audience import Audience, Counted
from briefgen.values.brief import Brief, Project, Ruling
from briefgen.values.diagnostic import Sink
from briefgen.values.document import Document
from briefgen.values.library import Library
from briefgen.values.selection import Selection
from briefgen.write import record, write_artifact


@dataclass(frozen=True, slots=True)
class Inputs:
    """A brief with what it is made from."""

    project: Project
    brief: Brief
    audience: Audience
    library: Library

    def to(self, brief: Brief) -> Inputs:
        """The same for a brief that differs in its recipient alone; what it tells its audience stays."""
        return replace(self, brief=replace(brief, parameters=self.brief.parameters))


def load_inputs(project: Project, brief: Brief, sink: Sink) -> Inputs:
    """Load: the audience and the library that a brief names. Raises `BriefgenError` where they cannot be used."""
    audience = load_audience(project, brief.audience, sink, language=brief.language, asked=brief.at("audience"))
    library = load_library(project, brief.library, sink, asked=brief.at("library"))
    brief = with_parameters(brief, audience, sink)
    sink.stop_on_errors()
    return Inputs(project, brief, audience, library)


def choose(inputs: Inputs, sink: Sink) -> Selection:
    """Select: what this reader may have, and what of it this brief takes."""
    return select(inputs.brief, inputs.audience, inputs.library, sink)


def assemble(inputs: Inputs, sink: Sink, selection: Selection | None = None, now: datetime | None = None) -> Document:
    """Select, compose, cite and check: the finished text. Raises `BriefgenError` with every problem found.

    Who has selected already, for another recipient of the same brief, hands over the selection. `now` is for deadlines
    alone: without it they are not judged, and nothing depends on the day of the build.
    """
    selection = selection or choose(inputs, sink)
    composition = compose(inputs.project, inputs.brief, inputs.audience, selection, sink)
    check_composition(composition, sink)
    document = cite(composition, sink)
    check_document(document, sink)
    matter = Matter(document, selection, now)
    check_rules(matter, inputs.project.rulings, sink)
    check_texts(matter, inputs.project.rulings, sink)
    sink.stop_on_errors()
    return document


def print_document(
    document: Document, formats: Iterable[Format], sink: Sink, rulings: Mapping[str, Ruling] | None = None
) -> tuple[Rendering, ...]:
    """Render, and check what came out, each file by itself and all against the text. Raises `BriefgenError` with every problem found."""
    renderings = []
    for format_ in formats:
        rendering = render(document, format_, sink)
        check_rendering(document, rendering, rulings or {}, sink)
        renderings.append(rendering)
    if len(renderings) > 1 and not sink.failed:
        check_parity(document, renderings, sink)
    sink.stop_on_errors()
    return tuple(renderings)


def build(inputs: Inputs, formats: Iterable[Format], folder: Path, stem: str, sink: Sink) -> tuple[Artifact, ...]:
    """The whole way: files `<folder>/<stem>.<ending>` and their entry in the manifest.

    Nothing is written unless every format could be made. Raises `BriefgenError` with every problem found.
    """
    document = assemble(inputs, sink)
    artifacts = write_files(document, formats, folder, stem, sink, inputs.project.rulings)
    record(folder, document, artifacts)
    return artifacts


def write_files(
    document: Document,
    formats: Iterable[Format],
    folder: Path,
    stem: str,
    sink: Sink,
    rulings: Mapping[str, Ruling] | None = None,
) -> tuple[Artifact, ...]:
    """Render and write: the files of a finished text, all or none. Raises `BriefgenError` with every problem found."""
    words = words_of(document)
    return tuple(
        write_artifact(rendering, folder / f"{stem}.{rendering.format.ending}", words)
        for rendering in print_document(document, formats, sink, rulings)
    )


def words_of(document: Document) -> int:
    """The words of a document's text: its body and annexes, without notes, cover and references."""
    counted: Mapping[Counted, int] = count(document)
    return counted.get(Counted.BODY, 0) + counted.get(Counted.ANNEX, 0)
