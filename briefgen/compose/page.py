"""The page of an audience, filled in and read as a tree, and what of a brief its template can print."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from briefgen.compose.fill import Filler, FillError, Printable
from briefgen.compose.html_reader import read_html
from briefgen.compose.marks import Marks
from briefgen.compose.names import FactPrinter
from briefgen.compose.sandbox import Record, WrongNameError
from briefgen.compose.words import print_amount
from briefgen.values.audience import Audience
from briefgen.values.brief import Brief
from briefgen.values.diagnostic import BriefgenError, Origin, Sink
from briefgen.values.nearest import did_you_mean
from briefgen.values.selection import SelectedSection, Selection
from briefgen.values.tree import Element, Text

LABELLED = "look whether it is there, and in {} with a `sensitivity` that this reader may have"
"""The same for what is not there and what is withheld: what a brief only names, no text opens."""


def read_page(filler: Filler, audience: Audience, extra: dict[str, Any], sink: Sink) -> Element:
    """The `<body>` of the audience's page, with `extra` among the names of its template. Raises `BriefgenError`."""
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


class SetSection:
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


def section_finder(sections: list[SetSection]) -> Callable[[str], _SectionRecord]:
    """`section("law")` in a page template: false where the section has nothing to show."""
    by_id = {one.id: one.record for one in sections}

    def section(wanted: str) -> _SectionRecord:
        if wanted not in by_id:
            raise WrongNameError(
                "section-unknown", f"the audience has no section `{wanted}`", *did_you_mean(wanted, by_id)
            )
        return by_id[wanted]

    return section


def key_fact_records(brief: Brief, printer: FactPrinter, marks: Marks, sink: Sink) -> list[Record]:
    """`key_facts`: the figures that the brief shows large."""
    made = []
    for fact_id in brief.key_facts:
        if fact_id not in printer.facts:
            hints = did_you_mean(fact_id, printer.facts) or (LABELLED.format("facts.yaml"),)
            sink.error("fact-unknown", f"fact `{fact_id}` is not in facts.yaml", brief.at("key_facts"), *hints)
            continue
        fact = printer.labelled(fact_id)
        value = Text(print_amount(fact, brief.language), fact.origin)
        value_mark = marks.value(value, *printer.citation(fact_id))
        year = fact.as_of[:4] if fact.as_of[:4].isdecimal() else ""
        said = {"label": fact.label or fact.unit, "certainty": fact.certainty.value, "year": year}
        made.append(Record("key fact", {"value": Printable(value_mark), "unit": fact.unit, **said}))
    return made


def image_record(brief: Brief, selection: Selection, sink: Sink) -> Record | None:
    """`image`: the picture of the cover, where the brief names one that its reader may have."""
    if brief.image is None:
        return None
    if brief.image.path not in selection.images:
        hints = did_you_mean(brief.image.path, selection.images) or (LABELLED.format("images.yaml"),)
        sink.error("image-missing", f"there is no image `{brief.image.path}`", brief.at("image"), *hints)
        return None
    return Record("image", {"src": brief.image.path, "alt": brief.image.alt, "credit": brief.image.credit})
