"""Fills in the page template of an audience and reads it as a tree; builds the records that only page templates print."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from briefgen.compose.chart_sources import SourceLine
from briefgen.compose.fill import FillError, Printable, TemplateFiller
from briefgen.compose.html_reader import read_html
from briefgen.compose.localisation import find_exactness_pattern, format_amount, format_year
from briefgen.compose.marks import MarkTable
from briefgen.compose.sandbox import Record, TemplateDataError
from briefgen.compose.template_context import MISSING_FACT_HINT, FactPrinter
from briefgen.compose.typography import NARROW_SPACE
from briefgen.model.audience import Audience
from briefgen.model.brief import Brief
from briefgen.model.diagnostic import BriefgenError, Origin, Sink
from briefgen.model.nearest import suggest_nearest
from briefgen.model.selection import SelectedSection, Selection
from briefgen.model.tree import Citation, Element, Node, Text, walk

MISSING_IMAGE_HINT = "look whether it is there, and in images.yaml with a `sensitivity` that this reader may see"
"""The same hint for a missing thing and a withheld one, so that it does not disclose which of the two applies."""


LONG_VALUE = 10
"""Characters of a key figure above which it gets smaller type, so that it stays on one line of a narrow column."""


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
        # The line of the first words of the second body; where there is none, that of the page.
        places = (node.origin for node in walk(bodies[1:2]) if isinstance(node, Text))
        place = next(places, replace(start, line=1))
        sink.stop("template-body", "a page template makes one `<body>`", place, "start it with `<body>`")
    return bodies[0]


class SectionRecord(Record):
    """A section as page templates see it: its id and title; printed, the whole section; false where it is empty.

    `blocks` are the ids of its blocks, and `reasons` is whether one of them has more text than the action of its recommendation.
    """

    __slots__ = ("_marked_text",)

    def __init__(self, section: SelectedSection, built: Element | None, marks: MarkTable) -> None:
        parts = {
            "id": section.plan.id,
            "title": section.plan.title,
            "empty": built is None,
            "blocks": [choice.block.id for choice in section.choices],
            "reasons": any(choice.variant.body.strip() for choice in section.choices),
        }
        super().__init__("section", parts)
        self._marked_text = marks.add_nodes(built) if built else ""

    def __str__(self) -> str:
        return self._marked_text

    def __bool__(self) -> bool:
        return bool(self._marked_text)


def build_section_finder(sections: list[SectionRecord]) -> Callable[[str], SectionRecord]:
    """`section("law")` in a page template."""
    by_id = {section["id"]: section for section in sections}

    def find_section(section_id: str) -> SectionRecord:
        if section_id not in by_id:
            message = f"the audience has no section `{section_id}`"
            raise TemplateDataError("section-unknown", message, *suggest_nearest(str(section_id), by_id))
        return by_id[section_id]

    return find_section


def build_key_fact_records(brief: Brief, printer: FactPrinter, marks: MarkTable, sink: Sink) -> list[Record]:
    """`key_facts`: the figures that the brief prints large."""
    records = []
    for fact_id in brief.key_facts:
        if fact_id not in printer.facts:
            hints = suggest_nearest(fact_id, printer.facts) or (MISSING_FACT_HINT,)
            sink.error("fact-unknown", f"fact `{fact_id}` is not in facts.yaml", brief.find_origin("key_facts"), *hints)
            continue
        fact = printer.find_labelled(fact_id)
        value = Text(format_amount(fact, brief.language), fact.origin)
        label = fact.label or fact.unit
        before, _, after = find_exactness_pattern(fact, brief.language).partition("{}")
        parts = {
            "before": before.strip(),
            "after": after.strip(),
            "long": len(value.content) > LONG_VALUE,
            "value": Printable(marks.add_nodes(value, *printer.build_citation(fact_id))),
            "amount": value.content,
            "calls": Printable(marks.add_nodes(*_separate_calls(label, printer.build_citation(fact_id)))),
            "sources": SourceLine(printer.sources, brief.language).name_works(printer.build_citation(fact_id)),
            "unit": fact.unit,
            "label": label,
            "certainty": fact.certainty.value,
            "year": format_year(fact.as_of[:4], brief.language) if fact.as_of[:4].isdecimal() else "",
        }
        records.append(Record("key fact", parts))
    return records


def _separate_calls(label: str, citations: Sequence[Citation]) -> tuple[Node, ...]:
    """The citations behind a label; a narrow space before them where it ends with a year, which a call would be a power of."""
    space = (Text(NARROW_SPACE),) if citations and label[-1:].isdigit() else ()
    return (*space, *citations)


def build_image_record(brief: Brief, selection: Selection, sink: Sink) -> Record | None:
    """`image`: the picture of the cover, where the brief names one that its reader may see."""
    image = brief.image
    if image is None:
        return None
    if image.path not in selection.images:
        hints = suggest_nearest(image.path, selection.images) or (MISSING_IMAGE_HINT,)
        sink.error("image-missing", f"there is no image `{image.path}`", brief.find_origin("image"), *hints)
        return None
    return Record("image", {"src": image.path, "alt": image.alt, "credit": image.credit})
