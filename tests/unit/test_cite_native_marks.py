"""The marks of citations are those of the words behind them, and of an Arabic or Chinese letter directly before them."""

from __future__ import annotations

import pytest

from briefgen.cite.native_marks import find_native_stop, set_native_marks
from briefgen.model.tree import Element, Text, extract_text


@pytest.mark.parametrize(
    ("language", "written", "printed"),
    [
        ("ar", "سمير الحداد, المياه (دار المثال, 2020)", "سمير الحداد، المياه (دار المثال، 2020)"),
        ("ar", "المواد 17, 22.", "المواد 17، 22."),
        ("ar", "Smith, 17, 22", "Smith, 17, 22"),
        ("ar", "قانون, 1,250 صفحة", "قانون، 1,250 صفحة"),
        ("zh", "刑法, 1987", "刑法，1987"),
        ("ar", "A/HRC/59/15, الفقرة 4", "A/HRC/59/15، الفقرة 4"),
        ("ar", "كانون الأول 1966, 12 آذار", "كانون الأول 1966، 12 آذار"),
        ("ar", "John Gardner, Private Law", "John Gardner, Private Law"),
        ("ar", "12,500 بئر", "12,500 بئر"),
        ("zh", "1966年12月16日通过, 1976年生效", "1966年12月16日通过，1976年生效"),
        ("zh", "第3段. 可查阅", "第3段。可查阅"),
        ("zh", "A. L. Young, 《水》", "A. L. Young，《水》"),
        ("zh", "禁止酷刑委员会, “Concluding observations”", "禁止酷刑委员会，“Concluding observations”"),
        ("zh", "第2版, OUP, 2009", "第2版，OUP, 2009"),
        ("ar", "لجنة مناهضة التعذيب, Concluding", "لجنة مناهضة التعذيب، Concluding"),
        ("zh", "Young, OUP. London", "Young, OUP. London"),
        ("zh", "Young（2018）, Article 2", "Young（2018），Article 2"),
        ("zh", "Wells (CUP, 2012), 第2章", "Wells (CUP, 2012)，第2章"),
        ("zh", "第2号: 19", "第2号：19"),
        ("zh", "Wells: A History", "Wells: A History"),
        ("zh", "《水》, 第9页.", "《水》，第9页。"),
        ("zh", "《国籍法》 1980年（《法》）", "《国籍法》1980年（《法》）"),
        ("zh", "《条约现况》 第2章 <https://x.org>", "《条约现况》第2章 <https://x.org>"),
        ("zh", "《条约现况》\u00a0<https://x.org>", "《条约现况》<https://x.org>"),
        ("zh", "Young, OUP, 2009.", "Young, OUP, 2009."),
        ("ko", "영, 물", "영, 물"),
        ("fr", "Young, Eau", "Young, Eau"),
    ],
)
def test_marks_are_those_of_the_words_behind_them(language: str, written: str, printed: str) -> None:
    assert extract_text(set_native_marks((Text(written),), language)) == printed


@pytest.mark.parametrize(
    ("language", "written", "printed"),
    [
        ("zh", "Wells (注1)。", "Wells（注1）。"),
        ("zh", "Wells (OUP, 2024年5月8日) <https://x.org>", "Wells（OUP，2024年5月8日）<https://x.org>"),
        ("zh", "第5卷 (2018), Article 2", "第5卷（2018），Article 2"),
        ("zh", "第5卷\u00a0(2018)\u00a0第2页", "第5卷（2018）第2页"),
        ("zh", "委员会 (CAT). Report", "委员会（CAT）。Report"),
        ("zh", "《公约》 (1951年 (7月) 通过) 第3条", "《公约》（1951年（7月）通过）第3条"),
        ("zh", "第1A(2)、33(1)条，第8(C)号", "第1A(2)、33(1)条，第8(C)号"),
        ("zh", "第(c)段", "第(c)段"),
        ("zh", "Rights Network (RN), Wells", "Rights Network (RN), Wells"),
        ("zh", "Asian Studies (2014)，第59页", "Asian Studies (2014)，第59页"),
        ("zh", "见 https://x.org/a (5月3日访问)。", "见 https://x.org/a （5月3日访问）。"),
        ("zh", "第5卷 (2018", "第5卷 (2018"),
        ("ar", "المياه (دار المثال)", "المياه (دار المثال)"),
        ("ja", "水 (岩波書店)", "水 (岩波書店)"),
        ("en", "水 (岩波書店)", "水 (岩波書店)"),
    ],
)
def test_brackets_are_those_of_the_words_in_them_or_before_them(language: str, written: str, printed: str) -> None:
    assert extract_text(set_native_marks((Text(written),), language)) == printed


def test_brackets_and_their_spaces_are_found_in_several_elements() -> None:
    nodes = (
        Element("em", (Text("Wells "),)),
        Text("(注"),
        Element("a", (Text("1"),), {"href": "#n"}),
        Text(")"),
        Text(" 第2页"),
    )
    printed = set_native_marks(nodes, "zh")
    assert extract_text(printed) == "Wells（注1）第2页"
    assert [node.tag for node in printed if isinstance(node, Element)] == ["em", "a"]


def test_a_mark_between_two_elements_is_found() -> None:
    nodes = (Element("em", (Text("Naked Law"),)), Text(", "), Element("bdi", (Text("الفقرة"),)))
    assert extract_text(set_native_marks(nodes, "ar")) == "Naked Law، الفقرة"


@pytest.mark.parametrize(
    ("language", "text", "stop"),
    [
        ("zh", "第3段", "。"),
        ("zh", "（第3段）", "。"),
        ("zh", "委员会（CAT）", "。"),
        ("zh", "OUP 2009", "."),
        ("ar", "الفقرة 4", "."),
        ("en", "第3段", "."),
    ],
)
def test_a_note_ends_in_the_stop_of_its_last_words(language: str, text: str, stop: str) -> None:
    assert find_native_stop(text, language) == stop
