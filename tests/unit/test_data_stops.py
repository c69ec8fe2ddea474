"""A sentence that ends in data with a full stop of its own has one stop."""

from __future__ import annotations

import pytest

from briefgen.compose.data_stops import omit_doubled_stops
from briefgen.model.diagnostic import DataOrigin
from briefgen.model.tree import Citation, CitedWork, CrossReference, Element, Node, Note, Text, extract_text


def data(text: str) -> Text:
    return Text(text, DataOrigin("content/x.md", 7))


def print_text(*nodes: Node) -> str:
    return extract_text((omit_doubled_stops(Element("p", nodes)),))


@pytest.mark.parametrize(
    ("value", "typed", "printed"),
    [
        ("21 мая 2019 г.", ".", "21 мая 2019 г."),
        ("21 мая 2019 г.", ". Потом", "21 мая 2019 г. Потом"),
        ("2019. május 21.", ".", "2019. május 21."),
        ("2019 m. gegužės 21 d.", ".”", "2019 m. gegužės 21 d.”"),
        ("Example Inc.", ".", "Example Inc."),
        ("井里没有水。", "。", "井里没有水。"),
        ("21 мая 2019 г.", ", потом", "21 мая 2019 г., потом"),
        ("21 мая 2019 г.", "?", "21 мая 2019 г.?"),
        ("Example Inc.", "...", "Example Inc...."),
        ("Example Inc.", " .", "Example Inc. ."),
        ("21 May 2019", ".", "21 May 2019."),
        ("水。", ".", "水。."),
    ],
)
def test_one_stop_at_the_end(value: str, typed: str, printed: str) -> None:
    assert print_text(Text("x "), data(value), Text(typed)) == "x " + printed


def test_calls_of_notes_can_be_between() -> None:
    citation = Citation((CitedWork("book"),), automatic=True)
    assert print_text(data("2019 г."), citation, Note((Text("Inc."),)), Text(".")) == "2019 г."


@pytest.mark.parametrize("tag", ["em", "strong", "time", "ins", "del", "span"])
def test_emphasis_and_the_like_can_be_between(tag: str) -> None:
    assert print_text(Element(tag, (data("2019 г."),)), Text(".")) == "2019 г."


def test_other_words_between_keep_the_stop() -> None:
    assert print_text(data("2019 г."), CrossReference("a"), Text(".")) == "2019 г.."
    assert print_text(data("2019 г."), Element("img"), Text(".")) == "2019 г.."
    assert print_text(data("2019 г."), Element("br"), Text(".")) == "2019 г.."


def test_the_next_paragraph_keeps_what_it_starts_with() -> None:
    body = Element("body", (Element("p", (data("2019 г."),)), Element("p", (Text(".profile"),))))
    assert extract_text((omit_doubled_stops(body),)) == "2019 г..profile"


def test_what_an_author_types_stays() -> None:
    assert print_text(Text("etc."), Text(".")) == "etc.."
