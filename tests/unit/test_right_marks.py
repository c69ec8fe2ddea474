"""A comma in words from the left is Western; every other one in a text from the right is that of its language."""

from __future__ import annotations

import pytest

from briefgen.model.right_marks import ISOLATE, find_right_marks, join_with_commas


@pytest.mark.parametrize(
    ("written", "printed"),
    [
        ("Yoon, «China Forcibly Returns» (الحاشية 1)", "Yoon، «China Forcibly Returns» (الحاشية 1)"),
        ("«No Letup in Forced Returns, 2025» (الحاشية 2)", "«No Letup in Forced Returns, 2025» (الحاشية 2)"),
        ("«مياه» (NK News, 2024)", "«مياه» (NK News, 2024)"),
        ("(Watch, 8 أيار/مايو 2024)", "(Watch، 8 أيار/مايو 2024)"),  # a day is of its month
        ("Vol 14, No 8(C), 19 تشرين", "Vol 14, No 8(C)، 19 تشرين"),
        ("المجلد 14, رقم 8(C)", "المجلد 14، رقم 8(C)"),
        ("Lee (الحاشية 3); Kang (الحاشية 4)", "Lee (الحاشية 3)؛ Kang (الحاشية 4)"),
        ("Kim, Lee and Park (الحاشية 3)", "Kim, Lee and Park (الحاشية 3)"),
        (
            f"{ISOLATE * 4}, «{ISOLATE * 6}» ({ISOLATE * 5}, 2024)",
            f"{ISOLATE * 4}، «{ISOLATE * 6}» ({ISOLATE * 5}، 2024)",
        ),
        ("1,250 صفحة; https://x.org/a,b", "1,250 صفحة؛ https://x.org/a,b"),
    ],
)
def test_a_mark_is_that_of_the_words_with_which_it_is_laid_out(written: str, printed: str) -> None:
    marks = find_right_marks(written, "ar")
    assert "".join(marks.get(place, character) for place, character in enumerate(written)) == printed


def test_a_language_without_marks_of_its_own_keeps_western_ones() -> None:
    assert find_right_marks("שלום, Kim; שלום, עולם", "he") == {}


@pytest.mark.parametrize(
    ("language", "parts", "joined"),
    [
        ("ar", ("Wang", "A Review", "2018"), "Wang, A Review, 2018"),
        ("ar", ("سمير الحداد", "المياه", "2020"), "سمير الحداد، المياه، 2020"),
        ("ar", ("سمير الحداد", "Water"), "سمير الحداد، Water"),
        ("zh", ("Wang", "A Review", "2018"), "Wang，A Review，2018"),
        ("ru", ("Wang", "A Review"), "Wang, A Review"),
    ],
)
def test_names_are_joined_with_the_comma_of_their_words(language: str, parts: tuple[str, ...], joined: str) -> None:
    assert join_with_commas(parts, language) == joined
