"""What lints know of languages without capitals, and of units and doubts in the seven languages of briefgen."""

from __future__ import annotations

import pytest

from briefgen.check.lint.facts import DOUBT, _has_unit
from briefgen.check.lint.texts import split_sentences


@pytest.mark.parametrize(
    "text",
    [
        "Колодцы сухие. Воды нет.",
        "Это «колодец». «Вода» есть.",
        "الآبار جافة. لا يوجد ماء.",
        "هل هي جافة؟ لا نعرف.",
        "우물이 말랐다. 물이 없다.",
        "Les puits sont secs. «\u00a0Rien\u00a0» est dit.",
        "Τα πηγάδια είναι ξερά. Νερό δεν υπάρχει.",
    ],
)
def test_a_sentence_ends_before_a_letter_that_is_not_small(text: str) -> None:
    assert len(split_sentences(text)) == 2


@pytest.mark.parametrize("text", ["по ст. 3 и т. е. всё", "vgl. art. 3 usw. und mehr", "см. также", "кв. метров"])
def test_no_sentence_ends_before_a_small_letter(text: str) -> None:
    assert len(split_sentences(text)) == 1


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("около 90 процентов", "per cent"),
        ("نحو 90 في المائة", "per cent"),
        ("约有百分之90", "per cent of households"),
        ("약 90퍼센트", "per cent"),
        ("1 420 км", "km"),
        ("1,420 كم", "km"),
        ("1,420公里的边界", "km"),
        ("1,420km이다", "km"),
        ("300 долларов", "USD"),
        ("300 طن", "t"),
        ("5,4 млн тонн", "million tons of grain"),
        ("5.4백만 톤", "million tons of grain"),
        ("占人口比例（百分比）", "per cent"),
        ("100 км²", "km²"),
        ("300 t of grain", "t"),
        ("30m, ou trente mètres", "m"),
        ("بالطن", "t"),
        ("의 90프로", "per cent"),
        ("5,4 millones de toneladas", "million tons of grain"),
        ("1 420 kilomètres", "km"),
        ("1.420 kilómetros", "km"),
        ("300 metros", "m"),
        ("300 mètres", "m"),
        ("20 hectáreas", "ha"),
        ("300 dólares", "USD"),
        ("300 libras", "GBP"),
    ],
)
def test_a_unit_is_known_in_every_language(text: str, unit: str) -> None:
    assert _has_unit(text, unit)


@pytest.mark.parametrize("text", ["около 90", "نحو 90", "约有90", "약 90명", "1 420 кг"])
def test_a_text_without_the_unit_has_none(text: str) -> None:
    assert not _has_unit(text, "per cent")
    assert not _has_unit(text, "km")


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("The men met in Washington.", "t"),
        ("The men met in Washington.", "m"),
        ("5 километров", "m"),
        ("погашение", "ha"),
        ("300 مواطن", "t"),
        ("حكم عليهم", "km"),
        ("프로그램", "per cent"),
    ],
)
def test_a_word_that_only_has_the_letters_of_a_unit_is_none(text: str, unit: str) -> None:
    assert not _has_unit(text, unit)


@pytest.mark.parametrize(
    "text",
    ["Three testimonies.", "90 паспортов и транспорт", "تقديم الورقة وتقدم العمل", "根据地的数据", "简称“公约”，证据"],
)
def test_a_word_that_only_has_the_letters_of_a_doubt_is_none(text: str) -> None:
    assert not DOUBT.search(text)


@pytest.mark.parametrize(
    ("doubtful", "plain"),
    [
        ("Elles seraient 90.", "Elles sont 90."),
        ("Si les chiffres sont justes, elles sont 90.", "Elles sont juste 90."),
        ("On en évalue le nombre à 90.", "Leur nombre est de 90."),
        ("Se calcula que son 90.", "Son 90."),
        ("Si las cifras son correctas, son 90.", "Son 90."),
        ("По данным двух организаций, их 90.", "Их 90."),
        ("تفيد ورقة مشتركة بأنهن 90.", "وهن 90."),
        ("联合材料称有90人。", "有90人。"),
        ("공동 제출 문서에 따르면 90명이다.", "90명이다."),
    ],
)
def test_a_doubt_is_known_in_every_language(doubtful: str, plain: str) -> None:
    assert DOUBT.search(doubtful)
    assert not DOUBT.search(plain)
