"""The nearest valid word, for hints."""

from __future__ import annotations

import pytest

from briefgen.model.nearest import find_nearest, suggest_nearest

WORDS = ("background", "legal-analysis", "Situation", "case")


@pytest.mark.parametrize(
    ("written", "meant"),
    [("backgruond", "background"), ("legal_analysis", "legal-analysis"), ("SITUATION", "Situation"), ("caes", "case")],
)
def test_a_slip_finds_the_word_that_was_meant(written: str, meant: str) -> None:
    assert find_nearest(written, WORDS) == meant
    assert suggest_nearest(written, iter(WORDS)) == (f"did you mean `{meant}`?",)


@pytest.mark.parametrize("written", ["zzz", "", "annex"])
def test_nothing_near_gives_no_hint(written: str) -> None:
    assert find_nearest(written, WORDS) is None
    assert suggest_nearest(written, WORDS) == ()


def test_the_hint_does_not_depend_on_the_order_of_the_words() -> None:
    assert find_nearest("tost", ["test", "toast"]) == find_nearest("tost", ["toast", "test"])
