"""A small set of names and facts to compose texts with."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

from briefgen.compose.fill import Filler
from briefgen.compose.markdown import Converter
from briefgen.compose.marks import Marks
from briefgen.compose.names import FactPrinter, FixedWords, names_for
from briefgen.compose.passage import PassageReader
from briefgen.compose.words import print_date
from briefgen.values.audience import Audience, Citations, HeadingNumbers, NotePlacement
from briefgen.values.brief import Brief, Organisation, Recipient
from briefgen.values.diagnostic import Origin, Sink
from briefgen.values.library import Certainty, Fact, FactValue, Sensitivity

HERE = Origin("content/x/legal/torture.md", 1)


def fact(fact_id: str, value: FactValue | tuple[FactValue, FactValue], *sources: str, unit: str = "people") -> Fact:
    """A fact with only what printing looks at."""
    return Fact(fact_id, value, unit, "", "2024", sources, Certainty.REPORTED, "", None, Sensitivity.PUBLIC, HERE)


FACTS = {
    one.id: one
    for one in (
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
    citations=Citations("oscola-4", NotePlacement.FOOTNOTES, ()),
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


def reader(sink: Sink, language: str = "en") -> PassageReader:
    """A reader of passages over the sample names."""
    marks = Marks()
    printer = FactPrinter(FACTS, language, marks)
    words = FixedWords(AUDIENCE, language)
    names = names_for(BRIEF, words, Organisation("Example Rights Organisation"), printer, marks)
    filler = Filler(marks, names, lambda day: print_date(day, language))
    return PassageReader(filler, Converter(language, marks), {"images/river.png": Path("river.png")}, sink)
