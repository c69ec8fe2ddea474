"""Compose: the chosen blocks, filled in and parsed each by itself, set into the audience's page as one tree."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from briefgen.compose.assets import assets_of, check_logo, citation_style_of
from briefgen.compose.fill import Filler
from briefgen.compose.foreign import report_foreign
from briefgen.compose.markdown import Converter
from briefgen.compose.marks import Marks
from briefgen.compose.names import FactPrinter, FixedWords, names_for
from briefgen.compose.page import SetSection, image_record, key_fact_records, read_page, section_finder
from briefgen.compose.passage import PassageReader
from briefgen.compose.recommending import recommendation_records
from briefgen.compose.sections import SectionBuilder
from briefgen.compose.typography import set_spaces, with_spaces
from briefgen.compose.words import direction_of, print_date
from briefgen.values.audience import Audience
from briefgen.values.brief import Brief, Project
from briefgen.values.diagnostic import Sink
from briefgen.values.document import Composition, Metadata
from briefgen.values.selection import Selection
from briefgen.values.translation import in_language

__all__ = ["compose"]


def compose(project: Project, brief: Brief, audience: Audience, selection: Selection, sink: Sink) -> Composition:
    """The whole text of a brief as one tree; citations, numbers and references are still open.

    Raises `BriefgenError` where the page cannot be made at all.
    """
    marks = Marks()
    spoken = {key: in_language(source, brief.language) for key, source in selection.sources.items()}
    selection = replace(selection, sources=spoken)
    printer = FactPrinter(selection.facts, brief.language, marks, closed=selection.closed)
    words = FixedWords(audience, brief.language)
    names = names_for(brief, words, project.organisation, printer, marks, project.people)
    filler = Filler(marks, names, lambda day: print_date(day, brief.language), project.search_path)
    reader = PassageReader(filler, Converter(brief.language, marks), selection.images, sink, selection.closed.images)
    standfirsts = {one: (text, brief.at(f"standfirsts.{one}")) for one, text in brief.standfirsts.items()}
    call = words("call") if any("call" in one for one in audience.words.values()) else ""
    builder = SectionBuilder(reader, sink, brief.language, call, standfirsts)
    sections = [SetSection(one, builder.build(one), marks) for one in selection.sections]
    extra: dict[str, Any] = {
        "sections": [one.record for one in sections],
        "section": section_finder(sections),
        "recommendations": recommendation_records(selection, brief.language, marks),
        "key_facts": key_fact_records(brief, printer, marks, sink),
        "image": image_record(brief, selection, sink),
    }
    body = with_spaces(read_page(filler, audience, extra, sink), brief.language)
    _report_blank(brief, filler.blank, sink)
    check_logo(project, selection, body, sink)
    report_foreign(brief, project.organisation, printer, words, body, sink)
    return Composition(
        brief=brief,
        audience=audience,
        organisation=project.organisation,
        metadata=_metadata(project, brief),
        body=body,
        sources=selection.sources,
        assets=assets_of(project, audience, selection),
        notes=brief.notes or audience.citations.notes,
        style=citation_style_of(project, brief, audience, sink),
        blocks=tuple(builder.placed),
        facts=tuple(dict.fromkeys(printer.printed)),
        closed=selection.closed.sources,
    )


def _report_blank(brief: Brief, columns: Iterable[str], sink: Sink) -> None:
    """Warn of cells that are printed and are empty: `Dear ,` reads as it stands."""
    for column in columns:
        message = f"the text prints the column `{column}`, which is empty in this row"
        hint = f"fill it in, or print it only where it is: `{{% if recipient.{column} %}}`"
        sink.warning("recipients-blank", message, brief.recipient.origin if brief.recipient else brief.origin, hint)


def _metadata(project: Project, brief: Brief) -> Metadata:
    return Metadata(
        title=set_spaces(brief.title, brief.language),
        language=brief.language,
        direction=direction_of(brief.language),
        organisation=project.organisation.name,
        date=brief.date,
        keywords=brief.keywords,
    )
