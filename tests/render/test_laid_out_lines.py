"""Where lines break on the page: no line begins with the call of a note."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from briefgen.render.pdf import writer
from tests.unit.documents import element, note
from tests.unit.printing import found, printed, styled


@pytest.mark.parametrize("word", ["why?", "end!", "well…", "him."])
def test_no_line_begins_with_the_call_of_a_note(word: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each paragraph is a letter longer than the one before, so that one of them ends at the edge."""
    starts = ("ill " * (length // 4) + "i" * (length % 4) for length in range(40, 100))
    paragraphs = [element("p", f"{start} {word}", note("See there.")) for start in starts]
    css = "@page { size: 60mm 4000mm; margin: 5mm }"
    layouts: list[Any] = []
    monkeypatch.setattr(writer, "check_lost_text", lambda layout, _tree, _sink: layouts.append(layout))
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
