"""What is said of the works that a brief cites."""

from __future__ import annotations

from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest

from briefgen.check import check_composition
from briefgen.check.sources import check_sources, collect_uses
from briefgen.check.un_symbols import SYMBOL_SHAPES, find_fault_in_symbol
from briefgen.model.brief import Ruling
from briefgen.model.diagnostic import Severity, Sink
from briefgen.model.tree import Element
from tests.unit.citing import a_note, a_source, works

TREATY: dict[str, Any] = {
    "type": "treaty", "title": "T", "issued": "1984-12-10", "event_date": "1987-06-26", "container_title": "UNTS", "page": 85
}  # fmt: skip
TODAY = date(2026, 11, 23)


def told(*sources: dict[str, Any], text: str = "", day: date | None = TODAY) -> list[str]:
    """Codes and messages about sources, each cited once without a pinpoint unless `text` cites them."""
    known = {source["id"]: a_source(**source) for source in sources}
    note = a_note(text or " ".join(f"[@{key}]" for key in known), 1)
    sink = Sink()
    check_sources(known, collect_uses((Element("body", (note,)),)), day, sink)
    assert all(found.severity is Severity.WARNING for found in sink.diagnostics)
    return [f"{found.code}: {found.message}" for found in sink.diagnostics]


@pytest.mark.parametrize(
    ("without", "lacks"),
    [
        (["issued"], "the date of adoption"),
        (["event_date"], "the date of entry into force"),
        (["page"], "the series and page where it is published, such as 999 UNTS 171"),
        (["issued", "event_date"], "the date of adoption and the date of entry into force"),
    ],
)
def test_treaty_says_what_it_lacks(without: list[str], lacks: str) -> None:
    source = {"id": "cat", **{field: value for field, value in TREATY.items() if field not in without}}
    assert told(source) == [f"source-treaty: the treaty `cat` lacks {lacks}"]


def test_a_short_title_that_is_the_title_makes_no_note_shorter() -> None:
    assert told({"id": "cat", **TREATY, "title-short": TREATY["title"]}) == [
        "source-short-title: the `title-short` of `cat` is its whole title, so every note prints the treaty in full"
    ]
    assert told({"id": "cat", **TREATY, "title-short": "CAT"}) == []


def test_whole_treaties_charters_and_declarations_pass() -> None:
    charter = {"id": "charter", "type": "treaty", "title": "UN Charter"}
    declaration = {
        "id": "udhr",
        "type": "treaty",
        "title": "UDHR",
        "issued": "1948-12-10",
        "number": "UNGA Res 217 A(III)",
    }
    assert told({"id": "cat", **TREATY}, charter, declaration) == []


def test_document_of_the_un_without_a_symbol_is_told() -> None:
    source = {"id": "upr", "type": "report", "author": [{"literal": "UNHRC"}], "title": "Report", "issued": 2024}
    assert told(source) == ["source-symbol-missing: the United Nations document `upr` has no symbol"]


@pytest.mark.parametrize("shape", SYMBOL_SHAPES, ids=lambda shape: shape.example)
def test_examples_of_symbols_fit_their_shapes(shape: Any) -> None:
    assert find_fault_in_symbol(shape.example) is None
    assert find_fault_in_symbol(f"{shape.example}/Add.1") is None


@pytest.mark.parametrize(
    "symbol",
    [
        "A/HRC/WG.6/13/IND/1", "A/HRC/21/10/Add.1", "A/HRC/25/CRP.1", "CERD/C/PHL/CO/21-25", "E/C.12/SVN/CO/2", "A/CN.4/753",
        "S/RES/1373", "A/RES/51/210", "HCR/IP/4/Eng/REV.1", "AL CHN 18/2023", "CEDAW/C/GC/31-CRC/C/GC/18", "A/HRC/S-17/2/Add.1",
    ],
)  # fmt: skip
def test_symbols_seen_in_documents_are_well_formed(symbol: str) -> None:
    assert find_fault_in_symbol(symbol) is None


