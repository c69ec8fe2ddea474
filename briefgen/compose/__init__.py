"""Compose: the chosen blocks, filled in and parsed each by itself, set into the audience's page as one tree."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from briefgen.compose.fill import Filler, FillError, Printable, Record, WrongNameError
from briefgen.compose.foreign import report_foreign
from briefgen.compose.html_reader import read_html
from briefgen.compose.markdown import Converter
from briefgen.compose.marks import Marks
from briefgen.compose.names import FactPrinter, FixedWords, names_for
from briefgen.compose.passage import PassageReader
from briefgen.compose.sections import SectionBuilder
from briefgen.compose.theme import theme_sheet
from briefgen.compose.typography import set_spaces, with_spaces
from briefgen.compose.words import country_name, direction_of, print_amount, print_date
from briefgen.values.audience import Audience
from briefgen.values.brief import Brief, Project
from briefgen.values.citation_syntax import parse_cluster
from briefgen.values.diagnostic import BriefgenError, Origin, Sink
from briefgen.values.document import Assets, Composition, Metadata
from briefgen.values.library import PreviousRecommendation, Source
from briefgen.values.nearest import did_you_mean
from briefgen.values.selection import SelectedSection, Selection
from briefgen.values.translation import in_language
from briefgen.values.tree import Citation, Element, Text

__all__ = ["compose"]


def compose(project: Project, brief: Brief, audience: Audience, selection: Selection, sink: Sink) -> Composition:
    """The whole text of a brief as one tree; citations, numbers and references are still open.

    Raises `BriefgenError` where the page cannot be made at all.
    """
    marks = Marks()
    spoken = {key: in_language(source, brief.language) for key, source in selection.sources.items()}
    selection = replace(selection, sources=spoken)
    printer = FactPrinter(selection.facts, brief.language, marks)
    words = FixedWords(audience, brief.language)
    names = names_for(brief, words, project.organisation, printer, marks, project.people)
    filler = Filler(marks, names, lambda day: print_date(day, brief.language), project.search_path)
    reader = PassageReader(filler, Converter(brief.language, marks), selection.images, sink)
    standfirsts = {one: (text, brief.at(f"standfirsts.{one}")) for one, text in brief.standfirsts.items()}
    call = words("call") if any("call" in one for one in audience.words.values()) else ""
    builder = SectionBuilder(reader, sink, brief.language, call, standfirsts)
    sections = [_SetSection(one, builder.build(one), marks) for one in selection.sections]
    extra: dict[str, Any] = {
        "sections": [one.record for one in sections],
        "section": _section_finder(sections),
        "recommendations": _recommendations(selection, brief.language, marks),
        "key_facts": _key_facts(brief, printer, marks, sink),
        "image": _image(brief, selection, sink),
    }
    body = with_spaces(_page(filler, audience, extra, sink), brief.language)
    report_foreign(brief, project.organisation, printer, words, body, sink)
    return Composition(
        brief=brief,
        audience=audience,
        organisation=project.organisation,
        metadata=_metadata(project, brief),
        body=body,
        sources=selection.sources,
        assets=_assets(project, audience, selection),
        notes=brief.notes or audience.citations.notes,
        style=_style(project, brief, audience, sink),
        blocks=tuple(builder.placed),
        facts=tuple(dict.fromkeys(printer.printed)),
    )


class _SetSection:
    """A section as page templates see it: its id, its title, and the whole of it where it is printed."""

    def __init__(self, section: SelectedSection, built: Element | None, marks: Marks) -> None:
        self.id = section.plan.id
        self.record = _SectionRecord(
            "section",
            {"id": self.id, "title": section.plan.title, "empty": built is None},
            marks.value(built) if built else "",
        )


class _SectionRecord(Record):
    """Prints itself as the marks of its tree."""

    __slots__ = ("_marked",)

    def __init__(self, name: str, values: dict[str, Any], marked: str) -> None:
        super().__init__(name, values)
        self._marked = marked

    def __str__(self) -> str:
        return self._marked

    def __bool__(self) -> bool:
        return bool(self._marked)


def _section_finder(sections: list[_SetSection]) -> Callable[[str], _SectionRecord]:
    """`section("law")` in a page template: false where the section has nothing to show."""
    by_id = {one.id: one.record for one in sections}

    def section(wanted: str) -> _SectionRecord:
        if wanted not in by_id:
            raise WrongNameError(
                "section-unknown", f"the audience has no section `{wanted}`", *did_you_mean(wanted, by_id)
            )
        return by_id[wanted]

    return section


def _page(filler: Filler, audience: Audience, extra: dict[str, Any], sink: Sink) -> Element:
    start = Origin(f"templates/{audience.page}")
    try:
        html = filler.fill_page(audience.page, extra)
    except FillError as error:
        sink.extend([error.diagnostic])
        raise BriefgenError(*sink.found) from error
    nodes = read_html(html, filler.marks, start, sink, template=True)
    bodies = [node for node in nodes if isinstance(node, Element) and node.tag == "body"]
    if len(bodies) != 1:
        sink.stop("template-body", "a page template makes one `<body>`", start, "begin it with `<body>`")
    return bodies[0]


def _recommendations(selection: Selection, language: str, marks: Marks) -> list[Record]:
    made = []
    for choice in selection.choices:
        one = choice.variant.recommendation
        if one is None:
            continue
        works = tuple(work for basis in one.legal_basis for work in parse_cluster(basis) or ())
        basis = marks.value(Citation(works, origin=choice.block.origin)) if works else ""
        parts = {
            "id": choice.block.id,
            "title": choice.variant.title,
            "addressee": one.addressee,
            "action": one.action,
            "asks": list(one.asks),
            "themes": list(one.themes),
            "deadline": one.deadline,
            "state": one.state,
            "basis": "; ".join(_basis_in_words(written, selection.sources) for written in one.legal_basis),
            "audiences": sorted(choice.block.audiences or ()),
            "phrase": one.phrase,
            "indicator": one.indicator,
            "sdg": list(one.sdg),
            "previous": [_previous(earlier, language, choice.block.origin, marks) for earlier in one.previous],
            "legal_basis": Printable(basis),
        }
        made.append(Record("recommendation", parts))
    return made


def _basis_in_words(basis: str, sources: Mapping[str, Source]) -> str:
    """A legal basis as a table has it: the short title of the work and the place in it; a withheld work is left out."""
    works = [work for work in parse_cluster(basis) or () if work.key in sources]
    titles = [sources[work.key].csl.get("title-short") or sources[work.key].title for work in works]
    return ", ".join(
        f"{title}, {work.locator}" if work.locator else str(title) for title, work in zip(titles, works, strict=True)
    )


def _previous(earlier: PreviousRecommendation, language: str, origin: Origin, marks: Marks) -> Record:
    """A recommendation of an earlier review, its own words with their source."""
    works = parse_cluster(earlier.source)
    parts = {
        "paragraph": earlier.paragraph,
        "cycle": earlier.cycle,
        "states": list(earlier.states),
        "made_by": [country_name(one, language) for one in earlier.states],
        "text": earlier.text,
        "position": earlier.position.value,
        "implementation": earlier.implementation.value if earlier.implementation else "",
        "source": Printable(marks.value(Citation(works, origin=origin))) if works else "",
    }
    return Record("previous recommendation", parts)


def _key_facts(brief: Brief, printer: FactPrinter, marks: Marks, sink: Sink) -> list[Record]:
    made = []
    for fact_id in brief.key_facts:
        if fact_id not in printer.facts:
            hints = did_you_mean(fact_id, printer.facts)
            sink.error("fact-unknown", f"fact `{fact_id}` is not in facts.yaml", brief.at("key_facts"), *hints)
            continue
        fact = printer.labelled(fact_id)
        value = Text(print_amount(fact, brief.language), fact.origin)
        value_mark = marks.value(value, *printer.citation(fact_id))
        year = fact.as_of[:4] if fact.as_of[:4].isdecimal() else ""
        said = {"label": fact.label or fact.unit, "certainty": fact.certainty.value, "year": year}
        made.append(Record("key fact", {"value": Printable(value_mark), "unit": fact.unit, **said}))
    return made


def _image(brief: Brief, selection: Selection, sink: Sink) -> Record | None:
    if brief.image is None:
        return None
    if brief.image.path not in selection.images:
        hints = did_you_mean(brief.image.path, selection.images)
        sink.error("image-missing", f"there is no image `{brief.image.path}`", brief.at("image"), *hints)
        return None
    return Record("image", {"src": brief.image.path, "alt": brief.image.alt, "credit": brief.image.credit})


def _metadata(project: Project, brief: Brief) -> Metadata:
    return Metadata(
        title=set_spaces(brief.title, brief.language),
        language=brief.language,
        direction=direction_of(brief.language),
        organisation=project.organisation.name,
        date=brief.date,
        keywords=brief.keywords,
    )


def _assets(project: Project, audience: Audience, selection: Selection) -> Assets:
    """The style sheets of the cascade, and every font and image that they may ask for, the project's own first."""
    sheets = dict.fromkeys(("base.css", audience.style))
    styles = [found for name in sheets if (found := _first(project.search_path, f"styles/{name}"))]
    fonts: dict[str, Path] = {}
    images: dict[str, Path] = dict(selection.images)
    if project.organisation.logo:
        images[project.organisation.logo] = project.root / project.organisation.logo
    for folder in reversed(project.search_path):
        for kind, table in (("fonts", fonts), ("images", images)):
            for path in sorted((folder / "styles" / kind).glob("*.*")):
                table[f"{kind}/{path.name}" if kind == "fonts" else f"styles/images/{path.name}"] = path
    return Assets(tuple(styles), images, fonts, theme_sheet(project.theme))


def _style(project: Project, brief: Brief, audience: Audience, sink: Sink) -> Path:
    name = brief.citation_style or audience.citations.style
    found = _first(project.search_path, f"styles/citations/{name}.csl")
    if found is None:
        known = {path.stem for folder in project.search_path for path in (folder / "styles/citations").glob("*.csl")}
        place = brief.at("citations.style") if brief.citation_style else audience.origin
        message = f"there is no citation style `{name}` in styles/citations"
        sink.stop("citation-style-unknown", message, place, *did_you_mean(name, known))
    return found


def _first(folders: tuple[Path, ...], name: str) -> Path | None:
    return next((folder / name for folder in folders if (folder / name).is_file()), None)
