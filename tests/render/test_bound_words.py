"""What is read as one is on one line in every format, where only the document itself says so: HTML and Word break lines by themselves."""

from __future__ import annotations

import pytest

from briefgen.model.tree import extract_text
from briefgen.render.html.writer import build_html_body
from tests.unit.documents import a_document, element, note
from tests.unit.word import WORD, word_file

DIVIDED = "since 4 October 1988, under article 46 · China"
BOUND = DIVIDED.replace("4 O", "4\N{NO-BREAK SPACE}O").replace("e 46 ", "e\N{NO-BREAK SPACE}46\N{NO-BREAK SPACE}")


def test_a_date_is_not_divided_at_the_end_of_a_line_on_a_screen() -> None:
    body = build_html_body(a_document(element("p", DIVIDED, note(DIVIDED))), {})
    assert extract_text((body,)).count(BOUND) == 2


@pytest.mark.parametrize("part", ["word/document.xml", "word/footnotes.xml"])
def test_a_date_is_not_divided_at_the_end_of_a_line_in_word(part: str) -> None:
    made = word_file(a_document(element("p", DIVIDED, note(DIVIDED))))
    assert BOUND in "".join(text.text or "" for text in made.xml(part).iter(f"{WORD}t"))


def test_code_keeps_its_own_spaces() -> None:
    body = build_html_body(a_document(element("pre", DIVIDED)), {})
    assert extract_text((body,)).startswith(DIVIDED)
