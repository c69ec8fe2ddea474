"""How large the calls of notes are on paper: as the text that they are in, though a footnote's inherits from its note."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from briefgen.model.numerals import find_numerals
from briefgen.model.tree import Element
from briefgen.render.style.numerals import adapt_counters
from tests.laid_out import record_layouts
from tests.unit.documents import element, note
from tests.unit.printing import printed, styled

BASE = Path(__file__).parents[2] / "styles" / "base.css"


def called(tag: str, **attributes: Any) -> Element:
    return element(tag, "They wait.", note("See there."), **attributes)


@pytest.mark.parametrize(
    "body",
    [
        called("p"),
        called("p", class_="action"),
        called("p", class_="chart-source"),
        element("table", element("tbody", element("tr", called("td")))),
        element("figure", element("p", "A panel."), called("figcaption")),
    ],
    ids=["paragraph", "action", "source of a chart", "table", "caption"],
)
def test_the_call_of_a_footnote_has_the_size_of_the_words_before_it_and_moves_no_line(
    body: Element, tmp_path: Path
) -> None:
    css = re.sub(r"@font-face \{.*?\}", "", BASE.read_text("utf-8"))
    with record_layouts() as layouts:
        printed(styled(tmp_path, body, css=f'{css} html, body * {{ font-family: "A" }}'))
    boxes = list(layouts[0].pages[0]._page_box.descendants())
    (line,) = [box for box in boxes if type(box).__name__ == "LineBox" and any(map(is_call, box.descendants()))]
    (call,) = [box for box in line.descendants() if is_call(box)]
    words = next(box for box in line.descendants() if getattr(box, "text", "").startswith("They"))
    assert call.style["font_size"] == pytest.approx(words.style["font_size"])
    assert line.height == pytest.approx(words.style["line_height"].value)
    assert call.position_y + call.baseline == pytest.approx(words.position_y + words.baseline)


def test_a_call_in_digits_that_have_no_superior_forms_is_two_thirds_of_the_text(tmp_path: Path) -> None:
    base = re.sub(r"@font-face \{.*?\}", "", BASE.read_text("utf-8"))
    sheets = adapt_counters([("base.css", base), ("report.css", "")], find_numerals("ar", "arabic-indic"))
    css = "".join(text for _, text in sheets)
    with record_layouts() as layouts:
        printed(styled(tmp_path, called("p"), css=f'{css} html, body * {{ font-family: "A" }}'))
    boxes = [box for box in layouts[0].pages[0]._page_box.descendants() if hasattr(box, "text")]
    (call,), words = filter(is_call, boxes), next(box for box in boxes if box.text.startswith("They"))
    assert call.style["font_size"] == pytest.approx(0.65 * words.style["font_size"])


def is_call(box: Any) -> bool:
    return str(box.element_tag).endswith("footnote-call") and hasattr(box, "text")
