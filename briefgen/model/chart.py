"""Charts in the tree: images whose address states what to draw."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any

CHART_SCHEME = "chart:"
"""The start of the address; the JSON of a `Chart` or a `LocatorMap` follows."""

MAP_KIND = "map"

PRINTED_KEYS = frozenset(
    "amount date date_title event_title high_text label low_text name names numbers_title text title unit".split()
)
"""Fields below whose text is printed; the others say what to draw."""


class ChartKind(StrEnum):
    """What a chart shows."""

    BAR = "bar"
    """Amounts beside one another."""
    STACKED = "stacked"
    """Parts of a whole."""
    RANGE = "range"
    """From a least to a greatest amount; a single amount is a dot."""
    COLUMNS = "columns"
    """What was counted at each date: columns over time."""
    LINE = "line"
    """What rises and falls: a line over time, a band where amounts are ranges."""


KINDS_OVER_TIME = frozenset({ChartKind.COLUMNS, ChartKind.LINE})


@dataclass(frozen=True, slots=True)
class ChartRow:
    """One fact."""

    label: str
    amount: str
    """The value as it is printed."""
    low: float
    high: float
    low_text: str = ""
    high_text: str = ""
    year: float | None = None
    """Its place in time: 2024.5 is the middle of 2024."""
    date: str = ""
    """The same as it is printed."""
    colon: str = ": "
    """As the language has it between words and an amount."""

    @property
    def words(self) -> str:
        """The fact in words, for those who cannot see the chart."""
        date = "" if self.date.casefold() in self.label.casefold() else f"{self.date}, "
        return f"{date}{self.label}{self.colon}{self.amount}"


@dataclass(frozen=True, slots=True)
class ChartPanel:
    """One of several small charts on one scale; a chart by itself has one panel without a title."""

    title: str
    rows: tuple[ChartRow, ...]


@dataclass(frozen=True, slots=True)
class ChartEvent:
    """Something that happened, marked in a chart over time."""

    label: str
    year: float
    date: str
    colon: str = ": "

    @property
    def words(self) -> str:
        """The event with its date, as it is drawn."""
        return f"{self.date}{self.colon}{self.label}"


@dataclass(frozen=True, slots=True)
class ChartTick:
    """A place on an axis."""

    value: float
    text: str


@dataclass(frozen=True, slots=True)
class Chart:
    """All data of a chart."""

    kind: ChartKind
    panels: tuple[ChartPanel, ...]
    numbers_title: str
    """What is above the table of its numbers."""
    amounts: tuple[ChartTick, ...] = ()
    """Ticks of the axis of amounts; the first and the last are its ends."""
    dates: tuple[ChartTick, ...] = ()
    """Ticks of the axis of time."""
    start: float = 0.0
    end: float = 0.0
    """Of the axis of time, in years."""
    events: tuple[ChartEvent, ...] = ()
    from_the_right: bool = False
    """Whether it is read from the right to the left."""
    unit: str = ""
    """What is counted, where amounts alone do not say it."""
    date_title: str = ""
    event_title: str = ""
    """The heads of the columns of dates and of events in the table of its numbers."""

    @property
    def rows(self) -> tuple[ChartRow, ...]:
        """The rows of all panels."""
        return tuple(row for panel in self.panels for row in panel.rows)


@dataclass(frozen=True, slots=True)
class MapPlace:
    """A place on a map."""

    name: str
    latitude: float
    longitude: float


@dataclass(frozen=True, slots=True)
class LocatorMap:
    """All data of a map that shows where something is."""

    countries: tuple[str, ...]
    """Codes of three letters of the countries that are marked."""
    around: tuple[str, ...]
    """Codes of the countries that the map is as large as."""
    places: tuple[MapPlace, ...]
    names: dict[str, str]
    """The name of each country that the map can name, by code."""
    rivers: tuple[MapPlace, ...] = ()
    """A point of each river that is named: outlines have no rivers, but many borders are one."""


def build_address(drawing: Chart | LocatorMap) -> str:
    """The address that asks for a drawing."""
    kind = {"kind": MAP_KIND} if isinstance(drawing, LocatorMap) else {}
    return _write_address({**asdict(drawing), **kind})


def read_address(address: str) -> Chart | LocatorMap:
    """The drawing that an address asks for."""
    data: dict[str, Any] = json.loads(address.removeprefix(CHART_SCHEME))
    kind = data.pop("kind")
    if kind == MAP_KIND:
        places, rivers = (tuple(MapPlace(**place) for place in data.pop(key)) for key in ("places", "rivers"))
        return LocatorMap(tuple(data["countries"]), tuple(data["around"]), places, data["names"], rivers)
    panels = tuple(
        ChartPanel(panel["title"], tuple(ChartRow(**row) for row in panel["rows"])) for panel in data.pop("panels")
    )
    parts: dict[str, Any] = {
        "amounts": tuple(ChartTick(**tick) for tick in data.pop("amounts")),
        "dates": tuple(ChartTick(**tick) for tick in data.pop("dates")),
        "events": tuple(ChartEvent(**event) for event in data.pop("events")),
    }
    return Chart(ChartKind(kind), panels, **parts, **data)


def change_texts(address: str, change: Callable[[str], str]) -> str:
    """The address of the same drawing with each text that it prints changed."""

    def change_data(data: Any, key: str = "") -> Any:
        match data:
            case dict():
                return {name: change_data(value, key if key in PRINTED_KEYS else name) for name, value in data.items()}
            case list():
                return [change_data(value, key) for value in data]
            case str() if key in PRINTED_KEYS:
                return change(data)
            case _:
                return data

    return _write_address(change_data(json.loads(address.removeprefix(CHART_SCHEME))))


def _write_address(data: dict[str, Any]) -> str:
    return CHART_SCHEME + json.dumps(data, ensure_ascii=False, sort_keys=True)
