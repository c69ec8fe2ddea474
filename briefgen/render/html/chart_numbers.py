"""What the HTML file has of a chart beside its drawing: a second drawing for telephones, and its numbers as a table."""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.model.chart import CHART_SCHEME, KINDS_OVER_TIME, Chart, ChartRow, LocatorMap, read_address
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
    summary = Element("summary", (Text(chart.numbers_title),), {})
    table = Element("table", (Element("tbody", tuple(_list_rows(chart)), {}),), {})
    return (Element("details", (summary, table), {"class": NUMBERS_CLASS, "open": ""}),)


def _list_rows(chart: Chart) -> Iterator[Element]:
    width = 3 if chart.kind in KINDS_OVER_TIME else 2
    for panel in chart.panels:
        if panel.title:
            yield _build_row(Element("th", (Text(panel.title),), {"scope": "rowgroup", "colspan": str(width)}))
        for row in panel.rows:
            date = (Element("td", (Text(row.date),), {}),) if chart.kind in KINDS_OVER_TIME else ()
            label = Element("th", (Text(_strip_date(row)),), {"scope": "row"})
            yield _build_row(*date, label, Element("td", (Text(row.amount),), {"class": "align-right"}))
    for event in chart.events:
        cells = (Element("td", (Text(event.date),), {}), Element("td", (Text(event.label),), {"colspan": "2"}))
        yield _build_row(*cells)


def _strip_date(row: ChartRow) -> str:
    """The label without the date at its start, which has a cell of its own: `Mai 2024`, but not the year of `2024-25 season`."""
    start, rest = row.label[: len(row.date)], row.label[len(row.date) :]
    is_date = start.casefold() == row.date.casefold() and (not rest or rest[0].isspace())
    return rest.strip() if is_date else row.label


def _build_row(*cells: Element) -> Element:
    return Element("tr", cells, {})
