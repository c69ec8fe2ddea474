"""Texts to be read aloud on the page and in Word: the times and the numbers of lines are beside the text."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from briefgen.check.parity.read_docx import index_elements
from briefgen.cite.reading_time import mark_time
from briefgen.model.diagnostic import Sink
from briefgen.model.document import Document
from briefgen.model.tree import Element, rebuild
from briefgen.render import render_pdf
from tests.structure_text import structure_text
from tests.unit.documents import element
from tests.unit.printing import PAGE, found, printed, styled, text_of_page
from tests.unit.test_reading_aloud import PACE, counted, times
from tests.unit.word import VALUE, WORD, word_file


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
