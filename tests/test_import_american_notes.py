"""Notes in the style of American law reviews become citations, and no word of them is lost."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from briefgen.decompose.american_works import read_american_work
from briefgen.decompose.capital_words import lower_capitals, lower_capitals_of_journal
from briefgen.decompose.described_works import read_described_work
from briefgen.decompose.note_addresses import take_addresses
from briefgen.decompose.note_form_parts import LIKELY
from briefgen.decompose.note_surroundings import split_remark
from briefgen.decompose.note_text import NotePiece, split_sentences
from briefgen.decompose.pandoc_tree import walk_nodes
from briefgen.decompose.typed_notes import resolve_notes
from tests.test_import_note_forms import shorten_value
from tests.test_import_notes import note, resolve, text_with

CASES = Path(__file__).parent / "cases/american_notes.txt"


def list_cases() -> Iterator[tuple[str, list[str]]]:
    """Each note of the file of cases, and the lines with what is read of it."""
    for case in re.split(r"\n(?=\S)", CASES.read_text(encoding="utf-8").strip()):
        typed, *lines = case.splitlines()
        if not typed.startswith("#"):
            yield typed, [line.strip() for line in lines if line.strip()]


@pytest.mark.parametrize(("typed", "lines"), [pytest.param(*case, id=case[0][:50]) for case in list_cases()])
def test_a_note_is_read_as_the_file_of_cases_says(typed: str, lines: list[str]) -> None:
    parsed = read_described_work(note(typed), {})
    assert parsed
    read = [f"{name}: {shorten_value(value)}" for name, value in parsed.item.items()]
    read += [f"place: {parsed.pinpoint}"] * bool(parsed.pinpoint) + ["a guess"] * (parsed.confidence <= LIKELY)
    assert sorted(read) == sorted(lines)


@pytest.mark.parametrize(
    "typed",
    [
        "Interview with Ann Young, Dir., River Watch, in Ford (May 3, 2010)",
        "Email from Ann Young to Bo Lee (May 3, 2010)",
        "Young v. Ford, No. 08-1291 (D.C. Cir. filed Sept. 4, 2008)",
        "Ann Young, *Young v. Ford*, 12 U.S. 3 (1990)",
        "The village has 12 wells, 5 pumps 3 (2019)",
        "*See infra* Part III",
        "Ann Young said that *Wells* had 12 pages (2001)",
        "Ann Young, “Wells Run Dry,” *River Times*, April 7, 1991",
        "Ann Young, *Wells*, 12 River Street 5 lost words (2009)",
    ],
)
def test_other_words_are_no_work_in_the_american_way(typed: str) -> None:
    assert read_american_work(note(typed)) is None


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("THE LAW OF WELLS: A HISTORY OF THE NORTH", "The Law of Wells: A History of the North"),
        ("HARV. J.L. & TECH.", "Harv. J.L. & Tech."),
        ("N.Y.U. L. REV.", "N.Y.U. L. Rev."),
        ("UCLA L. REV.", "UCLA L. Rev."),
        ("BBC", "BBC"),
        ("ANN O’HARA-YOUNG III", "Ann O’Hara-Young III"),
        ("UN WOMEN, WELLS IN THE US", "UN Women, Wells in the US"),
        ("Wells of the USA", "Wells of the USA"),
    ],
)
def test_capitals_become_small_letters_where_they_are_no_acronyms(typed: str, words: str) -> None:
    assert lower_capitals(typed) == words


@pytest.mark.parametrize(
    ("typed", "words"), [("MIS Q.", "MIS Q."), ("FORD L. REV.", "Ford L. Rev."), ("U. PA. L. REV.", "U. Pa. L. Rev.")]
)
def test_a_short_word_in_the_name_of_a_journal_is_an_acronym(typed: str, words: str) -> None:
    assert lower_capitals_of_journal(typed) == words


@pytest.mark.parametrize(
    ("typed", "remark"),
    [
        ("Young v. Ford, 5 F.3d 6 (2d Cir. 1999) (en banc) (holding that (1) wells, and (2) rivers)", "(en banc) (holding that (1) wells, and (2) rivers)"),
        ("Young v. Ford, 5 U.S. 6 (1999) (Lee, J., dissenting)", "(Lee, J., dissenting)"),
        ("Young v. Ford, 5 F.2d 6 (2d Cir. 1999), aff’d, 7 U.S. 8 (2001)", ", aff’d, 7 U.S. 8 (2001)"),
        ("Ann Young, *Wells*, 5 J. Rivers 6 (1999), *reprinted in* WATER LAW 7 (2001)", ", reprinted in WATER LAW 7 (2001)"),
        ("Convention on Wells, May 3, 1999, 12 U.N.T.S. 3 (entered into force June 4, 2001)", ""),
        ("*Wells*, RIVER WATCH, https://example.org (last visited May 3, 2019)", ""),
        ("Ann Young, *Wells* (2d ed.)", ""),
        ("Covenant on Wells, 999 U.N.T.S. 171 (CW)", ""),
    ],
)  # fmt: skip
def test_words_in_brackets_and_later_history_stay_behind_a_citation(typed: str, remark: str) -> None:
    core, words = split_remark(note(typed))
    assert words == remark
    assert core.text.replace("*", "") + (" " * (remark[:1] == "(")) + remark == typed.replace("*", "")


def test_a_copy_of_a_page_in_an_archive_is_kept() -> None:
    _, found = take_addresses(note("*Wells*, https://example.org/1 [https://perma.cc/AB12-CD34]"))
    assert found == {"URL": "https://example.org/1", "archive_location": "https://perma.cc/AB12-CD34"}


def test_a_copy_of_a_page_alone_is_its_address() -> None:
    _, found = take_addresses(note("*Wells*, https://perma.cc/AB12-CD34"))
    assert found == {"URL": "https://perma.cc/AB12-CD34"}


def test_a_work_behind_a_sentence_is_cited_and_the_sentence_stays() -> None:
    typed = "Wells were dug by hand for many years. ANN YOUNG, THE LAW OF WELLS 5 (1999)"
    piece = NotePiece(note(typed), 0, len(typed))
    assert [part.words.text for part in split_sentences(piece)] == [
        "Wells were dug by hand for many years",
        "ANN YOUNG, THE LAW OF WELLS 5 (1999)",
    ]
    assert resolve(typed, sources={}) == ["[@young1999b, p 5]"]


def test_a_sentence_that_starts_with_straight_quotation_marks_is_another_one() -> None:
    typed = 'ANN YOUNG, THE LAW OF WELLS 5 (1999). "Wells" are what villages dig.'
    resolved = resolve_notes(text_with([typed]), {})
    assert [citation.words for citation in resolved.citations] == ["ANN YOUNG, THE LAW OF WELLS 5 (1999)"]


NOTES = (
    "Ann Young & Bo Lee, *The Law of Wells*, 12 HARV. L. REV. 34, 40 (2001); Convention on Wells, May 3, 1999, 12 U.N.T.S. 3 [hereinafter CW].",
    "*See* Young & Lee, *supra* note 1, at 41 (arguing that “wells (and rivers) are (rarely) deep”).",
    "*Id.* at 42.",
    "CW, *supra* note 1, art. 14(1).",
    "*Young v. Ford*, 410 U.S. 113, 120 (1973) (“*Wells*”).",
    "The north has rivers that nobody has ever counted or named. *Id.* at 121.",
    "*Young*, 410 U.S. at 122; Young & Lee, *supra* note 1.",
    "*See supra* notes 1–3 and accompanying text.",
)


def test_short_forms_lead_to_the_works_of_earlier_notes() -> None:
    assert resolve(*NOTES, sources={}) == [
        "[@young2001b, p 40; @cw1999f]",
        "[See @young2001b, p 41 (arguing that “wells (and rivers) are (rarely) deep”)]",
        "[@young2001b, p 42]",
        "[@cw1999f, art. 14(1)]",
        "[@wells1973d, p 120]",
        "[@wells1973d, p 121]",
        "[@wells1973d, p 122; @young2001b]",
        NOTES[-1],
    ]


def test_laws_of_two_states_are_two_laws() -> None:
    written = resolve("FORD. CODE ANN. § 15-4-210 (2024).", "FORT REV. CODE ANN. § 4141.42 (2024).", sources={})
    assert written == ["[@fordcodeann2024u, § 15-4-210]", "[@fortrevcode2024g, § 4141.42]"]


def test_see_also_generally_is_a_signal() -> None:
    typed = "*See also generally* Ann Young, *Rules of Wells*, 31 FORD L. REV. 1 (2013)"
    assert resolve(typed, sources={}) == ["[See also generally @young2013o]"]


def test_two_works_that_are_compared_are_two_citations() -> None:
    typed = (
        "*Compare* Ann Young, *Rules of Wells*, 31 FORD L. REV. 1, 27 (2013) (on rules), *with id.* at 19 (on norms)."
    )
    assert resolve(typed, sources={}) == ["[Compare @young2013o, p 27 (on rules); with @young2013o, p 19 (on norms)]"]


def test_a_sentence_in_front_of_a_short_form_stays_in_the_note() -> None:
    typed = "Chief among the faults of wells is that they dry. Young & Lee, *supra* note 1, at 41."
    resolved = resolve_notes(text_with([NOTES[0], typed]), {})
    assert resolved.citations[-1].words == "Young & Lee, supra note 1, at 41"
    kept = [node["c"] for node in walk_nodes(list(resolved.blocks)) if node["t"] == "Str"]
    assert "Chief among the faults of wells is that they dry" in kept


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("For a longer history of the wells, see Young & Lee, *supra* note 1, at 41.", "[For a longer history of the wells, see @young2001b, p 41]"),
        ("Young & Lee, The Law of Wells, *supra* note 1, at 41.", "[@young2001b, p 41]"),
    ],
)  # fmt: skip
def test_words_in_front_of_a_short_form_are_kept(typed: str, written: str) -> None:
    assert resolve(NOTES[0], typed, sources={})[1] == written


def test_a_word_of_a_short_form_that_its_work_lacks_makes_it_a_guess() -> None:
    resolved = resolve_notes(text_with([NOTES[0], "Young & Lee, Deep Water, *supra* note 1, at 41."]), {})
    assert resolved.citations[-1].is_guess
    assert "not in the work: `Deep`, `Water`" in resolved.citations[-1].reason


def test_a_place_and_those_that_follow_it_are_written_in_every_language() -> None:
    assert resolve("44 U.S.C. § 3501 *et seq.*", sources={}) == ["[@44usi, § 3501 ff]"]
