"""Works in the forms of documents of the United Nations, of courts and of pages: committees with commas, general comments, addresses alone."""

from __future__ import annotations

from typing import Any

import pytest

from briefgen.decompose.described_works import read_described_work
from briefgen.decompose.note_form_parts import LIKELY
from briefgen.decompose.typed_notes import resolve_notes
from tests.test_import_note_forms import shorten_value
from tests.test_import_notes import note, resolve, text_with

COMMITTEE = "Committee on Rivers, Social and Cultural Rights"
WORKS: list[tuple[str, str, dict[str, Any]]] = [
    (f"{COMMITTEE}, general comment No. 14 (2000), paras. 10 and 11", "paras. 10 and 11",
     {"type": "report", "title": "general comment No. 14", "author": COMMITTEE, "issued": [2000]}),
    ("Committee on Wells, general comment No. 24 (2019) on wells in the upland, para. 5", "para. 5",
     {"type": "report", "title": "general comment No. 24 (2019) on wells in the upland", "author": "Committee on Wells", "issued": [2019]}),
    ("General Assembly resolution 217 (III) of 10 December 1948", "",
     {"type": "report", "title": "resolution 217 (III)", "author": "General Assembly", "issued": [1948, 12, 10]}),
    ("General Assembly resolution 70/1, targets 5.2 and 16.1", "targets 5.2 and 16.1",
     {"type": "report", "title": "resolution 70/1", "author": "General Assembly"}),
    (f"{COMMITTEE}, concluding observations on the report of Fordland (E/C.12/FOR/CO/2, para. 48)", "para. 48",
     {"type": "report", "title": "concluding observations on the report of Fordland", "number": "E/C.12/FOR/CO/2", "author": COMMITTEE}),
    ("River Commission on Rights, Violence against River, Lake, Well and Spring Persons in Ford (2015)", "",
     {"type": "report", "title": "Violence against River, Lake, Well and Spring Persons in Ford", "author": "River Commission on Rights", "issued": [2015]}),
    ("Inter-American Court of Human Rights, A.B.C, Young et al. v. Fordland, Preliminary Objections, Merits, Reparations and Costs, Judgment, 2010", "",
     {"type": "legal_case", "title": "A.B.C, Young et al. v. Fordland", "authority": "Inter-American Court of Human Rights", "genre": "Preliminary Objections, Merits, Reparations and Costs, Judgment", "issued": [2010]}),
    ("Inter-American Court of Human Rights, Young et al. v. Fordland, 2021", "",
     {"type": "legal_case", "title": "Young et al. v. Fordland", "authority": "Inter-American Court of Human Rights", "issued": [2021]}),
    ("International Criminal Court, The Prosecutor v. Young, No. ICC-01/04-02/06, Public Reparations Order of 8 March 2021", "",
     {"type": "legal_case", "title": "The Prosecutor v. Young", "authority": "International Criminal Court", "number": "No. ICC-01/04-02/06", "genre": "Public Reparations Order", "issued": [2021, 3, 8]}),
    ("*Young v. Ford Technologies, Inc.*, No. 6:24-cv-01903 (M.D. Fla. May 21, 2025)", "",
     {"type": "legal_case", "title": "Young v. Ford Technologies, Inc.", "number": "No. 6:24-cv-01903", "authority": "M.D. Fla.", "issued": [2025, 5, 21]}),
    ("BVerfG, Urteil vom 15. Dezember 1983 – 1 BvR 209/83, Rn. 150", "150",
     {"type": "legal_case", "title": "Urteil vom 15. Dezember 1983 – 1 BvR 209/83", "authority": "BVerfG", "number": "1 BvR 209/83", "issued": [1983, 12, 15]}),
    ("Ford. Rev. Stat. § 6-1-1601 (2024)", "§ 6-1-1601",
     {"type": "legislation", "title": "Ford. Rev. Stat.", "issued": [2024]}),
    ("Statute of the River Court art. 17, July 17, 1998, 2187 U.N.T.S. 90 (entered into force July 1, 2002)", "art. 17",
     {"type": "treaty", "title": "Statute of the River Court", "volume": "2187", "container-title": "U.N.T.S.", "page": "90", "issued": [1998, 7, 17], "event-date": [2002, 7, 1]}),
    ("A. Young & B. Lee, Rivers Twenty Years On: New Wells, 13 *Pol. & Rivers* (2025)", "",
     {"type": "article-journal", "title": "Rivers Twenty Years On: New Wells", "volume": "13", "container-title": "Pol. & Rivers", "author": "Young/A. Lee/B.", "issued": [2025]}),
    ("Ann Young, The Insidious River Powers Status Quo, *Ford L.J. Forum* (Mar. 8, 2024)", "",
     {"type": "article", "title": "The Insidious River Powers Status Quo", "container-title": "Ford L.J. Forum", "author": "Young/Ann", "issued": [2024, 3, 8]}),
    ("The Rivers Contracts Act: A New Look at Wells, *Ford J.L. & Pub. Pol’y* (Feb. 11, 2025)", "",
     {"type": "webpage", "title": "The Rivers Contracts Act: A New Look at Wells", "container-title": "Ford J.L. & Pub. Pol’y", "issued": [2025, 2, 11]}),
    ("Fordland Enacts a Suite of New Wells and River Laws, Brook (Sept. 24, 2024)", "",
     {"type": "webpage", "title": "Fordland Enacts a Suite of New Wells and River Laws", "container-title": "Brook", "issued": [2024, 9, 24]}),
    ("Open Soc’y River Initiative, Wells: How Fords Help Rivers 8–14 (Feb. 2022)", "8–14",
     {"type": "report", "title": "Wells: How Fords Help Rivers", "author": "Open Soc’y River Initiative", "issued": [2022, 2]}),
    ("Global Witness, *Rivers of Gold* (London, 2019), p. 12", "p. 12",
     {"type": "book", "title": "Rivers of Gold", "author": "Global Witness", "publisher-place": "London", "issued": [2019]}),
    ("A. Young, What Is a Well? (Pretoria, Pretoria River Press, 2018), p. 204", "p. 204",
     {"type": "book", "title": "What Is a Well?", "author": "Young/A.", "publisher-place": "Pretoria", "publisher": "Pretoria River Press", "issued": [2018]}),
    ("*In re* River Lab, Inc., 930 F.2d 72, 76 (D.C. Cir. 1991)", "76",
     {"type": "legal_case", "title": "In re River Lab, Inc.", "volume": "930", "container-title": "F.2d", "page": "72", "authority": "D.C. Cir.", "issued": [1991]}),
    ("In re Rights to Wells in “Upper” Ford, 20 F.C.C.R. 14986 (Sept. 23, 2005)", "",
     {"type": "legal_case", "title": "In re Rights to Wells in “Upper” Ford", "volume": "20", "container-title": "F.C.C.R.", "page": "14986", "issued": [2005, 9, 23]}),
    ("Young v. Ford, 20 F.C.C.R. 14986 (Sept. 23, 2005)", "",
     {"type": "legal_case", "title": "Young v. Ford", "volume": "20", "container-title": "F.C.C.R.", "page": "14986", "issued": [2005, 9, 23]}),
    ("River Court of Human Rights, Young v. Fordland, Application No. 6383/17, 16 April 2024", "",
     {"type": "legal_case", "title": "Young v. Fordland", "authority": "River Court of Human Rights", "number": "Application No. 6383/17", "issued": [2024, 4, 16]}),
    ("Wells Act of 1996, Pub. L. 104-104, 110 Stat. 56 (1996)", "",
     {"type": "legislation", "title": "Wells Act of 1996", "number": "Pub. L. 104-104", "volume": "110", "container-title": "Stat.", "page": "56", "issued": [1996]}),
    ("Wells Act of 1934, 47 U.S.C. § 151 (2006)", "§ 151",
     {"type": "legislation", "title": "Wells Act of 1934", "volume": "47", "container-title": "U.S.C.", "issued": [2006]}),
    ("S. Rep. No. 73-781, at 1 (1934)", "1", {"type": "report", "title": "S. Rep. No. 73-781", "issued": [1934]}),
    ("Convention against Wells and Other Deep, Dark or Dry Holes, article 1", "article 1",
     {"type": "treaty", "title": "Convention against Wells and Other Deep, Dark or Dry Holes"}),
    ("RMB Memorandum M-06-02, *Better Wells for All* (Dec. 16, 2005), https://example.org/wells", "",
     {"type": "report", "title": "Better Wells for All", "author": "RMB", "number": "Memorandum M-06-02", "issued": [2005, 12, 16], "URL": "https://example.org/wells"}),
    ("RMB Circular A-130, section 8(b)(2)(a)", "section 8(b)(2)(a)", {"type": "report", "title": "Circular A-130", "author": "RMB"}),
    ("Executive Order 13556, Controlled Well Information, https://example.org/wells", "",
     {"type": "webpage", "title": "Executive Order 13556, Controlled Well Information", "URL": "https://example.org/wells"}),
    ("President Ann Young, Memorandum on Wells and Rivers (Jan. 21, 2009), https://example.org/wells", "",
     {"type": "webpage", "title": "Memorandum on Wells and Rivers", "author": "Young/President Ann", "issued": [2009, 1, 21], "URL": "https://example.org/wells"}),
    ("Pub. L. No. 107-347, 116 Stat. 2899 (2002)", "",
     {"type": "legislation", "title": "Pub. L. No. 107-347", "volume": "116", "container-title": "Stat.", "page": "2899", "issued": [2002]}),
    ("44 U.S.C. § 3501 *et seq.*", "§ 3501 et seq", {"type": "legislation", "title": "44 U.S.C."}),
    ("18 USC § 1905", "§ 1905", {"type": "legislation", "title": "18 USC"}),
    ("The Sustainable River Goals Report 2022 (River Publication, 2022), pp. 34–35", "pp. 34–35",
     {"type": "report", "title": "The Sustainable River Goals Report 2022", "publisher": "River Publication", "issued": [2022]}),
    ("A/CONF.157/24 (Part I), chap. III", "chap. III", {"type": "report", "number": "UN Doc A/CONF.157/24 (Part I)"}),
    ("Ford Principles on the Human Right to Wells, principles 9 and 14", "principles 9 and 14",
     {"type": "treaty", "title": "Ford Principles on the Human Right to Wells"}),
    ("Young v. Ford, No. 08-1291 (D.C. Cir. filed Sept. 4, 2008)", "",
     {"type": "legal_case", "title": "Young v. Ford", "number": "No. 08-1291", "genre": "D.C. Cir. filed Sept. 4, 2008"}),
    ("https://example.org/wells, chap. 1", "chap. 1", {"type": "webpage", "URL": "https://example.org/wells"}),
    ("www.example.org/wells", "", {"type": "webpage", "URL": "https://www.example.org/wells"}),
    ("River Watch, https://example.org/wells", "", {"type": "webpage", "URL": "https://example.org/wells", "author": "River Watch"}),
]  # fmt: skip