@pytest.mark.parametrize(
    ("number", "wanted"),
    [
        ("UN Doc A/HRC/WG6/48/SVN/3", "`A/HRC/WG.6/48/SVN/3` (document of the Universal Periodic Review)"),
        ("UN Doc A/HRC/WG.6/48/SVN/4", "`A/HRC/WG.6/48/SVN/3` (document of the Universal Periodic Review)"),
        ("UN Doc CERD/C/PHIL/CO/21-25", "`CEDAW/C/SVN/CO/5-6` (concluding observations)"),
        ("UN Doc A/HRC/RES/53", "`A/HRC/RES/53/18` (resolution of the Human Rights Council)"),
        ("UN Doc A HRC 59 15", "`A/HRC/59/15`"),
        ("UN Doc", "`A/HRC/59/15`"),
    ],
)
def test_malformed_symbol_is_told_with_the_right_form(number: str, wanted: str) -> None:
    (line,) = told({"id": "x", "type": "report", "title": "T", "issued": 2024, "number": number})
    assert line.startswith("source-symbol: ")
    assert wanted in line


@pytest.mark.parametrize("mark", ["UN Doc ", "UN Doc. ", "UN Docs ", "UN Document ", "UN Documents "])
def test_words_before_a_symbol_are_no_part_of_it(mark: str) -> None:
    work = {"id": "x", "type": "report", "title": "T", "issued": 2024, "number": f"{mark}A/HRC/59/15"}
    assert told(work) == []


def test_number_that_is_no_symbol_is_left_alone() -> None:
    assert told({"id": "x", "type": "report", "title": "T", "issued": 2024, "number": "ASA 17/001/2024"}) == []


WORK: dict[str, Any] = {"id": "x", "title": "T", "issued": 2024}


@pytest.mark.parametrize(
    ("work", "missing"),
    [
        ({**WORK, "type": "book", "title": ""}, "title"),
        ({**WORK, "type": "article-journal", "issued": ""}, "issued"),
        ({**WORK, "type": "report", "issued": ""}, "issued"),
        ({**WORK, "type": "legal_case", "issued": ""}, "issued"),
        ({**WORK, "type": "legislation", "title": ""}, "title"),
        ({**WORK, "type": "figure", "title": ""}, "title"),
    ],
)
def test_work_without_a_title_or_a_date_is_reported(work: dict[str, Any], missing: str) -> None:
    assert told(work) == [f"source-incomplete: `x` of the type `{work['type']}` has no `{missing}`"]


@pytest.mark.parametrize(
    "work",
    [
        {**WORK, "type": "book", "issued": "n.d."},
        {**WORK, "type": "article-journal", "issued": "forthcoming"},
        {**WORK, "type": "article-journal", "issued": "", "status": "forthcoming"},
        {**WORK, "type": "legal_case", "issued": "", "original_date": 2008},
        {**WORK, "type": "webpage", "issued": ""},
        {**WORK, "type": "interview", "title": ""},
        {**WORK, "type": "review", "title": "", "reviewed_title": "Dry Wells"},
        {**WORK, "type": "book", "issued": "44 BC"},
    ],
)
def test_work_that_needs_no_title_or_date_passes(work: dict[str, Any]) -> None:
    assert told(work) == []


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("2020/2019", "2020/2019"),
        ("2020–2019", "2020/2019"),
        ("2020-06/2020-05", "2020-6/2020-5"),
        ("2020-01/2019", "2020-1/2019"),
    ],
)
def test_range_that_runs_backwards_is_reported(written: str, words: str) -> None:
    work = {**WORK, "type": "book", "issued": written}
    assert told(work) == [f"source-date-order: `issued` of `x` runs backwards: `{words}`"]


@pytest.mark.parametrize("written", ["2019/2020", "2020/2020-06", "2020-06/2020", "44 BC", "-0044/-0043"])
def test_range_that_runs_forwards_passes(written: str) -> None:
    assert told({**WORK, "type": "book", "issued": written}) == []


