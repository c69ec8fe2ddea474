"""Builds a brief, from the project's files to finished files: `build` runs every stage in its fixed order."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path, PurePosixPath

from briefgen.approve.requirement import check_approvals
from briefgen.approve.standing import TextStanding, find_standings
from briefgen.check import (
    RuleContext,
    check_composition,
    check_consents,
    check_document,
    check_parity,
    check_rendering,
    check_rules,
    find_unlabelled,
    find_unlabelled_columns,
    lint_texts,
    report_left_out,
    report_with_rulings,
)
from briefgen.check.count import count_words
from briefgen.check.unlabelled import UnlabelledNotice
from briefgen.cite import cite
from briefgen.compose import KeptTexts, compose
from briefgen.leak_check.audit import AuditMemory
from briefgen.leak_check.check import check_for_leaks as check_content
from briefgen.leak_check.check import check_written_file
from briefgen.leak_check.copied_figures import report_copied_figures
from briefgen.leak_check.copied_text import report_copied_text
from briefgen.leak_check.search_terms import build_search_terms
from briefgen.leak_check.texts import build_permitted_texts, list_withheld_passages
from briefgen.leak_check.watched_names import PublicName, check_public_names
from briefgen.load import (
    LoadedLibraries,
    check_block_audiences,
    check_kinds,
    find_printed_columns,
    infer_sensitivity_for,
    list_audience_names,
    list_names,
    load_audience,
    replace_addresses,
    resolve_parameters,
)
from briefgen.model.artifact import Artifact, Format, Rendering
from briefgen.model.audience import Audience, CountedPart
from briefgen.model.brief import Brief, Project, Ruling
from briefgen.model.campaign import Campaign
from briefgen.model.diagnostic import Diagnostic, Sink
from briefgen.model.document import Document
from briefgen.model.library import Library, Sensitivity
from briefgen.model.selection import Selection
from briefgen.model.translation import apply_translations
from briefgen.model.tree import find_elements
from briefgen.model.withheld import Withheld
from briefgen.render import check_faces, check_glyphs, check_theme, reencode_images, render
from briefgen.select import collect_withheld, redact_brief, select
from briefgen.translate.report import report_stale_translations
from briefgen.write import write_artifact

WriteGuard = Callable[[Mapping[Path, bytes]], Mapping[Path, Diagnostic]]
"""Of the files that are about to be written, those that must stay as they are, each with the error that reports it."""


@dataclass(frozen=True, slots=True)
class Target:
    """Which files to make: `<folder>/<stem>.<ending>` for each format."""

    folder: Path
    stem: str
    """May hold `/`."""
    formats: tuple[Format, ...] | None = None
    """None: those of the audience."""
    guard: WriteGuard | None = None
    """Called before anything is written; None: every file is written."""


Loader = Callable[[Project, Brief, Sink], tuple["BriefInputs", Selection]]

MAX_CAMPAIGN_TEXTS = 256
"""Texts of a brief that are kept for its next recipient; those with a recipient's name are dropped first."""

PRINT_FORMATS = frozenset({Format.PDF, Format.PRESS})
"""Formats that carry their fonts whole: a reader's machine has no part in how they look."""


@dataclass(frozen=True, slots=True)
class BriefInputs:
    """A brief with what it is made from."""

    project: Project
    brief: Brief
    audience: Audience
    library: Library
    other_audiences: frozenset[str] = frozenset()
    """The project's other audiences, by id."""
    audience_names: tuple[str, ...] = ()
    """All names that a block may list, with those of audiences that only exist to be extended."""
    kept: KeptTexts | None = field(default=None, compare=False)
    """The texts that a process has read before, if it composes again and again."""
    audited: AuditMemory | None = field(default=None, compare=False)
    """What a process knows of the files that it audited before, if it builds again and again."""

    def with_brief(self, brief: Brief) -> BriefInputs:
        """The same for a brief that differs in its recipient alone; what it tells its audience stays."""
        return replace(self, brief=replace(brief, parameters=self.brief.parameters))

    def for_recipients(self, audited: AuditMemory) -> BriefInputs:
        """The same for many recipients: a text that prints nothing of theirs is read into the tree once, a page that is the same audited once."""
        return replace(self, kept=KeptTexts(MAX_CAMPAIGN_TEXTS), audited=audited)


