"""A small set of names and facts to compose texts with."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

from briefgen.compose.fill import TemplateFiller
from briefgen.compose.localisation import format_long_date
from briefgen.compose.markdown import MarkdownConverter
from briefgen.compose.markdown_reader import MarkdownReader
from briefgen.compose.marks import MarkTable
from briefgen.compose.template_context import FactPrinter, FixedWords, build_template_context
from briefgen.model.audience import Audience, CitationSettings, HeadingNumbers, NotePlacement
from briefgen.model.brief import Brief, Organisation, Recipient
from briefgen.model.diagnostic import Origin, Sink
from briefgen.model.library import Certainty, Fact, FactValue, Sensitivity

HERE = Origin("content/x/legal/torture.md", 1)


def fact(fact_id: str, value: FactValue | tuple[FactValue, FactValue], *sources: str, unit: str = "people") -> Fact:
    """A fact with only what printing looks at."""
    return Fact(fact_id, value, unit, "", "2024", sources, Certainty.REPORTED, "", None, Sensitivity.PUBLIC, HERE)


FACTS = {
    made.id: made
    for made in (
        fact("returned", 60, "@yoon2024, p 3"),
        fact("hiding", (10000, 300000), "@yoon2024"),
        fact("night", date(2024, 4, 26)),
        fact("share", Decimal("11.3"), "@jeong2020", unit="percent"),
        fact("founded", 1948, unit="year"),
    )
}

AUDIENCE = Audience(
    id="public-report",
    title="Public report",
    description="",
    ceiling=Sensitivity.PUBLIC,
    languages=(),
    formats=("pdf", "html"),
    page="public-report/page.html",
    style="public-report.css",
    citations=CitationSettings("oscola-4", NotePlacement.FOOTNOTES, ()),
    heading_numbers=HeadingNumbers.DECIMAL,
    numbered_paragraphs=False,
    sections=(),
    words={"en": {"contents": "Contents"}},
    rules=(),
    files=(),
    origin=Origin("templates/public-report/audience.yaml", 1),
)

BRIEF = Brief(
    id="report",
    audience="public-report",
    library="x",
    title="<b>Bold</b> & [@cat]",
    language="en",
    origin=Origin("briefs/report.yaml", 1),
    date=date(2026, 11, 23),
    variables={"list": "- not a list [^1]", "nothing": None},
    recipient=Recipient("fr", {"id": "fr", "country": "**France** {{ 7 * 7 }}"}, Origin("campaigns/a.csv", 2)),
)


def reader(sink: Sink, language: str = "en") -> MarkdownReader:
    """A reader of passages over the sample names."""
    marks = MarkTable()
    printer = FactPrinter(FACTS, language, marks)
    words = FixedWords(AUDIENCE, language)
    names = build_template_context(BRIEF, words, Organisation("Example Rights Organisation"), printer, marks)
    filler = TemplateFiller(marks, names, lambda day: format_long_date(day, language))
    return MarkdownReader(filler, MarkdownConverter(language, marks), {"images/river.png": Path("river.png")}, sink)
