"""How citations are read from the text of blocks."""

from __future__ import annotations

import pytest

from briefgen.model.citation_syntax import (
    CITATION_CLUSTER,
    NARRATIVE_CITATION,
    NOTE_DEFINITION,
    parse_cluster,
    parse_narrative,
)
from briefgen.model.tree import CitedWork


@pytest.mark.parametrize(
    ("text", "locator", "suffix"),
    [
        ("@k", "", ""),
        ("@k, art 33", "art 33", ""),
        ("@k, art. 33", "art. 33", ""),
        ("@k, art 1A(2)", "art 1A(2)", ""),
        ("@k, arts 3 and 7", "arts 3 and 7", ""),
        ("@k, art 6(1)(a)(ii)", "art 6(1)(a)(ii)", ""),
        ("@k, art 3, para 2", "art 3, para 2", ""),
        ("@k, art 7 para 2", "art 7 para 2", ""),
        ("@k, p 2", "p 2", ""),
        ("@k, pp 271–78", "pp 271–78", ""),
        ("@k, 554, 560", "554, 560", ""),
        ("@k, paras 3-5", "paras 3-5", ""),
        ("@k, para 140.7", "para 140.7", ""),
        ("@k, s 6", "s 6", ""),
        ("@k, ch 3", "ch 3", ""),
        ("@k, n 4", "n 4", ""),
        ("@k, § 12", "§ 12", ""),
        ("@k, ¶11", "¶11", ""),
        ("@k, [26]", "[26]", ""),
        ("@k, [43]–[47]", "[43]–[47]", ""),
        ("@k [26]", "[26]", ""),
        ("@k p 2", "p 2", ""),
        ("@k, preamble", "preamble", ""),
        ("@k, preamble, para 3", "preamble, para 3", ""),
        ("@k, art VI", "art VI", ""),
        ("@k, annex II", "annex II", ""),
        ("@k, al. 2", "al. 2", ""),
        ("@k, 12 (emphasis added)", "12", " (emphasis added)"),
        ("@k, p 61, as amended", "p 61", ", as amended"),
        ("@k, p 61.", "p 61", "."),
        ("@k, as amended", "", ", as amended"),
        ("@k, article of faith", "", ", article of faith"),
        ("@k, part of it", "", ", part of it"),
        ("@k 12 monkeys", "", " 12 monkeys"),
        ("@k, {p iv or so}, and more", "{p iv or so}", ", and more"),
        ("@k, {}12 monkeys", "", "12 monkeys"),
        ("@k, [34] (Lord Hope), [39] (Lord Scott)", "[34] (Lord Hope), [39]", " (Lord Scott)"),
        ("@k, [34] (Lord Hope), [39]–[41] (Lord Scott), [50]", "[34] (Lord Hope), [39]–[41] (Lord Scott), [50]", ""),
        ("@k, para 34 (Lord Hope), 39", "para 34 (Lord Hope), 39", ""),
        ("@k, 12 (emphasis added), and 3 others", "12", " (emphasis added), and 3 others"),
        ("@k, 12 (emphasis added), 3 of whom died", "12", " (emphasis added), 3 of whom died"),
        ("@k، 12", "12", ""),
        ("@k، الفقرة 12", "الفقرة 12", ""),
        ("@k، الفقرتان", "", "، الفقرتان"),
        ("@k，12。", "12", "。"),
        ("@k、12、15", "12、15", ""),
        ("@k，第12段", "第12段", ""),
        ("@k，第3条第2款，引文略", "第3条第2款", "，引文略"),
        ("@k, 12쪽", "12쪽", ""),
        ("@k, 제3조 2항", "제3조 2항", ""),
    ],
)
def test_pinpoint_and_the_prose_after_it_are_told_apart(text: str, locator: str, suffix: str) -> None:
    assert parse_cluster(text) == (CitedWork("k", pinpoint=locator, suffix=suffix),)


