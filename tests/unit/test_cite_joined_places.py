"""Places of one work in a note: joined where they are of one kind, kept where a claim would lose its own."""

from __future__ import annotations

import pytest

from briefgen.cite.joined_places import join_places
from briefgen.cite.notes import place_notes
from briefgen.cite.short_notes import list_laws
from briefgen.model.citation_syntax import parse_cluster
from briefgen.model.tree import CitedWork, Element, Note
from tests.unit.citing import BLOCK, inline, works
from tests.unit.test_cite_notes import automatic, block, paragraph, shown


def joined(*clusters: str, laws: str = "cat") -> list[str]:
    read = [parse_cluster(cluster) or () for cluster in clusters]
    return ["; ".join(map(written, cluster)) for cluster in join_places(read, laws.split())]


def written(work: CitedWork) -> str:
    return " ".join(
        filter(None, (work.prefix.strip(), ", ".join(filter(None, (work.key, work.pinpoint))), work.suffix))
    )


@pytest.mark.parametrize(
    ("clusters", "expected"),
    [
        (("@raz, ch V.2", "@raz, ch IV.9"), ["raz, chapters IV.9 and V.2", ""]),
        (("@raz, ch V.2; @raz, ch IV.9",), ["raz, chapters IV.9 and V.2"]),
        (
            ("@cat, art 33(1)", "@young", "@cat, art 4", "@cat, art 1A(2)"),
            ["cat, articles 1A(2), 4 and 33(1)", "young", "", ""],
        ),
        (("@raz, 12", "@raz, 15-17", "@raz, p 3"), ["raz, pages 3, 12 and 15-17", "", ""]),
        (("@raz, 3", "@raz, p xii"), ["raz, pages xii and 3", ""]),
        (("@raz, paras 61, 94-96", "@raz, para 28"), ["raz, paragraphs 28, 61 and 94-96", ""]),
        (("@raz, arts 3 et 5", "@raz, art 4"), ["raz, articles 3, 4 and 5", ""]),
        (("@raz, art 3", "@raz, art 3 et seq"), ["raz, articles 3 and 3 et seq", ""]),
        (("@raz, ss 5-12", "@raz, s 3"), ["raz, sections 3 and 5-12", ""]),
        (("see @raz, para 3", "@raz, para 4"), ["see raz, paragraphs 3 and 4", ""]),
    ],
)
def test_places_of_one_kind_are_joined_in_the_order_of_the_work(clusters: tuple[str, ...], expected: list[str]) -> None:
    assert joined(*clusters) == expected


@pytest.mark.parametrize("same", [("@raz, 12", "@raz, p 12"), ("@raz", "@raz"), ("@raz, [12]", "@raz, [12]")])
def test_a_place_that_is_cited_twice_is_kept_once(same: tuple[str, str]) -> None:
    first, second = joined(*same)
    assert (first.startswith("raz"), second) == (True, "")


@pytest.mark.parametrize(
    "clusters",
    [
        ("@raz", "@raz, 12"),
        ("@raz, art 3", "@raz, para 4"),
        ("@raz, art 3, para 2", "@raz, art 4"),
        ("@raz, 12:30", "@raz, 13:30"),
        ("@raz, [12]", "@raz, [13]"),
        ("@raz, {Part I}", "@raz, {Part II}"),
        ("@raz, s 5-12", "@raz, s 3"),
        ("@raz, 12, as it was", "@raz, 13"),
        ("@raz, 12", "see @raz, 13"),
        ("@raz, 12", "-@raz, 13"),
        ("@raz, 12", "@young, 12"),
    ],
)
def test_other_places_stay_apart(clusters: tuple[str, ...]) -> None:
    assert joined(*clusters) == [written(work) for cluster in clusters for work in parse_cluster(cluster) or ()]


@pytest.mark.parametrize("clusters", [("@cat", "@cat, art 3"), ("@cat, art 3", "@cat")])
def test_the_article_of_a_law_is_enough(clusters: tuple[str, str]) -> None:
    assert joined(*clusters) == ["cat, art 3", ""]


def test_two_facts_and_a_citation_at_one_place_are_one_citation() -> None:
    text = paragraph("In force since 1987", automatic("@young, 560"), ", or 1988", automatic("@young, 562"), " [@raz].")
    body = place_notes(Element("body", (block(text),)), works(), "en")
    assert shown(body) == "<body>In force since 1987, or 1988.{1: raz; young, pages 560 and 562}</body>"


def test_in_the_words_of_an_author_each_citation_stays() -> None:
    own = Note(tuple(inline("See [@young, 560], and later [@young, 562].")), origin=BLOCK)
    body = place_notes(Element("body", (block(paragraph("One", own, ".")),)), works(), "en")
    assert shown(body) == "<body>One{1: See young, 560, and later young, 562.}.</body>"


def test_a_judgment_is_not_cited_by_one_of_its_paragraphs_alone() -> None:
    assert list_laws(works()) >= {"cat", "iccpr"}
    assert not {"corr", "young"} & list_laws(works())
