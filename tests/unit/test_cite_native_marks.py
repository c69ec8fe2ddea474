"""The commas and stops of citations are those of the words behind them, and of an Arabic or Chinese letter directly before them."""

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
        ("ko", "영, 물", "영, 물"),
        ("fr", "Young, Eau", "Young, Eau"),
    ],
)
def test_marks_are_those_of_the_words_behind_them(language: str, written: str, printed: str) -> None:
    assert extract_text(set_native_marks((Text(written),), language)) == printed


def test_a_mark_between_two_elements_is_found() -> None:
    nodes = (Element("em", (Text("Naked Law"),)), Text(", "), Element("bdi", (Text("الفقرة"),)))
    assert extract_text(set_native_marks(nodes, "ar")) == "Naked Law، الفقرة"


@pytest.mark.parametrize(
    ("language", "text", "stop"),
    [
        ("zh", "第3段", "。"),
        ("zh", "（第3段）", "。"),
        ("zh", "OUP 2009", "."),
        ("ar", "الفقرة 4", "."),
        ("en", "第3段", "."),
    ],
)
def test_a_note_ends_in_the_stop_of_its_last_words(language: str, text: str, stop: str) -> None:
    assert find_native_stop(text, language) == stop
