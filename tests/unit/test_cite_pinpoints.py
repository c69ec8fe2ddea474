"""A pinpoint is meaning: however an author types it, each style words the same place in its own way."""

from __future__ import annotations

from typing import Any

import pytest

from briefgen.cite.citation_style import CHICAGO, OSCOLA, OSCOLA_5, PINPOINT_WORDS, UNITED_NATIONS
from briefgen.model.citation_syntax import parse_cluster
from briefgen.model.pinpoint import PinpointPart, read_pinpoint

BOOK = {"type": "book"}
NEUTRAL = {"type": "legal_case", "original-date": {"date-parts": [[2008]]}, "authority": "UKHL", "number": "93"}
EXPORTED = {"type": "legal_case", "issued": {"date-parts": [[2018, 4, 5]]}, "authority": "UKSC", "number": "12"}
STRASBOURG = {"type": "legal_case", "authority": "ECtHR", "number": "App no 97940/99"}
REPORTED = {"type": "legal_case", "authority": "HL", "container-title": "AC"}


def worded(style: str, pinpoint: str, item: dict[str, Any] = BOOK, language: str = "en") -> str:
    return PINPOINT_WORDS[style].format_pinpoint(pinpoint, item, language)


@pytest.mark.parametrize(
    ("pinpoint", "oscola", "united_nations", "chicago"),
    [
        ("12", "12", "p. 12", "12"),
        ("p 12", "12", "p. 12", "12"),
        ("p. 12", "12", "p. 12", "12"),
        ("page 12", "12", "p. 12", "12"),
        ("pp 15-17", "15–17", "pp. 15–17", "15–17"),
        ("pp. 15--17", "15–17", "pp. 15–17", "15–17"),
        ("iv--ix", "iv–ix", "pp. iv–ix", "iv–ix"),
        ("12, 15 and 18", "12, 15 and 18", "pp. 12, 15 and 18", "12, 15 and 18"),
        ("xii", "xii", "p. xii", "xii"),
        ("iv-ix", "iv–ix", "pp. iv–ix", "iv–ix"),
        ("12, n 3", "12, n 3", "p. 12, n. 3", "12, n. 3"),
        ("12 fn 3", "12, n 3", "p. 12, n. 3", "12, n. 3"),
        ("vol 2, 33", "vol 2, 33", "vol. 2, p. 33", "vol. 2, 33"),
        ("vol 2, p 33", "vol 2, 33", "vol. 2, p. 33", "vol. 2, 33"),
        ("para 21", "para 21", "para. 21", "para. 21"),
        ("paras 3-5", "paras 3–5", "paras. 3–5", "paras. 3–5"),
        ("paragraph 140.7", "para 140.7", "para. 140.7", "para. 140.7"),
        ("art 3", "art 3", "art. 3", "art. 3"),
        ("Article 3(1)(b)", "art 3(1)(b)", "art. 3(1)(b)", "art. 3(1)(b)"),
        ("arts 3 & 16", "arts 3 and 16", "arts. 3 and 16", "arts. 3 and 16"),
        ("art 3, para 2", "art 3, para 2", "art. 3, para. 2", "art. 3, para. 2"),
        ("s 6", "s 6", "sect. 6", "sec. 6"),
        ("s 5-12", "s 5-12", "sect. 5-12", "sec. 5-12"),
        ("ss 3-5", "ss 3–5", "sects. 3–5", "secs. 3–5"),
        ("sect. IV", "s IV", "sect. IV", "sec. IV"),
        ("Chapter 5", "ch 5", "chap. 5", "chap. 5"),
        ("Part II", "pt II", "part II", "pt. II"),
        ("Annex I, para 3", "annex I, para 3", "annex I, para. 3", "annex I, para. 3"),
        ("op 3", "operative para 3", "operative para. 3", "operative para. 3"),
        ("OP3", "operative para 3", "operative para. 3", "operative para. 3"),
        ("preambular para 3", "preambular para 3", "preambular para. 3", "preambular para. 3"),
        ("12:30", "12:30", "12:30", "12:30"),
        ("1:02:30–1:05:00", "1:02:30–1:05:00", "1:02:30–1:05:00", "1:02:30–1:05:00"),
        ("Figure 3", "fig 3", "figure 3", "fig. 3"),
        ("table 2", "table 2", "table 2", "table 2"),
        ("№ 3", "no 3", "No. 3", "no. 3"),
        ("slide 3", "slide 3", "slide 3", "slide 3"),
        ("exhibit 4", "exhibit 4", "exhibit 4", "exhibit 4"),
        ("col 975", "col 975", "col. 975", "col. 975"),
        ("§ 4", "§ 4", "§ 4", "§ 4"),
        ("{p 12}", "p 12", "p 12", "p 12"),
        ("{Part I}", "Part I", "Part I", "Part I"),
    ],
)
def test_each_style_words_the_same_place(pinpoint: str, oscola: str, united_nations: str, chicago: str) -> None:
    assert worded(OSCOLA, pinpoint) == oscola
    assert worded(UNITED_NATIONS, pinpoint) == united_nations
    assert worded(CHICAGO, pinpoint) == chicago


