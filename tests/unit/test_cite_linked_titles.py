"""Short notes: the title of a work is a link to the address that the note does not print."""

from __future__ import annotations

import pytest

from briefgen.cite.linked_titles import link_titles
from briefgen.cite.short_notes import shorten_works
from briefgen.model.diagnostic import Origin
from briefgen.model.tree import Element, Node, Text, extract_text, find_elements
from tests.unit.citing import a_source

SOURCES = {
    source.key: source
    for source in (
        a_source(id="wells", type="report", title="Wells", title_short="Dry Wells", URL="https://example.org/wells"),
        a_source(
            id="north", type="report", title="North", title_short="Dry Wells of the North", issued={"raw": "2024"}
        ),
        a_source(id="paper", type="article-journal", title="It's dry", title_short="It's dry", DOI="10.1/x"),
        a_source(
            id="un", type="report", title="Report", title_short="R", number="UN Doc A/HRC/1/2", URL="https://un.org/a"
        ),
        a_source(id="path", type="report", title="Path", title_short="Path", URL="file:///a"),
    )
}


def list_links(*note: Node) -> list[tuple[str, str]]:
    (content,) = link_titles([note], SOURCES, shorten_works(SOURCES), SOURCES)
    links = (link for link in find_elements(content, "a"))
    return [("".join(getattr(node, "content", "") for node in link.children), link.get("href")) for link in links]


def test_a_title_is_a_link_to_the_address_of_its_work() -> None:
    (content,) = link_titles([(Text("Board, ‘Dry Wells’ (2024)."),)], SOURCES, shorten_works(SOURCES), SOURCES)
    link = Element("a", (Text("Dry Wells"),), {"href": "https://example.org/wells"})
    assert content == (Text("Board, ‘"), link, Text("’ (2024)."))


def test_a_title_in_italics_and_a_symbol_are_links_too() -> None:
    assert list_links(Element("em", (Text("Dry Wells"),))) == [("Dry Wells", "https://example.org/wells")]
    assert list_links(Text("A/HRC/1/2, para. 3.")) == [("A/HRC/1/2", "https://un.org/a")]


def test_a_note_links_a_work_once() -> None:
    assert list_links(Text("‘R’ (2016) UN Doc A/HRC/1/2")) == [("R", "https://un.org/a")]


def test_a_title_with_an_apostrophe_is_linked_to_the_identifier_of_its_article() -> None:
    assert list_links(Text("‘It’s dry’")) == [("It’s dry", "https://doi.org/10.1/x")]


def test_a_title_that_is_the_start_of_another_is_not_linked_there() -> None:
    assert list_links(Text("Dry Wells of the North; Dry Wellsprings; Dry Wells")) == [
        ("Dry Wells", "https://example.org/wells")
    ]


def link_alone(words: str, **work: str) -> list[tuple[str, str]]:
    """The links in a note with these words by the style, where one work is cited."""
    sources = {"k": a_source(id="k", type="report", title_short=work.get("title", ""), **work)}
    (content,) = link_titles([(Text(words),)], sources, shorten_works(sources), sources)
    return [(extract_text(link.children), link.get("href")) for link in find_elements(content, "a")]


PLACE = "https://example.org/a"


@pytest.mark.parametrize(
    ("words", "title", "linked"),
    [
        ("«Вода»", "Вода", True),
        ("О водах: Водахим", "Вода", False),
        ("Eaux", "Eau", False),
        ("Réseau", "seau", False),
        ("《水井报告》第3条", "水井报告", True),
        ("按水井报告第3条", "水井报告", True),
        ("‘우물’ 3쪽", "우물", True),
        ("Report 20245", "Report 2024", False),
    ],
)
def test_a_title_is_no_part_of_a_longer_word_in_any_script(words: str, title: str, *, linked: bool) -> None:
    assert link_alone(words, title=title, URL=PLACE) == ([(title, PLACE)] if linked else [])


def test_a_symbol_is_no_part_of_a_longer_one() -> None:
    work = {"title": "Report", "number": "UN Doc A/HRC/1/2", "URL": PLACE}
    assert link_alone("UN Doc A/HRC/1/2.", **work) == [("A/HRC/1/2", PLACE)]
    assert link_alone("UN Doc A/HRC/1/25.", **work) == []
    assert link_alone("UN Doc A/HRC/1/2/Add.1.", **work) == []


def test_the_key_of_a_work_without_a_title_is_no_title() -> None:
    assert link_alone("See k 3", URL=PLACE) == []


def test_a_work_with_an_address_on_a_disk_is_linked_by_its_identifier() -> None:
    assert link_alone("‘Path’", title="Path", URL="file:///a", DOI="doi:10.1/x") == [("Path", "https://doi.org/10.1/x")]


def test_a_note_that_prints_the_address_has_one_link_to_it() -> None:
    """A style can print the DOI of a work that has no short form."""
    sources = {"k": a_source(id="k", type="article-journal", title="Wells", DOI="10.1/x")}
    printed = Element("a", (Text("https://doi.org/10.1/x"),), {"href": "https://doi.org/10.1/x"})
    note = (Text("Oru, “Wells”, "), printed)
    assert link_titles([note], sources, shorten_works(sources), sources) == (note,)


def test_words_of_an_author_links_and_addresses_on_a_disk_stay() -> None:
    assert list_links(Text("Dry Wells", Origin("content/x/a.md", 1)), Text("Path")) == []
    assert list_links(Element("a", (Text("Dry Wells"),), {"href": "https://a.org"})) == [("Dry Wells", "https://a.org")]


def test_a_title_of_two_works_is_no_link() -> None:
    """Which of them a note means, only a reader knows: the other address would lead to another work."""
    again = a_source(id="again", type="report", title="Again", title_short="Dry Wells", URL="https://example.org/again")
    sources = {**SOURCES, "again": again}
    note = (Text("Board, ‘Dry Wells’ (2024)."),)
    assert link_titles([note], sources, shorten_works(sources), sources) == (note,)
