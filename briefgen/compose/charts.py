"""Builds charts from facts: `{{ chart("bar", ["fact-a", "fact-b"], caption="...") }}` becomes a figure that every format draws.

The address of the image holds all data of the chart; its alternative text says the same in words.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from briefgen.compose.chart_axes import (
    choose_amount_ticks,
    choose_time_span,
    choose_time_ticks,
    compute_year,
    format_time,
    list_numbers,
    read_time,
)
from briefgen.compose.chart_figure import FigureBuilder
from briefgen.compose.chart_sources import FigureSources, find_chart_word
from briefgen.compose.fill import Printable
from briefgen.compose.localisation import SHARE_UNIT, find_unit, format_end, format_fact, format_inexact_amount
from briefgen.compose.sandbox import TemplateDataError
from briefgen.model.chart import KINDS_OVER_TIME, Chart, ChartEvent, ChartKind, ChartPanel, ChartRow
from briefgen.model.direction import RIGHT_TO_LEFT, find_language_direction
from briefgen.model.library import Fact
from briefgen.model.nearest import suggest_nearest
from briefgen.model.punctuation import find_punctuation
from briefgen.model.sentence_end import capitalise
from briefgen.model.tree import Citation

_MOST_OF_A_WHOLE = 101
"""Per cent that the parts of a whole may add up to: each is rounded."""


@dataclass(frozen=True, slots=True)
class ChartPrinter:
    """`chart(kind, facts, caption=..., events=[...])`."""

    find_fact: Callable[[str], Fact]
    """Raises `TemplateDataError`."""
    build_citation: Callable[[str], tuple[Citation, ...]]
    language: str
    figures: FigureBuilder

    def __call__(
        self,
        kind: str,
        facts: Sequence[str] | Mapping[str, Sequence[str]],
        caption: str = "",
        events: Sequence[str] = (),
    ) -> Printable:
        """What `{{ chart(...) }}` prints. Raises `TemplateDataError`."""
        words = self.figures.read_caption(caption)
        chart_kind = _read_kind(kind)
        panels = {
            title: [self.find_fact(fact_id) for fact_id in fact_ids] for title, fact_ids in _read_panels(facts).items()
        }
        charted = [fact for panel in panels.values() for fact in panel]
        happened = [self.find_fact(fact_id) for fact_id in _read_events(events, chart_kind)]
        _check_units(charted)
        chart = self._build_chart(chart_kind, panels, happened)
        marks = find_punctuation(self.language)
        described = [
            *(
                f"{panel.title}{marks.colon}" * bool(panel.title)
                + marks.semicolon.join(row.words for row in panel.rows)
                for panel in chart.panels
            ),
            *(event.words for event in chart.events),
        ]
        cited = [citation for fact in (*charted, *happened) for citation in self.build_citation(fact.id)]
        return self.figures.build(chart, chart_kind, words, marks.semicolon.join(described), FigureSources(cited))

    def _build_chart(self, kind: ChartKind, panels: Mapping[str, Sequence[Fact]], happened: Sequence[Fact]) -> Chart:
        charted = [fact for panel in panels.values() for fact in panel]
        built = tuple(
            ChartPanel(capitalise(title), tuple(self._build_row(fact, kind) for fact in panel))
            for title, panel in panels.items()
        )
        events = tuple(self._build_event(fact) for fact in happened)
        title = find_chart_word("numbers", self.language)
        from_the_right = find_language_direction(self.language) == RIGHT_TO_LEFT
        if kind not in KINDS_OVER_TIME:
            _check_whole(kind, panels)
            return Chart(kind, self._name_years(kind, panels, built), title, from_the_right=from_the_right)
        for dated in panels.values():
            _check_dates(dated)
        built = tuple(replace(panel, rows=tuple(sorted(panel.rows, key=lambda row: row.year or 0))) for panel in built)
        years = [row.year for panel in built for row in panel.rows if row.year is not None]
        start, end = choose_time_span([*years, *(event.year for event in events)])
        return Chart(
            kind, built, title, choose_amount_ticks(charted, self.language),
            choose_time_ticks(start, end, self.language, whole_years=all(year == int(year) for year in years)), start, end,
            tuple(sorted(events, key=lambda event: event.year)), from_the_right, find_unit(charted[0]),
            find_chart_word("date", self.language), find_chart_word("event", self.language),
        )  # fmt: skip

    def _name_years(
        self, kind: ChartKind, panels: Mapping[str, Sequence[Fact]], built: tuple[ChartPanel, ...]
    ) -> tuple[ChartPanel, ...]:
        """The panels with the year behind each label, where estimates of several years are drawn as ranges."""
        times = {fact.id: read_time(fact.as_of) for facts in panels.values() for fact in facts}
        years = {fact_id: int(compute_year(time)) for fact_id, time in times.items() if time is not None}
        if kind is not ChartKind.RANGE or len(set(years.values())) < 2:
            return built
        return tuple(
            replace(
                panel,
                rows=tuple(
                    self._name_year(row, years[fact.id]) if fact.id in years else row
                    for row, fact in zip(panel.rows, facts, strict=True)
                ),
            )
            for panel, facts in zip(built, panels.values(), strict=True)
        )

    def _name_year(self, row: ChartRow, year: int) -> ChartRow:
        if str(year) in row.label:
            return row
        brackets = find_punctuation(self.language).brackets
        return replace(row, label=row.label + brackets.format(format_time(year, self.language)))

    def _build_row(self, fact: Fact, kind: ChartKind) -> ChartRow:
        label = capitalise(_read_label(fact))
        numbers = list_numbers(fact)
        if not numbers:
            message = f"a chart cannot draw `{format_fact(fact, self.language)}`, the value of the fact `{fact.id}`"
            raise TemplateDataError("chart-value", message, f"write its value as a number at {fact.origin}")
        low, high = numbers[0], numbers[-1]
        if low < 0 and kind is not ChartKind.LINE:
            message = f"the fact `{fact.id}` is below zero, where bars start"
            raise TemplateDataError("chart-value", message, f"draw it with the kind `{ChartKind.LINE}`")
        if low != high and kind not in {ChartKind.RANGE, ChartKind.LINE}:
            message = f"the fact `{fact.id}` is a range, from {low} to {high}"
            raise TemplateDataError("chart-value", message, "draw ranges with the kind `range`")
        time = read_time(fact.as_of) if kind in KINDS_OVER_TIME else None
        if kind in KINDS_OVER_TIME and time is None:
            message = f"a chart over time needs the date of the fact `{fact.id}`, and its `as_of` is `{fact.as_of}`"
            hint = f"write `as_of: 2024`, `2024-03` or `2024-03-26` at {fact.origin}"
            raise TemplateDataError("chart-date", message, hint)
        return ChartRow(
            label, format_inexact_amount(fact, self.language), float(low), float(high),
            format_end(fact, 0, self.language), format_end(fact, -1, self.language),
            None if time is None else compute_year(time), "" if time is None else format_time(time, self.language),
            find_punctuation(self.language).colon,
        )  # fmt: skip

    def _build_event(self, fact: Fact) -> ChartEvent:
        time = None if isinstance(fact.value, tuple) else read_time(fact.value)
        if time is None:
            message = f"the value of the fact `{fact.id}` is not a date, and an event is shown at its date"
            hint = f"write a day, a month or a year as its value at {fact.origin}"
            raise TemplateDataError("chart-event", message, hint)
        colon = find_punctuation(self.language).colon
        return ChartEvent(_read_label(fact), compute_year(time), format_time(time, self.language), colon)


def _read_kind(kind: str) -> ChartKind:
    if kind not in set(ChartKind):
        kinds = ", ".join(f"`{known}`" for known in ChartKind)
        hints = suggest_nearest(str(kind), [*ChartKind]) or (f"use one of {kinds}",)
        raise TemplateDataError("chart-kind", f"`{kind}` is not a kind of chart", *hints)
    return ChartKind(kind)


def _read_panels(facts: Sequence[str] | Mapping[str, Sequence[str]]) -> Mapping[str, Sequence[str]]:
    """The ids of facts by the title of their panel; the title of a single panel is empty."""
    panels = facts if isinstance(facts, Mapping) else {"": facts}
    lists = list(panels.values())
    if not lists or any(not isinstance(ids, list | tuple) or not ids for ids in lists):
        hint = 'write `["one-fact", "another-fact"]`'
        raise TemplateDataError("chart-facts", "a chart needs a list of facts", hint)
    if repeated := next((fact_id for ids in lists for fact_id in ids if ids.count(fact_id) > 1), None):
        raise TemplateDataError("chart-facts", f"the fact `{repeated}` is twice in a chart", "remove one of them")
    return {str(title).strip(): ids for title, ids in panels.items()}


def _read_events(events: Sequence[str], kind: ChartKind) -> Sequence[str]:
    if not isinstance(events, list | tuple):
        raise TemplateDataError("chart-event", "`events` is a list of facts", 'write `events=["one-fact"]`')
    if events and kind not in KINDS_OVER_TIME:
        kinds = " or ".join(f"`{known}`" for known in sorted(KINDS_OVER_TIME))
        message = f"a chart of the kind `{kind}` has no axis of time for `events`"
        raise TemplateDataError("chart-event", message, f"use {kinds}")
    return events


def _read_label(fact: Fact) -> str:
    if not fact.label:
        message = f"the fact `{fact.id}` has no label, and a chart must name it"
        raise TemplateDataError("chart-label", message, f"add `label:` to it at {fact.origin}")
    return fact.label


def _check_dates(facts: Sequence[Fact]) -> None:
    """A series has one amount at each date."""
    earlier: dict[object, Fact] = {}
    for fact in facts:
        other = earlier.setdefault(read_time(fact.as_of), fact)
        if other is not fact:
            message = f"the facts `{other.id}` and `{fact.id}` are both of {fact.as_of}"
            raise TemplateDataError("chart-date", message, "give each its own `as_of`, or use the kind `bar`")


def _check_whole(kind: ChartKind, panels: Mapping[str, Sequence[Fact]]) -> None:
    """Shares that are drawn as parts of a whole are not more than the whole."""
    for panel in panels.values():
        whole = sum(number for fact in panel for number in list_numbers(fact))
        if kind is ChartKind.STACKED and SHARE_UNIT.match(panel[0].unit) and whole > _MOST_OF_A_WHOLE:
            message = f"the parts of a whole add up to {whole} per cent"
            raise TemplateDataError("chart-value", message, "draw shares of different things with the kind `bar`")


def _check_units(facts: Sequence[Fact]) -> None:
    first = facts[0]
    for other in facts:
        if other.unit != first.unit:
            message = (
                f"`{first.id}` counts {first.unit or 'something'}, and `{other.id}` {other.unit or 'something else'}"
            )
            raise TemplateDataError("chart-unit", message, "draw facts of one unit")
