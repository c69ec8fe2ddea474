"""Columns of items that stay whole: set as WeasyPrint sets them, at a fraction of its work."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pytest
import weasyprint
from hypothesis import example, given, settings
from hypothesis import strategies as st
from weasyprint.css.counters import CounterStyle
from weasyprint.text.fonts import FontConfiguration

from briefgen.render.engine.patches.column_layout import ColumnItem, find_balanced_height
from briefgen.render.engine.patches.footnote_layout import build_document_class

SHEET = "@page { size: A5; margin: 15mm } body, ol, p { margin: 0 } ol { columns: %d; column-gap: 20pt; padding: 0; font: 8pt/11pt serif; direction: %s }"
WHOLE = "li { break-inside: avoid; margin-bottom: 2.5pt; position: relative; padding-left: 15pt } b { position: absolute; left: 0 }"

BARE: Any = weasyprint.document.Document
OURS: Any = build_document_class()
FONTS = FontConfiguration()


@dataclass(frozen=True, slots=True)
class Placed:
    """A box on its page."""

    page: int
    kind: str
    left: float
    top: float
    width: float
    height: float
    text: str


def laid_out(kind: Any, body: str, css: str) -> list[Placed]:
    page = weasyprint.HTML(string=f"<html lang='en'><title>T</title><body>{body}</body></html>")
    options = {**weasyprint.DEFAULT_OPTIONS, "stylesheets": [weasyprint.CSS(string=css)]}
    pages = kind._render(page, FONTS, CounterStyle(), {}, options).pages
    return [
        Placed(
            number,
            type(box).__name__,
            round(box.position_x, 3),
            round(box.position_y, 3),
            round(box.width, 3),
            round(box.height, 3),
            getattr(box, "text", ""),
        )
        for number, page in enumerate(pages)
        for box in page._page_box.descendants()
    ]


def end(placed: list[Placed]) -> tuple[int, float]:
    """Where the word stands that follows the columns."""
    return next((box.page, box.top) for box in placed if box.text == "after")


def the_list(lengths: list[int]) -> str:
    items = "".join(f"<li><b>1.</b> {'word ' * length}</li>" for length in lengths)
    return f"<ol>{items}</ol><p>after</p>"


@settings(max_examples=15, deadline=None)
@given(st.lists(st.integers(1, 40), min_size=1, max_size=30), st.integers(2, 4), st.sampled_from(["ltr", "rtl"]))
@example([40, 1, 1, 1, 1, 1], 2, "ltr")
@example([1], 3, "rtl")
@example(
    [3, 1, 5], 4, "ltr"
)  # the second item has room below the first, but not its margin: it starts a column of ours
@example([300, 300, 300, 300], 2, "ltr")  # more than a page: WeasyPrint's own way is taken
def test_no_word_is_lost_and_no_column_is_higher_than_in_bare_weasyprint(
    lengths: list[int], count: int, direction: str
) -> None:
    body, css = the_list(lengths), SHEET % (count, direction) + WHOLE
    theirs, ours = laid_out(BARE, body, css), laid_out(OURS, body, css)
    assert [box.text for box in ours if box.text] == [box.text for box in theirs if box.text]
    assert end(ours) <= end(theirs)


@pytest.mark.parametrize("direction", ["ltr", "rtl"])
@pytest.mark.parametrize("count", [2, 3])
def test_the_sources_of_a_note_are_the_same_in_every_box(count: int, direction: str) -> None:
    body, css = the_list([5, 31, 12, 7, 22, 9] * 3), SHEET % (count, direction) + WHOLE
    assert laid_out(OURS, body, css) == laid_out(BARE, body, css)


LOW_PAGES = "@page { size: 300pt 130pt; margin: 20pt }"


@pytest.mark.parametrize(
    "more", ["", "li:first-child { break-after: avoid }", "li:nth-child(14) { break-inside: auto }"]
)
def test_sources_that_go_on_overleaf_are_the_same_in_every_box(more: str) -> None:
    body, css = the_list([5, 12, 7, 3] * 4), SHEET % (2, "ltr") + WHOLE + LOW_PAGES + more
    ours = laid_out(OURS, body, css)
    assert len({box.page for box in ours}) > 1
    assert ours == laid_out(BARE, body, css)


def layouts_of_columns(monkeypatch: pytest.MonkeyPatch, kind: Any, css: str) -> int:
    """How many columns are laid out to set eighteen sources."""
    laid = 0
    real = weasyprint.layout.block.block_box_layout

    def counted(context: Any, box: Any, *arguments: Any, **options: Any) -> Any:
        nonlocal laid
        laid += box.is_column
        return real(context, box, *arguments, **options)

    with monkeypatch.context() as patched:
        patched.setattr(weasyprint.layout.block, "block_box_layout", counted)
        laid_out(kind, the_list([5, 31, 12, 7, 22, 9] * 3), css)
    return laid


def test_bare_weasyprint_tries_many_heights_where_ours_knows_it(monkeypatch: pytest.MonkeyPatch) -> None:
    css = SHEET % (2, "ltr") + WHOLE
    assert layouts_of_columns(monkeypatch, BARE, css) >= 8
    assert layouts_of_columns(monkeypatch, OURS, css) == 1
    low = css + LOW_PAGES
    assert layouts_of_columns(monkeypatch, OURS, low) < layouts_of_columns(monkeypatch, BARE, low)


@pytest.mark.parametrize(
    "other",
    [
        "li { break-inside: auto }",
        "ol { column-fill: auto }",
        "ol { column-width: 100pt }",
        "ol { height: 100pt }",
        "li { margin-top: 3pt }",
        "li:nth-child(3) { break-before: column }",
        "li:nth-child(3) { column-span: all }",
        "li:nth-child(3) { float: left }",
        "li { position: static } b { position: absolute; left: 0 }",
    ],
)
def test_whatever_is_less_simple_is_left_to_weasyprint(other: str) -> None:
    body, css = the_list([5, 31, 12, 7, 22, 9] * 2), SHEET % (2, "ltr") + WHOLE + other
    assert laid_out(OURS, body, css) == laid_out(BARE, body, css)


@pytest.mark.parametrize(
    ("heights", "count", "room", "height"),
    [
        ([], 2, 100, None),
        ([10], 2, 100, 10),
        ([10, 10, 10], 2, 100, 20),
        ([30, 10, 10, 10], 2, 100, 30),
        ([10, 10, 10, 30], 2, 100, 30),
        ([10] * 9, 4, 100, 30),
        ([60, 60, 60], 2, 100, None),
        ([0.1] * 20, 2, 1, 1),
        ([50, 5, 5], 2, 100, 50),
        ([50, 5, 5], 2, 40, None),
    ],
)
def test_the_lowest_height_that_holds_all(heights: list[float], count: int, room: float, height: float | None) -> None:
    tops = [sum(heights[:number]) for number in range(len(heights))]
    items = [ColumnItem(top, top + height) for top, height in zip(tops, heights, strict=True)]
    assert find_balanced_height(items, count, room) == (height if height is None else pytest.approx(height))
