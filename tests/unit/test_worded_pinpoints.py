"""The places of a work in tables, which have no citation style."""

from __future__ import annotations

import pytest

from briefgen.model.worded_pinpoints import format_pinpoint


@pytest.mark.parametrize(
    ("language", "written", "printed"),
    [
        ("ru", "art 3", "ст. 3"),
        ("zh", "art 3", "第3条"),
        ("es", "arts 3 and 4", "arts. 3 y 4"),
        ("es", "art 3 and 4", "arts. 3 y 4"),
        ("ru", "paras 7-8", "пп. 7–8"),
        ("ru", "para 7-8", "пп. 7–8"),
        ("ar", "arts 7 and 8", "المادتان 7 و8"),
        ("zh", "arts 7 and 8", "第7和8条"),
        ("zh", "arts 17, 22, 27 and 31", "第17、22、27和31条"),
        ("zh", "第17，22条", "第17、22条"),
        ("ko", "arts 17, 22", "제17조, 제22조"),
        ("zh", "art 33(1)", "第33条第1款"),
        ("zh", "arts 31(1) and 33(1)", "第31条第1款和第33条第1款"),
        ("zh", "arts 1A(2), 33", "第1条A款第2项、第33条"),
        ("zh", "art 1A", "第1条A款"),
        ("zh", "art 2(1)(b)", "第2条第1款(b)项"),
        ("zh", "art 7(b)", "第7条(b)项"),
        ("zh", "art 3, para 2", "第3条第2款"),
        ("zh", "art I", "第1条"),
        ("zh", "arts IV and IX", "第4和9条"),
        ("zh", "arts 3-5", "第3–5条"),
        ("zh", "para 46", "第46段"),
        ("ko", "art 33(1)", "제33조 제1항"),
        ("ko", "arts 31(1) and 33(1)", "제31조 제1항 및 제33조 제1항"),
        ("ko", "art 1A(2)", "제1조 A(2)"),
        ("ko", "art 2(1)(b)", "제2조 제1항 (b)"),
        ("ko", "art 3, para 2", "제3조 제2항"),
        ("ko", "art I", "제1조"),
        ("ko", "para 46", "46항"),
        ("fr", "art 33(1)", "art. 33(1)"),
        ("ar", "arts 17, 22", "المادتان 17 و22"),
        ("ar", "annexes 1 and 2", "المرفقان 1 و2"),
        ("ar", "notes 3, 9", "الحاشيتان 3 و9"),
        ("ar", "arts 17, 22, 23", "المواد 17 و22 و23"),
        ("ar", "arts 17, 22, and 23", "المواد 17 و22 و23"),
        ("ar", "المواد 17، 22، و23", "المواد 17 و22 و23"),
        ("ar", "paras 61, 94-96", "الفقرات 61 و94–96"),
        ("ar", "arts 1A(2), 33", "المادتان 1A(2) و33"),
        ("ar", "arts 2 and 3, para 4", "المادتان 2 و3، الفقرة 4"),
        ("ru", "arts 17, 22, 23", "ст. 17, 22, 23"),
        ("fr-CH", "[34]", "par. 34"),
        ("fr", "para 140.7", "par. 140.7"),
        ("fr", "§§ 3 and 4", "§§ 3 et 4"),
        ("fr", "s 5-12", "sect. 5-12"),
        ("ru", "{art 3, as amended}", "art 3, as amended"),
        ("ru", "преамбула", "преамбула"),
        ("ar", "الديباجة", "الديباجة"),
        ("zh", "序言", "序言"),
        ("ko", "전문", "전문"),
        ("en", "arts 3 and 4", "arts 3 and 4"),
        ("pt", "art 3", "art 3"),
    ],
)
def test_a_place_is_in_the_words_of_the_language(language: str, written: str, printed: str) -> None:
    assert format_pinpoint(written, language) == printed
