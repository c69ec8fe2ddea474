"""Values of another script are isolated from the words around them, and stand upright where the script has no italics."""

from __future__ import annotations

from typing import Any

import pytest

from briefgen.cite.citeproc import format_citations
from briefgen.model.diagnostic import Sink
from briefgen.model.tree import Element, Node, extract_text, find_elements
from tests.unit.citing import STYLES, a_note, a_source


def note(language: str = "en", **work: Any) -> tuple[Node, ...]:
    sources = {"k": a_source(**{"id": "k", "type": "book", "issued": "2001", **work})}
    return format_citations([a_note("[@k, 5]", 1)], sources, STYLES / "oscola-4.csl", language, Sink()).notes[0]


def isolated(nodes: tuple[Node, ...]) -> list[tuple[str, str]]:
    return [(element.get("dir", ""), extract_text(element.children)) for element in find_elements(nodes, "bdi")]


def test_author_title_and_publisher_of_another_direction_are_isolated_one_by_one() -> None:
    nodes = note(author=[{"family": "علي", "given": "محمد"}], title="حقوق، ومياه", publisher="دار النشر")
    assert isolated(nodes) == [("rtl", "محمد علي"), ("rtl", "حقوق، ومياه"), ("rtl", "دار النشر")]
    assert extract_text(nodes) == "محمد علي, حقوق، ومياه (دار النشر 2001) 5."


def test_body_with_a_hebrew_name_is_isolated() -> None:
    assert isolated(note(author=[{"literal": "בצלם"}], title="Wells", publisher="P")) == [("rtl", "בצלם")]


def test_latin_values_are_isolated_in_a_brief_that_reads_from_the_right() -> None:
    nodes = note("ar", author=[{"family": "Raz", "given": "Joseph"}], title="Water, Law", publisher="OUP")
    assert isolated(nodes) == [("ltr", "Joseph Raz"), ("ltr", "Water, Law"), ("ltr", "OUP")]


def test_place_of_a_treaty_in_its_series_is_isolated_whole() -> None:
    place = {"volume": "1465", "container-title": "UNTS", "page": "85"}
    nodes = note("ar", type="treaty", title="اتفاقية مناهضة التعذيب", **place)
    assert ("ltr", "1465 UNTS 85") in isolated(nodes)


@pytest.mark.parametrize(
    ("title", "printed"),
    [
        ("Wells: the People's Water", "Wells: the People’s Water"),
        ("The 'Dry' Wells", "The «Dry» Wells"),
        ('The "Dry" Wells', "The «Dry» Wells"),
        ("Wells - a Study", "Wells - a Study"),
        ("Wells’ Depth", "Wells’ Depth"),
    ],
)
def test_title_is_isolated_whole_as_it_is_printed(title: str, printed: str) -> None:
    nodes = note("ar", author=[{"family": "Raz", "given": "Joseph"}], title=title, **{"title-short": "Wells"})
    assert isolated(nodes) == [("ltr", "Joseph Raz"), ("ltr", printed)]


@pytest.mark.parametrize("title", ["Wells", "Колодцы", "Πηγάδια"])
def test_nothing_is_isolated_where_all_reads_in_one_direction(title: str) -> None:
    assert isolated(note(author=[{"family": "Raz"}], title=title, publisher="P")) == []


@pytest.mark.parametrize(
    ("title", "is_italic"),
    [("Wells", True), ("Колодцы", True), ("북한의 우물", False), ("中国的水井", False), ("井戸の本", False), ("حقوق ومياه", False),
     ("מים", False), ("บ่อน้ำ", False), ("कुएँ", False), ("Wells of 北京", True)],
)  # fmt: skip
def test_title_is_upright_in_a_script_without_italics(title: str, *, is_italic: bool) -> None:
    nodes = note(author=[{"family": "Raz"}], title=title, publisher="P")
    assert bool(list(find_elements(nodes, "em"))) is is_italic
    assert title in extract_text(nodes)


def test_note_of_links_prints_their_addresses() -> None:
    link = Element("a", (a_note("the report", 1).children[0],), {"href": "https://example.org/report"})
    written = a_note("x", 1)
    plain = type(written)((link,), number=1)
    assert extract_text(format_citations([plain], {}, STYLES / "oscola-4.csl", "en", Sink()).notes[0]) == (
        "the report <https://example.org/report>."
    )
