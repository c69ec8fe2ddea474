"""Names of two words in titles: their space does not break, in every format."""

from __future__ import annotations

import pytest

from briefgen.model.tree import extract_text
from briefgen.render.bound_words import bind_words
from tests.unit.documents import element


@pytest.mark.parametrize(
    ("title", "bound"),
    [
        ("Forced returns of North Koreans from China", ["North Koreans"]),
        ("North Koreans in China", []),
        ("China and South Korea", ["South Korea"]),
        ("Donors and South Korea: protect North Koreans", ["South Korea:", "North Koreans"]),
        ("Los niños de Corea del Norte", ["Corea del Norte"]),
        ("Le droit de Corée du Nord en bref", ["Corée du Nord"]),
        ("A Lawful Way For North Koreans", []),
        ("The Universal Periodic Review of China", []),
        ("The South-Western Administration waits", []),
        ("What China has to do", []),
        ("China, Korea and the river", []),
        ("", []),
    ],
)
def test_a_name_of_two_words_stays_together_in_a_title(title: str, bound: list[str]) -> None:
    body = bind_words(element("body", element("h2", title), element("p", title)), "en")
    heading, paragraph = (extract_text((child,)) for child in body.children)
    assert heading.replace("\N{NO-BREAK SPACE}", " ") == title
    assert [
        words.replace("\N{NO-BREAK SPACE}", " ") for words in heading.split(" ") if "\N{NO-BREAK SPACE}" in words
    ] == bound
    assert paragraph == title