@pytest.mark.parametrize(("typed", "pinpoint", "data"), WORKS, ids=[typed[:40] for typed, _, _ in WORKS])
def test_a_work_is_read(typed: str, pinpoint: str, data: dict[str, Any]) -> None:
    parsed = read_described_work(note(typed), {})
    assert parsed
    assert ({key: shorten_value(value) for key, value in parsed.item.items()}, parsed.pinpoint) == (data, pinpoint)


@pytest.mark.parametrize(
    "typed",
    [
        "The wells were dry and nobody came to us, Upper Ford (May 2019)",
        "Emphasis added, *Deep Water*, 5",
        "As we show at https://example.org/wells",
        "Ada Okoro, https://example.org/wells",
        "Committee on Wells, general comment No. 35 (2017) on wells, updating general comment No. 19, para. 2 of which is not in force",
    ],
)
def test_what_is_no_work_stays_words(typed: str) -> None:
    assert read_described_work(note(typed), {}) is None


def test_a_general_comment_behind_another_has_its_committee_and_is_a_guess() -> None:
    first = (
        f"{COMMITTEE}, general comment No. 14 (2000), para. 35; and general comment No. 22 (2016), paras. 41 and 49."
    )
    second = "Ibid., general comment No. 25 (2020), para. 3."
    resolved = resolve_notes(text_with([first, second]), {})
    assert [work["title"] for work in resolved.works.values()] == [f"general comment No. {n}" for n in (14, 22, 25)]
    assert {work["author"][0]["literal"] for work in resolved.works.values()} == {COMMITTEE}
    assert all(citation.is_guess for citation in resolved.citations)


