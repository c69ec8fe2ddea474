"""Texts to be read aloud: the time stands at the word that is then spoken, and each line has its number, beside the text."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from briefgen.check.count import count_words_in_element
from briefgen.cite.reading_time import mark_time
from briefgen.model.audience import CountedPart, ReadingAloud
from briefgen.model.tree import Element, Node, extract_text, find_elements
from tests.unit.documents import element, note

PACE = ReadingAloud(pace=120, mark_every=30)
"""A mark at each sixtieth word."""


def speech(*children: Node | str) -> Element:
    return element("body", element("main", *children))


def counted(first: int, last: int) -> str:
    return " ".join(f"w{number}" for number in range(first, last + 1))


def times(body: Element) -> list[tuple[str, str]]:
    """Each mark with the word that carries it."""
    return [(node.get("data-time"), extract_text((node,))) for node in find_elements((body,)) if node.get("data-time")]


def test_the_last_word_of_each_stretch_and_of_all_carries_the_time() -> None:
    body = mark_time(speech(element("p", counted(1, 100)), element("p", counted(101, 135))), PACE)
    assert times(body) == [("0:30", "w60"), ("1:00", "w120"), ("1:07", "w135")]


def test_a_speech_shorter_than_a_stretch_has_the_time_of_its_end() -> None:
    assert times(mark_time(speech(element("p", counted(1, 8))), PACE)) == [("0:04", "w8")]


def test_notes_covers_and_automatic_numbers_take_no_time() -> None:
    number = element("span", "1.", class_="paragraph-number")
    cover = element("p", counted(1, 90), data_part="cover")
    body = speech(cover, element("p", number, " ", counted(1, 50), note(counted(1, 80)), " ", counted(51, 60)))
    assert times(mark_time(body, PACE)) == [("0:30", "w60")]


def test_a_word_in_two_types_is_one_word() -> None:
    words: list[Node | str] = [element("em", "un"), "told "] * 60
    assert times(mark_time(speech(element("p", *words, "end")), PACE)) == [("0:30", "un"), ("0:30", "end")]


PARTS = st.lists(st.text("ab \n", max_size=6), max_size=8)


@given(st.lists(PARTS, max_size=5))
def test_marks_change_no_letter_and_end_at_the_time_that_the_count_of_words_takes(paragraphs: list[list[str]]) -> None:
    body = speech(
        *(
            element("p", *(element("em", part) if at % 2 else part for at, part in enumerate(parts)))
            for parts in paragraphs
        )
    )
    marked = mark_time(body, PACE)
    assert extract_text((marked,)) == extract_text((body,))
    words = count_words_in_element(marked, CountedPart.BODY)[CountedPart.BODY]
    assert words == count_words_in_element(body, CountedPart.BODY)[CountedPart.BODY]
    if words:
        assert times(marked)[-1][0] == f"{words // 120}:{words % 120 // 2:02d}"
