"""The way of a brief, from the project's files to finished files: every stage, in its fixed order."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from briefgen.check import (
    Matter,
    check_composition,
    check_consents,
    check_document,
    check_parity,
    check_rendering,
    check_rules,
    check_texts,
    closed_columns,
    closed_in,
)
from briefgen.check.count import count
from briefgen.check.labels import Note
from briefgen.cite import cite
from briefgen.compose import compose
from briefgen.load import (
    check_kinds,
    columns_printed,
    load_audience,
    load_library,
    names_of,
    opened_for,
    with_parameters,
)
from briefgen.proof import prove, prove_written, sought_for
from briefgen.render import check_glyphs, images_anew, render
from briefgen.select import readable, select, withhold
from briefgen.values.artifact import Artifact, Format, Rendering
from briefgen.values.audience import Audience, Counted
from briefgen.values.brief import Brief, Campaign, Project, Ruling
from briefgen.values.diagnostic import Sink
from briefgen.values.document import Document
from briefgen.values.library import Library
from briefgen.values.selection import Selection
from briefgen.values.translation import in_language
from briefgen.values.tree import elements
from briefgen.values.withheld import Withheld
from briefgen.write import record, write_artifact

PRINTED = frozenset({Format.PDF, Format.PRESS})
"""Formats that carry their fonts whole: a reader's machine has no part in how they look."""


@dataclass(frozen=True, slots=True)
class Inputs:
    """A brief with what it is made from."""

    project: Project
    brief: Brief
    audience: Audience
    library: Library
    other_readers: frozenset[str] = frozenset()
    """The project's other audiences, by id."""

    def to(self, brief: Brief) -> Inputs:
        """The same for a brief that differs in its recipient alone; what it tells its audience stays."""
        return replace(self, brief=replace(brief, parameters=self.brief.parameters))


def load_inputs(project: Project, brief: Brief, sink: Sink) -> Inputs:
    """Load: the audience and the library that a brief names. Raises `BriefgenError` where they cannot be used."""
    audience = load_audience(project, brief.audience, sink, language=brief.language, asked=brief.at("audience"))
    library = load_library(project, brief.library, sink, asked=brief.at("library"))
    brief = with_parameters(brief, audience, sink)
    library = opened_for(brief, audience, library, project.unlabelled)
    project = replace(project, organisation=in_language(project.organisation, brief.language))
    sink.stop_on_errors()
    check_kinds(project, library, sink)
    others = frozenset(names_of(project, "audiences")) - {audience.id}
    return Inputs(project, brief, audience, library, others)


def choose(inputs: Inputs, sink: Sink) -> Selection:
    """Select: what this reader may have, and what of it this brief takes."""
    sink.drop(withheld_from(inputs).holds)
    return select(inputs.brief, inputs.audience, inputs.library, sink)


def withheld_from(inputs: Inputs) -> Withheld:
    """What this reader may not have."""
    return withhold(inputs.brief, inputs.audience, inputs.library)


def assemble(inputs: Inputs, sink: Sink, selection: Selection | None = None, now: datetime | None = None) -> Document:
    """Select, compose, cite and check: the finished text. Raises `BriefgenError` with every problem found.

    Who has selected already, for another recipient of the same brief, hands over the selection. `now` is for deadlines
    and for consents that end: without it neither is judged, and nothing depends on the day of the build.
    """
    selection = replace(selection or choose(inputs, sink), omissions=())
    brief = readable(inputs.brief, inputs.audience, inputs.library)
    composition = compose(inputs.project, brief, inputs.audience, selection, sink)
    check_composition(composition, sink)
    document = cite(composition, sink)
    check_document(document, sink)
    matter = Matter(document, selection, now, inputs.other_readers)
    check_rules(matter, inputs.project.rulings, sink)
    check_texts(matter, inputs.project.rulings, sink)
    if now:
        shown = {element.get("src") for element in elements((document.body,), "img")}
        images = {name: consents for name, consents in inputs.library.image_consents.items() if name in shown}
        check_consents((one.block for one in selection.choices), images, inputs.library.name, now.date(), sink)
    sink.stop_on_errors()
    return document


def check_library(project: Project, library: Library, now: datetime, sink: Sink) -> None:
    """What a library's authors must see to, whatever briefs are made of it."""
    check_kinds(project, library, sink)
    check_consents(library.blocks, library.image_consents, library.name, now.date(), sink)


def closed_in_library(library: Library) -> tuple[Note, ...]:
    """The facts and images that nobody may have for want of a label or a text that prints them."""
    return tuple(closed_in(library))


