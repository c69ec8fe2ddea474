"""The lines into which a drawing divides its words."""

from __future__ import annotations

import pytest

from briefgen.render.images.canvas import Canvas


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("26 نيسان/أبريل 2024", 10, ["26 نيسان/", "أبريل 2024"]),
        ("16 to-and-fro", 7, ["16 to-", "and-fro"]),
        ("on no/notary", 8, ["on no/", "notary"]),
        ("2024年4月26日", 7, ["2024年", "4月26日"]),
        ("a longword", 4, ["a lo", "ngwo", "rd"]),
    ],
)
def test_a_word_that_is_wider_than_a_line_is_broken_behind_a_stroke_first(
    monkeypatch: pytest.MonkeyPatch, text: str, width: int, lines: list[str]
) -> None:
    monkeypatch.setattr(Canvas, "measure_width", lambda _, words: len(words))
    assert Canvas((), {}, 100, 10).wrap(text, width) == lines


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        # The words of an event at the edge of a telephone: `returns` was alone on its line.
        ("January 2024: China is asked to stop returns", 40, ["January 2024: China is", "asked to stop returns"]),
        ("to stop returns", 40, ["to stop returns"]),
        ("a longword", 4, ["a lo", "ngwo", "rd"]),
        ("", 4, [""]),
    ],
)
def test_the_lines_of_an_event_are_as_long_as_one_another(
    monkeypatch: pytest.MonkeyPatch, text: str, width: int, lines: list[str]
) -> None:
    monkeypatch.setattr(Canvas, "measure_width", lambda _, words: len(words))
    assert Canvas((), {}, 100, 10).balance(text, width) == lines
