"""Notes of short documents: one for each paragraph, laws by their short titles, or none."""

from __future__ import annotations

import pytest

from briefgen.cite.notes import collect_notes, place_notes
from briefgen.cite.short_notes import remove_notes, shorten_works
from briefgen.model.diagnostic import Sink
from briefgen.model.tree import Element, Node, Note, Text, extract_text
from tests.unit.citing import BLOCK, a_source, inline, works
from tests.unit.test_cite_notes import automatic, block, paragraph, shown


def grouped(*children: Node, language: str = "en", max_works: int | None = None) -> str:
    body = place_notes(Element("body", children), works(), language, grouped=True, max_works=max_works)
    return shown(body).removeprefix("<body>").removesuffix("</body>")


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("One [@cat, art 3]. Two [@raz].", "One. Two.{1: cat, art 3; raz}"),
        ("One [@cat, art 3]. Two [@raz]. Three.", "One. Two.{1: cat, art 3; raz} Three."),
        ("One [@cat, art 3]. Two [@cat, art 3].", "One. Two.{1: cat, art 3}"),
        ("One [@cat, art 3]. Two [@cat, art 4].", "One. Two.{1: cat, articles 3 and 4}"),
        ("One [@cat; @raz]. Two [@raz; @young, 560].", "One. Two.{1: cat; raz; young, 560}"),
        ("One [@cat].", "One.{1: cat}"),
        ("One *two [@cat] three* [@raz].", "One <em>two three</em>.{1: cat; raz}"),
        ("None.", "None."),
    ],
)
def test_the_citations_of_a_paragraph_are_one_note_with_each_place_once(written: str, expected: str) -> None:
    assert grouped(paragraph(written)) == expected


def test_each_paragraph_cell_and_item_has_its_own_note() -> None:
    two = grouped(paragraph("A [@cat]. B [@raz]."), paragraph("C [@cat]. D [@young]."))
    assert two == "A. B.{1: cat; raz}C. D.{2: cat; young}"
    items = grouped(Element("ul", (paragraph("A [@cat]. B [@raz].", tag="li"), paragraph("C [@cat].", tag="li"))))
    assert items == "<ul><li>A. B.{1: cat; raz}</li><li>C.{2: cat}</li></ul>"


def test_each_paragraph_names_the_source_of_its_own_figures() -> None:
    """A note that names only other works would seem to be for the figures of its paragraph, too."""
    cited = paragraph("By 2024 [@young, 560].")
    figures = paragraph("More than 670", automatic("@young, 560"), " followed. China denies this [@raz].")
    again = paragraph("Then 670", automatic("@young, 560"), ", or 670", automatic("@young, 560"), ".")
    notes = "By 2024.{1: young, 560}More than 670 followed. China denies this.{2: young, 560; raz}"
    assert grouped(block(cited, figures, again)) == f"{notes}Then 670, or 670.{{3: young, 560}}"


def test_a_note_with_words_or_a_name_stays_where_it_is() -> None:
    said = Note((Text("See the report."),), origin=BLOCK)
    named = Note(tuple(inline("[@young]")), label="x/a:own", origin=BLOCK)
    long = Note((paragraph("See the report."),), origin=BLOCK)
    for own in (said, long):
        text = paragraph("A [@cat]. B", own, ". C", named, ". D [@raz]. E [@young, 560].")
        assert grouped(block(text)) == "A. B{1: See the report.}. C{2: young}. D. E.{3: cat; raz; young, 560}"


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("A [@cat]. B [@raz]. C [@young].", "A. B.{1: cat; raz} C.{2: young}"),
        ("A [@cat]. B [@raz]. C [@cat, art 3].", "A. B. C.{1: cat, art 3; raz}"),
        ("A [@cat]. B [@raz; @young]. C [@raz].", "A.{1: cat} B. C.{2: raz; young}"),
        ("A [@cat; @raz; @young].", "A.{1: cat; raz; young}"),
    ],
)
def test_a_paragraph_with_more_works_than_a_reader_can_match_has_several_notes(written: str, expected: str) -> None:
    assert grouped(paragraph(written), max_works=2) == expected


def test_french_separates_works_as_french_does() -> None:
    assert "cat\N{NARROW NO-BREAK SPACE}; raz" in grouped(paragraph("Un [@cat]. Deux [@raz]."), language="fr")