def test_date_of_access_in_words_is_a_date_of_access() -> None:
    page = {
        "id": "x",
        "type": "webpage",
        "title": "T",
        "URL": "https://x.org/a",
        "accessed": {"literal": "spring 2024"},
    }
    assert told(page) == []


def test_address_without_a_date_of_access_is_told() -> None:
    page = {"id": "x", "type": "webpage", "title": "T", "URL": "https://x.org/a"}
    assert told(page) == ["source-access-missing: the address of `x` has no date of access"]
    assert told({**page, "accessed": "2026-11-01"}) == []
    assert told({**page, "URL": "https://perma.cc/AB12-CD34"}) == []
    assert told({**page, "number": "UN Doc A/HRC/59/15"}) == []


@pytest.mark.parametrize(
    ("more", "is_told"),
    [
        ({"title_short": "T"}, False),
        ({}, True),
        ({"title_short": "T", "type": "legal_case"}, True),
        ({"type": "legal_case"}, True),
    ],
)
def test_a_work_whose_short_form_has_no_address_needs_no_date_of_access(more: dict[str, Any], *, is_told: bool) -> None:
    page = a_source(
        **{"id": "x", "type": "webpage", "title": "Title", "issued": "2024", "URL": "https://x.org/a", **more}
    )
    sink = Sink()
    check_sources({"x": page}, collect_uses((a_note("[@x]", 1),)), TODAY, sink, are_notes_short=True)
    assert [found.code for found in sink.diagnostics] == ["source-access-missing"] * is_told


def test_an_article_that_is_cited_by_its_pages_needs_no_date_of_access() -> None:
    article = {**WORK, "type": "article-journal", "container-title": "J", "issued": "2004", "URL": "https://x.org/a"}
    missing = "source-access-missing: the address of `x` has no date of access"
    assert [missing in told({**article, **more}) for more in ({}, {"page": "4-17"}, {"volume": 3})] == [
        True,
        False,
        True,
    ]


@pytest.mark.parametrize(
    ("rulings", "reported", "found"),
    [
        ({}, [Severity.WARNING], []),
        ({"source-access-missing": Ruling(Severity.ERROR, "House rule")}, [Severity.ERROR], []),
        ({"source-access-missing": Ruling(None, "Nobody opened it")}, [], [("1 found", "Nobody opened it")]),
        ({"source-symbol": Ruling(None, "Another matter")}, [Severity.WARNING], []),
    ],
)
def test_a_project_weighs_a_warning_about_sources_with_its_reason(
    rulings: dict[str, Ruling], reported: list[Severity], found: list[tuple[str, str]]
) -> None:
    composition: Any = SimpleNamespace(
        sources={"x": a_source(id="x", type="webpage", title="T", issued="2024", URL="https://x.org/a")},
        body=Element("body", (a_note("[@x]", 1),)),
        brief=SimpleNamespace(date=TODAY),
        audience=SimpleNamespace(citations=SimpleNamespace(is_short=False)),
    )
    sink = Sink()
    check_composition(composition, rulings, sink)
    assert [problem.severity for problem in sink.diagnostics] == reported
    assert [(verdict.actual, verdict.reason) for verdict in sink.verdicts] == found


def test_date_of_access_after_the_brief_is_told() -> None:
    page = {"id": "x", "type": "webpage", "title": "T", "URL": "https://x.org/a", "accessed": "2026-11-24"}
    assert told(page) == ["source-access-future: `x` was accessed on 2026-11-24, after the brief's date 2026-11-23"]
    assert told(page, day=date(2026, 11, 24)) == []
    assert told(page, day=None) == []


def test_work_listed_twice_is_told_where_both_are_cited() -> None:
    first = {"id": "a", "type": "book", "title": "Torts & Rights", "author": [{"family": "Stevens"}], "issued": "2007"}
    second = {**first, "id": "b", "title": "Torts and Rights".replace("and", "&")}
    assert told(first, second) == ["source-twice: `b` is the same work as `a`, and both are cited"]
    assert told(first, second, text="[@b]") == []
    assert told(first, {**second, "issued": "2011"}) == []


