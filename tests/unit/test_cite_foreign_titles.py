"""Titles in another script have quotation marks in Chinese, where titles in Chinese, and those of laws, have 《》."""

from __future__ import annotations

import pytest

from briefgen.cite.foreign_titles import set_foreign_title_marks
from briefgen.cite.latin_marks import LATIN_CLASS, set_latin_marks
from briefgen.model.law_titles import mark_law_title
from briefgen.model.tree import Element, Node, Text, extract_text, find_elements


@pytest.mark.parametrize(
    ("language", "written", "printed"),
    [
        ("zh", "Ann Young, 《Rivers and Towns》, River Press", "Ann Young, “Rivers and Towns”, River Press"),
        ("zh", "《条约现况》，第2章；《Wells》", "《条约现况》，第2章；“Wells”"),
        ("zh", "见《WHO关于井水的报告》", "见《WHO关于井水的报告》"),
        ("zh", "《2023》", "“2023”"),
        ("zh", "606 UNTS 267 (《《1967年议定书》》)", "606 UNTS 267 (《1967年议定书》)"),
        ("zh", "《《难民公约》》；《Wells》", "《难民公约》；“Wells”"),
        ("ja", "『Rivers』", "『Rivers』"),
        ("ko", "『Rivers』", "『Rivers』"),
        ("en", "《Rivers》", "《Rivers》"),
    ],
)
def test_a_title_has_the_marks_of_its_script(language: str, written: str, printed: str) -> None:
    assert extract_text(set_foreign_title_marks((Text(written),), language)) == printed


def test_the_marks_have_the_typeface_of_the_title_whatever_is_beside_them() -> None:
    nodes: tuple[Node, ...] = (Text("杨，《"), Element("em", (Text("Rivers"),)), Text("》(脚注1)。"))
    printed = set_foreign_title_marks(nodes, "zh")
    body = set_latin_marks(Element("body", (Element("p", printed),)), "zh")
    spans = [
        extract_text(span.children)
        for span in find_elements((body,), "span")
        if span.attributes == {"class": LATIN_CLASS}
    ]
    assert spans == ["“", "”"]
    assert extract_text((body,)) == "杨，“Rivers”(脚注1)。"


@pytest.mark.parametrize(
    ("language", "title", "printed"),
    [
        ("zh", "难民公约", "《难民公约》"),
        ("zh", "《难民公约》", "《难民公约》"),
        ("zh", "Water Act", "Water Act"),
        ("ar", "اتفاقية اللاجئين", "اتفاقية اللاجئين"),
        ("en", "难民公约", "难民公约"),
    ],
)
def test_a_law_has_the_marks_of_the_language(language: str, title: str, printed: str) -> None:
    assert mark_law_title(title, language) == printed
