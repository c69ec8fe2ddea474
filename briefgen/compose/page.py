"""The page of an audience, filled in and read as a tree, and what of a brief its template can print."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from briefgen.compose.fill import FillError, Printable, TemplateFiller
from briefgen.compose.html_reader import read_html
from briefgen.compose.localisation import format_amount
from briefgen.compose.marks import MarkTable
from briefgen.compose.sandbox import Record, TemplateDataError
from briefgen.compose.template_context import FactPrinter
from briefgen.model.audience import Audience
from briefgen.model.brief import Brief
from briefgen.model.diagnostic import BriefgenError, Origin, Sink
from briefgen.model.nearest import did_you_mean
from briefgen.model.selection import SelectedSection, Selection
from briefgen.model.tree import Element, Text

MISSING_HINT = "look whether it is there, and in {} with a `sensitivity` that this reader may have"
"""The same for what is not there and what is withheld: what a brief only names, no text opens."""


def read_page(filler: TemplateFiller, audience: Audience, extra: dict[str, Any], sink: Sink) -> Element:
    """The `<body>` of the audience's page, with `extra` among the names of its template. Raises `BriefgenError`."""
    start = Origin(f"templates/{audience.page}")
    try:
        html = filler.fill_page(audience.page, extra)
    except FillError as error:
        sink.extend([error.diagnostic])
        raise BriefgenError(*sink.diagnostics) from error
    nodes = read_html(html, filler.marks, start, sink, template=True)
    bodies = [node for node in nodes if isinstance(node, Element) and node.tag == "body"]
    if len(bodies) != 1:
        sink.stop("template-body", "a page template makes one `<body>`", start, "begin it with `<body>`")
    return bodies[0]


class TemplateSection:
    """A section as page templates see it: its id, its title, and the whole of it where it is printed."""

    def __init__(self, section: SelectedSection, built: Element | None, marks: MarkTable) -> None:
        self.id = section.plan.id
        self.record = _SectionRecord(
            "section",
            {"id": self.id, "title": section.plan.title, "empty": built is None},
            marks.add_nodes(built) if built else "",
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


def build_section_finder(sections: list[TemplateSection]) -> Callable[[str], _SectionRecord]:
    """`section("law")` in a page template: false where the section has nothing to show."""
    by_id = {one.id: one.record for one in sections}

    def section(wanted: str) -> _SectionRecord:
        if wanted not in by_id:
            raise TemplateDataError(
                "section-unknown", f"the audience has no section `{wanted}`", *did_you_mean(wanted, by_id)
            )
        return by_id[wanted]

    return section


def build_key_fact_records(brief: Brief, printer: FactPrinter, marks: MarkTable, sink: Sink) -> list[Record]:
    """`key_facts`: the figures that the brief shows large."""
    made = []
    for fact_id in brief.key_facts:
        if fact_id not in printer.facts:
            hints = did_you_mean(fact_id, printer.facts) or (MISSING_HINT.format("facts.yaml"),)
            sink.error("fact-unknown", f"fact `{fact_id}` is not in facts.yaml", brief.origin_of("key_facts"), *hints)
            continue
        fact = printer.find_labelled(fact_id)
        value = Text(format_amount(fact, brief.language), fact.origin)
        value_mark = marks.add_nodes(value, *printer.build_citation(fact_id))
        year = fact.as_of[:4] if fact.as_of[:4].isdecimal() else ""
        said = {"label": fact.label or fact.unit, "certainty": fact.certainty.value, "year": year}
        made.append(Record("key fact", {"value": Printable(value_mark), "unit": fact.unit, **said}))
    return made


def build_image_record(brief: Brief, selection: Selection, sink: Sink) -> Record | None:
    """`image`: the picture of the cover, where the brief names one that its reader may have."""
    if brief.image is None:
        return None
    if brief.image.path not in selection.images:
        hints = did_you_mean(brief.image.path, selection.images) or (MISSING_HINT.format("images.yaml"),)
        sink.error("image-missing", f"there is no image `{brief.image.path}`", brief.origin_of("image"), *hints)
        return None
    return Record("image", {"src": brief.image.path, "alt": brief.image.alt, "credit": brief.image.credit})
