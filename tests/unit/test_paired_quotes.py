"""Straight quotation marks in languages that can have letters on both sides of a mark."""

from __future__ import annotations

import pytest

from briefgen.compose.paired_quotes import pair_quotes_in_tree
from briefgen.model.tree import Element, Node, Note, Text, extract_text


def pair(language: str, *nodes: Node) -> str:
    return extract_text((pair_quotes_in_tree(Element("p", nodes), language),), notes=True)


@pytest.mark.parametrize(
    ("language", "typed", "printed"),
    [
        ("zh", '部长说:"井里有水"。', "部长说:“井里有水”。"),
        ("zh", "部长说'井里有水'。", "部长说‘井里有水’。"),
        ("zh-Hans", "他说\"我听到'没有水'\"。", "他说“我听到‘没有水’”。"),
        ("ko", '장관은 "물이 많다"고 말했다.', "장관은 “물이 많다”고 말했다."),
        ("ja", '大臣は"水がある"と言った。', "大臣は「水がある」と言った。"),
        ("ar", 'قال الوزير "الماء كثير" ثم ذهب.', "قال الوزير «الماء كثير» ثم ذهب."),
        ("ar", '"ماء" و"بئر"', "«ماء» و«بئر»"),
        ("zh", '屏幕是15"的。', '屏幕是15"的。'),
        ("ko", "O'Neil은 D'Arcy를 만났다.", "O’Neil은 D’Arcy를 만났다."),
        ("zh", "“已经有了”", "“已经有了”"),
    ],
)
def test_the_first_mark_opens_and_the_next_one_closes(language: str, typed: str, printed: str) -> None:
    assert pair(language, Text(typed)) == printed


def test_a_pair_can_have_markup_inside() -> None:
    assert pair("zh", Text('他说"'), Element("strong", (Text("没有水"),)), Text('"。')) == "他说“没有水”。"


def test_each_note_has_pairs_of_its_own() -> None:
    note = Note((Element("p", (Text('见"年鉴"。'),)),))
    assert pair("zh", Text('他说"没有'), note, Text('水"。')) == "他说“没有见“年鉴”。水”。"


def test_code_and_other_languages_stay_as_they_are() -> None:
    english = Element("span", (Text('a "word"'),), {"lang": "en"})
    code = Element("code", (Text('x = "1"'),))
    assert pair("zh", Text('"水"'), english, code) == '“水”a "word"x = "1"'


def test_a_mark_of_another_language_is_no_partner() -> None:
    assert pair("zh", Text('15"'), Element("span", (Text('5"'),), {"lang": "en"})) == '15"5"'


def test_pairs_do_not_go_from_one_paragraph_to_the_next() -> None:
    body = Element("div", (Element("p", (Text('甲"乙'),)), Element("p", (Text('丙"丁'),))))
    assert extract_text((pair_quotes_in_tree(body, "zh"),)) == '甲"乙丙"丁'


@pytest.mark.parametrize(
    ("nodes", "printed"),
    [
        ((Text('甲"乙'), Element("ul", (Element("li", (Text('丙"丁'),)),)), Text('戊"己')), '甲"乙丙"丁戊"己'),
        ((Text('"甲"'), Element("ul", (Element("li", (Text('"丙"'),)),)), Text('"戊"')), "“甲”“丙”“戊”"),
        ((Text('"甲'), Note((Element("p", (Text('15"'),)),)), Text('乙"')), '“甲15"乙”'),
        ((Text('15"'), Note((Element("p", (Text('"丙"'),)),))), '15"“丙”'),
        ((Text('"甲'), Element("br"), Text('乙"')), "“甲乙”"),
        ((Element("a", (Text('15"'), Element("p", (Text('"丙"'),)))),), '15"“丙”'),
    ],
)
def test_a_line_ends_where_a_block_starts(nodes: tuple[Node, ...], printed: str) -> None:
    for tag in ("li", "div", "td", "p"):
        body = Element("body", (Element(tag, nodes),))
        assert extract_text((pair_quotes_in_tree(body, "zh"),), notes=True) == printed


def test_a_language_without_marks_of_its_own_keeps_those_that_are_typed() -> None:
    assert pair("he", Text('צה"ל')) == 'צה"ל'
