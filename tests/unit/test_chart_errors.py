"""A chart that cannot be drawn says why, and what to write instead."""

from __future__ import annotations

from dataclasses import replace

import pytest

from briefgen.compose.sandbox import TemplateDataError
from tests.unit import test_charts
from tests.unit.compose_samples import fact

FACTS = {
    **test_charts.LABELLED,
    "undated": replace(fact("undated", 5), label="x", as_of="in spring"),
    "below": replace(fact("below", -5), label="x"),
    "most": replace(fact("most", 80, unit="%"), label="x"),
    "half": replace(fact("half", 50, unit="%"), label="x"),
    "plain": replace(fact("plain", 5, unit=""), label="x"),
    "words": replace(fact("words", "many"), label="x"),
}
HERE = "content/x/legal/torture.md:1"


@pytest.mark.parametrize(
    ("kind", "facts", "events", "reported"),
    [
        ("pie", ["returned"], [], "chart-kind: `pie` is not a kind of chart (use one of `bar`, `stacked`, `range`, `columns`, `line`)"),
        ("lien", ["returned"], [], "chart-kind: `lien` is not a kind of chart (did you mean `line`?)"),
        ("bar", [], [], 'chart-facts: a chart needs a list of facts (write `["one-fact", "another-fact"]`)'),
        ("bar", ["half", "half"], [], "chart-facts: the fact `half` is twice in a chart (remove one of them)"),
        ("bar", ["returned", "half"], [], "chart-unit: `returned` counts people, and `half` % (draw facts of one unit)"),
        ("bar", ["plain", "half"], [], "chart-unit: `plain` counts something, and `half` % (draw facts of one unit)"),
        ("bar", ["half", "plain"], [], "chart-unit: `half` counts %, and `plain` something else (draw facts of one unit)"),
        ("bar", ["founded"], [], f"chart-label: the fact `founded` has no label, and a chart must name it (add `label:` to it at {HERE})"),
        ("bar", ["words"], [], f"chart-value: a chart cannot draw `many`, the value of the fact `words` (write its value as a number at {HERE})"),
        ("bar", ["below"], [], "chart-value: the fact `below` is below zero, where bars start (draw it with the kind `line`)"),
        ("bar", ["hiding"], [], "chart-value: the fact `hiding` is a range, from 10000 to 300000 (draw ranges with the kind `range`)"),
        ("stacked", ["most", "half"], [], "chart-value: the parts of a whole add up to 130 per cent (draw shares of different things with the kind `bar`)"),
        ("line", ["undated"], [], f"chart-date: a chart over time needs the date of the fact `undated`, and its `as_of` is `in spring` (write `as_of: 2024`, `2024-03` or `2024-03-26` at {HERE})"),
        ("line", ["returned", "hiding"], [], "chart-date: the facts `returned` and `hiding` are both of 2024 (give each its own `as_of`, or use the kind `bar`)"),
        ("line", ["returned"], "night", 'chart-event: `events` is a list of facts (write `events=["one-fact"]`)'),
        ("bar", ["returned"], ["night"], "chart-event: a chart of the kind `bar` has no axis of time for `events` (use `columns` or `line`)"),
        ("line", ["returned"], ["sent"], f"chart-event: the value of the fact `sent` is not a date, and an event is shown at its date (write a day, a month or a year as its value at {HERE})"),
    ],
)  # fmt: skip
def test_the_error_says_why_and_what_to_write(
    monkeypatch: pytest.MonkeyPatch, kind: str, facts: list[str], events: object, reported: str
) -> None:
    monkeypatch.setattr(test_charts, "LABELLED", FACTS)
    with pytest.raises(TemplateDataError) as caught:
        test_charts.chart(kind, facts, events=events)
    error = caught.value
    assert f"{error.code}: {error} ({', '.join(error.hints)})" == reported
