"""How a text is split: levels, titles without numbers, headings by look, kinds by heading words, names of files."""

from __future__ import annotations

import pytest

from briefgen.decompose.headings import read_number
from briefgen.decompose.kinds import guess_kind
from briefgen.decompose.plan import build_name
from briefgen.model.diagnostic import BriefgenError
from tests.unit.test_decompose_markdown import heading, note, paragraph, planned, styled

LONG = "word " * 100


def ids(*blocks: dict[str, object], level: int = 0) -> list[tuple[str, list[str]]]:
    """The sections of the brief: titles and blocks."""
    return [(section.title, list(section.blocks)) for section in planned(*blocks, level=level).sections]


def test_the_level_is_chosen_that_makes_blocks_of_a_good_length() -> None:
    text = [heading(1, "Law"), heading(2, "Treaties"), paragraph(LONG * 4), heading(2, "Courts"), paragraph(LONG * 4)]
    assert ids(heading(1, "Front"), paragraph(LONG), *text) == [
        ("Front", ["front"]),
        ("Law", ["law/treaties", "law/courts"]),
    ]


def test_short_parts_stay_in_one_block_under_their_own_headings() -> None:
    plan = planned(
        heading(1, "Front"),
        paragraph(LONG),
        heading(1, "Law"),
        paragraph(LONG),
        heading(2, "2.1 Treaties"),
        paragraph("A b."),
    )
    assert [block.name for block in plan.blocks] == ["front", "law"]
    assert "## Treaties" in plan.blocks[1].body
    assert plan.numbers == ["2.1"]


def test_the_text_of_a_section_before_its_first_heading_is_a_block_of_the_same_title() -> None:
    plan = planned(
        heading(1, "A"),
        paragraph("x"),
        heading(1, "Law"),
        paragraph("Opening."),
        heading(2, "Courts"),
        paragraph("y"),
        level=2,
    )
    assert plan.sections[1].blocks == ("law/law", "law/courts")
    assert plan.blocks[1].title == "Law"


def test_a_single_first_heading_is_the_title_of_the_brief() -> None:
    plan = planned(
        heading(1, "Wells of the north"), heading(2, "Law"), paragraph("x"), heading(2, "Facts"), paragraph("y")
    )
    assert (plan.title, [section.title for section in plan.sections]) == ("Wells of the north", ["Law", "Facts"])


def test_text_before_the_first_heading_opens_the_brief_without_a_heading() -> None:
    assert ids(paragraph("Opening."), heading(1, "Law"), paragraph("x")) == [("", ["opening"]), ("Law", ["law"])]


def test_levels_that_a_file_skips_are_closed_up() -> None:
    text = [heading(2, "A"), paragraph("x"), heading(5, "B"), paragraph("y"), heading(2, "C"), paragraph("z")]
    assert ids(*text, level=2) == [("A", ["a/a", "a/b"]), ("C", ["c"])]


def test_two_headings_of_one_name_get_two_files() -> None:
    text = [block for _ in range(3) for block in (heading(1, "Law"), paragraph("x"))]
    assert [names for _, names in ids(*text)] == [["law"], ["law-2"], ["law-3"]]


def test_bold_lines_are_headings_where_no_style_says_so() -> None:
    plan = planned(
        paragraph(styled("Strong", "1. The law")), paragraph("Words."), paragraph(styled("Strong", "1.1 Courts")), paragraph("More."),
        paragraph(styled("Strong", "2. Facts")), paragraph("A ", styled("Strong", "bold"), " word."), level=2,
    )  # fmt: skip
    assert [(section.title, list(section.blocks)) for section in plan.sections] == [
        ("The law", ["the-law/the-law", "the-law/courts"]),
        ("Facts", ["facts"]),
    ]
    assert plan.headings_by_look == ["1. The law", "1.1 Courts", "2. Facts"]
    assert plan.lost == []


@pytest.mark.parametrize("line", ["This is a bold sentence.", " ".join(["bold"] * 17), "We ask:", ""])
def test_a_bold_sentence_is_not_a_heading(line: str) -> None:
    assert planned(paragraph(styled("Strong", line), note("n"))).headings_by_look == []


def test_headings_of_the_same_words_are_not_lost() -> None:
    text = [block for level in (1, 2, 2, 1, 2) for block in (heading(level, "Part"), paragraph("x"))]
    assert planned(heading(1, "Front"), paragraph("y"), *text, level=2).lost == []


