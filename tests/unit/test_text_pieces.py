"""A text is divided into its title, its fields and its paragraphs, each with the line on which people find it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from briefgen.model.library import PreviousRecommendation, Recommendation, RecommendationWording, Sensitivity, Variant
from briefgen.model.text_pieces import find_paragraphs, find_pieces
from tests.unit.compose_samples import HERE

VARIANT = Variant("", "en", "Wells", "", "First.\n\nSecond,\nto its end.  \n \nThird.", 9, Sensitivity.PUBLIC, HERE)
PARAGRAPHS = [
    ("paragraph", "First.", 9, 0),
    ("paragraph", "Second,\nto its end.  ", 11, 8),
    ("paragraph", "Third.", 14, 32),
]


def list_pieces(variant: Variant) -> list[tuple[str, str, int, int]]:
    """Each piece of a text with its line and its place in the body."""
    return [(piece.label, piece.text, piece.line, piece.start) for piece in find_pieces(variant)]


def test_paragraphs_have_the_line_and_the_place_where_they_are() -> None:
    pieces = find_paragraphs("\n\nFirst.\n\n\nSecond.", 4)
    assert [(piece.text, piece.line, piece.start) for piece in pieces] == [("First.", 6, 2), ("Second.", 9, 11)]


def test_the_title_is_before_the_paragraphs_and_an_empty_one_is_no_piece() -> None:
    assert list_pieces(VARIANT) == [("title", "Wells", 1, -1), *PARAGRAPHS]
    assert list_pieces(replace(VARIANT, title="", short_title="Dry")) == [("short_title", "Dry", 1, -1), *PARAGRAPHS]


@pytest.mark.parametrize(
    ("recommendation", "pieces"),
    [
        (Recommendation("", "Dig wells"), [("action", "Dig wells")]),
        (
            Recommendation("", "Dig wells", wording=RecommendationWording(question="Who digs?", call="Dig!")),
            [("action", "Dig wells"), ("wording.question", "Who digs?"), ("wording.call", "Dig!")],
        ),
        (
            Recommendation("", "Dig wells", previous=(PreviousRecommendation(4, "134.2", (), "Dig", "@report", None),)),
            [("action", "Dig wells"), ("previous.0", "4/134.2: Dig @report")],
        ),
        (
            Recommendation("", "Dig wells", asks=("Pay", "Send engineers")),
            [("action", "Dig wells"), ("asks.0", "Pay"), ("asks.1", "Send engineers")],
        ),
    ],
)
def test_the_fields_of_a_recommendation_are_between_them(
    recommendation: Recommendation, pieces: list[tuple[str, str]]
) -> None:
    expected = [("title", "Wells", 1, -1), *((label, text, 1, -1) for label, text in pieces), *PARAGRAPHS]
    assert list_pieces(replace(VARIANT, recommendation=recommendation)) == expected