@pytest.mark.parametrize(
    ("csl", "kept"),
    [
        (
            {"type": "treaty", "title": "Convention on Wells", "title-short": "Wells Convention", "number": "1 UNTS 1"},
            "Wells Convention",
        ),
        ({"type": "legislation", "title": "Wells Act 1990", "shortTitle": "Wells Act", "issued": {}}, "Wells Act"),
        ({"type": "treaty", "title": "Convention on Wells", "number": "1 UNTS 1"}, ""),
        ({"type": "legal_case", "title": "A v B", "title-short": "A", "number": "1"}, ""),
    ],
)
def test_a_law_with_a_short_title_is_this_title_alone(csl: dict[str, object], kept: str) -> None:
    source = a_source(id="key", **csl)
    (short,) = shorten_works({"key": source}).values()
    assert short.csl == ({"id": "key", "type": csl["type"], "title": kept} if kept else source.csl)


WHOLE = {
    "author": [{"literal": "Board"}],
    "title": "Wells: How They Dry",
    "title-short": "Wells",
    "issued": {"date-parts": [[2024, 5, 8]]},
}


@pytest.mark.parametrize(
    ("more", "kept"),
    [
        ({"type": "book", "publisher": "P", "publisher-place": "Nairobi"}, {}),
        ({"type": "report", "publisher": "P", "number": "Vol 14, No 8(C)", "genre": "Working paper"}, {}),
        ({"type": "report", "volume": 14, "issue": "8(C)"}, {}),
        ({"type": "report", "volume": 2}, {"volume": 2}),
        ({"type": "report", "number": "UN Doc A/HRC/25/63"}, {"number": "UN Doc A/HRC/25/63"}),
        ({"type": "webpage", "URL": "https://example.org/a", "accessed": {"date-parts": [[2026, 1, 1]]}}, {}),
        ({"type": "webpage", "container-title": "Water News"}, {"container-title": "Water News"}),
        (
            {"type": "article-journal", "container-title": "Water", "volume": 9, "page": "4-17", "DOI": "10.1/x"},
            {"container-title": "Water", "volume": 9, "page": "4-17"},
        ),
        ({"type": "thesis", "genre": "Thesis", "publisher": "University"}, {}),
    ],
)
def test_another_work_is_its_author_short_title_and_year(more: dict[str, object], kept: dict[str, object]) -> None:
    (short,) = shorten_works({"key": a_source(id="key", **WHOLE, **more)}).values()
    csl = dict(short.csl)
    assert (csl.pop("title"), csl.pop("issued")) == ("Wells", {"date-parts": [[2024]]})
    assert {name: csl[name] for name in csl if name not in {"id", "type", "author", "title-short"}} == kept


def test_two_works_that_would_look_the_same_stay_as_they_are() -> None:
    first = a_source(id="a", type="book", **WHOLE)
    second = a_source(id="b", type="book", **{**WHOLE, "title": "Wells: Who Dries Them", "publisher": "P"})
    third = a_source(id="c", type="book", **{**WHOLE, "issued": {"date-parts": [[2023]]}})
    short = shorten_works({"a": first, "b": second, "c": third})
    assert [source.csl["title"] for source in short.values()] == [
        "Wells: How They Dry",
        "Wells: Who Dries Them",
        "Wells",
    ]


@pytest.mark.parametrize("issued", [{"literal": "forthcoming"}, {"literal": "n.d."}, None])
def test_a_date_in_words_stays(issued: object) -> None:
    csl = {name: value for name, value in WHOLE.items() if name != "issued"} | ({"issued": issued} if issued else {})
    (short,) = shorten_works({"key": a_source(id="key", type="book", **csl)}).values()
    assert short.csl.get("issued") == issued


def test_without_notes_an_authors_own_words_are_reported() -> None:
    said = Note((Text("The council denies it."),), origin=BLOCK)
    body = place_notes(Element("body", (paragraph("A [@cat]. B", said, "."),)), works(), "en")
    sink = Sink()
    bare = remove_notes(body, sink)
    assert (extract_text((bare,)), collect_notes(bare)) == ("A. B.", ())
    (problem,) = sink.diagnostics
    assert (problem.code, problem.origin) == ("note-omitted", BLOCK)
    assert "`The council denies it.`" in problem.message
