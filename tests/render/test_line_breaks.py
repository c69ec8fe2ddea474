"""Where lines may break: nothing is parted that is read as one, and no line begins with the call of a note."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.model.tree import Element, extract_text
from briefgen.render.pdf import writer
from briefgen.render.pdf.line_breaks import control_line_breaks
from tests.unit.documents import element, note
from tests.unit.printing import found, printed, styled


def shown(text: str) -> str:
    """A text with its unbreakable spaces as `~`, and `|` where a line may break besides."""
    (paragraph,) = control_line_breaks(element("body", element("p", text))).children
    return extract_text((paragraph,)).replace("\N{NO-BREAK SPACE}", "~").replace("\N{ZERO WIDTH SPACE}", "|")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Refugee Convention, arts 1A(2) and 33; CAT, art 3.", "Refugee Convention, arts~1A(2) and 33; CAT, art~3."),
        ("1967 Protocol, art I; Kim (n 13) ch 2", "1967 Protocol, art~I; Kim (n~13) ch~2"),
        ("vol. 44, No. 6 (2004), p. 856", "vol.~44, No.~6 (2004), p.~856"),
        ("on 26 April 2024 and le 3 mai 1968", "on 26~April 2024 and le 3~mai 1968"),
        ("about 90 per cent, 5.4 million tons", "about 90~per cent, 5.4~million tons"),
        ("a stop in 1989 and 60 people", "a stop in 1989 and 60 people"),
        ("art is long", "art is long"),
        ("Challenges of Geopolitics’ (Independent Study", "Challenges of Geopolitics’| (Independent Study"),
    ],
)
def test_lines_break_where_a_compositor_breaks_them(text: str, expected: str) -> None:
    assert shown(text) == expected


def test_a_number_that_is_a_reference_stays_with_its_label() -> None:
    def reference(number: str) -> Element:
        return element("a", number, class_="cross-reference", href=f"#note-{number}")

    body = element("body", element("p", "Kim (n ", reference("13"), ") 2, above ", reference("13"), " and n ", "13"))
    said = extract_text((control_line_breaks(body),)).replace("\N{NO-BREAK SPACE}", "~")
    assert said == "Kim (n~13) 2, above 13 and n 13"


def test_what_is_to_be_copied_as_written_is_left_alone() -> None:
    body = element("body", element("p", element("code", "art 3")))
    assert extract_text((control_line_breaks(body),)) == "art 3"


@given(st.text())
def test_no_letter_is_changed(text: str) -> None:
    assert [one for one in shown(text) if one.isalnum()] == [one for one in text if one.isalnum()]


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
