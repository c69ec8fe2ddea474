"""The data of charts and maps: their texts, the table of their numbers, and the line of their sources."""

from __future__ import annotations

import pytest

from briefgen.compose.chart_sources import FigureSources, SourceLine
from briefgen.model.chart import (
    Chart,
    ChartEvent,
    ChartKind,
    ChartPanel,
    ChartRow,
    ChartTick,
    LocatorMap,
    MapPlace,
    build_address,
    change_texts,
    read_address,
)
from briefgen.model.library import Sensitivity, Source
from briefgen.model.tree import Citation, CitedWork, Element, extract_text, find_elements
from briefgen.render.html.chart_numbers import build_numbers, move_numbers_down
from tests.unit.compose_samples import HERE


@pytest.mark.parametrize(
    ("csl", "printed"),
    [
        ({"author": [{"non-dropping-particle": "van der", "family": "Bergh"}]}, "van der Bergh"),
        ({"author": [{"given": "Rigzin"}]}, "Rigzin"),
        ({"author": [{"literal": "Human Rights Watch"}, {"family": "Yoon"}]}, "Human Rights Watch and Yoon"),
        ({"author": [{"family": "Yoon"}, {"family": "Kim"}, {"literal": "A"}]}, "Yoon and others"),
        ({"title": "A long title", "shortTitle": "A title"}, "A title"),
        ({"type": "webpage", "container-title": "The Paper", "title": "News"}, "The Paper"),
    ],
)
def test_the_line_below_a_chart_names_a_work_by_its_authors_else_by_its_title(
    csl: dict[str, object], printed: str
) -> None:
    line = SourceLine({"work": Source("work", csl, Sensitivity.PUBLIC, HERE)}, "en")
    cited = (Citation((CitedWork("work"),)),)
    assert extract_text(line.build(FigureSources(cited))) == f"Source: {printed}."


def test_a_key_figure_names_its_works_by_author_title_and_year_each_once() -> None:
    report = {
        "author": [{"literal": "Water Watch"}],
        "title": "A long title",
        "shortTitle": "A title",
        "issued": {"date-parts": [[2024, 3]]},
    }
    named = {
        "report": Source("report", report, Sensitivity.PUBLIC, HERE),
        "news": Source("news", {"title": "News"}, Sensitivity.PUBLIC, HERE),
    }
    cited = (Citation((CitedWork("report"), CitedWork("unknown"))), Citation((CitedWork("news"), CitedWork("report"))))
    assert SourceLine(named, "en").name_works(cited) == "Water Watch, A title, 2024; News"


@pytest.mark.parametrize(
    ("label", "date", "printed"),
    [
        ("Wells", "2024", "Wells"),
        ("2024 wells", "2024", "wells"),
        ("Mai 2024", "mai 2024", ""),
        ("29 августа 2023 г.", "29 августа 2023\N{NO-BREAK SPACE}г.", ""),
        ("2024-25 season", "2024", "2024-25 season"),
        ("2024年", "2024", "2024年"),
        ("20240 wells", "2024", "20240 wells"),
    ],
)
def test_the_table_of_numbers_has_a_date_once_and_cuts_no_word(label: str, date: str, printed: str) -> None:
    rows = (ChartRow(label, "5", 5, 5, year=2024.0, date=date),)
    tables = build_numbers(build_address(Chart(ChartKind.LINE, (ChartPanel("", rows),), "Numbers")))
    assert [extract_text((name,)) for name in find_elements(tables, "th")] == [printed] * bool(printed)


def test_the_table_of_numbers_has_a_head_and_amounts_and_events_in_the_order_of_time() -> None:
    rows = (
        ChartRow("July 2021", "about 50", 50, 50, year=2021.5, date="July 2021"),
        ChartRow("People of 26 April 2024", "60", 60, 60, year=2024.3, date="26 April 2024"),
    )
    events = (ChartEvent("The border closes", 2020.0, "2020"), ChartEvent("China is asked", 2024.0, "January 2024"))
    made = Chart(
        ChartKind.COLUMNS, (ChartPanel("", rows),), "Numbers", events=events, unit="people", date_title="Date", event_title="Event"
    )  # fmt: skip
    table = [
        [extract_text((cell,)) for cell in row.children]
        for row in find_elements(build_numbers(build_address(made)), "tr")
    ]
    assert table == [
        ["Date", "Event", "People"],
        ["2020", "The border closes"],
        ["July 2021", "", "about 50"],
        ["January 2024", "China is asked"],
        ["26 April 2024", "", "60"],
    ]


def test_the_numbers_of_a_chart_are_closed_and_below_its_line_of_sources() -> None:
    rows = (ChartRow("Wells", "5", 5, 5, year=2024.0, date="2024"),)
    (numbers,) = build_numbers(build_address(Chart(ChartKind.LINE, (ChartPanel("", rows),), "Numbers")))
    assert "open" not in numbers.attributes
    title, drawing, sources = Element("figcaption"), Element("img"), Element("p", (), {"class": "chart-source"})
    (figure,) = find_elements(
        move_numbers_down(Element("figure", (title, drawing, numbers, sources), {"class": "chart"})), "figure"
    )
    assert [child.tag for child in figure.children if isinstance(child, Element)] == [
        "figcaption",
        "img",
        "p",
        "details",
    ]
    other = Element("div", (numbers, sources))
    assert list(move_numbers_down(other)) == [other]


def test_each_panel_of_the_table_of_numbers_has_the_events_that_it_draws() -> None:
    row = ChartRow("2021", "50", 50, 50, year=2021.0, date="2021")
    panels = (ChartPanel("North", (row,)), ChartPanel("South", (row,)))
    events = (ChartEvent("The border closes", 2020.0, "2020"), ChartEvent("It opens", 2024.0, "2024"))
    made = Chart(ChartKind.COLUMNS, panels, "Numbers", events=events)
    words = [extract_text(row.children) for row in find_elements(build_numbers(build_address(made)), "tr")]
    of_a_panel = ["2020The border closes", "202150", "2024It opens"]
    assert words == ["North", *of_a_panel, "South", *of_a_panel]


def test_the_texts_of_a_drawing_can_be_changed_and_what_it_draws_stays() -> None:
    def draw(panel: str, label: str, amount: str, numbers: str, date: str, name: str) -> list[Chart | LocatorMap]:
        row = ChartRow(label, amount, 1, 2, amount, amount, 2024.0, date)
        ticks = (ChartTick(2024, date),)
        events = (ChartEvent(label, 2024.0, date),)
        return [
            Chart(ChartKind.LINE, (ChartPanel(panel, (row,)),), numbers, ticks, ticks, 2023, 2025, events, unit=label),
            LocatorMap(("KEN",), ("KEN",), (MapPlace(name, 1, 2),), {"KEN": name}),
        ]

    written = ("north", "wells", "five", "numbers", "may", "Lodwar")
    for drawing, changed in zip(draw(*written), draw(*map(str.upper, written)), strict=True):
        assert read_address(change_texts(build_address(drawing), str.upper)) == changed
