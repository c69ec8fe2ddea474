"""What a source says and its citation does not is told, with the variable and the source; what is printed in other words is not."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

import pytest

from briefgen.cite.citeproc import format_citations
from briefgen.model.diagnostic import Diagnostic, Sink
from tests.unit.citing import STYLES, a_note, a_source, printed

AUTHOR = [{"family": "Oru", "given": "Ada"}]
ALL_STYLES = ("oscola-4", "oscola-5", "un", "chicago-notes")


def cited(style: str, work: dict[str, Any], notes: tuple[str, ...] = ("[@k]",)) -> tuple[str, tuple[Diagnostic, ...]]:
    """The first note, and what was reported."""
    sink = Sink()
    sources = {"k": a_source(**{"id": "k", "title": "Wells", "issued": "2001", **work})}
    written = [a_note(text, number) for number, text in enumerate(notes, start=1)]
    found = format_citations(written, sources, STYLES / f"{style}.csl", "en", sink)
    return printed(found.notes[0]), sink.collect_sorted()


def cite_together(style: str, works: Iterable[Mapping[str, Any]]) -> tuple[list[str], list[Diagnostic]]:
    """The notes of these works, each in a note of its own, and what was reported: pandoc starts once for all.

    The work `k3` is the fourth, and its place is line 4.
    """
    sink = Sink()
    sources = {}
    for place, work in enumerate(works):
        source = a_source(**{"id": f"k{place}", "title": "Wells", "issued": "2001", **work})
        sources[source.key] = replace(source, origin=replace(source.origin, line=place + 1))
    notes = [a_note(f"[@{key}]", number) for number, key in enumerate(sources, start=1)]
    found = format_citations(notes, sources, STYLES / f"{style}.csl", "en", sink)
    return [printed(note) for note in found.notes], list(sink.collect_sorted())


UNPRINTED = (
    (
        "illustrator",
        {"type": "book", "author": AUTHOR, "publisher": "OUP", "illustrator": [{"family": "Draughtsman"}]},
    ),
    ("part-title", {"type": "book", "author": AUTHOR, "publisher": "OUP", "part-title": "The Northern Wells"}),
    ("original-title", {"type": "book", "author": AUTHOR, "publisher": "OUP", "original-title": "Brunnen"}),
    (
        "supplement-number",
        {"type": "article-journal", "author": AUTHOR, "container-title": "JIL", "supplement-number": "7"},
    ),
    ("composer", {"type": "motion_picture", "composer": [{"family": "Regisseur"}]}),
    ("event-title", {"type": "book", "author": AUTHOR, "publisher": "OUP", "event-title": "Third Congress"}),
)


@pytest.mark.parametrize("style", ALL_STYLES)
def test_what_left_no_trace_is_told_with_its_place(style: str) -> None:
    _, reported = cite_together(style, [work for _, work in UNPRINTED])
    assert [(found.code, str(found.origin), found.message.partition(": ")[0]) for found in reported] == [
        (
            "source-unprinted",
            f"content/x/sources.yaml:{place + 1}",
            f"`{variable}` of `k{place}` is printed nowhere in the style `{style}`",
        )
        for place, (variable, _) in enumerate(UNPRINTED)
    ]


PRINTED_OR_LEFT_OUT = (
    {"type": "book", "author": AUTHOR, "publisher": "OUP", "translator": [{"family": "Ware", "given": "Tony"}]},
    {"type": "book", "author": AUTHOR, "publisher": "OUP", "volume": "2", "original-date": "1951", "edition": "3"},
    {"type": "book", "author": AUTHOR, "publisher": "OUP", "collection-title": "River Series", "issued": "1990~"},
    {"type": "book", "author": AUTHOR, "publisher": "OUP", "ISBN": "1", "language": "en", "keyword": "x", "abstract": "y"},
    {"type": "legal_case", "title": "Roe v Wadi", "authority": "US Supreme Court", "container-title": "US", "volume": "410", "page": "913"},
    {"type": "legal_case", "title": "A v B", "number": "C-1/03", "authority": "CJEU", "container-title": "ECR", "volume": "I", "page": "9"},
    {"type": "legal_case", "title": "A v B", "number": "App no 1/03", "authority": "ECtHR", "genre": "Judgment"},
    {"type": "treaty", "container-title": "UNTS", "volume": "999", "page": "171", "event-date": "2002", "title-short": "W"},
    {"type": "treaty", "container-title": "CETS", "number": "5"},
    {"type": "legislation", "container-title": "OJ", "volume": "L307", "page": "18"},
    {"type": "legislation", "title": "Water Order 2001", "number": "SI 2001/5", "jurisdiction": "UK"},
    {"type": "regulation", "title": "UNGA Res 51/210", "author": [{"literal": "UNGA"}], "number": "UN Doc A/RES/51/210"},
    {"type": "report", "author": [{"literal": "HRW"}], "publisher": "HRW", "URL": "https://example.org/a", "accessed": "2020"},
    {"type": "article-journal", "author": AUTHOR, "container-title": "JIL", "volume": "3", "page": "12-15", "URL": "https://example.org/a"},
    {"type": "article-journal", "author": AUTHOR, "container-title": "JIL", "DOI": "10.1/x", "URL": "https://doi.org/10.1/x"},
    {"type": "chapter", "author": AUTHOR, "container-title": "Rivers", "publisher": "OUP", "page": "3-20"},
    {"type": "webpage", "author": [*AUTHOR] * 5, "container-title": "Site", "URL": "www.example.org/wells", "accessed": "2020-01-02"},
)  # fmt: skip


@pytest.mark.parametrize("style", ALL_STYLES)
def test_what_is_printed_or_rightly_left_out_is_not_told(style: str) -> None:
    notes, reported = cite_together(style, PRINTED_OR_LEFT_OUT)
    assert all(notes)
    assert [f"{found.origin}: {found.message}" for found in reported] == []


def test_figures_of_another_value_are_no_trace() -> None:
    work = {"type": "book", "author": AUTHOR, "publisher": "OUP", "supplement-number": "2", "issued": "2002"}
    assert [found.code for found in cited("oscola-4", work)[1]] == ["source-unprinted"]


def test_pinpoint_is_no_trace() -> None:
    work = {"type": "book", "author": AUTHOR, "publisher": "OUP", "supplement-number": "7"}
    assert [found.code for found in cited("oscola-4", work, ("[@k, 7]",))[1]] == ["source-unprinted"]


REPORTS = (
    ("KB", "1", "1952", None, "[1952] 1 KB 790"),
    ("AC", "", "1932", None, "[1932] AC 790"),
    ("HL", "LR 3", "1868", None, "(1868) LR 3 HL 790"),
    ("App Cas", "5", "1880", None, "(1880) 5 App Cas 790"),
    ("QB", "1", "1891", None, "[1891] 1 QB 790"),
    ("Cr App R", "79", "1984", None, "(1984) 79 Cr App R 790"),
    ("EHRR", "29", "1998", None, "(1998) 29 EHRR 790"),
    ("ILM", "31", "1992", None, "(1992) 31 ILM 790"),
    ("ILR", "105", "1997", None, "(1997) 105 ILR 790"),
    ("CLR", "175", "1992", None, "(1992) 175 CLR 790"),
    ("US", "410", "1973", None, "410 US 790 (1973)"),
    ("F. 2d", "910", "1990", None, "910 F. 2d 790 (1990)"),
    ("Rivers Rep", "4", "1990", None, "[1990] 4 Rivers Rep 790"),
    ("Rivers Rep", "4", "1990", "round", "(1990) 4 Rivers Rep 790"),
    ("EHRR", "29", "1998", "square", "[1998] 29 EHRR 790"),
    ("Rivers Rep", "4", "1990", "last", "4 Rivers Rep 790 (1990)"),
)


def test_year_of_a_law_report_stands_where_its_volumes_want_it() -> None:
    works = [
        {
            "type": "legal_case",
            "title": "A v B",
            "issued": year,
            "container-title": report,
            "volume": volume,
            "page": "790",
            **({"custom": {"report-year": stated}} if stated else {}),
        }
        for report, volume, year, stated, _ in REPORTS
    ]
    notes, _ = cite_together("oscola-4", works)
    assert notes == [f"*A v B* {words}." for *_, words in REPORTS]


@pytest.mark.parametrize(
    ("name", "note", "entry"),
    [
        ({"family": "Marten", "given": "HLB"}, "HLB Marten", "Marten HLB"),
        ({"family": "Marten", "given": "H. L. B."}, "HLB Marten", "Marten HLB"),
        ({"family": "Marten", "given": "H.L.B."}, "HLB Marten", "Marten HLB"),
        ({"family": "Marten", "given": "JK Anna"}, "JK Anna Marten", "Marten JKA"),
        ({"family": "Hoover", "given": "J. Edgar"}, "J Edgar Hoover", "Hoover JE"),
        ({"family": "Hoover", "given": "J Edgar"}, "J Edgar Hoover", "Hoover JE"),
        ({"family": "HART", "given": "ANN"}, "ANN HART", "HART A"),
        ({"family": "Hart", "given": "ANNA"}, "ANNA Hart", "Hart A"),
        ({"family": "Bergh", "given": "Jan", "dropping-particle": "van der"}, "Jan van der Bergh", "van der Bergh J"),
        (
            {"family": "Bergh", "given": "Jan", "non-dropping-particle": "van der"},
            "Jan van der Bergh",
            "van der Bergh J",
        ),
        ({"family": "Kim", "given": "Yun Ho", "static-ordering": True}, "Kim Yun Ho", "Kim Yun Ho"),
        ({"family": "Nguyễn", "given": "Văn An", "static-ordering": True}, "Nguyễn Văn An", "Nguyễn Văn An"),
        ({"family": "王", "given": "毅"}, "王毅", "王毅"),
        ({"family": "김", "given": "민준"}, "김민준", "김민준"),
        ({"given": "Plato"}, "Plato", "Plato"),
    ],
)
def test_names_are_whole_in_notes_and_references(name: dict[str, Any], note: str, entry: str) -> None:
    sink = Sink()
    sources = {"k": a_source(id="k", type="book", title="Wells", author=[name], publisher="P", issued="2001")}
    found = format_citations([a_note("[@k]", 1)], sources, STYLES / "oscola-4.csl", "en", sink)
    assert printed(found.notes[0]) == f"{note}, *Wells* (P 2001)."
    assert printed(found.entries[0][1]) == f"{entry}, *Wells* (P 2001)"


def test_later_note_keeps_particle_and_family_that_comes_first() -> None:
    names = [
        {"family": "Kim", "given": "Yun Ho", "static-ordering": True},
        {"family": "Bergh", "dropping-particle": "van der"},
    ]
    sources = {
        "k": a_source(id="k", type="book", title="Wells", author=names),
        "o": a_source(id="o", type="book", title="Other"),
    }
    notes = [a_note(text, number) for number, text in enumerate(["[@k]", "[@o]", "[@k, p 3]"], start=1)]
    found = format_citations(notes, sources, STYLES / "oscola-4.csl", "en", Sink())
    assert printed(found.notes[2]) == "Kim and van der Bergh (n 1) 3."


def test_work_whose_only_name_is_empty_is_listed_without_an_author() -> None:
    sources = {"k": a_source(id="k", type="book", title="Wells", author=[{"family": "", "given": ""}], publisher="P")}
    found = format_citations([a_note("[@k]", 1)], sources, STYLES / "oscola-4.csl", "en", Sink())
    assert printed(found.entries[0][1]) == "—— *Wells* (P)"


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "General Assembly resolution 217 A (III)."),
        ("fr", "Résolution 217 A (III) de l’Assemblée générale."),
        ("es", "Resolución 217 A (III) de la Asamblea General."),
        ("ru", "Резолюция 217 A (III) Генеральной Ассамблеи."),
        ("zh", "大会第217 A (III)号决议。"),
        ("ko", "총회 결의 217 A (III)."),
        ("de", "General Assembly resolution 217 A (III)."),
    ],
)
def test_resolution_has_its_name_in_the_language_of_the_brief(language: str, words: str) -> None:
    sources = {"k": a_source(id="k", type="regulation", title="UNGA Res 217 A(III)", issued="1948-12-10")}
    found = format_citations([a_note("[@k]", 1)], sources, STYLES / "un.csl", language, Sink())
    assert printed(found.notes[0]) == words


def test_place_of_a_publisher_that_a_program_exports_twice_is_not_told() -> None:
    work = {"type": "book", "author": AUTHOR, "publisher": "OUP", "publisher-place": "Oxford", "event-place": "Oxford"}
    assert [found.message for found in cited("oscola-4", work)[1]] == []


def test_unknown_word_for_the_year_of_a_report_is_told() -> None:
    work = {"type": "legal_case", "container-title": "AC", "page": "1", "custom": {"report-year": "rounded"}}
    assert [found.code for found in cited("oscola-4", work)[1]] == ["source-report-year"]


def test_instrument_is_found_by_its_first_page_in_the_official_journal() -> None:
    work = {
        "type": "legislation",
        "container-title": "Official Journal of the European Union",
        "volume": "L 119",
        "page": "1-88",
    }
    note, reported = cited("oscola-4", work)
    assert (note, list(reported)) == ("Wells [2001] OJ L119/1.", [])
