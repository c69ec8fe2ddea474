"""Names of two words in titles, and numbers with what they count: their spaces do not break, in every format."""

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


@pytest.mark.parametrize(
    ("title", "language", "bound"),
    [
        ("Return of about 60 people to North Korea", "en", "Return of about~60~people to North~Korea"),
        ("At least 1,076 cases; 12 reports", "en", "At~least~1,076~cases; 12~reports"),
        ("Events of 2024 and more than 2000 people", "en", "Events of 2024 and more~than~2000~people"),
        ("More than 10,000 nongovernmental bodies", "en", "More than 10,000~nongovernmental bodies"),
        ("Article A12 and 1994–1998 in 5", "en", "Article A12 and 1994–1998 in 5"),
        ("Le renvoi d’environ 60 personnes", "fr", "Le renvoi d’environ~60~personnes"),
        ("Au moins 60 personnes renvoyées", "fr", "Au~moins~60~personnes renvoyées"),
        ("북송 약 60명", "ko", "북송 약~60명"),
        ("遣返约60人", "zh", "遣返约60人"),
    ],
)
def test_a_number_stays_with_what_it_counts_in_a_title(title: str, language: str, bound: str) -> None:
    body = bind_words(element("body", element("h2", title), element("p", title)), language)
    heading, paragraph = (extract_text((child,)) for child in body.children)
    assert heading.replace("\N{NO-BREAK SPACE}", "~") == bound
    assert paragraph == title
