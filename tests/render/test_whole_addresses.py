"""A printed address is in one column and on one page; bare WeasyPrint divides it between any two of its lines."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from briefgen.model.tree import Element
from briefgen.render.engine.patches import footnote_layout
from tests.laid_out import record_layouts
from tests.unit.documents import element
from tests.unit.printing import found, printed, styled

ADDRESS = "https://example.org/reports/2024/05/08/people-who-cross-a-river-are-returned-to-the-other-side-of-it"
CSS = (
    "@page { size: 120mm 70mm; margin: 5mm } ol { columns: 2; column-gap: 10mm; margin: 0; padding: 0; list-style: none }"
    " li { orphans: 2; widows: 2; overflow-wrap: anywhere }"
)


def build_notes() -> list[Element]:
    """Notes of different lengths, each with an address of several lines and words behind it."""
    words = "A report on what happens to those who are found and sent back again"
    return [
        element("li", f"{words[: 8 + number * 7 % 58]} ", element("a", ADDRESS, href=ADDRESS), "; see also there.")
        for number in range(24)
    ]


def list_places(folder: Path, *, css: str = "") -> list[set[tuple[int, float]]]:
    """For each address the page and the left edge of the columns that have a part of it."""
    with record_layouts() as layouts:
        _, sink = printed(styled(folder, element("ol", *build_notes()), css=f"{CSS} {css}"))
    assert found(sink) == []
    places: dict[Any, set[tuple[int, float]]] = {}
    for number, page in enumerate(layouts[0].pages):
        for line, link in list_links(page._page_box):
            places.setdefault(link.element, set()).add((number, round(line.position_x)))
    assert len(places) == len(build_notes())
    return list(places.values())


def list_links(page: Any) -> Iterator[tuple[Any, Any]]:
    for line in page.descendants():
        if type(line).__name__ == "LineBox":
            yield from ((line, box) for box in line.descendants() if box.element_tag == "a")


def test_an_address_is_in_one_column(tmp_path: Path) -> None:
    assert [places for places in list_places(tmp_path) if len(places) > 1] == []


def test_without_the_correction_an_address_is_divided(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from weasyprint.layout import block  # noqa: PLC0415 - slow to import

    monkeypatch.setattr(footnote_layout, "correct_addresses", lambda: None)
    monkeypatch.setattr(block, "_break_line", getattr(block._break_line, "__wrapped__", block._break_line))
    assert any(len(places) > 1 for places in list_places(tmp_path, css="li { margin-bottom: 1pt }"))


def test_other_lines_are_divided_as_before(tmp_path: Path) -> None:
    """The words of a link that are no address can be in two columns."""
    words = "the words of a link which are of many lines and say what is behind it, so that nobody has to type them"
    notes = [
        element("li", "Report. " * (1 + number % 4), element("a", words, href=ADDRESS), " And more.")
        for number in range(24)
    ]
    with record_layouts() as layouts:
        printed(styled(tmp_path, element("ol", *notes), css=CSS))
    places: dict[Any, set[tuple[int, float]]] = {}
    for number, page in enumerate(layouts[0].pages):
        for line, link in list_links(page._page_box):
            places.setdefault(link.element, set()).add((number, round(line.position_x)))
    assert any(len(found_places) > 1 for found_places in places.values())


def test_an_address_longer_than_a_column_is_printed_whole_over_several(tmp_path: Path) -> None:
    """Nothing is lost where no column has room for it."""
    long = "https://example.org/" + "/".join(f"part-{number}-of-the-way" for number in range(60))
    pdf, sink = printed(styled(tmp_path, element("p", "See ", element("a", long, href=long), "."), css=CSS))
    assert found(sink) == []
    assert len(pdf.pages) > 1
    assert "part-59" in "".join(page.text for page in pdf.pages)