def build(
    project: Project,
    brief: Brief,
    target: Target,
    sink: Sink,
    load: Loader | None = None,
    is_current: Callable[[Document, tuple[Format, ...]], bool] | None = None,
) -> tuple[Document, tuple[Artifact, ...]]:
    """Build a brief: what `briefgen build` and `briefgen batch` run for each document, and the Python API, too.

    1. Load reads the project's files into typed values, and
    2. select drops what this reader may not see, then chooses the blocks of each section (`load_and_select`).
    3. Compose fills in facts and variables and joins the blocks into one tree,
    4. cite numbers notes, headings and references, and
    5. check reports what is wrong with the text (`compose_document`).
    6. Render makes the bytes of each format, compared with the text (`render_formats`).
    7. Write puts the files on disk, all or none, after a search for leaks (`check_and_write`).

    `load` replaces step 1 and 2 for a caller that has the files in memory.
    `is_current` is called with the finished text: where it returns True, its files are on disk already, and none is made.
    Raises `BriefgenError` with every problem found.
    """
    inputs, selection = (load or load_and_select)(project, brief, sink)
    formats = target.formats or tuple(map(Format, inputs.audience.formats))
    document = compose_document(inputs, sink, selection)
    if is_current and is_current(document, formats):
        return document, ()
    renderings = render_formats(document, formats, sink)
    return document, check_and_write(inputs, document, renderings, target, sink)


def load_inputs(project: Project, brief: Brief, sink: Sink, libraries: LoadedLibraries | None = None) -> BriefInputs:
    """Load: the audience and the library that a brief names, which may be among `libraries`.

    Raises `BriefgenError` where they cannot be used.
    """
    recipient = (
        (PublicName(brief.recipient.id, "the `id` of this recipient", brief.recipient.origin),)
        if brief.recipient
        else ()
    )
    check_public_names(project, (PublicName(brief.id, "the name of this brief", brief.origin), *recipient), sink)
    audience = load_audience(
        project, brief.audience, sink, language=brief.language, requested_at=brief.find_origin("audience")
    )
    libraries = libraries or LoadedLibraries()
    library = libraries.load(project, brief.library, sink, requested_at=brief.find_origin("library"))
    brief, audience = replace_addresses((brief, audience), library.source_addresses)
    brief = resolve_parameters(brief, audience, sink)
    library = infer_sensitivity_for(brief, audience, library, project.default_sensitivity)
    project = replace(project, organisation=apply_translations(project.organisation, brief.language))
    sink.stop_on_errors()
    check_kinds(project, library, sink)
    others = frozenset(list_names(project, "audiences")) - {audience.id}
    return BriefInputs(project, brief, audience, library, others, list_audience_names(project))


@dataclass(frozen=True, slots=True)
class InputLoader:
    """Loads inputs for a process that composes again and again: what does not change is read into the tree, and audited, once."""

    _kept: KeptTexts = field(default_factory=KeptTexts)
    _audited: AuditMemory = field(default_factory=AuditMemory)

    def load(self, project: Project, brief: Brief, sink: Sink, libraries: LoadedLibraries | None = None) -> BriefInputs:
        """As `load_inputs`."""
        return replace(load_inputs(project, brief, sink, libraries), kept=self._kept, audited=self._audited)


def select_blocks(inputs: BriefInputs, sink: Sink) -> Selection:
    """Select: drop what this reader may not see, then choose the blocks of each section."""
    withheld = find_withheld(inputs)
    sink.drop(withheld.is_mentioned_in)
    hidden = set(map(id, withheld.blocks))
    visible = (block for block in inputs.library.blocks if id(block) not in hidden)
    check_block_audiences(visible, inputs.audience_names, sink)
    selection = select(inputs.brief, inputs.audience, inputs.library, sink)
    check_for_copies(inputs, withheld, selection, sink)
    report_left_out(selection.omissions, inputs.brief, inputs.audience, inputs.project.rulings, sink)
    return selection


