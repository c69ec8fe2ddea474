"""What the HTML file has of a chart beside its drawing: a second drawing for telephones, and its numbers as a table."""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.model.chart import CHART_SCHEME, Chart, ChartRow, LocatorMap, read_address
from briefgen.model.tree import Element, Text
from briefgen.render.images.cleaning import CleanImage

NARROW_SCREEN = "(max-width: 480px)"

NUMBERS_CLASS = "chart-numbers"
"""Of the element with the table. It repeats what the chart says: `check/parity` and word counts leave it out."""


def build_picture(image: Element, narrow: CleanImage) -> Element:
    """The image with the drawing that a telephone shows instead."""
    source = Element("source", (), {"media": NARROW_SCREEN, "srcset": narrow.data_uri})
    return Element("picture", (source, image), {})


def build_numbers(address: str) -> tuple[Element, ...]:
    """The numbers of a chart as a table that the reader can close; nothing for an image or a map."""
    chart = read_address(address) if address.startswith(CHART_SCHEME) else None
    if chart is None or isinstance(chart, LocatorMap):
        return ()
    has_dates = any(row.year is not None for row in chart.rows)
    rows = tuple(row for line in _list_lines(chart, has_dates=has_dates) for row in line)
    summary = Element("summary", (Text(chart.numbers_title),), {})
    table = Element("table", (Element("tbody", rows, {}),), {})
    return (Element("details", (summary, table), {"class": NUMBERS_CLASS, "open": ""}),)


def _list_lines(chart: Chart, *, has_dates: bool) -> Iterator[tuple[Element, ...]]:
    width = 3 if has_dates else 2
    for panel in chart.panels:
        if panel.title:
            title = Element("th", (Text(panel.title),), {"scope": "rowgroup", "colspan": str(width)})
            yield (Element("tr", (title,), {}),)
        yield tuple(_build_row(row, has_dates=has_dates) for row in panel.rows)
    for event in chart.events:
        cells = (Element("td", (Text(event.date),), {}), Element("td", (Text(event.label),), {"colspan": "2"}))
        yield (Element("tr", cells, {}),)


def _build_row(row: ChartRow, *, has_dates: bool) -> Element:
    date = (Element("td", (Text(row.date),), {}),) if has_dates else ()
    words = row.label.removeprefix(row.date).strip() if has_dates else row.label
    label = Element("th", (Text(words),), {"scope": "row"})
    return Element("tr", (*date, label, Element("td", (Text(row.amount),), {"class": "align-right"})), {})