def test_symbol_listed_twice_is_told() -> None:
    first = {"id": "a", "type": "report", "title": "A", "issued": 2024, "number": "UN Doc A/HRC/59/15"}
    assert told(first, {**first, "id": "b", "title": "B", "number": "A/HRC/59/15"}) == [
        "source-twice: `b` is the same work as `a`, and both are cited"
    ]


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("[@young, 700]", "the work has the pages 554-580"),
        ("[@young, p 3]", "the work has the pages 554-580"),
        ("[@upr-report, paras 9-5]", "it runs backwards"),
        ("[@stevens, art 3]", "a work of the type `book` has no articles"),
        ("[@cole, p 3]", "a work of the type `webpage` has no pages; name a paragraph, `para 3`"),
        ("[@cat, 12]", "a work of the type `treaty` has no pages; name an article, `art 3`"),
    ],
)
def test_impossible_pinpoint_is_told_at_its_place(text: str, fault: str) -> None:
    sink = Sink()
    check_sources(works(), collect_uses((a_note(text, 1),)), TODAY, sink)
    (found,) = sink.diagnostics
    assert found.code == "source-pinpoint"
    assert found.message.endswith(f"cannot be: {fault}")
    assert str(found.origin) == "content/x/a.md:1"


@pytest.mark.parametrize(
    "text",
    [
        "[@young, 560]",
        "[@young, 554–80]",
        "[@stevens, 271–78]",
        "[@cat, art 3]",
        "[@gc34, para 11]",
        "[@corr, [42]]",
        "[@nowhere, 3]",
    ],
)
def test_possible_pinpoints_pass(text: str) -> None:
    sink = Sink()
    check_sources(works(), collect_uses((a_note(text, 1),)), TODAY, sink)
    assert sink.diagnostics == []


def test_works_that_are_not_cited_are_not_looked_at() -> None:
    assert told({"id": "cat", "type": "treaty", "title": "T"}, text="Words") == []


PAGE: dict[str, Any] = {"id": "x", "type": "webpage", "title": "T", "issued": 2024, "URL": "https://x.org/a"}
REPORT: dict[str, Any] = {"id": "x", "type": "report", "title": "T", "issued": 2024}


@pytest.mark.parametrize(
    ("sources", "code", "hints"),
    [
        ([PAGE], "source-access-missing", ("add `accessed: 2026-11-23`, the day you last opened it",)),
        ([{**PAGE, "accessed": "2026-11-24"}], "source-access-future", ("correct `accessed`",)),
        ([{**REPORT, "issued": "2024/2021"}], "source-date-order", ("write the earlier date first",)),
        ([{**REPORT, "title": ""}], "source-incomplete", ("add `title:`",)),
        ([{**TREATY, "id": "x", "page": ""}], "source-treaty", ("look it up in the United Nations Treaty Collection",)),
        (
            [{**REPORT, "number": "UN Doc A/HRC/59"}],
            "source-symbol",
            ("copy the symbol from the head of the document",),
        ),
        (
            [{**REPORT, "author": [{"literal": "UNHRC"}]}],
            "source-symbol-missing",
            ("give it as `number: UN Doc A/HRC/59/15`",),
        ),
        ([REPORT, {**REPORT, "id": "y"}], "source-twice", ("cite `x` in both places",)),
    ],
)
def test_each_warning_has_the_place_of_its_work_and_a_hint(
    sources: list[dict[str, Any]], code: str, hints: tuple[str, ...]
) -> None:
    known = {source["id"]: a_source(**source) for source in sources}
    sink = Sink()
    note = a_note(" ".join(f"[@{key}]" for key in known), 1)
    check_sources(known, collect_uses((Element("body", (note,)),)), TODAY, sink)
    (found,) = (found for found in sink.diagnostics if found.code == code)
    assert (str(found.origin), found.hints) == ("content/x/sources.yaml:1", hints)
