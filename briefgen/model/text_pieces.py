"""Divides a text of a block into pieces that people compare and translate: title, fields, paragraphs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, fields

from briefgen.model.library import Recommendation, RecommendationWording, Variant

PARAGRAPH = re.compile(r"[^\n]*\S[^\n]*(?:\n[^\n]*\S[^\n]*)*")
"""Lines up to the next empty one."""

BODY = "paragraph"
"""The label of the pieces of the body."""


@dataclass(frozen=True, slots=True)
class TextPiece:
    """One piece of a text."""

    label: str
    """`title`, `action`, `asks.0`, or `paragraph`."""
    text: str
    line: int
    """The line of the file on which it starts; 1 for what is in the front matter."""
    start: int = -1
    """Where it starts in the body, in characters; -1 for what is in the front matter."""


def find_pieces(variant: Variant) -> Iterator[TextPiece]:
    """Every piece of a text that is printed, in order. Spaces at the end of lines and empty lines are in none."""
    for label, text in (("title", variant.title), ("short_title", variant.short_title)):
        if text:
            yield TextPiece(label, text, 1)
    if variant.recommendation:
        yield from find_recommendation_pieces(variant.recommendation)
    yield from find_paragraphs(variant.body, variant.body_line)


def find_paragraphs(body: str, first_line: int) -> Iterator[TextPiece]:
    """The paragraphs of a body in Markdown."""
    for match in PARAGRAPH.finditer(body):
        line = first_line + body.count("\n", 0, match.start())
        yield TextPiece(BODY, match[0], line, match.start())


def find_recommendation_pieces(recommendation: Recommendation) -> Iterator[TextPiece]:
    """The filled fields of a recommendation, those that hold several texts piece by piece."""
    for field in fields(recommendation):
        value = getattr(recommendation, field.name)
        if not value or not field.compare:
            continue
        if isinstance(value, RecommendationWording):
            parts = [(part.name, str(getattr(value, part.name))) for part in fields(value)]
            yield from (TextPiece(f"wording.{name}", text, 1) for name, text in parts if text)
        elif isinstance(value, tuple):
            for index, item in enumerate(value):
                text = item if isinstance(item, str) else f"{item.cycle}/{item.paragraph}: {item.text} {item.source}"
                yield TextPiece(f"{field.name}.{index}", text, 1)
        else:
            yield TextPiece(field.name, str(value), 1)
