"""Typed notes of an imported text become citations: of a list of sources, of works cited before, of works that they describe."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

from briefgen.decompose.back_references import BackReference, read_back_reference
from briefgen.decompose.citations import choose_keys, write_citation
from briefgen.decompose.imported_text import ImportedText
from briefgen.decompose.known_works import find_work
from briefgen.decompose.note_text import NoteText, read_note
from briefgen.decompose.pandoc_tree import list_notes
from briefgen.decompose.typed_notes import resolve_notes
from tests.running import Result, copy_project
from tests.word_by_hand import note_call, notes_part, paragraph, write_docx
from tests.word_by_hand import run as words

Run = Callable[..., Result]
SOURCES: dict[str, dict[str, Any]] = {
    "wells": {
        "type": "book", "title": "Wells of the North: a history", "title-short": "Wells of the North", "publisher": "River Press",
        "author": [{"family": "Young", "given": "Ann"}], "issued": {"date-parts": [[2009]]},
    },
    "drought": {
        "type": "article-journal", "title": "Drought and the right to water in upland villages", "container-title": "Water Review",
        "volume": 5, "issue": 2, "page": "10-31", "author": [{"family": "Lee", "given": "Bo"}, {"family": "Okoro", "given": "Ada"}],
        "issued": "2015",
    },
    "covenant": {
        "type": "treaty", "title": "International Covenant on Economic, Social and Cultural Rights", "title-short": "ICESCR",
        "issued": "1966-12-16", "event-date": "1976-01-03", "volume": 993, "container-title": "UNTS", "page": 3,
    },
    "watch": {"type": "report", "title": "The invisible river", "author": [{"literal": "River Watch"}], "issued": "2002-11-19"},
}  # fmt: skip


def note(text: str) -> NoteText:
    """The words of a note, `*in italics*` between stars."""
    letters, italics, is_italic = "", [], False
    for letter in text:
        if letter == "*":
            is_italic = not is_italic
        else:
            letters += letter
            italics.append(is_italic)
    return NoteText(letters, tuple(italics), ("",) * len(letters))


def text_with(notes: Sequence[str]) -> ImportedText:
    """A text with a note in each paragraph."""
    blocks = [
        {
            "t": "Para",
            "c": [{"t": "Str", "c": "Words."}, {"t": "Note", "c": [{"t": "Para", "c": note(typed).to_inlines()}]}],
        }
        for typed in notes
    ]
    return ImportedText("", "", "", tuple(blocks), ())


def resolve(*notes: str, sources: dict[str, dict[str, Any]] | None = None) -> list[str]:
    """For each note the citation that it became, or its words; those of a note with both are joined."""
    resolved = resolve_notes(text_with(notes), SOURCES if sources is None else sources)
    keys = choose_keys(resolved.works, resolved.source_keys)
    cited = dict.fromkeys(range(1, len(notes) + 1), "")
    for citation in resolved.citations:
        cited[citation.note] += write_citation(citation, keys)
    return [cited[number] or typed for number, typed in enumerate(notes, start=1)]


def problems(*notes: str) -> list[str]:
    return [f"{remark.place}: {remark.text}" for remark in resolve_notes(text_with(notes), SOURCES).remarks]


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("Ann Young, *Wells of the North: A History* (River Press 2009) 12.", "[@wells, p 12]"),
        ("A Young, Wells of the North (2009), pp. 12-14", "[@wells, pp. 12-14]"),
        ("YOUNG, WELLS OF THE NORTH: A HISTORY, River Press, 2009, ch 3", "[@wells, ch 3]"),
        ("Young, ‘Wells of the Nort: a history’ 2009", "[@wells]"),
        ("See also Ann Young, Wells of the North: A History (2009) 12", "[See also @wells, p 12]"),
        ("For the north, see Ann Young, Wells of the North: A History (2009)", "[For the north, see @wells]"),
        ("Ann Young, Wells of the North: A History (2009) 12 (on file with the author)", "[@wells, p 12 (on file with the author)]"),
        ("Bo Lee and Ada Okoro, “Drought and the Right to Water in Upland Villages” (2015) 5(2) Water Review 10, 14.", "[@drought, p 14]"),
        ("Bo Lee and Ada Okoro, “Drought and the right to water in upland villages,” Water Review 5, no. 2 (2015): 10–31.", "[@drought]"),
        ("International Covenant on Economic, Social and Cultural Rights (adopted 16 December 1966, entered into force 3 January 1976) 993 UNTS 3, art 11", "[@covenant, art 11]"),
        ("International Covenant on Economic Social and Cultural Rights, Art. 11(1)", "[@covenant, Art. 11(1)]"),
        ("Ann Young, Wells of the North (2009); Bo Lee, ‘Drought and the right to water in upland villages’ (2015) 12", "[@wells; @drought, p 12]"),
    ],
)  # fmt: skip
def test_a_typed_note_is_matched_with_the_list_of_sources(typed: str, written: str) -> None:
    assert resolve(typed) == [written]


@pytest.mark.parametrize(
    "typed",
    [
        "Our visits of May 2019.",
        "Interview with a well digger, Upper Ford, 3 May 2019.",
        "We thank Ann Young for comments (2009).",
        "The north has many wells.",
        "See the discussion in chapter 2 of this report.",
        "On file with the author.",
        "Names are changed.",
        "At the time of writing, 60 people were in hiding.",
    ],
)
def test_words_that_name_no_work_stay_as_they_are(typed: str) -> None:
    assert resolve(typed) == [typed]
    assert not problems(typed)


def test_a_work_with_the_author_and_the_year_of_a_source_but_another_title_is_asked_about() -> None:
    assert problems("River Watch, “Summary of the river report” (2002).") == [
        "note 1: `River Watch, “Summary of the river report” (2002)`: it is perhaps `watch` of the sources, by its author, its year"
    ]


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("Ibid.", "[@drought]"),
        ("*Ibid*, 14.", "[@drought, p 14]"),
        ("ibid, para 4", "[@drought, para 4]"),
        ("Id. at 14.", "[@drought, p 14]"),
        ("Idem.", "[@drought]"),
        ("See ibid at 12–13.", "[See @drought, p 12–13]"),
        ("Young (n 1) 15.", "[@wells, p 15]"),
        ("Young, supra note 1, at 15.", "[@wells, p 15]"),
        ("Young, above n 1, 15", "[@wells, p 15]"),
        ("See supra note 1, p. 4", "[See @wells, p. 4]"),
        ("Young, *Wells of the North* (fn. 1), p. 15", "[@wells, p. 15]"),
        ("Young, op. cit., p. 15", "[@wells, p. 15]"),
        ("Young (2009), p. 15", "[@wells, p. 15]"),
        ("Young, *Wells of the North*, 15.", "[@wells, p 15]"),
        ("Note 1 above, para 3", "[@wells, para 3]"),
        ("Ibid; Young (n 1) 7", "[@drought; @wells, p 7]"),
        ("Ebd., S. 7.", "[@drought, p 7]"),
        ("Vgl. ebd., S. 10f.", "[Vgl. @drought, p 10 f]"),
        ("Ebenda", "[@drought]"),
        ("Young 2009, S. 61f.", "[@wells, p 61 f]"),
        ("Young 2009, S 61", "[@wells, p 61]"),
        ("Young, § 61", "[@wells, § 61]"),
        ("Young, §§ 61-63", "[@wells, §§ 61-63]"),
        ("Young [61]", "[@wells, [61]]"),
        ("Young (n 1) [61]–[63]", "[@wells, [61]–[63]]"),
        ("nach Young, a.a.O., S. 61-63", "[nach @wells, p 61-63]"),
        ("siehe Ann Young: Wells of the North. Kiel 2009, S. 61", "[siehe @wells, p 61]"),
    ],
)
def test_a_note_that_points_back_leads_to_the_work_it_means(typed: str, written: str) -> None:
    before = (
        "Ann Young, Wells of the North (2009)",
        "Bo Lee, ‘Drought and the right to water in upland villages’ (2015)",
    )
    assert resolve(*before, typed)[2] == written


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("Ibid.", "it points to note 1, which names no work"),
        ("Young (n 1) 5", "it points to note 1, which names no work"),
        ("See (n 7)", "it points to note 7, which is not before it"),
        ("Smith, op. cit., p. 3", "no work that was cited before is the only one of these words"),
    ],
)
def test_a_note_that_leads_nowhere_stays_and_is_reported(typed: str, reason: str) -> None:
    notes = ("Our visits of May 2019.", typed)
    assert resolve(*notes)[1] == typed
    assert [reason in problem for problem in problems(*notes)] == [True]


def test_a_note_that_names_another_author_than_the_note_it_points_to_is_reported() -> None:
    notes = ("Ann Young, Wells of the North (2009)", "Okoro (n 1) 5")
    assert resolve(*notes)[1] == "Okoro (n 1) 5"
    assert "note 1 names `Wells of the North: a history`, and not `Okoro`" in problems(*notes)[0]


WORKS = ("Ann Young, Wells of the North (2009)", "Bo Lee, ‘Drought and the right to water in upland villages’ (2015)")


def test_id_at_a_number_is_a_note_where_every_such_number_can_be_one() -> None:
    assert resolve(*WORKS, "Id at 1", "Id at 2 Art 4(2).", "Id 1 and 2.")[2:] == [
        "[@wells]",
        "[@drought, Art 4(2)]",
        "[@wells]",
    ]
    assert "`Id at 5` is read as note 5 in this text" in problems(*WORKS, "Id at 1")[-1]


def test_id_at_a_number_is_a_page_where_one_of_them_cannot_be_a_note() -> None:
    assert resolve(*WORKS, "Id at 1", "Id at 40")[2:] == ["[@drought, p 1]", "[@drought, p 40]"]
    assert resolve(*WORKS, "Id. at 1")[2:] == ["[@drought, p 1]"]


def test_ibid_after_several_works_is_the_last_one_and_a_guess() -> None:
    resolved = resolve_notes(text_with([f"{WORKS[0]}; {WORKS[1]}", "Ibid."]), SOURCES)
    assert resolved.citations[1].is_guess
    assert resolved.citations[1].items[0].name == "drought"


@pytest.mark.parametrize(
    "typed",
    [
        "Id. (“We found 3 wells.” (quoting Ann Young, Wells of the North: a history (2009)).",
        "The court said so. Later it followed Ann Young, Wells of the North: a history (2009)",
        "Ann Young, Wells of the North: a history (2009), which found that all wells are dry",
        "Lee v. Ford, 3 F.3d 4 (quoting Ann Young, Wells of the North: a history (2009)",
    ],
)
def test_a_work_inside_a_longer_text_is_asked_about_and_the_text_stays(typed: str) -> None:
    assert resolve("Our visits.", typed)[1] == typed
    assert "in a longer text: cite it if that is the work" in problems("Our visits.", typed)[0]


@pytest.mark.parametrize(
    "typed",
    ["Ann Young, *Wells of the North* (River Press 2013)", "Young v. Fort, 324 F.3d 1322, 1324 (Fed. Cir. 2003)"],
)
def test_a_work_of_another_year_is_another_work(typed: str) -> None:
    sources = {
        **SOURCES,
        "case": {"type": "legal_case", "title": "Young v. Fort", "issued": "2002", "volume": 287, "page": 1},
    }
    written = resolve(typed, sources=sources)[0]
    assert "@wells" not in written
    assert "@case" not in written


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Article 16, Convention on Wells", "Article 3, Convention on Wells"),
        ("General Comment No. 2 on the Right to Wells", "General Comment No. 25 on the Right to Wells"),
        ("Protocol II on the Protection of Wells", "Protocol III on the Protection of Wells"),
        ("Report on Wells in the North 2023", "Report on Wells in the North 2024"),
    ],
)
def test_a_title_with_another_number_is_of_another_work(first: str, second: str) -> None:
    typed = [f"River Watch, “{title},” River Watch, 2025, https://example.org/a" for title in (first, second)]
    works = resolve_notes(text_with(typed), {}).works
    assert [work["title"] for work in works.values()] == [first, second]


@pytest.mark.parametrize(
    "first", ["Ann Young, ‘The Common Well’ (2001) 117 LQR 42, 64", "Young v. Ford, 347 U.S. 483, 495 (1954)"]
)
def test_a_section_of_a_law_is_not_cited_as_one_of_an_article_or_a_case(first: str) -> None:
    assert resolve(first, "Id. § 201.56(a)(1).", sources={})[1] == "Id. § 201.56(a)(1)."
    assert "the work before it has no sections" in problems(first, "Id. § 5")[0]


def test_a_page_in_front_of_an_address_is_kept() -> None:
    typed = "River Watch, *The invisible river*, November 2002, page 20, https://example.org/river"
    assert resolve(typed) == ["[@watch, page 20]"]


def test_ibid_after_a_note_that_ends_with_words_is_not_guessed() -> None:
    first = f"{WORKS[0]}; COREG (carvedilol) tablets, revised label"
    assert resolve(first, "Id. at 4.")[1] == "Id. at 4."
    assert "it points to note 1, which names no work" in problems(first, "Id. at 4.")[0]


def test_a_note_with_words_and_works_keeps_its_words() -> None:
    resolved = resolve_notes(text_with(["Our visits of May 2019; Ann Young, *Wells of the North* (2009) 4."]), SOURCES)
    assert [inline["c"] for inline in list_notes(list(resolved.blocks))[0]["c"][0]["c"]] == [
        "Our visits of May 2019", "; ", "\ue000c0\ue003", "."
    ]  # fmt: skip


def test_words_after_id_stay_words() -> None:
    resolved = resolve_notes(text_with([WORKS[0], "Id. at 324. The village then said more. Id."]), SOURCES)
    words = [inline["c"] for inline in list_notes(list(resolved.blocks))[0]["c"][0]["c"]]
    assert words == ["\ue000c1\ue003", ". ", "The village then said more. Id", "."]
    assert write_citation(resolved.citations[1], {"wells": "wells"}) == "[@wells, p 324]"


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("Young, 347 U.S. at 490.", "[@youngvford1954d, p 490]"),
        ("See, e.g., Young v. Ford, 347 U.S. at 490-91", "[See, e.g., @youngvford1954d, p 490-91]"),
        ("Young, 348 U.S. at 490", "Young, 348 U.S. at 490"),
        ("Young v. Ford, 347 U.S. 483, 490 (1954) (emphasis added)", "[@youngvford1954d, p 490 (emphasis added)]"),
        ("Young v. Ford, 347 U.S. 483, 490 (1954) (names of wells)", "[@youngvford1954d, p 490 (names of wells)]"),
        ("Id. at 490 (quoting the law)", "[@youngvford1954d, p 490 (quoting the law)]"),
    ],
)
def test_short_forms_of_cases(typed: str, written: str) -> None:
    assert resolve("Young v. Ford, 347 U.S. 483, 495 (1954)", typed, sources={})[1] == written


def test_two_calls_beside_each_other_stay_two_notes() -> None:
    typed = [{"t": "Note", "c": [{"t": "Para", "c": note(text).to_inlines()}]} for text in WORKS]
    blocks = ({"t": "Para", "c": [{"t": "Str", "c": "Words."}, *typed]},)
    resolved = resolve_notes(ImportedText("", "", "", blocks, ()), SOURCES)
    assert [node["t"] for node in resolved.blocks[0]["c"]] == ["Str", "Note", "Str"]


def test_a_work_that_a_note_describes_is_found_again_in_later_notes() -> None:
    first = "Ann Young, ‘The Common Well’ (2001) 117 LQR 42, 64"
    assert resolve(first, "Young, ‘The Common Well’ 50", "Ibid 51", "Young (n 1) 52", sources={}) == [
        "[@young2001u, p 64]", "[@young2001u, p 50]", "[@young2001u, p 51]", "[@young2001u, p 52]"
    ]  # fmt: skip


@pytest.mark.parametrize(
    "later",
    ["Ibid 5.", "Lee (n 1) 5.", "Bo Lee, *Deep Water*, at 2 (2024), https://example.org/a", "Bo Lee, *Deep Water* 5"],
)
def test_a_note_that_cites_the_work_of_a_guess_is_a_guess(later: str) -> None:
    resolved = resolve_notes(text_with(["Bo Lee, et al., *Deep Water* (2024), https://example.org/a", later]), {})
    assert [citation.is_guess for citation in resolved.citations] == [True, True]
    assert resolved.citations[1].items[0].place in {"5", "2", "at 2"}


def test_a_note_with_other_things_than_words_is_left_alone() -> None:
    assert read_note([{"t": "Para", "c": []}, {"t": "CodeBlock", "c": [["", [], []], "Words"]}]) is None
    assert read_note([{"t": "Para", "c": [{"t": "Image", "c": [["", [], []], [], ["a.png", ""]]}]}]) is None


def test_back_references_are_read() -> None:
    assert read_back_reference("Ibid") == BackReference(0)
    assert read_back_reference("Ideas of the north") is None
    assert read_back_reference("see chapter 5 below") is None


def test_find_work_needs_more_than_a_few_common_words() -> None:
    assert find_work(note("The right to water"), SOURCES) is None


def test_a_word_file_with_typed_notes_is_built_with_citations_and_no_word_is_lost(tmp_path: Path, run: Run) -> None:
    root = copy_project("minimal", tmp_path)
    file = write_docx(
        tmp_path / "wells.docx",
        paragraph("Wells", "Heading1"),
        paragraph(words("First.") + note_call(1) + words(" Second.") + note_call(2) + words(" Third.") + note_call(3)),
        paragraph(words("Fourth.") + note_call(4) + words(" Fifth.") + note_call(5)),
        parts={
            "footnotes": notes_part(
                "footnote", "Ann Young, Wells of the North: A History (River Press 2009) 12.", "Ibid, 14.", "Our visits of May 2019.", "Ibid.",
                "Human Rights Council, ‘Report on wells’ (5 February 2010) UN Doc A/HRC/13/39, para 74; Young (n 1) 3.",
            )
        },
    )  # fmt: skip
    (tmp_path / "export.json").write_text(json.dumps([{**work, "id": key} for key, work in SOURCES.items()]), "utf-8")
    done = run("import", str(file), "--sources", str(tmp_path / "export.json"), cwd=root)
    assert done.code == 0, done.err
    report = (root / "import-report.md").read_text(encoding="utf-8")
    assert "Notes: 5. These notes cite no work, and stay words: 3, 4." in report
    assert "- note 4: `Ibid`: it points to note 3, which names no work: write what is meant" in report
    assert "nothing: every word of the file is in a block or above" in report
    kept = json.loads((root / "content/wells/sources.json").read_text(encoding="utf-8"))
    assert [work["id"] for work in kept] == ["wells", "humanrightscouncil2010n"]
    built = run("build", "wells", "--to", "html", cwd=root)
    assert built.code == 0, built.err
    page = (root / "out/wells.html").read_text(encoding="utf-8")
    assert page.count('role="doc-noteref"') == 5
    assert "Our visits of May 2019." in page
