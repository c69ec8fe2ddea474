"""The nearest valid word, for hints."""

from __future__ import annotations

import pytest

from briefgen.values.nearest import did_you_mean, nearest

WORDS = ("background", "legal-analysis", "Situation", "case")


@pytest.mark.parametrize(
    ("written", "meant"),
    [("backgruond", "background"), ("legal_analysis", "legal-analysis"), ("SITUATION", "Situation"), ("caes", "case")],
)
def test_a_slip_finds_the_word_that_was_meant(written: str, meant: str) -> None:
    assert nearest(written, WORDS) == meant
    assert did_you_mean(written, iter(WORDS)) == (f"did you mean `{meant}`?",)


@pytest.mark.parametrize("written", ["zzz", "", "annex"])
def test_nothing_near_gives_no_hint(written: str) -> None:
    assert nearest(written, WORDS) is None
    assert did_you_mean(written, WORDS) == ()


def test_the_hint_does_not_depend_on_the_order_of_the_words() -> None:
    assert nearest("tost", ["test", "toast"]) == nearest("tost", ["toast", "test"])
