"""Makes WeasyPrint 70.0 balance columns of items that stay whole by adding up heights, not by laying them out again and again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import inf
from types import ModuleType
from typing import Any

Box = Any

ROUNDING_FACTOR = 1 + 1e-9
"""What WeasyPrint takes for equal, so that rounding does not part what fits (`LayoutContext.overflows`)."""

INITIAL_BOX_PROPERTIES = ("column_fill", "column_width", "height", "max_height", "min_height", "position")
INITIAL_CHILD_PROPERTIES = ("break_after", "break_before", "column_span", "margin_top")
"""Properties that must have their initial value, or WeasyPrint's own way is taken."""


@dataclass(frozen=True, slots=True)
class ColumnItem:
    """One child of a box in columns, as measured in a single column as high as they need."""

    top: float
    bottom: float
    """Both in pixels from the top of the page; with the margin below it, for which WeasyPrint wants room, too."""


def install_column_layout(weasyprint: ModuleType) -> None:
    """Let a layout that has `lay_out_columns` lay out its columns itself; every other one goes on as before.

    This is the one function of WeasyPrint that is replaced in WeasyPrint itself: nothing of a document leads to it.
    """
    block, original = weasyprint.layout.block, weasyprint.layout.column.columns_layout
    if block.columns_layout is not original:
        return

    def columns_layout(context: Any, box: Box, *arguments: Any) -> Any:
        ours = getattr(context, "lay_out_columns", None)
        return (ours and ours(box, *arguments)) or original(context, box, *arguments)

    block.columns_layout = columns_layout


def balance_columns(
    weasyprint: ModuleType, context: Any, box: Box, bottom_space: float, skip_stack: Any, around: Box, *more: Any
) -> tuple[Box, None, Any, list[float], bool] | None:
    """The box with its balanced columns, laid out once in a single column and then parted. None where that does not do.

    WeasyPrint lays all columns out anew for each height that it tries, some 17 times for a page of sources. Where each
    child stays whole, one layout tells its height, and so the lowest height of columns that hold them all; what is left
    is to move each child to its place.
    """
    if skip_stack is not None or not _is_simple(weasyprint, context, box):
        return None
    _, _, _, adjoining_margins, *styles = more  # WeasyPrint's own list; who stands outside of columns is not asked for
    block, column = weasyprint.layout.block, weasyprint.layout.column
    box = box.copy_with_children([child.copy() for child in box.children])
    box.position_y += block.collapse_margin(adjoining_margins)
    block.block_level_width(box, around)
    count, gap = box.style["column_count"], column.percentage(box.style["column_gap"], box.style, box.width)
    width, top = max(0, box.width - (count - 1) * gap) / count, box.content_box_y()
    steps = range(count - 1, -1, -1) if box.style["direction"] == "rtl" else range(count)

    def column_of(children: Sequence[Box]) -> Box:
        return column._create_column_box(box, around, children, width, top)  # noqa: SLF001

    outside: list[Box] = []
    measured, _, next_page, *_ = block.block_box_layout(
        context, column_of(box.children), -inf, None, around, True, outside, outside, None, *styles,  # noqa: FBT003
        discard=False, max_lines=None,
    )  # fmt: skip
    items = [ColumnItem(one.position_y, one.position_y + one.margin_height()) for one in measured.children]
    height = find_balanced_height(items, count, context.page_bottom - top - bottom_space)
    if height is None or outside:
        block.remove_placeholders(context, [measured], outside, outside)
        return None
    parts, columns = split_into_columns(items, height), list[Box]()
    below = (0 if end == len(items) else measured.children[end - 1].margin_bottom for _, end in parts)
    tallest = max(
        items[end - 1].bottom - items[first].top - spare for (first, end), spare in zip(parts, below, strict=True)
    )
    for step, (first, end) in zip(steps, parts, strict=False):
        one = column_of(measured.children[first:end])
        one.height = tallest
        one.position_x += step * (width + gap)
        for child in one.children:
            child.translate(one.position_x - measured.position_x, top - items[first].top)
        columns.append(one)
    box.children, box.height = columns, tallest
    return box, None, next_page, [], False


def find_balanced_height(items: Sequence[ColumnItem], count: int, room: float) -> float | None:
    """The lowest height, in pixels, at which `count` columns hold all items; None without items, or where it is above `room`."""
    if not items:
        return None
    height = max((items[-1].bottom - items[0].top) / count, *(one.bottom - one.top for one in items))
    while height <= room * ROUNDING_FACTOR:
        parts = split_into_columns(items, height)
        if len(parts) <= count:
            return height
        lowest_for_one_more = (items[end].bottom - items[first].top for first, end in parts[:count])
        height = min(lowest_for_one_more)
    return None


def split_into_columns(items: Sequence[ColumnItem], height: float) -> list[tuple[int, int]]:
    """Which items stand in each column of a height: from the first to the one after the last."""
    parts, first = list[tuple[int, int]](), 0
    while first < len(items):
        bottom = (items[first].top + height) * ROUNDING_FACTOR
        end = next((at for at in range(first + 1, len(items)) if items[at].bottom > bottom), len(items))
        parts.append((first, end))
        first = end
    return parts


def _is_simple(weasyprint: ModuleType, context: Any, box: Box) -> bool:
    """Whether a box has a number of columns, and in them nothing but children that stay whole, without footnotes."""
    initial = weasyprint.css.properties.INITIAL_VALUES
    return (
        box.style["column_count"] != "auto"
        and box.style["column_gap"] != "normal"
        and all(box.style[name] == initial[name] for name in INITIAL_BOX_PROPERTIES)
        and not context.footnotes
        and context.current_footnote_area.height == "auto"
        and all(
            child.style["break_inside"] == "avoid"
            and all(child.style[name] == initial[name] for name in INITIAL_CHILD_PROPERTIES)
            and child.is_in_normal_flow()
            for child in box.children
        )
    )