def check_for_copies(inputs: BriefInputs, withheld: Withheld, selection: Selection, sink: Sink) -> None:
    """Warn about printed passages that somebody copied from a text or a fact that this reader may not see."""
    hidden = list_withheld_passages(inputs.library, withheld)
    if hidden or withheld.facts:
        brief = redact_brief(inputs.brief, inputs.audience, inputs.library)
        permitted = build_permitted_texts(
            inputs.library, withheld, selection, brief, inputs.audience, inputs.project.organisation
        )
        found = Sink()
        report_copied_text(hidden, permitted, found)
        withheld_facts = set(map(id, withheld.facts))
        visible = [fact for fact in inputs.library.facts.values() if id(fact) not in withheld_facts]
        report_copied_figures(withheld.facts, visible, permitted, found)
        report_with_rulings(found.diagnostics, inputs.project.rulings, sink)


def load_and_select(project: Project, brief: Brief, sink: Sink) -> tuple[BriefInputs, Selection]:
    """Load, then select. Raises `BriefgenError` where the files of the brief cannot be used."""
    inputs = load_inputs(project, brief, sink)
    return inputs, select_blocks(inputs, sink)


def find_withheld(inputs: BriefInputs) -> Withheld:
    """Everything in the library that this reader may not see."""
    return collect_withheld(inputs.brief, inputs.audience, inputs.library)


def compose_document(
    inputs: BriefInputs,
    sink: Sink,
    selection: Selection | None = None,
    now: datetime | None = None,
    approval_sink: Sink | None = None,
) -> Document:
    """Compose, cite and check: the finished text. Raises `BriefgenError` with every problem found.

    `now` is for deadlines and for consents that end: without it neither is checked, so that no file depends on the
    day of the build. Without a `selection`, it is made here. Missing approvals go to `approval_sink`, for a caller
    that shows the text to its authors only; without it they are errors like all others.
    """
    selection = selection or select_blocks(inputs, sink)
    document = compose_text(inputs, selection, sink)
    document = check_text(inputs, selection, document, sink, now, approval_sink)
    sink.stop_on_errors()
    return document


def check_text(
    inputs: BriefInputs,
    selection: Selection,
    document: Document,
    sink: Sink,
    now: datetime | None = None,
    approval_sink: Sink | None = None,
) -> Document:
    """Check a text as `compose_document` does; the value has its approvals. It prints the same words."""
    selection = selection.without_omissions()
    context = RuleContext(document, selection, now, inputs.other_audiences)
    check_rules(context, inputs.project.rulings, sink)
    lint_texts(document, selection, inputs.project.organisation.acronym, inputs.project.rulings, sink)
    report_stale_translations(
        inputs.library, inputs.project.language, inputs.brief, selection.choices, document.facts, sink
    )
    standings = find_approval_standings(inputs, selection)
    check_approvals(standings, inputs.project.requires.join(inputs.audience.requires), approval_sink or sink)
    if now:
        sources = {element.get("src") for element in find_elements((document.body,), "img")}
        images = {name: consents for name, consents in inputs.library.image_consents.items() if name in sources}
        blocks = (choice.block for choice in selection.choices)
        check_consents(blocks, images, inputs.library.name, now.date(), sink)
    return replace(document, approvals=tuple(approval for standing in standings for approval in standing.valid))


def compose_text(inputs: BriefInputs, selection: Selection, sink: Sink) -> Document:
    """Compose and cite, without the rules of the audience: what a reader sees of a text that nobody is going to send."""
    brief = redact_brief(inputs.brief, inputs.audience, inputs.library)
    composition = compose(inputs.project, brief, inputs.audience, selection.without_omissions(), sink, inputs.kept)
    check_composition(composition, inputs.project.rulings, sink)
    document = cite(composition, sink)
    check_document(document, sink)
    return document


def find_approval_standings(inputs: BriefInputs, selection: Selection) -> tuple[TextStanding, ...]:
    """The texts that a document prints, each with its approvals."""
    return find_standings(inputs.library, selection.choices)


