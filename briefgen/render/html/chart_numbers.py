"""What the HTML file has of a chart beside its drawing: a second drawing for telephones, and its numbers as a table."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from briefgen.model.chart import CHART_SCHEME, KINDS_OVER_TIME, Chart, ChartEvent, ChartRow, LocatorMap, read_address
from briefgen.model.sentence_end import capitalise
from briefgen.model.tree import Element, Node, Text
from briefgen.render.html.unbroken import UNBROKEN_CLASS
from briefgen.render.images.cleaning import CleanImage

NARROW_SCREEN = "(max-width: 480px)"

NUMBERS_CLASS = "chart-numbers"
"""Of the element with the table. It repeats what the chart says: `check/parity` and word counts leave it out."""


DAY_AND_YEAR = re.compile(r"(\d{1,2}[ ].*?)[ ]((?:de[ ])?\d{4})")
"""A date in whose cell the day stays beside its month: `18 September 2023`, `18 de septiembre de 2023`."""


def build_picture(image: Element, narrow: CleanImage) -> Element:
    """The image with the drawing that a telephone shows instead."""
    source = Element("source", (), {"media": NARROW_SCREEN, "srcset": narrow.data_uri})
    return Element("picture", (source, image), {})


def build_numbers(address: str) -> tuple[Element, ...]:
    """The numbers of a chart as a table that the reader can open; nothing for an image or a map."""
    chart = read_address(address) if address.startswith(CHART_SCHEME) else None
    if chart is None or isinstance(chart, LocatorMap):
        return ()
    summary = Element("summary", (Text(chart.numbers_title),), {})
    parts = _list_dated_parts(chart) if chart.kind in KINDS_OVER_TIME else (_build_body(_list_rows(chart)),)
    table = Element("table", tuple(parts), {})
    return (Element("details", (summary, table), {"class": NUMBERS_CLASS}),)


def move_numbers_down(node: Node) -> Iterable[Node]:
    """A figure with the numbers of its chart below all else, so that the line of sources is below the drawing."""
    if not (isinstance(node, Element) and node.tag == "figure"):
        return (node,)
    numbers = [child for child in node.children if isinstance(child, Element) and NUMBERS_CLASS in child.classes]
    return (
        (node.with_children((*(child for child in node.children if child not in numbers), *numbers)),)
        if numbers
        else (node,)
    )


def _list_rows(chart: Chart) -> Iterator[Element]:
    for panel in chart.panels:
        if panel.title:
            yield _build_title(panel.title, 2)
        for row in panel.rows:
            yield _build_row(_build_head(row.label, "row"), _build_amount(row))


def _list_dated_parts(chart: Chart) -> Iterator[Element]:
    """A head, and amounts and events in the order of time; a column for names and events where there are any."""
    labels = _list_labels(chart)
    has_names = bool(any(labels.values()) or chart.events)
    titles = [chart.date_title, *([chart.event_title * bool(chart.events)] * has_names), capitalise(chart.unit)]
    if any(titles):
        yield Element("thead", (_build_row(*(_build_head(title, "col") for title in titles)),), {})
    yield _build_body(_list_dated_rows(chart, labels, has_names=has_names))


def _list_dated_rows(chart: Chart, labels: Mapping[ChartRow, str], *, has_names: bool) -> Iterator[Element]:
    for panel in chart.panels:  # each draws the events
        if panel.title:
            yield _build_title(panel.title, 2 + has_names)
        events = list(chart.events)
        for row in panel.rows:
            while events and events[0].year < (row.year or 0):
                yield _build_event(events.pop(0))
            names = [_build_head(labels[row], "row") if labels[row] else Element("td", (), {})] * has_names
            yield _build_row(_build_date(row.date), *names, _build_amount(row))
        yield from map(_build_event, events)


def _list_labels(chart: Chart) -> Mapping[ChartRow, str]:
    """The label of each row without its date; none at all where some labels are dates alone and the others repeat theirs."""
    labels = {row: _strip_date(row) for row in chart.rows}
    repeat_dates = all(_normalise(row.date) in _normalise(row.label) for row in chart.rows)
    return dict.fromkeys(labels, "") if repeat_dates and not all(labels.values()) else labels


def _strip_date(row: ChartRow) -> str:
    """The label without the date at its start, which has a cell of its own: `Mai 2024`, but not the year of `2024-25 season`."""
    start, rest = row.label[: len(row.date)], row.label[len(row.date) :]
    is_date = _normalise(start) == _normalise(row.date) and (not rest or rest[0].isspace())
    return rest.strip() if is_date else row.label


def _normalise(text: str) -> str:
    """A text in small letters with plain spaces: a date in Russian has one that does not break."""
    return re.sub(r"\s", " ", text).casefold()


def _build_event(event: ChartEvent) -> Element:
    return _build_row(_build_date(event.date), Element("td", (Text(capitalise(event.label)),), {"colspan": "2"}))


def _build_date(date: str) -> Element:
    day, year = found.groups() if (found := DAY_AND_YEAR.fullmatch(date)) else (date, "")
    parts = (_build_unbroken(day), Text(" "), _build_unbroken(year)) if year else (Text(date),)
    return Element("td", parts, {"class": "when"})


def _build_unbroken(text: str) -> Element:
    return Element("span", (Text(text),), {"class": UNBROKEN_CLASS})


def _build_amount(row: ChartRow) -> Element:
    return Element("td", (Text(row.amount),), {"class": "align-right"})


def _build_head(text: str, scope: str) -> Element:
    return Element("th", (Text(text),), {"scope": scope}) if text else Element("td", (), {})


def _build_title(title: str, width: int) -> Element:
    return _build_row(Element("th", (Text(title),), {"scope": "rowgroup", "colspan": str(width)}))


def _build_body(rows: Iterable[Element]) -> Element:
    return Element("tbody", tuple(rows), {})


def _build_row(*cells: Element) -> Element:
    return Element("tr", cells, {})
