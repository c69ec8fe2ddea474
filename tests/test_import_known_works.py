"""Typed notes that name a work of the sources: the right one of two, its places, and what a citation cannot keep."""

from __future__ import annotations

from typing import Any

import pytest

from briefgen.decompose.typed_notes import resolve_notes
from tests.test_import_notes import SOURCES, resolve, text_with

TREATIES: dict[str, dict[str, Any]] = {
    "convention": {"type": "treaty", "title": "Convention on the Right to Wells", "issued": "1989"},
    "protocol": {
        "type": "treaty",
        "title": "Optional Protocol to the Convention on the Right to Wells",
        "issued": "2000",
    },
}


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("Convention on the Right to Wells, art 3", "[@convention, art 3]"),
        ("Article 16, Convention on the Right to Wells", "[@convention, Article 16]"),
        ("Optional Protocol to the Convention on the Right to Wells, art 3", "[@protocol, art 3]"),
        ("Optional Protocol to the Convention on the Right to Wells (2000)", "[@protocol]"),
    ],
)
def test_of_two_titles_in_the_words_the_long_one_is_meant_in_any_order_of_the_sources(typed: str, written: str) -> None:
    assert resolve(typed, sources=TREATIES) == [written]
    assert resolve(typed, sources=dict(reversed(TREATIES.items()))) == [written]


@pytest.mark.parametrize(
    ("typed", "written", "place"),
    [
        ("Art. 16 Convention on the Right to Wells, para 3", "[@convention, para 3]", "Art. 16"),
        ("Wells of the North, S. 61 ff., 70", "[@wells, p 70]", "S. 61"),
        ("Young, Wells of the North (2009), S 61 and S 70", "[@wells, p 70]", "S 61"),
        ("Young, Wells of the North (2009), S. 61f., S. 70", "[@wells, p 70]", "S. 61"),
    ],
)
def test_a_place_that_a_citation_cannot_keep_is_in_the_reason_of_a_guess(typed: str, written: str, place: str) -> None:
    sources = SOURCES | TREATIES
    assert resolve(typed, sources=sources) == [written]
    (citation,) = resolve_notes(text_with([typed]), sources).citations
    assert citation.is_guess
    assert f"`{place}`" in citation.reason


@pytest.mark.parametrize(
    ("typed", "written"),
    [("Ibid, S 7", "S 7"), ("Ibid. S. 7", "S. 7"), ("(n 1) S 9", "S 9"), ("Water Act 1998, S 9", "S 9")],
)
def test_a_section_of_a_law_is_no_german_page(typed: str, written: str) -> None:
    first, second = resolve("Water Act 1998, s 6", typed, sources={})
    assert second == first.replace("s 6", written)