def test_a_general_comment_alone_is_certain_by_its_committee() -> None:
    parsed = read_described_work(note(f"{COMMITTEE}, general comment No. 14 (2000)"), {})
    assert parsed
    assert parsed.confidence > LIKELY


def test_a_title_that_two_works_have_is_never_certain() -> None:
    sources = {
        name: {"type": "report", "title": "general comment No. 14", "author": [{"literal": f"Committee on {name}"}]}
        for name in ("rivers", "wells")
    }
    assert resolve("general comment No. 14, para. 3", sources=sources) != ["[@rivers, para. 3]"]
    assert resolve("Committee on wells, general comment No. 14, para. 3", sources=sources) == ["[@wells, para. 3]"]
    assert resolve("Committee on rivers, general comment No. 14, para. 3", sources=sources) == ["[@rivers, para. 3]"]


def test_ibid_leads_to_a_page_of_which_a_note_has_the_address_alone() -> None:
    resolved = resolve_notes(text_with(["See https://example.org/wells.", "Ibid."]), {})
    assert [work["URL"] for work in resolved.works.values()] == ["https://example.org/wells"]
    assert [citation.is_guess for citation in resolved.citations] == [True, True]


def test_titles_that_differ_behind_a_colon_are_of_two_works() -> None:
    typed = [f"Freedom House, *Rivers in the World 2025: {place}* (2025)." for place in ("Fordland", "Lakeland")]
    assert len(resolve_notes(text_with(typed), {}).works) == 2


