"""Bodies that are called by their abbreviation from their second citation on."""

from __future__ import annotations

import pytest

from briefgen.cite.abbreviated_bodies import shorten_bodies
from briefgen.model.tree import Element, Text, extract_text
from tests.unit.citing import a_source

NETWORK = a_source(id="wells", type="report", author=[{"literal": "Water Rights Network (WRN)"}], title="Wells")
COUNCIL = a_source(id="rain", type="report", editor=[{"literal": "Council for Rain (CR-1)"}], title="Rain")
WRITER = a_source(id="dry", type="book", author=[{"family": "Young", "given": "Ann"}], title="Dry")


def abbreviated(*citations: str) -> list[str]:
    nodes = [(Element("em", (Text(words),)), Text(".")) for words in citations]
    return [extract_text(words) for words in shorten_bodies(nodes, (NETWORK, COUNCIL, WRITER))]


def test_a_body_is_named_in_full_once() -> None:
    first, later, last = abbreviated("Water Rights Network (WRN), Wells", "Ibid", "Water Rights Network (WRN), Wells")
    assert (first, later, last) == ("Water Rights Network (WRN), Wells.", "Ibid.", "WRN, Wells.")


def test_each_body_is_explained_where_it_is_cited_first() -> None:
    both = "Water Rights Network (WRN) and Council for Rain (CR-1)"
    assert abbreviated("Council for Rain (CR-1)", both, both) == [
        "Council for Rain (CR-1).",
        "Water Rights Network (WRN) and CR-1.",
        "WRN and CR-1.",
    ]


@pytest.mark.parametrize(
    "name", ["Water Rights Network", "Water Rights Network (London)", "Water Network (wrn)", "(WRN)"]
)
def test_other_names_stay(name: str) -> None:
    source = a_source(id="wells", type="report", author=[{"literal": name}], title="Wells")
    assert [extract_text(words) for words in shorten_bodies([(Text(name),)] * 2, (source,))] == [name] * 2