def test_paragraphs_in_the_style_of_a_heading_are_paragraphs() -> None:
    long_words, sentence = "word " * 41, f"{'word ' * 17}end."
    plan = planned(
        heading(1, "Law"),
        heading(2, long_words),
        heading(2, sentence),
        heading(1, "Courts"),
        paragraph("More."),
        level=1,
    )
    assert plan.blocks[0].body == f"{long_words.strip()}\n\n{sentence}\n"
    assert plan.lost == []


@pytest.mark.parametrize(
    ("levels", "written"),
    [((3, 6), "## ###"), ((6, 3), "## ##"), ((3, 6, 6, 4, 3), "## ### ### ### ##"), ((4, 5, 6, 5), "## ### #### ###")],
)
def test_headings_in_a_block_skip_no_level(levels: tuple[int, ...], written: str) -> None:
    blocks = [block for level in levels for block in (heading(level, "X"), paragraph("y"))]
    other = [block for level in range(2, 7) for block in (heading(level, "Z"), paragraph("z"))]
    plan = planned(heading(1, "Law"), paragraph("First."), *blocks, heading(1, "Other"), *other, level=1)
    first = plan.blocks[0].body
    assert [line.split(" ")[0] for line in first.splitlines() if line.startswith("##")] == written.split()


def test_capitals_are_headings_above_bold_lines() -> None:
    law = [paragraph("THE LAW"), paragraph("Words."), paragraph(styled("Strong", "Courts")), paragraph("More.")]
    plan = planned(*law, paragraph("FACTS"), paragraph("Words."), level=2)
    assert plan.sections[0].title == "THE LAW"
    assert plan.sections[0].blocks == ("the-law/the-law", "the-law/courts")


@pytest.mark.parametrize(
    ("title", "number"),
    [
        ("1. Law", "1. "), ("2.1 Law", "2.1 "), ("3) Law", "3) "), ("IV. Law", "IV. "), ("A. Law", "A. "), ("(b) Law", "(b) "),
        ("Chapter 2. Law", "Chapter 2. "), ("Chapitre IV. Droit", "Chapitre IV. "), ("一、法律", "一、"), ("第二章 法律", "第二章 "),
        ("ألف - مقدمة", "ألف - "), ("باء- الجوانب", "باء- "), ("حادي عشر – خاتمة", "حادي عشر – "), ("1- نظرت", "1- "), ("(أ) النساء", "(أ) "),
        ("ألف وثيقة", ""), ("А. Введение", "А. "), ("С начала", ""), ("2- or 3-year terms", ""),
        ("2024 in review", ""), ("1951 Convention", ""), ("A new law", ""), ("I saw it", ""), ("12 wells dug", "12 "), ("Law", ""),
    ],
)  # fmt: skip
def test_typed_numbers_are_taken_off_titles(title: str, number: str) -> None:
    assert read_number(title) == number


@pytest.mark.parametrize(
    ("kind", "titles"),
    [
        ("recommendation", "Recommendations|Recommandations|Recomendaciones|Рекомендации|التوصيات|建议|권고"),
        ("summary", "Executive summary|Résumé|Resumen ejecutivo|Резюме|ملخص|摘要|요약"),
        ("conclusion", "Conclusion|Conclusions|Conclusiones|Заключение|خاتمة|结论|결론"),
        (
            "legal-analysis",
            "Legal framework|Cadre juridique|Marco jurídico|Правовая основа|الإطار القانوني|法律框架|법적 근거",
        ),
        ("background", "Background|Contexte|Antecedentes|Введение|خلفية|背景|배경"),
        ("situation", "Wells|Les puits|Los pozos|Колодцы|الآبار|水井|우물"),
    ],
)
def test_kinds_are_guessed_in_seven_languages(kind: str, titles: str) -> None:
    assert {guess_kind(title)[0] for title in titles.split("|")} == {kind}


def test_a_heading_without_a_word_for_it_has_the_kind_of_the_heading_above() -> None:
    assert guess_kind("Border guards", "2. Legal framework") == ("legal-analysis", "Legal")
    assert guess_kind("Border guards", "Wells") == ("situation", "")


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("The law: what it says / here & there, now", "the-law-what-it-says-here"), ("Été à Genève", "été-à-genève"), ("水井", "水井"),
        ("...", "text"), ("a_b", "a-b"), ("../../etc", "etc"), ("CON " + "x" * 80, "con"),
    ],
)  # fmt: skip
def test_names_of_files_come_from_the_words_of_titles(title: str, name: str) -> None:
    assert build_name(title) == name


@pytest.mark.parametrize("blocks", [[], [paragraph("")], [heading(1, "Only"), heading(1, "Headings")]])
def test_a_text_without_words_is_refused(blocks: list[dict[str, object]]) -> None:
    with pytest.raises(BriefgenError, match="has no text"):
        planned(*blocks)
