"""Italics in languages whose script has none: Latin titles keep them, others get marks, and references start with their own script."""

from __future__ import annotations

import pytest

from briefgen.cite.latin_italics import set_latin_italics
from briefgen.cite.references import sort_native_first
from briefgen.cite.scripts import TitleMarks, set_scripts
from briefgen.model.tree import Element, Text, extract_text, find_elements


@pytest.mark.parametrize(
    ("language", "words", "class_"),
    [
        ("ko", "Across the Border", "latin"),
        ("zh-Hans", "Across the Border", "latin"),
        ("ar", "Across the Border", "latin"),
        ("ko", "마을과 우물", ""),
        ("ru", "Across the Border", ""),
        ("en", "Across the Border", ""),
    ],
)
def test_latin_italics_are_marked_where_the_script_has_none(language: str, words: str, class_: str) -> None:
    body = Element("body", (Element("p", (Element("em", (Text(words),)),)),))
    (italic,) = find_elements((set_latin_italics(body, language),), "em")
    assert italic.get("class") == class_


def test_a_title_without_italics_has_the_marks_of_the_language_and_the_name_of_a_case_has_none() -> None:
    marks = TitleMarks("《", "》", frozenset({"林诉河"}))
    nodes = tuple(Element("em", (Text(title),)) for title in ("村庄与水井", "林诉河", "《水》", "Water"))
    assert extract_text(set_scripts(nodes, None, marks)) == "《村庄与水井》林诉河《水》Water"
    assert extract_text(set_scripts(nodes, None)) == "村庄与水井林诉河《水》Water"


@pytest.mark.parametrize(
    ("language", "order"), [("ru", "ЗКAD"), ("en", "AЗКD"), ("ko", "AЗКD")], ids=("russian", "english", "korean")
)
def test_references_start_with_works_in_the_script_of_the_brief(language: str, order: str) -> None:
    entries = [(letter, (Element("em", (Text(f"‘{letter}’"),)),)) for letter in "AЗКD"]
    assert "".join(key for key, _ in sort_native_first(entries, language)) == order


@pytest.mark.parametrize("language", ["zh", "ko", "en"])
def test_works_without_an_author_stay_first_in_references(language: str) -> None:
    entries = [(text, (Text(text),)) for text in ("—— “China rejects”", "Ahn C", "联合国条约集", "유엔 조약집")]
    first, *_ = sort_native_first(entries, language)
    assert first[0] == "—— “China rejects”"