def check_library(project: Project, library: Library, now: datetime, sink: Sink) -> None:
    """What a library's authors must see to, whatever briefs are made of it."""
    check_kinds(project, library, sink)
    # A message tells of its block, so that of others is left to the briefs whose readers may see them.
    public = (block for block in library.blocks if block.sensitivity is Sensitivity.PUBLIC and block.consents is None)
    check_block_audiences(public, list_audience_names(project), sink)
    check_consents(library.blocks, library.image_consents, library.name, now.date(), sink)


def find_unlabelled_in_library(library: Library) -> tuple[UnlabelledNotice, ...]:
    """The facts and images that no one may see for want of a label or a text that prints them."""
    return tuple(find_unlabelled(library))


def find_unlabelled_in_campaign(project: Project, campaign: Campaign) -> tuple[UnlabelledNotice, ...]:
    """The columns of its recipients that nobody may read for want of a label or a text that prints them."""
    return tuple(find_unlabelled_columns(campaign, find_printed_columns(project, campaign.briefs)()))


def render_document(
    document: Document, formats: Iterable[Format], sink: Sink, rulings: Mapping[str, Ruling] | None = None
) -> tuple[Rendering, ...]:
    """Render, and check each file by the rules of its audience. Raises `BriefgenError` with every problem found."""
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
    compared = len(renderings) > 1 or any(rendering.format is Format.DOCX for rendering in renderings)
    if compared and not sink.failed:  # a PDF alone is guarded while its pages are set, and takes long to read back
        check_parity(document, renderings, sink)
    return renderings


def reencode_document_images(document: Document, sink: Sink) -> Mapping[str, bytes]:
    """The images of a document, encoded again from their pixels, for rendering on another machine. Raises `BriefgenError`."""
    images = reencode_images(document.body, document.assets, sink)
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
    """Report families of fonts that no style sheet declares, and characters that no font has, where they are printed."""
    check_faces(document, sink)
    if PRINT_FORMATS & set(formats):
        check_glyphs(document, sink)


def check_appearance(document: Document, formats: Iterable[Format], sink: Sink) -> None:
    """What `check` can say of the look of a document that it does not render: characters, and colours of the theme."""
    check_printable(document, formats, sink)
    check_theme(document, sink)


def check_and_write(
    inputs: BriefInputs, document: Document, renderings: Iterable[Rendering], target: Target, sink: Sink
) -> tuple[Artifact, ...]:
    """Check the renderings, made here or on another machine, then write them: all files or none, except what the guard of `target` keeps.

    Raises `BriefgenError` with every problem found.
    """
    check_renderings(document, renderings, inputs.project.rulings, sink)
    check_for_leaks(inputs, renderings, target.stem, sink)
    words = count_text_words(document)
    paths = {target.folder / f"{target.stem}.{rendering.format.extension}": rendering for rendering in renderings}
    kept = target.guard({path: rendering.content for path, rendering in paths.items()}) if target.guard else {}
    written = {path: rendering for path, rendering in paths.items() if path not in kept}
    artifacts = tuple(
        write_artifact(rendering, path, words, within=target.folder) for path, rendering in written.items()
    )
    for path, rendering in written.items():
        check_written_file(path, rendering.content, sink)
    sink.stop_on_errors()
    sink.extend([*kept.values()])
    return artifacts


def check_for_leaks(inputs: BriefInputs, renderings: Iterable[Rendering], stem: str, sink: Sink) -> None:
    """Search each rendering for what this reader may not see. Raises `BriefgenError` with every problem found."""
    terms = build_search_terms(inputs.project, inputs.brief, inputs.audience, inputs.library)
    audited = inputs.audited or AuditMemory()
    for rendering in renderings:
        name = f"{PurePosixPath(stem).name}.{rendering.format.extension}"
        check_content(rendering.content, name, terms, sink, audited)
    sink.stop_on_errors()


def count_text_words(document: Document) -> int:
    """The words of a document's body and annexes, without notes, cover and references."""
    words = count_words(document)
    return words.get(CountedPart.BODY, 0) + words.get(CountedPart.ANNEX, 0)
