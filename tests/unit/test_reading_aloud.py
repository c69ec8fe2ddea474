"""Texts to be read aloud: the time stands at the word that is then spoken, and each line has its number, beside the text."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.check.count import count_words_in_element
from briefgen.check.parity.read_docx import index_elements
from briefgen.cite.reading_time import mark_time
from briefgen.model.audience import CountedPart, ReadingAloud
from briefgen.model.diagnostic import Sink
from briefgen.model.document import Document
from briefgen.model.tree import Element, Node, extract_text, find_elements, rebuild
from briefgen.render import render_pdf
from tests.structure_text import structure_text
from tests.unit.documents import element, note
from tests.unit.printing import PAGE, found, printed, styled, text_of_page
from tests.unit.word import VALUE, WORD, word_file

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


@pytest.fixture
def spoken(tmp_path: Path) -> Document:
    """A speech of several pages, its heading and its notes outside of `main`."""
    paragraphs = (element("p", counted(100 * number, 100 * number + 99) + ".") for number in range(3))
    document = styled(
        tmp_path, element("h1", "Title"), element("main", *paragraphs), css=f"{PAGE} p {{ font-size: 16pt }}"
    )
    return replace(
        document, audience=replace(document.audience, reading_aloud=PACE), body=mark_time(document.body, PACE)
    )


def test_every_line_has_its_number_and_the_times_stand_beside_theirs(spoken: Document) -> None:
    reader, sink = printed(spoken)
    assert found(sink) == []
    said = [(round(run.left, 1), run.text) for page in reader.pages for run in page.runs]
    edge = min(left for left, text in said if text.startswith("w"))
    numbers = [int(text) for left, text in said if left < edge and text.isdigit()]
    assert numbers == list(range(1, len(numbers) + 1))
    assert len(numbers) == sum(left == edge and text.startswith("w") for left, text in said)
    assert [text for left, text in said if ":" in text] == ["0:30", "1:00", "1:30", "2:00", "2:30"]
    assert len(reader.pages) > 1


def test_marks_are_no_part_of_what_is_read_by_a_machine(spoken: Document) -> None:
    rendering = render_pdf(spoken, Sink())
    said = structure_text(rendering.content)
    assert "w299" in said
    assert "0:30" not in said
    silent = render_pdf(replace(spoken, audience=replace(spoken.audience, reading_aloud=None)), Sink())
    assert said == structure_text(silent.content)


def test_a_word_file_has_the_times_beside_their_lines_and_no_word_more(spoken: Document) -> None:
    written = word_file(spoken)
    silent = word_file(replace(spoken, body=without_times(spoken.body)))
    assert written.words == silent.words
    assert written.said.counts == silent.said.counts
    levels = index_elements(written.xml("word/numbering.xml"), "abstractNum", "abstractNumId")
    shown = []
    for box in written.xml().iter(f"{WORD}txbxContent"):
        assert "".join(box.itertext()) == ""
        (number,) = box.iter(f"{WORD}numId")
        (label,) = levels[number.get(VALUE)].iter(f"{WORD}lvlText")
        run = next(element for element in box.iterancestors(f"{WORD}r") if element.getparent().tag == f"{WORD}p")
        shown.append((label.get(VALUE), run.getprevious().findtext(f"{WORD}t").split()[-1]))
    assert shown == [(time, word.rstrip()) for time, word in times(spoken.body)]


@pytest.mark.parametrize("direction", ["ltr", "rtl"])
def test_the_times_of_a_word_file_are_beside_the_text_and_on_the_paper(spoken: Document, direction: str) -> None:
    written = word_file(replace(spoken, metadata=replace(spoken.metadata, direction=direction))).xml()
    page, margins = (next(written.iter(f"{WORD}{name}")) for name in ("pgSz", "pgMar"))
    paper, right = int(page.get(f"{WORD}w")), int(margins.get(f"{WORD}right"))
    for place in written.iterfind(f".//{DRAWING}anchor"):
        start = int(place.findtext(f"{DRAWING}positionH/{DRAWING}posOffset")) / EMU_PER_TWIP
        assert paper - right < start < start + int(place.find(f"{DRAWING}extent").get("cx")) / EMU_PER_TWIP <= paper + 1


DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
EMU_PER_TWIP = 635


def without_times(body: Element) -> Element:
    """The body without its marks, their words in place."""
    return body.with_children(
        rebuild(
            body.children,
            lambda node: node.children if isinstance(node, Element) and node.get("data-time") else (node,),
        )
    )


def test_the_same_speech_gives_the_same_bytes(spoken: Document) -> None:
    assert render_pdf(spoken, Sink()).content == render_pdf(spoken, Sink()).content


def test_other_briefs_have_no_marks(tmp_path: Path) -> None:
    reader, _ = printed(styled(tmp_path, element("main", element("p", "One line."))))
    assert text_of_page(reader) == "One line."