@pytest.mark.parametrize(
    ("text", "works"),
    [
        ("see @a, p 2; @b, para 45", (CitedWork("a", "see", "p 2"), CitedWork("b", pinpoint="para 45"))),
        ("-@a, 4", (CitedWork("a", pinpoint="4", suppress_author=True),)),
        ("see -@a", (CitedWork("a", "see", suppress_author=True),)),
        ("@{A/HRC/25/CRP.1; annex}, para 4", (CitedWork("A/HRC/25/CRP.1; annex", pinpoint="para 4"),)),
        ("@A/HRC/25/CRP.1, para 4", (CitedWork("A/HRC/25/CRP.1", pinpoint="para 4"),)),
        ("@a; and generally", (CitedWork("a", suffix="; and generally"),)),
        ("first; @a", (CitedWork("a", "first;"),)),
        ("@a، 12؛ @b، 14", (CitedWork("a", pinpoint="12"), CitedWork("b", pinpoint="14"))),
        ("见 @a，第12段；@b", (CitedWork("a", "见", "第12段"), CitedWork("b"))),
        ("@a、@b", (CitedWork("a"), CitedWork("b"))),
        ("@a, p 2 and @b", (CitedWork("a", pinpoint="p 2"), CitedWork("b", "and"))),
        ("@doe:2020.", (CitedWork("doe:2020", suffix="."),)),
        ("@doe2020?", (CitedWork("doe2020", suffix="?"),)),
    ],
)
def test_works_of_a_cluster_keep_everything_the_author_wrote(text: str, works: tuple[CitedWork, ...]) -> None:
    assert parse_cluster(text) == works


@pytest.mark.parametrize("text", ["sic", "write to office@example.org", "", "@", "@ alone", "a@b"])
def test_brackets_without_a_key_are_no_citation(text: str) -> None:
    assert parse_cluster(text) is None


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("As @yoon2024 says", "@yoon2024"),
        ("As @yoon2024.", "@yoon2024"),
        ("(@yoon2024)", "@yoon2024"),
        ("As @yoon2024 [p 3] says", "@yoon2024 [p 3]"),
        ("As @corr [[42]] says", "@corr [[42]]"),
        ("As @yoon2024 [site](https://x.org)", "@yoon2024"),
        ("As @yoon2024 [^note]", "@yoon2024"),
        ("mail office@example.org", None),
        ("mail a.b-c@example.org", None),
    ],
)
def test_bare_keys_are_found_and_addresses_left_alone(text: str, found: str | None) -> None:
    match = NARRATIVE_CITATION.search(text)
    assert (match and match[0]) == found


def test_bare_key_takes_the_pinpoint_in_brackets_after_it() -> None:
    match = NARRATIVE_CITATION.search("As @corr [[42], obiter] says")
    assert match
    citation = parse_narrative(match)
    assert citation.narrative
    assert citation.works == (CitedWork("corr", pinpoint="[42]", suffix=", obiter"),)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("a [@k, art 3] b", "@k, art 3"),
        ("a [@corr, [42]] b", "@corr, [42]"),
        ("a [@k](https://x.org) b", None),
        ("a [see @k][reference] b", None),
        ("a [@k][@l] b", "@k"),
        ("a [sic] b", None),
        ("[one] and [see @k]", "see @k"),
    ],
)
def test_brackets_of_a_citation_are_found(text: str, found: str | None) -> None:
    match = CITATION_CLUSTER.search(text)
    assert (match and match["cluster"]) == found


def test_note_ends_with_its_last_indented_line() -> None:
    text = "Text.[^a][^b]\n\n[^a]: One\nand two.\n\n    Three.\n\nOther text.\n\n[^b]: Four.\n[^c]: Five."
    notes = [(note["label"], note["text"]) for note in NOTE_DEFINITION.finditer(text)]
    assert notes == [("a", " One\nand two.\n\n    Three."), ("b", " Four."), ("c", " Five.")]