def closed_in_campaign(project: Project, campaign: Campaign) -> tuple[Note, ...]:
    """The columns of its recipients that nobody may read for want of a label or a text that prints them."""
    return tuple(closed_columns(campaign, columns_printed(project, campaign.briefs)()))


def print_document(
    document: Document, formats: Iterable[Format], sink: Sink, rulings: Mapping[str, Ruling] | None = None
) -> tuple[Rendering, ...]:
    """Render, and check what came out. Raises `BriefgenError` with every problem found."""
    renderings = render_formats(document, formats, sink)
    check_renderings(document, renderings, rulings or {}, sink)
    return renderings


def render_formats(document: Document, formats: Iterable[Format], sink: Sink) -> tuple[Rendering, ...]:
    """Render, and compare the files with the text: all that asks for nothing but the document, on whatever machine.

    What cannot be printed is refused before any page is laid out. Raises `BriefgenError`.
    """
    formats = tuple(formats)
    check_printable(document, formats, sink)
    sink.stop_on_errors()
    renderings = tuple(render(document, format_, sink) for format_ in formats)
    compared = len(renderings) > 1 or any(one.format is Format.DOCX for one in renderings)
    if compared and not sink.failed:  # a PDF alone is guarded while its pages are set, and takes long to read back
        check_parity(document, renderings, sink)
    return renderings


def images_of(document: Document, sink: Sink) -> Mapping[str, bytes]:
    """The images that a document may show, made anew, for whoever prints it elsewhere. Raises `BriefgenError`."""
    images = images_anew(document.body, document.assets, sink)
    sink.stop_on_errors()
    return images


def check_renderings(
    document: Document, renderings: Iterable[Rendering], rulings: Mapping[str, Ruling], sink: Sink
) -> None:
    """Check each file by the rules of its audience. Raises `BriefgenError` with every problem found."""
    for rendering in renderings:
        check_rendering(document, rendering, rulings, sink)
    sink.stop_on_errors()


def check_printable(document: Document, formats: Iterable[Format], sink: Sink) -> None:
    """Report each character of the text that no font of the style sheets has, where it is to be printed."""
    if PRINTED & set(formats):
        check_glyphs(document, sink)


def build(inputs: Inputs, formats: Iterable[Format], folder: Path, stem: str, sink: Sink) -> tuple[Artifact, ...]:
    """The whole way: files `<folder>/<stem>.<ending>` and their entry in the manifest.

    Nothing is written unless every format could be made and holds nothing that this reader may not have. Raises `BriefgenError` with every problem found.
    """
    document = assemble(inputs, sink)
    artifacts = write_files(inputs, document, formats, folder, stem, sink)
    record(folder, document, artifacts)
    return artifacts


def write_files(
    inputs: Inputs, document: Document, formats: Iterable[Format], folder: Path, stem: str, sink: Sink
) -> tuple[Artifact, ...]:
    """Render, look through and write: the files of a finished text, all or none.

    Raises `BriefgenError` with every problem found.
    """
    renderings = print_document(document, formats, sink, inputs.project.rulings)
    return write_renderings(inputs, document, renderings, folder, stem, sink)


def write_renderings(
    inputs: Inputs, document: Document, renderings: Iterable[Rendering], folder: Path, stem: str, sink: Sink
) -> tuple[Artifact, ...]:
    """Look through what was rendered, here or on another machine, and write it: all files or none.

    Raises `BriefgenError` with every problem found.
    """
    words = words_of(document)
    files = {folder / name: one for name, one in proved(inputs, renderings, stem, sink).items()}
    artifacts = tuple(write_artifact(rendering, path, words) for path, rendering in files.items())
    for path, rendering in files.items():
        prove_written(path, rendering.content, sink)
    sink.stop_on_errors()
    return artifacts


def proved(inputs: Inputs, renderings: Iterable[Rendering], stem: str, sink: Sink) -> dict[str, Rendering]:
    """Look through what was rendered for anything that this reader may not have: every file by its name.

    Raises `BriefgenError` with every problem found.
    """
    sought = sought_for(inputs.project, inputs.brief, inputs.audience, inputs.library)
    files = {f"{stem}.{rendering.format.ending}": rendering for rendering in renderings}
    for name, rendering in files.items():
        prove(rendering.content, Path(name).name, sought, sink)
    sink.stop_on_errors()
    return files


def words_of(document: Document) -> int:
    """The words of a document's text: its body and annexes, without notes, cover and references."""
    counted: Mapping[Counted, int] = count(document)
    return counted.get(Counted.BODY, 0) + counted.get(Counted.ANNEX, 0)
