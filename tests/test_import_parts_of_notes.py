"""A work beside other words of a note is cited, and the words stay; works of a list of references are known by author and year."""

from __future__ import annotations

import pytest

from briefgen.decompose.imported_text import ImportedText
from briefgen.decompose.pandoc_tree import CITATION_MARK, PandocNode, list_notes
from briefgen.decompose.typed_notes import resolve_notes
from tests.test_import_notes import note, text_with


@pytest.mark.parametrize(
    ("typed", "left"),
    [
        ("Every well has a number: *Young v Ford* (Decision) IT-09-92 (19 July 2013) (TC) [2].",
         ["Every well has a number:", " ", "@", "."]),
        ("The wells of the north have been dry for as long as anybody in these five villages can remember, see Young, *Deep Water*, 32.",
         ["The wells of the north have been dry for as long as anybody in these five villages can remember,", " ", "@", "."]),
        ("Ann Young, *Deep Water* (Ford: River Press, 1990), 12, which looks at wells.", ["@", ", which looks at wells", "."]),
        ("River Watch, *Wells* (2020), https://example.org/wells - each of the wells is named there.",
         ["@", " ", "- each of the wells is named there", "."]),
        ("On this see Ann Young, *Deep Water* (Ford: River Press, 1990), 70f. The wells say no more.",
         ["@", ". ", "The wells say no more", "."]),
    ],
)  # fmt: skip
def test_words_round_a_work_stay_in_the_note(typed: str, left: list[str]) -> None:
    resolved = resolve_notes(text_with([typed]), {})
    words = [inline["c"] for inline in list_notes(list(resolved.blocks))[0]["c"][0]["c"]]
    assert [CITATION_MARK.sub("@", part) for part in words] == left
    assert len(resolved.citations) == 1


def test_two_works_joined_by_and_are_two_citations() -> None:
    resolved = resolve_notes(
        text_with(["Ann Young, “Wells”, *Water Law*, 16 (2003): 131, 135–6 and Lee, “Rivers”, 9."]), {}
    )
    items = resolved.citations[0].items
    assert [(item.prefix, item.place) for item in items] == [("", "131, 135–6"), ("and", "9")]
    assert [resolved.works[item.name]["title"] for item in items] == ["Wells", "Rivers"]


def test_a_title_in_italics_is_not_cut_at_its_colon_or_its_full_stop() -> None:
    typed = (
        "Ann Young, “Wells,” *Water Law* 5 (2003): 131; see further Bo Lee and Ada Okoro, eds., *Of Rivers: Wells, Lakes, and "
        "Seas in 1990. A History* (Ford, NY: River Press, 2001)."
    )
    resolved = resolve_notes(text_with([typed]), {})
    items = resolved.citations[0].items
    assert [resolved.works[item.name]["title"] for item in items] == [
        "Wells",
        "Of Rivers: Wells, Lakes, and Seas in 1990. A History",
    ]
    assert items[1].prefix == "see further"


def test_a_title_is_not_cut_at_its_colon_where_nothing_encloses_it() -> None:
    typed = (
        "Ann Young et Bo Lee (dir.), Rivers in a Dry World: New Wells Report, Upper Ford, Ford University Press, 2010."
    )
    works = resolve_notes(text_with([typed]), {}).works
    assert [work.get("author") for work in works.values() if "New Wells" in str(work.get("author"))] == []


def test_two_titles_in_italics_are_not_one() -> None:
    typed = "River Watch, *Wells 2023*. River Watch, *Rivers* (2019), https://example.org/wells"
    resolved = resolve_notes(text_with([typed]), {})
    assert "Rivers" not in [work["title"].partition(". ")[2] for work in resolved.works.values()]


def test_places_alone_behind_a_work_are_other_places_in_it() -> None:
    typed = "*Young v Ford* (Transcript) IT-09-92 (19 July 2013) (TC) 45, line 1; 53, line 13; 61, line 4."
    items = resolve_notes(text_with([typed]), {}).citations[0].items
    assert [item.place for item in items] == ["45, line 1", "53, line 13", "61, line 4"]
    assert len({item.name for item in items}) == 1


