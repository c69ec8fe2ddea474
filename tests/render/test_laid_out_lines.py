"""Where lines break on the page: no line begins with the call of a note."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tests.laid_out import record_layouts
from tests.running import ROOT
from tests.unit.documents import element, note
from tests.unit.printing import found, printed, styled


@pytest.mark.parametrize("word", ["why?", "end!", "well…", "him."])
def test_no_line_begins_with_the_call_of_a_note(word: str, tmp_path: Path) -> None:
    """Each paragraph is a letter longer than the one before, so that one of them ends at the edge."""
    starts = ("ill " * (length // 4) + "i" * (length % 4) for length in range(40, 100))
    paragraphs = [element("p", f"{start} {word}", note("See there.")) for start in starts]
    css = "@page { size: 60mm 4000mm; margin: 5mm }"
    with record_layouts() as layouts:
        _, sink = printed(styled(tmp_path, *paragraphs, css=css))
    assert found(sink) == []
    first = list(first_boxes(layouts[0].pages[0]._page_box))
    assert len(first) > len(paragraphs)
    assert [box.text for box in first if str(box.element_tag).endswith("footnote-call")] == []


def first_boxes(page: Any) -> Iterator[Any]:
    """The first text of each line."""
    for line in page.descendants():
        if type(line).__name__ == "LineBox":
            yield from [box for box in line.descendants() if hasattr(box, "text")][:1]


@pytest.mark.parametrize("column", ["aside", "table"])
def test_the_last_words_of_a_paragraph_stay_in_a_narrow_column(column: str, tmp_path: Path) -> None:
    """Elsewhere they are on one line, which can be wider than such a column."""
    text = "Ask how the board meets its responsibilities internationally, notwithstanding."
    content = {
        "aside": element("aside", element("ul", element("li", text)), class_="side"),
        "table": element("table", element("tr", element("td", element("p", text)))),
    }[column]
    document = styled(tmp_path, content, css=".side, table { display: block; width: 90pt; font-size: 9pt }")
    styles = (ROOT / "styles/base.css", *document.assets.styles)
    with record_layouts() as layouts:
        printed(replace(document, assets=replace(document.assets, styles=styles)))
    boxes = list(layouts[0].pages[0]._page_box.descendants())
    edge = next(box.content_box_x() + box.width for box in boxes if box.element_tag == column)
    ends = [box.position_x + box.width for box in boxes if hasattr(box, "text")]
    assert len(ends) > 3
    assert max(ends) <= edge + 1