def test_the_number_of_a_case_is_no_place_in_it() -> None:
    typed = "*Young v. Ford Technologies, Inc.*, No. 6:24-cv-01903 (M.D. Fla. May 21, 2025)."
    resolved = resolve_notes(text_with([typed, typed]), {})
    assert [citation.items[0].place for citation in resolved.citations] == ["", ""]


def test_a_case_has_the_short_name_that_brackets_behind_it_state() -> None:
    resolved = resolve_notes(
        text_with(
            [
                "Young v. Ford, 392 U.S. 157, 168 (1968) (“*Ford*”) (affirming the right to wells)",
                "*Ford*, 392 U.S. at 170",
            ]
        ),
        {},
    )
    assert [citation.items[0].place for citation in resolved.citations] == ["168", "170"]
    assert len(resolved.works) == 1


def test_a_law_by_its_name_is_another_work_than_its_title_of_the_code() -> None:
    assert (
        len(
            resolve_notes(
                text_with(["47 U.S.C. § 152(a) (2006)", "Wells Act of 1934, 47 U.S.C. § 151 (2006)"]), {}
            ).works
        )
        == 2
    )


@pytest.mark.parametrize(
    "typed",
    [
        "River Watch, “Wells,” Discussion Paper No. 12 (2019)",
        "Ann Young, “Wells,” Ford Institute Working Paper 12 (2019): 5",
        "Ann Young, “Wells” (2019) Ford Paper No 12, p. 5",
        "Ann Young, “Wells,” River Press, p. 12 (2009)",
        "Young, A. (2009) ‘Wells run dry’. Ford: River Press, p. 12",
        "River Watch, “Wells”, Press Release 12 (3 May 2019)",
        "Human Rights Watch, “Wells,” A Human Rights Watch Report, vol. 12, no. 3 (May 2000), p. 5",
        "Committee on Rivers, general comments No. 12 (2009), para. 5, and No. 14 (2013), para. 3",
    ],
)
def test_the_number_of_a_report_and_a_page_are_never_a_volume_without_a_mark(typed: str) -> None:
    parsed = read_described_work(note(typed), {})
    assert parsed
    assert parsed.confidence <= LIKELY


def test_a_work_with_others_among_its_authors_is_a_guess() -> None:
    parsed = read_described_work(note("Ann Young and others, ‘The Common Well’ (2001) 117 LQR 42"), {})
    assert parsed
    assert parsed.confidence <= LIKELY


def test_a_day_is_no_journal() -> None:
    assert read_described_work(note("River Watch, ‘Wells’ (2019) 5 May, p. 3"), {}) is None