@pytest.mark.parametrize(
    ("typed", "place"),
    [
        ("p. 32, lines 6-15, Ann Young, *Deep Water* (River Press 2009)", "p. 32, lines 6-15"),
        ("p15, Part III, Ann Young, *Deep Water* (River Press 2009)", "p15, Part III"),
        ("Article 16 of the Convention on Wells", "Article 16"),
        ("Article 16, Convention on the Right to Wells", "Article 16"),
    ],
)
def test_a_place_in_front_of_a_work_is_kept(typed: str, place: str) -> None:
    assert resolve_notes(text_with([typed]), {}).citations[0].items[0].place == place


def test_a_place_in_front_of_ibid_is_in_the_work_before() -> None:
    resolved = resolve_notes(text_with(["Ann Young, *Deep Water* (River Press 2009)", "p3-4, para 1.9, ibid"]), {})
    first, second = (citation.items[0] for citation in resolved.citations)
    assert (second.name, second.place) == (first.name, "p3-4, para 1.9")


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("*Young v Ford* (Decision) IT-09-92 (19 July 2013) (TC) [1]", "*Young v Ford* (Decision) IT-09-92 (11 February 2014) (TC) [1]"),
        ("*Young v Ford* (Decision) IT-09-92 (19 July 2013) (TC) [1]", "*Young v Ford* (Transcript) IT-09-92 (19 July 2013) (TC) [1]"),
        ("*Young v Ford* (Decision) IT-09-92 (19 July 2013) (TC) [1]", "*Young v Ford* (Decision) IT-11-14 (19 July 2013) (TC) [1]"),
        ("River Watch, “Wells,” https://example.org/1", "River Watch, “Wells,” https://example.org/2"),
        ("Ann Young, “The Common Well” (Ford, May 2019), p. 3, https://example.org/1", "Bo Lee, “The Common Well” (Ford, May 2019), p. 3, https://example.org/1"),
    ],
)  # fmt: skip
def test_works_of_one_title_that_differ_in_another_part_are_two(first: str, second: str) -> None:
    citations = resolve_notes(text_with([first, second]), {}).citations
    assert citations[0].items[0].name != citations[1].items[0].name


def test_the_same_work_is_one_though_it_is_typed_in_another_way() -> None:
    notes = ["*Young v Ford* (Decision) IT-09-92 (19 July 2013) (TC) [1]", "*Young v Ford*, IT-09-92, July 2013, [3]"]
    citations = resolve_notes(text_with(notes), {}).citations
    assert citations[0].items[0].name == citations[1].items[0].name


REFERENCES = (
    "Young, Ann, and Bo Lee. 2014. *Water Law*. 6th ed. Ford: River Press.",
    "Okoro, A. (2009a). Wells of the south. *Water Review*, 11(4), 333–351.",
    "Okoro, A. (2009b). Rivers of the south. *Water Review*, 12(4), 3–35.",
)


@pytest.mark.parametrize(
    ("typed", "title", "place"),
    [
        ("See Young and Lee (2014), p. 259.", "Water Law", "p. 259"),
        ("Young & Lee 2014, 12", "Water Law", "12"),
        ("Okoro (2009b), pp. 3–4", "Rivers of the south", "pp. 3–4"),
        ("Young and Lee, *Water Law*, 5", "Water Law", "5"),
    ],
)
def test_a_note_leads_to_the_list_of_references_of_its_text(typed: str, title: str, place: str) -> None:
    blocks = text_with([typed]).blocks
    heading: PandocNode = {"t": "Header", "c": [1, ["", [], []], [{"t": "Str", "c": "7. References"}]]}
    entries = ({"t": "Para", "c": note(entry).to_inlines()} for entry in REFERENCES)
    resolved = resolve_notes(ImportedText("", "", "", (*blocks, heading, *entries), ()), {})
    (citation,) = resolved.citations
    assert (resolved.works[citation.items[0].name]["title"], citation.items[0].place) == (title, place)
    assert citation.is_guess


@pytest.mark.parametrize("typed", ["Okoro (2009), p. 3", "Young (2014), p. 3", "Lee (2014)", "Young and Lee (2015)"])
def test_an_author_and_a_year_that_mean_no_work_or_two_stay_words(typed: str) -> None:
    heading: PandocNode = {"t": "Header", "c": [1, ["", [], []], [{"t": "Str", "c": "References"}]]}
    entries = ({"t": "Para", "c": note(entry).to_inlines()} for entry in REFERENCES)
    resolved = resolve_notes(ImportedText("", "", "", (*text_with([typed]).blocks, heading, *entries), ()), {})
    assert not resolved.citations
