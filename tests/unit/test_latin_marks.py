"""In Chinese and Japanese, the quotation marks and apostrophes of Latin words are told from those of the language."""

from __future__ import annotations

import pytest

from briefgen.cite.latin_marks import find_latin_marks, set_latin_marks
from briefgen.model.tree import Element, Note, Text, extract_text, find_elements


@pytest.mark.parametrize(
    ("text", "latin"),
    [
        ("the People’s Republic，第3条", "’"),
        ("水井“WHO”的报告", ""),
        ("他说：“井里没有水。”", ""),
        ("“WHO”的报告", ""),
        ("水，见“The Dry Wells”", ""),
        ("Lee, The ‘Dry’ Wells, Oxford", "‘’"),
        ("Lee, “Water”. 第3条", ""),
        ("“Water” is a right.", "“”"),
        ("《China’s Wells》", "’"),
        ("《Wells’》", ""),
        ("a “b ‘c’ d” e", "“‘’”"),
        ("水……Wells … and Water", "…"),
        ("A·B, 诺曼·白求恩", "·"),
        ("示例组织 · a@example.org", "·"),
        ("О’Брайен", "’"),
        ("’", ""),
        ("1990’s", "’"),
    ],
)  # fmt: skip
def test_marks_of_latin_words_are_found(text: str, latin: str) -> None:
    assert "".join(text[place] for place in sorted(find_latin_marks(text))) == latin


def mark(*nodes: Text | Element | Note, language: str = "zh") -> Element:
    return set_latin_marks(Element("body", nodes), language)


def list_marked(element: Element) -> list[str]:
    return [extract_text(found.children) for found in find_elements((element,), "span") if "latin" in found.classes]


def test_a_mark_is_found_beside_words_in_other_elements() -> None:
    paragraph = Element(
        "p", (Text("水："), Element("em", (Text("People"),)), Text("’s "), Element("b", (Text("水“井”"),)))
    )
    assert list_marked(mark(paragraph)) == ["’"]
    assert extract_text(mark(paragraph).children) == extract_text((paragraph,))


def test_marks_in_notes_are_found_for_themselves() -> None:
    note = Note((Text("People’s Wells"),), number=1)
    assert list_marked(mark(Element("p", (Text("水“井"), note, Text("”"))))) == ["’"]


@pytest.mark.parametrize("language", ["en", "ko", "fr", "ar"])
def test_other_languages_have_no_wide_marks(language: str) -> None:
    assert list_marked(mark(Element("p", (Text("People’s"),)), language=language)) == []
