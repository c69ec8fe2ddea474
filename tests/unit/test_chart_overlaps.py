"""Words of a chart over time touch no line: not that of an event, and on a line of the grid they have paper behind them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TypeVar

import pytest

from briefgen.model.tree import find_elements
from briefgen.render.images.canvas import Box, Canvas, Polygon, TextLine
from briefgen.render.images.chart import Screen, draw_chart
from tests.unit import test_charts
from tests.unit.compose_samples import fact
from tests.unit.test_charts import chart, over_time

FONT = Path(__file__).parents[2] / "styles" / "fonts" / "SourceSans3-Regular.ttf"
Shape = TypeVar("Shape")
PAPER = "#ffffff"
DAYS = ("2021-07", "2023-08-29", "2023-09-18", "2023-10-09", "2024-04-26")
AMOUNTS = (50, 80, 40, 500, 60)
EVENTS = {
    "around the last column": ("2020", "2024-01", "2024-07"),
    "close to every column": (
        "2021-06",
        "2021-08",
        "2023-09-01",
        "2023-10-01",
        "2023-10-20",
        "2024-04-01",
        "2024-05-20",
    ),
    "on the columns": ("2021-07", "2023-08-29", "2023-10-09", "2024-04-26"),
}


@pytest.fixture(autouse=True)
def own_facts(monkeypatch: pytest.MonkeyPatch) -> None:
    """A test can add facts that no other test sees."""
    monkeypatch.setattr(test_charts, "LABELLED", dict(test_charts.LABELLED))


@pytest.mark.parametrize("unit", ["people", "people in each of the districts"])
@pytest.mark.parametrize("screen", Screen)
@pytest.mark.parametrize("moments", EVENTS.values(), ids=EVENTS)
def test_words_touch_no_line_of_an_event_and_have_paper_over_the_grid(
    moments: tuple[str, ...], screen: Screen, unit: str
) -> None:
    canvas = _draw(moments, screen, unit)
    words = [(number, _find_box(shape)) for number, shape in _list_shapes(canvas, TextLine)]
    rectangles = [(number, _enclose(shape), shape.fill) for number, shape in _list_shapes(canvas, Polygon)]
    events = [box for _, box, _ in rectangles if box.width == pytest.approx(0.8) and box.height > 10]
    grid = [(number, box) for number, box, _ in rectangles if box.height <= 0.8 and box.width > 100]
    assert len({line.x for line in events}) == len(moments)
    assert len(grid) == 4
    assert [box for _, box in words if any(box.overlaps(line) for line in events)] == []
    for order, word in words:
        for line_order, line in grid:
            if word.overlaps(line):
                above = [box for number, box, fill in rectangles if line_order < number < order and fill == PAPER]
                assert any(box.x <= word.x and box.x + box.width >= word.x + word.width for box in above)


@pytest.mark.parametrize("screen", Screen)
@pytest.mark.parametrize("moments", EVENTS.values(), ids=EVENTS)
def test_the_line_of_an_event_crosses_no_column(moments: tuple[str, ...], screen: Screen) -> None:
    canvas = _draw(moments, screen, "people")
    shapes = [shape for _, shape in _list_shapes(canvas, Polygon)]
    boxes = [_enclose(shape) for shape in shapes]
    columns = [_enclose(shape) for shape in shapes if shape.fill == canvas.get_colour("accent")]
    events = [box for box in boxes if box.width == pytest.approx(0.8) and box.height > 10]
    assert len(columns) == len(DAYS)
    assert not any(line.overlaps(column) for line in events for column in columns)


def _draw(moments: tuple[str, ...], screen: Screen, unit: str) -> Canvas:
    ids = over_time(*zip(DAYS, AMOUNTS, strict=True), unit=unit)
    for moment in moments:
        kind = "date" if moment.count("-") == 2 else "month" if "-" in moment else "year"
        test_charts.LABELLED[moment] = replace(fact(moment, moment, unit=kind), label="something is decided")
    (image,) = find_elements((chart("columns", ids, events=list(moments)),), "img")
    return draw_chart(image.get("src"), [FONT], {}, screen)


def _list_shapes(canvas: Canvas, kind: type[Shape]) -> list[tuple[int, Shape]]:
    return [(number, shape) for number, shape in enumerate(canvas._shapes) if isinstance(shape, kind)]


def _find_box(line: TextLine) -> Box:
    """About where the letters are: from the height of capitals down to the baseline."""
    x, baseline = line.start
    return Box(x, baseline - 8, line.font.measure_width(line.text), 8)


def _enclose(polygon: Polygon) -> Box:
    xs, ys = zip(*polygon.points, strict=True)
    return Box(min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys))


def test_words_before_close_columns_keep_apart_from_them() -> None:
    canvas = _draw(next(iter(EVENTS.values())), next(iter(Screen)), "people")
    words = [_find_box(shape) for _, shape in _list_shapes(canvas, TextLine)]
    columns = [
        _enclose(shape) for _, shape in _list_shapes(canvas, Polygon) if shape.fill == canvas.get_colour("accent")
    ]
    gaps = [
        column.x - word.x - word.width
        for column in columns
        for word in words
        if word.x < column.x and word.y < column.y + column.height and column.y < word.y + word.height
    ]
    assert min(gaps) > 3
