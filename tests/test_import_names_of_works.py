"""Short names, symbols, sentences and paragraphs of typed notes lead to the works that they mean."""

from __future__ import annotations

import pytest

from briefgen.decompose.imported_text import ImportedText
from briefgen.decompose.pandoc_tree import list_notes
from briefgen.decompose.typed_notes import resolve_notes
from tests.test_import_notes import note, problems, resolve, text_with


@pytest.mark.parametrize(
    ("first", "later", "place"),
    [
        ("River Watch, *Wells of the South* (2019) [hereinafter *South Report*]", "*South Report*, p 12 (Maps of Wells)", "p 12"),
        ("River Watch, *Wells of the South* (2019) (hereinafter “South Report”)", "South Report, supra note 1, at 12", "12"),
        ("Covenant on Wells (adopted 16 December 1966) 999 UNTS 171 (CW)", "CW, art. 7", "art. 7"),
        ("UN Human Rights Council, “Report on wells,” A/HRC/20/17, June 4, 2012", "UN Doc. A/HRC/20/17, para 3", "para 3"),
    ],
)  # fmt: skip
def test_a_short_name_or_a_symbol_leads_to_the_work_that_was_cited_with_it(first: str, later: str, place: str) -> None:
    citations = resolve_notes(text_with([first, later]), {}).citations
    assert [citation.items[0].place for citation in citations] == ["", place]
    assert citations[0].items[0].name == citations[1].items[0].name


def test_a_short_name_of_another_work_leads_nowhere() -> None:
    first = "UN Human Rights Council, “Report on wells,” A/HRC/20/17, June 4, 2012"
    works = resolve_notes(text_with([first, "A/HRC/20/171, para 3", "A/HRC/20/171, para 4"]), {}).works
    assert [work["number"] for work in works.values()] == ["A/HRC/20/17", "UN Doc A/HRC/20/171"]


def test_a_title_with_another_symbol_is_of_another_work() -> None:
    typed = [f"River Watch, Report on wells in the north, {symbol}, para 3" for symbol in ("A/HRC/20/17", "A/HRC/23/9")]
    assert len(resolve_notes(text_with(typed), {}).works) == len(typed)


def test_the_letters_of_a_place_are_kept_with_its_number() -> None:
    typed = ["CERD/C/FRD/CO/6-7, para. 58 (l).", "Ibid., paras. 61 (a) and (b) and 64."]
    assert resolve(*typed, sources={}) == ["[@cerdcfrdo, para. 58(l)]", "[@cerdcfrdo, paras. 61(a) and (b) and 64]"]


def test_and_in_front_of_the_last_of_several_works_is_not_its_title() -> None:
    typed = "CERD/C/FRD/CO/6-7, para. 5. See also CAT/C/FRD/CO/3, para. 6 (c); and CERD/C/FRD/CO/6-7, para. 8."
    assert resolve(typed, sources={}) == [
        "[@cerdcfrdo, para. 5; See also @catcfrdi, para. 6(c); and @cerdcfrdo, para. 8]"
    ]


def test_a_work_that_is_described_twice_is_one_source() -> None:
    typed = "Young, Ann: Das Wasser. In: Der Fluss. Hrsg. von Bo Lee/Ada Okoro. Kiel: Fink 2014. S. 9-20"
    assert len(resolve_notes(text_with([typed, f"Vgl. {typed}, hier S. 11", typed]), {}).works) == 1


def test_german_marks_of_quotation_end_where_the_quotation_ends() -> None:
    typed = "Ann Young, „Das Wasser; ein Buch“, unter: https://example.org/1; Bo Lee, „Der Brunnen“, unter: https://example.org/2"
    assert len(resolve_notes(text_with([typed]), {}).works) == 2


def test_sentences_that_each_name_a_work_are_two_citations() -> None:
    typed = "Ann Young, *Deep Water* (Kiel: River Press, 1990). Bo Lee, *Wells* (Kiel: River Press, 2006), 148."
    assert resolve(typed, sources={}) == ["[@young1990b; @lee2006n, p 148]"]


def test_a_sentence_behind_a_work_stays_words_and_ibid_does_not_point_at_it() -> None:
    typed = "Ann Young, *Deep Water* (Kiel: River Press, 1990). The well was dry in 2006."
    resolved = resolve_notes(text_with([typed, "Ibid."]), {})
    words = [inline["c"] for inline in list_notes(list(resolved.blocks))[0]["c"][0]["c"]]
    assert words == ["\ue000c0\ue003", ". ", "The well was dry in 2006", "."]
    assert len(resolved.citations) == 1


def test_symbols_of_documents_with_and_between_them_are_two_works() -> None:
    typed = "CERD/C/FRD/CO/6-7, para. 6 and CAT/C/FRD/CO/3, para. 7"
    assert resolve(typed, "For the answers see CAT/C/FRD/CO/3, para. 8", sources={}) == [
        "[@cerdcfrdo, para. 6; and @catcfrdi, para. 7]", "[For the answers see @catcfrdi, para. 8]"
    ]  # fmt: skip


def test_a_note_on_a_page_is_no_note_of_this_text() -> None:
    assert problems("See Young, *Deep Water*, 543n65") == []


def test_the_year_behind_an_abbreviated_court_is_no_number_of_a_note() -> None:
    typed = "Young v. Ford, 230 F.R.D. 640, 655 (D. Kan. 2005)"
    assert problems(typed) == []
    assert resolve(typed, sources={})[0].endswith(", p 655]")


@pytest.mark.parametrize(
    ("paragraphs", "kept"),
    [(["Ann Young, ‘The Common Well’ (2001)", "117 LQR 42, 64"], 0), (["We saw it ourselves;", "Young (2001) 64"], 2)],
)
def test_paragraphs_of_a_note_are_read_as_one_and_kept_if_they_are_no_citation(
    paragraphs: list[str], kept: int
) -> None:
    first, second = ([{"t": "Para", "c": note(words).to_inlines()}] for words in paragraphs)
    content = [*first, {"t": "BlockQuote", "c": second}]
    blocks = ({"t": "Para", "c": [{"t": "Str", "c": "Words."}, {"t": "Note", "c": content}]},)
    resolved = resolve_notes(ImportedText("", "", "", blocks, ()), {})
    assert [len(found["c"]) for found in list_notes(list(resolved.blocks))] == [kept] * bool(kept)
    assert len(resolved.citations) == (not kept)