@pytest.mark.parametrize(
    ("style", "item", "pinpoint", "words"),
    [
        (OSCOLA, NEUTRAL, "para 21", "[21]"),
        (OSCOLA, NEUTRAL, "[21]", "[21]"),
        (OSCOLA, NEUTRAL, "paras 43-47", "[43]–[47]"),
        (OSCOLA, NEUTRAL, "[43]–[47]", "[43]–[47]"),
        (OSCOLA, NEUTRAL, "paras 4 and 7", "[4] and [7]"),
        (OSCOLA, NEUTRAL, "790", "790"),
        (OSCOLA, EXPORTED, "paras 21, 25", "[21], [25]"),
        (OSCOLA, STRASBOURG, "para 42", "para 42"),
        (OSCOLA_5, STRASBOURG, "para 42", "[42]"),
        (OSCOLA_5, NEUTRAL, "para 42", "[42]"),
        (OSCOLA, REPORTED, "para 42", "para 42"),
        (UNITED_NATIONS, NEUTRAL, "[21]", "para. 21"),
        (UNITED_NATIONS, NEUTRAL, "[43]–[47]", "paras. 43–47"),
        (OSCOLA, NEUTRAL, "[34] (Lord Hope), [39]", "[34] (Lord Hope), [39]"),
        (OSCOLA, NEUTRAL, "para 34 (Lord Hope), 39", "[34] (Lord Hope), [39]"),
        (OSCOLA, REPORTED, "12 (Lord Hope), 39", "12 (Lord Hope), 39"),
        (OSCOLA, STRASBOURG, "para 34 (dissent), p 9", "para 34 (dissent), 9"),
        (UNITED_NATIONS, NEUTRAL, "[34] (Lord Hope), [39]", "para. 34 (Lord Hope), para. 39"),
    ],
)
def test_paragraphs_of_cases_are_in_brackets_where_the_style_wants_them(
    style: str, item: dict[str, Any], pinpoint: str, words: str
) -> None:
    assert worded(style, pinpoint, item) == words


@pytest.mark.parametrize(
    ("language", "pinpoint", "oscola", "united_nations"),
    [
        ("fr", "paras 3 and 4", "par. 3 et 4", "par. 3 et 4"),
        ("fr", "p 12", "12", "p. 12"),
        ("es", "paras 3-5", "párrs. 3–5", "párrs. 3–5"),
        ("es", "p 12", "12", "pág. 12"),
        ("ru", "arts 3 and 4", "ст. 3 и 4", "ст. 3 и 4"),
        ("ru", "pp 3-5", "3–5", "с. 3–5"),
        ("ar", "para 21", "الفقرة 21", "الفقرة 21"),
        ("ar", "الفقرة ٢١", "الفقرة ٢١", "الفقرة ٢١"),
        ("en", "الفقرات 21 و22", "paras 21 and 22", "paras. 21 and 22"),
        ("en", "第3条第2段", "art 3, para 2", "art. 3, para. 2"),
        ("zh", "第12页", "12", "第12页"),
        ("ko", "12쪽", "12", "12쪽"),
        ("zh", "art 3, para 2", "第3条第2款", "第3条第2款"),
        ("zh", "p 12, n 3", "12脚注3", "第12页脚注3"),
        ("ko", "art 3, para 2", "제3조 제2항", "제3조 제2항"),
        ("ar", "paras 46, 47", "الفقرتان 46 و47", "الفقرتان 46 و47"),
        ("ar", "arts 1A(2), 33", "المادتان 1A(2) و33", "المادتان 1A(2) و33"),
        ("ar", "arts 17, 22 and 27", "المواد 17 و22 و27", "المواد 17 و22 و27"),
        ("ar", "paras 94-96", "الفقرات 94–96", "الفقرات 94–96"),
        ("ar", "paras 61 and 94-96", "الفقرات 61 و94–96", "الفقرات 61 و94–96"),
        ("en", "الفقرتان 46 و47", "paras 46 and 47", "paras. 46 and 47"),
        ("ko", "arts 17, 22, 27", "제17조, 제22조, 제27조", "제17조, 제22조, 제27조"),
        ("ko", "paras 61 and 94-96", "61항 및 94–96항", "61항 및 94–96항"),
        ("ko", "pp 12, 15", "12, 15", "12쪽, 15쪽"),
        ("fr-CA", "art 3", "art. 3", "art. 3"),
    ],
)
def test_the_language_of_the_brief_words_a_place(
    language: str, pinpoint: str, oscola: str, united_nations: str
) -> None:
    assert worded(OSCOLA, pinpoint, BOOK, language) == oscola
    assert worded(UNITED_NATIONS, pinpoint, BOOK, language) == united_nations


@pytest.mark.parametrize(
    ("first", "other"),
    [
        ("p 12", "12"),
        ("page 12", "pp 12"),
        ("para 21", "¶ 21"),
        ("art 3", "Article 3"),
        ("n 4", "footnote 4"),
        ("op 3", "OP 3"),
    ],
)
def test_two_spellings_of_one_place_mean_the_same(first: str, other: str) -> None:
    assert [(part.kind, part.numbers) for part in read_pinpoint(first)] == [
        (part.kind, part.numbers) for part in read_pinpoint(other)
    ]


def test_parts_are_read_one_by_one() -> None:
    assert read_pinpoint("vol 2, 33, n 4") == (
        PinpointPart("volume", "2"),
        PinpointPart("page", "33"),
        PinpointPart("note", "4"),
    )


@pytest.mark.parametrize(
    "prose", ["as amended", "mix of things", "civil law", "v important", "see p 4", "did it", "note that", "in Part"]
)
def test_prose_after_a_key_is_no_pinpoint(prose: str) -> None:
    (work,) = parse_cluster(f"@k, {prose}") or ()
    assert (work.pinpoint, work.suffix) == ("", f", {prose}")


@pytest.mark.parametrize("cluster", ["@k, 4;", ";@k, 4", "; @k, 4", "@k, 4; ;", ";;@k, 4;"])
def test_semicolon_without_a_work_beside_it_is_not_printed(cluster: str) -> None:
    (work,) = parse_cluster(cluster) or ()
    assert (work.prefix, work.pinpoint, work.suffix) == ("", "4", "")
