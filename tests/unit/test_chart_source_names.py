"""The line below a chart names who published its numbers, as readers know them."""

from __future__ import annotations

import pytest

from briefgen.model.library import Sensitivity, Source
from briefgen.model.tree import extract_text, find_elements
from tests.unit import test_charts
from tests.unit.compose_samples import HERE

PERSON, BODY = {"family": "Yoon", "given": "Lina"}, {"literal": "International IDEA"}


@pytest.mark.parametrize(
    ("csl", "name"),
    [
        ({"type": "webpage", "author": [PERSON], "container-title": "Human Rights Watch"}, "Human Rights Watch 2024"),
        ({"type": "webpage", "author": [BODY], "container-title": "Democracy Tracker"}, "International IDEA 2024"),
        ({"type": "webpage", "container-title": "NK News"}, "NK News 2024"),
        ({"type": "report", "author": [PERSON], "publisher": "Korea Future"}, "Korea Future 2024"),
        ({"type": "article-journal", "author": [PERSON], "container-title": "Asian Survey"}, "Yoon 2024"),
        ({"type": "thesis", "author": [PERSON], "publisher": "Seoul University"}, "Yoon 2024"),
    ],
)
def test_a_source_below_a_chart_is_named_as_readers_know_it(
    monkeypatch: pytest.MonkeyPatch, csl: dict[str, object], name: str
) -> None:
    work = Source("yoon2024", {"issued": {"date-parts": [[2024]]}, **csl}, Sensitivity.PUBLIC, HERE)
    monkeypatch.setitem(test_charts.SOURCES, "yoon2024", work)
    (line,) = find_elements((test_charts.figure("bar", "returned"),), "p")
    assert extract_text((line,)) == f"Source: {name}."
